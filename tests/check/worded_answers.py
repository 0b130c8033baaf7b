"""Correct answers in the wordings that a composer uses, over any budget."""

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from invented_figures import evidence, formula
from whole_budgets import Budget

from assistant.evidence import Evidence, Formula
from eval.mutant_truth import Answered
from index.amounts import convert, grouped, rounded
from index.records import Fact


def answers(budget: Budget) -> Iterator[Answered]:
    """All templates over a budget."""
    for write in (_one_cell, _columns_of_a_row, _lists, _pairs, _sets, _total_rows, _prose, _forms):
        yield from write(budget)


def _answered(
    budget: Budget, text: str, facts: Sequence[Fact], *formulas: Formula, question: str = ""
) -> Answered:
    return _over(budget, text, evidence(*facts, formulas=formulas), question)


def _over(budget: Budget, text: str, rests_on: Evidence, question: str = "") -> Answered:
    return Answered(
        text=text,
        question=question,
        evidence=rests_on,
        reports=(budget.report,),
        facts=budget.facts,
    )


def shown(fact: Fact) -> str:
    """As printed, with the unit."""
    return f"{fact.printed}{fact.unit}"


def _table(fact: Fact) -> str:
    return (fact.table or "").split()[0]


def _worth(fact: Fact) -> Decimal:
    assert fact.amount is not None
    return fact.amount


def _one_cell(budget: Budget) -> Iterator[Answered]:
    year = budget.report.year
    for column in ("项目支出", "基本支出"):
        for row, fact in budget.column("支出总表", column).items():
            if row == "合计" or not fact.code:
                continue
            where = f"（{_table(fact)}，第{fact.page}页）"
            text = f"{year}年，{row}（{fact.code}）的{column}预算为{shown(fact)}{where}。"
            yield _answered(budget, text, [fact])
            yuan = grouped(convert(_worth(fact), "万元", "元").quantize(Decimal(1)))
            yield _answered(budget, f"{row}的{column}为{shown(fact)}，即{yuan}元。", [fact])
            wrong = f"{row}的{column}预算不是44.3亿元，而是{shown(fact)}。"
            yield _answered(budget, wrong, [fact], question=f"{row}{column}是44.3亿吗")
            yield _answered(budget, f"{shown(fact)}为{row}的{column}。", [fact])
    for row, fact in itertools.islice(budget.column("项目支出预算表", "合计").items(), 8):
        if row == "合计":
            continue
        yuan = grouped(convert(_worth(fact), "万元", "元").quantize(Decimal(1)))
        yield _answered(budget, f"{row}：{shown(fact)}（{yuan}元）", [fact])
        text = f"{year}年{row}的预算是{shown(fact)}，见{_table(fact)}第{fact.page}页。"
        if not row.startswith(str(year)):
            yield _answered(budget, text, [fact])
        billions = rounded(convert(_worth(fact), "万元", "亿元"), 2)
        if billions >= Decimal("0.1"):
            yield _answered(budget, f"{row}预算{shown(fact)}，约合{billions}亿元。", [fact])


def _columns_of_a_row(budget: Budget) -> Iterator[Answered]:
    columns = [budget.column("支出总表", name) for name in ("合计", "基本支出", "项目支出")]
    for row, whole in columns[0].items():
        parts = [c[row] for c in columns[1:] if row in c]
        if len(parts) < 2 or row == "合计":
            continue
        basic, project = parts
        facts = [whole, basic, project]
        share = formula("share", "c3 c1", _worth(project) / _worth(whole) * 100, "%", "占比")
        percent = f"{rounded(share.value)}%"
        yield _answered(
            budget,
            f"{row}（{whole.code}）2023年预算合计{shown(whole)}。"
            f"其中，基本支出{shown(basic)}，项目支出{shown(project)}，占{percent}。",
            facts,
            share,
        )
        yield _answered(
            budget,
            f"{row}：\n- 基本支出：{shown(basic)}\n- 项目支出：{shown(project)}"
            f"\n- 合计：{shown(whole)}",
            facts,
        )
        yield _answered(
            budget,
            f"{row}的基本支出和项目支出分别为{shown(basic)}和{shown(project)}，合计{shown(whole)}。",
            facts,
        )


def _lists(budget: Budget) -> Iterator[Answered]:
    rows = [f for f in budget.column("项目支出预算表", "合计").values() if f.row != "合计"]
    for some in (rows[:3], rows[2:5], rows[3:8]):
        lines = "\n".join(f"{i}. {f.row}：{shown(f)}" for i, f in enumerate(some, 1))
        total = formula(
            "sum",
            " ".join(f"c{i + 1}" for i in range(len(some))),
            sum(map(_worth, some)),
            "万元",
            "合计",
        )
        head = f"2023年项目支出预算中，符合条件的{len(some)}个项目如下："
        yield _answered(budget, f"{head}\n{lines}", some)
        foot = f"以上{len(some)}个项目合计{grouped(total.value)}万元。"
        yield _answered(budget, f"{head}\n{lines}\n{foot}", some, total)
        condition = "50万元到150万元之间的项目有："
        yield _answered(
            budget, f"{condition}\n{lines}", some, question="50万到150万之间的项目有哪些？"
        )
    offices = list(budget.column("机关运行经费", "合计").values())
    offices = [f for f in offices if "合计" not in f.row]
    text = "机关运行经费：" + "，".join(f"{f.row}为{shown(f)}" for f in offices) + "。"
    yield _answered(budget, text, offices)


def _pairs(budget: Budget) -> Iterator[Answered]:
    projects = [f for f in budget.column("项目支出预算表", "合计").values() if f.row != "合计"]
    goods = [f for f in budget.column("经济科目表", "合计").values() if f.row != "合计"]
    pairs = [*itertools.pairwise(projects[:7]), *itertools.pairwise(goods[:8])]
    for first, second in pairs:
        if _worth(first) == _worth(second):
            continue
        more, less = sorted((first, second), key=_worth, reverse=True)
        yield from _of_two(budget, more, less)


def _of_two(budget: Budget, more: Fact, less: Fact) -> Iterator[Answered]:
    high, low, facts = _worth(more), _worth(less), [more, less]
    gap = formula("difference", "c1 c2", high - low, "万元", "相差")
    spelt = f"（{more.printed}−{less.printed}）"
    a, b = more.row, less.row
    yield _answered(budget, f"{a}比{b}多{gap.value}万元{spelt}。", facts, gap)
    yield _answered(budget, f"{b}比{a}少{gap.value}万元。", facts, gap)
    yield _answered(
        budget, f"{a}为{shown(more)}，{b}为{shown(less)}，两者相差{gap.value}万元。", facts, gap
    )
    ratio = formula("ratio", "c1 c2", high / low, "倍", "倍数")
    times = rounded(ratio.value)
    yield _answered(budget, f"{a}是{b}的{times}倍（{more.printed}÷{less.printed}）。", facts, ratio)
    total = formula("sum", "c1 c2", high + low, "万元", "合计")
    plus = f"（{more.printed}+{less.printed}）"
    yield _answered(budget, f"{a}和{b}两项合计{grouped(total.value)}万元{plus}。", facts, total)
    mean = formula("average", "c1 c2", (high + low) / 2, "万元", "平均")
    text = f"{a}和{b}平均为{grouped(rounded(mean.value))}万元。"
    yield _answered(budget, text, facts, mean)
    yield _answered(budget, f"{a}和{b}分别为{shown(more)}和{shown(less)}。", facts)


def _sets(budget: Budget) -> Iterator[Answered]:
    projects = [f for f in budget.column("项目支出预算表", "合计").values() if f.row != "合计"]
    ids = " ".join(f"c{i + 1}" for i in range(len(projects)))
    total = formula("sum", ids, sum(map(_worth, projects)), "万元", "合计", "全部项目合计")
    mean = formula("average", ids, total.value / len(projects), "万元", "平均", id_="f2")
    count = formula("count", ids, Decimal(len(projects)), "个", "项目个数", id_="f3")
    n = len(projects)
    text = f"2023年共有{n}个项目，合计{grouped(total.value)}万元，"
    text += f"平均每个项目{rounded(mean.value)}万元。"
    yield _answered(budget, text, projects, total, mean, count)
    unions = [
        f
        for f in budget.facts
        if f.row == "工会经费" and f.amount is not None and f.column_path[-1] == "合计"
    ]
    if len(unions) == 2:
        both = formula("sum", "c1 c2", sum(map(_worth, unions)), "万元", "合计")
        parts = "，".join(f"{f.qualifier}{shown(f)}" for f in unions)
        text = f"工会经费合计{both.value}万元：{parts}。"
        yield _answered(budget, text, unions, both)


def _total_rows(budget: Budget) -> Iterator[Answered]:
    basic, project, whole = (
        budget.column("支出总表", name)["合计"] for name in ("基本支出", "项目支出", "合计")
    )
    people = budget.column("经济科目表", "人员经费")["合计"]
    base = budget.column("经济科目表", "合计")["合计"]
    share = formula("share", "c1 c2", _worth(people) / _worth(base) * 100, "%", "占比")
    rests = evidence(people, base, formulas=(share,), c2="基本支出")
    spelt = f"（{people.printed}÷{base.printed}）"
    yield _over(budget, f"人员经费占基本支出的{rounded(share.value)}%{spelt}。", rests)
    text = f"人员经费{shown(people)}，占基本支出{shown(base)}的{rounded(share.value)}%。"
    yield _over(budget, text, rests)
    of_all = formula("share", "c1 c3", _worth(basic) / _worth(whole) * 100, "%", "占比")
    gap = formula("difference", "c2 c1", _worth(project) - _worth(basic), "万元", "相差", id_="f2")
    facts = [basic, project, whole]
    text = f"基本支出{shown(basic)}，占{rounded(of_all.value)}%；项目支出{shown(project)}。"
    yield _answered(budget, text, facts, of_all)
    text = f"支出总计{shown(whole)}，其中：基本支出{shown(basic)}，项目支出{shown(project)}。"
    yield _answered(budget, text, facts)
    text = f"项目支出比基本支出{'多' if gap.value > 0 else '少'}{grouped(abs(gap.value))}万元。"
    yield _answered(budget, text, facts, gap)
    text = f"其中{shown(basic)}为基本支出，{shown(project)}为项目支出。"
    yield _answered(budget, text, facts)


def _prose(budget: Budget) -> Iterator[Answered]:
    stated = {(f.row, f.column_path[-1], f.year): f for f in budget.of("statement")}
    year = budget.report.year or 0
    for (row, measure, _), change in stated.items():
        now = stated.get((row, "金额", year))
        rate = stated.get((row, "比上年增减率", year))
        if measure != "比上年增减额" or not (now and rate) or not change.amount:
            continue
        verbs = ("增加", "增长") if change.amount > 0 else ("减少", "下降")
        told = f"比上年{verbs[0]}{shown(change)}，{verbs[1]}{shown(rate)}"
        yield _answered(budget, f"{row}{told}。", [change, rate])
        yield _answered(budget, f"{year}年{row}为{shown(now)}，{told}。", [now, change, rate])
        prior = formula("prior", "c1 c2", _worth(now) - _worth(change), "万元", "上年数")
        text = f"{year - 1}年{row}为{grouped(prior.value)}万元（由{year}年数倒推）。"
        yield _answered(budget, text, [now, change], prior)
    now, before = (stated.get(("机关运行经费", "金额", y)) for y in (year, year - 1))
    change = stated.get(("机关运行经费", "比上年增减额", year))
    if now and before and change:
        text = f"{year}年机关运行经费为{shown(now)}，{year - 1}年为{shown(before)}，"
        text += f"比上年减少{shown(change)}。"
        yield _answered(budget, text, [now, before, change])
    for fact in budget.of("statement", lambda f: f.column_path[-1] == "数量")[:4]:
        yield _answered(budget, f"{fact.row}{shown(fact)}。", [fact])
    for (row, measure, _), fact in stated.items():
        if measure == "占比" and row in ("基本支出", "项目支出"):
            yield _answered(budget, f"{row}占{shown(fact)}。", [fact])


def _forms(budget: Budget) -> Iterator[Answered]:
    totals = budget.of("fund", lambda f: f.column_path == ("年度", "资金总额"))
    whole = {f.row: f for f in budget.of("fund", lambda f: f.column_path == ("实施期", "资金总额"))}
    for fact in totals[:6]:
        half = whole[fact.row]
        text = f"{fact.row}年度资金总额为{shown(fact)}（第{fact.page}页）。"
        yield _answered(budget, text, [fact])
        text = f"{fact.row}实施期资金总额为{shown(half)}。"
        yield _answered(budget, text, [half])
    counts = budget.of("indicator", lambda f: f.unit == "户" and f.column_path[0] == "年度")
    for fact in counts[:4]:
        number = (fact.printed or "").lstrip("≥")
        text = f"{fact.row_path[0]}的年度指标“{fact.row}”为{number}。"
        yield _answered(budget, text, [fact])
        yield _answered(budget, f"“{fact.row}”的指标值：{fact.printed}", [fact])
