"""Performance indicators (绩效指标) asked for by name, by unit or by kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.labels import canonical, displayed, folded
from assistant.planner.projects import Project
from assistant.planner.view import Context
from assistant.query_plan import Amount, Figure, QueryPlan, Text
from index.amounts import is_money
from index.facts import indicator_amount
from index.numerals import parse_number
from index.records import Form, Indicator

_SPELT_OUT = (("可研(?!究)", "可行性研究"), ("初设(?!计)", "初步设计"), ("出差", "差旅"))
"""Shortened words of project work, as forms spell them."""
_SPLIT = re.compile(r"各多少|各是|各分|各花|各需|分别|明细|构成|花在哪|怎么花|怎么分|用在哪|用到哪")
_MONEY = re.compile(r"钱|费|元|成本|价")
_OTHER_FIGURE = ("ratio", "difference", "more_than", "change", "audit", "top", "bottom")
_HOW_MUCH = re.compile(r"多少钱|多少(?:[万亿]|百万|千)?元|几(?:[万亿]元?|块钱|元)")
"""A sum of money is asked for, and a number of things is none."""
_COUNTER = "[户家人卷条台项件本枚套次个部]"
_NUMBER = r"(?:几|多少|[\d,.]+万?|[一二两三四五六七八九十百千万]+)"
_COUNTED = re.compile(rf"{_NUMBER}(?:个|名|位)?({_COUNTER}|企业|用户|店)")
_ASKED_FIRMS = re.compile("公司|供应商|机构|单位")
_VALUE_UNIT = re.compile(rf"[\d一二两三四五六七八九十]\s*({_COUNTER})$")
RATE = re.compile(r"标准|封顶|小时|一次|每人|每天|一天|每次")
"""Wordings for a scale of rates (标准)."""
LONG = 20
"""Characters from which an indicator's value is a text of its own."""
_OTHER_HALF = {"实施期": "年度", "年度": "实施期"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A project's form and the question about it, project names blanked out."""

    context: Context
    project: Project
    form: Form
    wording: str

    @property
    def own(self) -> list[tuple[int, Indicator]]:
        """The indicators of the half that is meant, with their index."""
        half = half_of(self.context)
        return [(i, x) for i, x in enumerate(self.form.indicators) if x.half == half]


def half_of(context: Context) -> str:
    """实施期 where the question says so, else 年度."""
    return "实施期" if context.says("实施期|整个项目|全周期") else "年度"


def spelt_out(text: str) -> str:
    """The wording with shortened words of project work spelt out."""
    for short, full in _SPELT_OUT:
        text = re.sub(short, full, text)
    return text


def compares(context: Context) -> bool:
    """Whether a figure computed from others is asked for, not an indicator itself."""
    share = context.has("share") and not context.says("多少(?:元|钱|万)")
    several = context.has("sum") and context.says(r"[两三四五几\d]个项目")
    return share or several or context.has(*_OTHER_FIGURE)


def named(ask: Ask) -> list[int]:
    """Indicators named outright, or counted in their unit (聘几个人, 多少卷)."""
    by_name = [i for i, x in ask.own if _is_named(ask, x)]
    return fitting(ask, longest_names(ask, by_name)) or _counted(ask)


def alike(ask: Ask) -> list[int]:
    """Indicators that share the longest stretch with the question; cost items where the question
    wants the money split up."""
    rest = re.sub(r"项目|经费|多少|是什么|什么|哪|\d", "■", spelt_out(ask.wording))
    shared = {i: _shared(rest, folded(f"{x.name}{x.value}")) for i, x in ask.own}
    best = max(shared.values(), default=0)
    hits = [i for i, n in shared.items() if n >= 4 or n == best == 3]
    if not hits and _SPLIT.search(ask.context.text):
        costs = [i for i, x in ask.own if x.kind == "成本指标"]
        hits = costs if len(costs) > 1 else []
    if not hits and RATE.search(ask.context.text):
        hits = [i for i, x in ask.own if len(x.value) > LONG and RATE.search(x.value)]
    return fitting(ask, hits)


def of_kinds(ask: Ask, kinds: Sequence[str]) -> list[int]:
    """Indicators of the kinds asked for; only the named ones among them where some are named."""
    every = {"一级指标", "二级指标", "三级指标", "指标值"}
    found = [
        i
        for i, x in ask.own
        if every & set(kinds) or any(x.kind in name or name in x.kind for name in kinds)
    ]
    some = longest_names(ask, [i for i in found if _is_named(ask, ask.form.indicators[i])])
    return some or found


def plan_of(ask: Ask, indices: Sequence[int]) -> QueryPlan | None:
    """The plan that shows the indicators: one numeric value as a figure, its sum where asked."""
    if not indices:
        return None
    shown = _with_other_half(ask, indices)
    figures = tuple(_figure(ask, i, both=len(shown) > len(indices)) for i in shown)
    amounts = [indicator_amount(ask.form.indicators[i]) for i in shown]
    units = {amount[1] for amount in amounts if amount}
    if _HOW_MUCH.search(ask.context.text) and units and not any(map(is_money, units)):
        return None
    report = ask.context.view.report.id
    numeric = all(amounts) and "" not in units
    unit = ask.context.question.unit if all(map(is_money, units)) else None
    if numeric and len(indices) == 1:
        claimed = _claimed(ask.context, units)
        return QueryPlan(
            operation="verify" if claimed and len(shown) == 1 else "look_up",
            report=report,
            figures=figures,
            claimed=claimed,
            unit=unit,
        )
    if numeric and len(units) == 1 and len(shown) == len(indices) and ask.context.has("sum"):
        return QueryPlan(operation="sum", report=report, members=figures, set_name="项", unit=unit)
    return QueryPlan(
        operation="indicators",
        report=report,
        texts=texts_of(ask, indices),
        subject=displayed(ask.project.name),
    )


def texts_of(ask: Ask, indices: Sequence[int]) -> tuple[Text, ...]:
    """The indicators as printed; of both halves where these differ."""
    report = ask.context.view.report.id
    return tuple(
        Text(kind="indicator", report=report, form=ask.form.index, index=i)
        for i in _with_other_half(ask, indices)
    )


def _is_named(ask: Ask, indicator: Indicator) -> bool:
    name = folded(indicator.name)
    if len(name) < 3 or canonical(indicator.name) == canonical(ask.project.name):
        return False
    part = len(_costs(ask)) > 1 and re.search(r"\d号|里|其中", ask.context.text)
    if name in folded(ask.project.name) and not part:
        return False
    mentioned = {v for m in ask.context.of("name", "absent") for v in m.values}
    return name in spelt_out(ask.context.text) or canonical(indicator.name) in mentioned


def _costs(ask: Ask) -> list[int]:
    return [i for i, x in ask.own if x.kind == "成本指标"]


def longest_names(ask: Ask, indices: list[int]) -> list[int]:
    """Without those whose name is only a part of another one that is named."""
    names = [folded(ask.form.indicators[i].name) for i in indices]
    return [
        i
        for i, name in zip(indices, names, strict=True)
        if not any(name != other and name in other for other in names)
    ]


def _counted(ask: Ask) -> list[int]:
    """The one indicator whose value is counted in the unit that the question asks for."""
    if re.search("钱|万元|(?<!一)元", ask.wording):
        return []
    said = _COUNTED.search(ask.wording)
    given = said is not None and not re.match("几|多少", said[0])
    if said is None or (given and re.search("几|多少", ask.wording)):
        return []
    firms = said[1] in ("企业", "用户", "店", "户", "家") and not _ASKED_FIRMS.match(
        ask.wording[said.end() :]
    )
    wanted = "户家" if firms else said[1]
    hits = []
    for i, indicator in ask.own:
        unit = _VALUE_UNIT.search(folded(indicator.value))
        if unit and unit[1] in wanted:
            hits.append(i)
    return hits


def fitting(ask: Ask, indices: list[int]) -> list[int]:
    """Of several, the cost items where money is asked for, the quantities where a number is."""
    if len(indices) < 2:
        return indices
    every = ask.form.indicators
    money = _MONEY.search(ask.wording)
    kind = "成本指标" if money else "数量指标"
    chosen = [i for i in indices if every[i].kind == kind]
    if money and not chosen:
        amounts = {i: indicator_amount(every[i]) for i in indices}
        chosen = [i for i, amount in amounts.items() if amount and is_money(amount[1])]
    return chosen or indices


def _shared(wording: str, text: str) -> int:
    """Length of the longest stretch that both have in common."""
    longest = 0
    for start in range(len(wording)):
        while wording[start : start + longest + 1] in text and start + longest < len(wording):
            longest += 1
    return longest


def _with_other_half(ask: Ask, indices: Sequence[int]) -> list[int]:
    """The indicators, each followed by the other half's where that says something else."""
    shown = []
    for i in indices:
        one = ask.form.indicators[i]
        shown.append(i)
        shown += [
            k
            for k, other in enumerate(ask.form.indicators)
            if other.half == _OTHER_HALF[one.half]
            and (other.kind, folded(other.name)) == (one.kind, folded(one.name))
            and folded(other.value) != folded(one.value)
            and len(one.value) <= LONG
        ]
    return shown


def _figure(ask: Ask, index: int, both: bool) -> Figure:
    indicator = ask.form.indicators[index]
    half = f"{indicator.half}" if both else ""
    return Figure(
        name=f"{displayed(ask.project.name)}的{half}{displayed(indicator.name)}",
        facts=(f"{ask.context.view.report.id}/form{ask.form.index}/indicator{index}",),
    )


def _claimed(context: Context, units: set[str]) -> Amount | None:
    """A number that the user gives in the indicator's own unit (为啥要整理一万卷)."""
    unit = next(iter(units))
    match = re.search(
        rf"([\d,.]+万?|[一二两三四五六七八九十百千万]+){re.escape(unit)}", context.text
    )
    if match is None or is_money(unit):
        return None
    value = parse_number(match[1])
    return Amount(value=value, unit=unit, text=match[0]) if value is not None else None
