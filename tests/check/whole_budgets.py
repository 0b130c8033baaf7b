"""Whole budgets to write answers over: invented ones, and the bundled report's."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from invented_figures import (
    AGENCY,
    ECONOMIC,
    PROJECTS,
    cell,
    fund,
    indicator,
    report,
    stated,
)

from index.records import Fact, Report

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The figures of one report by what they are."""

    report: Report
    facts: tuple[Fact, ...]

    def column(self, title: str, column: str) -> dict[str, Fact]:
        """Rows by label of the tables whose title holds a word, in one column, where printed; a
        label that stands in several rows of the table is left out."""
        found = [
            fact
            for fact in self.facts
            if fact.kind == "cell"
            and title in (fact.table or "")
            and fact.column_path[-1].endswith(column)
            and fact.amount is not None
        ]
        labels = [f.row for f in found]
        return {f.row: f for f in found if labels.count(f.row) == 1}

    def of(self, kind: str, keep: Callable[[Fact], bool] = lambda _: True) -> list[Fact]:
        """The figures of one kind."""
        return [f for f in self.facts if f.kind == kind and keep(f)]


def money(dice: random.Random, low: int, high: int) -> Decimal:
    """A figure of two decimals."""
    return Decimal(dice.randint(low, high)) / 100


ACCOUNTS = (
    ("2060101", "行政管理"),
    ("2060102", "一般行政事务"),
    ("2060203", "机构运行"),
    ("2080505", "机关养老保险缴费支出"),
    ("2210201", "住房公积金"),
)
ECONOMICS = (
    ("基本工资", "工资奖金津补贴"),
    ("津贴补贴", "工资奖金津补贴"),
    ("奖金", "工资奖金津补贴"),
    ("绩效工资", "工资福利支出"),
)
GOODS = (("办公费", "办公经费"), ("水费", "办公经费"), ("差旅费", "办公经费"), ("培训费", "培训费"))
NAMES = (
    "库房改造项目",
    "2023年12366服务热线经费",
    "(2022年结转云财教[2022]17号)古籍修复专项经费",
    "展览和数字化建设项目",
    "网络维护费",
    "2023年聘用临时人员工资",
    "(2022年结转年初预算)防火、防盗设施更新经费",
    "单位运转经费",
)


@cache
def invented_budget(seed: int) -> Budget:
    """A small budget with figures thrown by the seed, sums kept."""
    dice = random.Random(seed)
    owner = report(department=("云溪市档案馆", "青禾县文化馆", "临江区水务局")[seed % 3])
    facts = [*_spending(dice, owner), *_economic(dice, owner), *_projects(dice, owner)]
    facts += _prose(dice)
    return Budget(report=owner, facts=tuple(facts))


def _row(label: str, figures: Iterable[tuple[str, Decimal | None]], **more: object) -> list[Fact]:
    return [
        cell(
            label,
            f"{value:,}" if value is not None else None,
            column=("2023年预算数", name),
            **more,
        )  # type: ignore[arg-type]
        for name, value in figures
    ]


def _spending(dice: random.Random, owner: Report) -> list[Fact]:
    facts: list[Fact] = []
    sums = {"合计": Decimal(0), "基本支出": Decimal(0), "项目支出": Decimal(0)}
    for code, label in ACCOUNTS:
        basic, project = money(dice, 10_000, 90_000), money(dice, 100_000, 200_000)
        figures = {"合计": basic + project, "基本支出": basic, "项目支出": project}
        sums = {name: sums[name] + value for name, value in figures.items()}
        facts += _row(label, figures.items(), code=code, above=("文化支出",), of=owner)
    return facts + _row("合计", sums.items(), of=owner)


def _economic(dice: random.Random, owner: Report) -> list[Fact]:
    facts: list[Fact] = []
    people = goods = Decimal(0)
    for label, qualifier in ECONOMICS:
        value = money(dice, 500, 9_000)
        people += value
        figures = {"合计": value, "人员经费": value, "公用经费": None}
        facts += _row(label, figures.items(), qualifier=qualifier, table=ECONOMIC, of=owner)
    for label, qualifier in (*GOODS, ("工会经费", "办公经费"), ("工会经费", "商品和服务支出")):
        value = money(dice, 5, 490)
        goods += value
        figures = {"合计": value, "人员经费": None, "公用经费": value}
        facts += _row(label, figures.items(), qualifier=qualifier, table=ECONOMIC, of=owner)
    total = {"合计": people + goods, "人员经费": people, "公用经费": goods}
    return facts + _row("合计", total.items(), table=ECONOMIC, of=owner)


def _projects(dice: random.Random, owner: Report) -> list[Fact]:
    facts: list[Fact] = []
    for name in NAMES:
        value = money(dice, 40, 20_000)
        facts.append(cell(name, f"{value:,}", table=PROJECTS, column=("合计",), of=owner))
        yuan = f"{int(value * 10_000):,}"
        facts += [fund(name, yuan), fund(name, yuan, half="实施期")]
        count = dice.randint(2, 90)
        facts.append(indicator(name, "服务企业数量", f"≥{count}户", str(count), "户"))
    for office in (owner.department or "", "云溪市古籍中心", "云溪市展览中心"):
        value = money(dice, 800, 4_000)
        facts.append(
            cell(office, f"{value}", table=AGENCY, column=("2023预算数", "合计"), of=owner)
        )
    return facts


def _prose(dice: random.Random) -> list[Fact]:
    now, more, less = money(dice, 90_000, 200_000), money(dice, 900, 60_000), money(dice, 100, 900)
    rate, down = money(dice, 500, 6_000), money(dice, 500, 6_000)
    run, before = money(dice, 3_000, 5_000), money(dice, 5_000, 6_000)
    income = f"2023年度预算收入总计{now:,}万元，比上年增加{more}万元，增加{rate}%"
    agency = f"2023年机关运行经费{run}万元，2022年机关运行经费{before}万元"
    agency += f"，比上年减少{less}万元，减少{down}%"
    changes = ("比上年增减额", "比上年增减率")
    return [
        stated("预算收入总计", f"{now:,}", income),
        stated("预算收入总计", f"{more}", income, measure=changes[0]),
        stated("预算收入总计", f"{rate}", income, measure=changes[1], unit="%"),
        stated("机关运行经费", f"{run}", agency),
        stated("机关运行经费", f"{before}", agency, year=2022),
        stated("机关运行经费", f"{less}", agency, measure=changes[0], amount=f"-{less}"),
        stated("机关运行经费", f"{down}", agency, measure=changes[1], unit="%", amount=f"-{down}"),
        stated("行政人员", "13", "现有行政人员13人，事业人员6人。", measure="数量", unit="人"),
        stated("事业人员", "6", "现有行政人员13人，事业人员6人。", measure="数量", unit="人"),
    ]


@cache
def bundled_budget() -> Budget:
    """The budget of the report that the product ships with."""
    build = pytest.importorskip("index.build", reason="the extraction is not there yet")
    from index.facts import facts_of

    path = next((ROOT / "data" / "reports").glob("*.txt"))
    extraction = build.read_and_extract(path)
    return Budget(report=extraction.report, facts=facts_of(extraction))
