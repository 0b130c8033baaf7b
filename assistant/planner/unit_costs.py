"""What one costs (单位成本): money over a quantity that the report states, nothing else."""

import re
from collections.abc import Iterator

from assistant.planner.labels import displayed
from assistant.planner.operands import operands_of
from assistant.planner.projects import Project
from assistant.planner.subjects import previous_projects, project_groups
from assistant.planner.targets import figure_of, fund_figure
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.facts import indicator_amount
from index.records import Indicator

_COUNTERS = "个家户卷辆台人套份枚次条本"
_ASKS = re.compile(
    rf"平均(?:到)?(?:每|一)|平均(?:的)?(?:原值|价值|价格)|人均|每个?人平均|户均|单价"
    rf"|每一?[{_COUNTERS}].{{0,12}}(?:平均|多少|几|合|钱|元)"
    rf"|一[{_COUNTERS}].{{0,8}}(?:多少|几|合)|[{_COUNTERS}]均"
)
_PERIODS = re.compile(r"每个?(?:月|天|季度|周)|一个月|月均|日均|平均到每")


def per_unit(context: Context) -> QueryPlan | None:
    """平均每个证书, 一卷合多少, 人均: money over the quantity stated for it; None where the report
    states no such quantity."""
    if not _ASKS.search(context.text) or _PERIODS.search(context.text):
        return None
    return _quotient(context, _per_vehicle(context) or _per_person(context) or _per_piece(context))


def per_piece(context: Context) -> QueryPlan | None:
    """A project's funds over its quantity, whatever the wording (63个乘480元等于30240吗)."""
    return _quotient(context, _per_piece(context))


def _quotient(context: Context, pair: tuple[Figure, Figure] | None) -> QueryPlan | None:
    if pair is None:
        return None
    return QueryPlan(
        operation="quotient",
        report=context.view.report.id,
        figures=pair,
        unit=context.question.unit,
    )


def _money(context: Context) -> Figure | None:
    """The one figure of money that the question names."""
    figures = [o.figure for o in operands_of(context) if o.figure]
    if not figures and not context.asking_rests(2):
        figures = list(context.previous.figures[:1])  # 人员经费多少 → 每人平均
    facts = context.view.book.by_fact
    money = [
        f for f in figures if f.facts[0] in facts and facts[f.facts[0]].fact.unit in ("元", "万元")
    ]
    return money[0] if len(money) == 1 else None


def _stated(context: Context, unit: str) -> Figure | None:
    """The number of people or vehicles that the prose states, its parts added up."""
    found = [s for s in context.view.extraction.statements if s.unit == unit]
    ids = tuple(f"{context.view.report.id}/statement{s.index}" for s in found)
    if not ids:
        return None
    return Figure(name=found[0].subject if len(found) == 1 else "现有人员", facts=ids)


def _per_vehicle(context: Context) -> tuple[Figure, Figure] | None:
    cars = (_standing(context) or _stated(context, "辆")) if context.says("车|辆") else None
    if cars is None or len(cars.facts) != 1:
        return None
    worth = [
        Figure(name=s.subject, facts=(f"{context.view.report.id}/statement{s.index}",))
        for s in context.view.extraction.statements
        if s.subject.startswith(cars.name) and s.unit in ("元", "万元")
    ]
    if worth and context.says("原值|价"):
        return worth[0], cars
    money = _running(context) or _money(context)
    return (money, cars) if money and re.search("车|交通", money.name) else None


def _standing(context: Context) -> Figure | None:
    """The vehicles that there are, where the prose counts those to be bought beside them."""
    whole = [s for s in context.view.extraction.statements if s.subject == "车辆" and s.amount]
    if len(whole) != 1:
        return None
    return Figure(name="车辆", facts=(f"{context.view.report.id}/statement{whole[0].index}",))


def _running(context: Context) -> Figure | None:
    """公务车运行费: of the purchase and running of cars the running alone."""
    if not context.says("运行") or context.says("购置|购买"):
        return None
    return figure_of(context, ("公务用车运行费",)) or figure_of(context, ("公务用车运行维护费",))


def _per_person(context: Context) -> tuple[Figure, Figure] | None:
    if context.of("project") or not context.says("人均|每个?人|一个?人"):
        return None
    money, people = _money(context), _stated(context, "人")
    return (money, people) if money and people else None


def _per_piece(context: Context) -> tuple[Figure, Figure] | None:
    """A project's funds of the year over its one quantity indicator."""
    found = []
    for project in _asked_projects(context):
        if _states_a_price(project):
            continue
        funds = fund_figure(context, project, "资金总额", "年度")
        quantities = list(_quantities(context, project))
        if funds and len(quantities) == 1:
            found.append((funds, quantities[0]))
    return found[0] if len(found) == 1 else None


def _states_a_price(project: Project) -> bool:
    """Whether the form itself says what one costs (每套印章成本): then nothing is worked out."""
    every = project.form.indicators if project.form else ()
    return any(i.kind == "成本指标" and re.search(r"每|单价|单位成本", i.name) for i in every)


def _asked_projects(context: Context) -> tuple[Project, ...]:
    """The projects named; of several, or of none, those whose quantity the user typed."""
    groups = project_groups(context)
    named = groups[0].projects if groups else ()
    if not named and context.has("follow", "pronoun"):
        named = previous_projects(context)
    if not named and not context.mentions:
        named = _just_counted(context)
    if len(named) == 1:
        return named
    typed = {a.value for a in context.question.amounts}
    return tuple(
        p
        for p in named or context.view.projects
        if any(_count(i) in typed for i in _annual(p)) and (named or _funds_typed(context, p))
    )


def _just_counted(context: Context) -> tuple[Project, ...]:
    """打算买几台 → 一台多少钱: the project whose pieces were counted last."""
    spoken_of = {fact.rpartition("/")[0] for f in context.previous.figures for fact in f.facts}
    report = context.view.report.id
    return tuple(
        p for p in context.view.projects if p.form and f"{report}/form{p.form.index}" in spoken_of
    )


def _funds_typed(context: Context, project: Project) -> bool:
    funds = fund_figure(context, project, "资金总额", "年度")
    if funds is None:
        return False
    amount = context.view.book.by_fact[funds.facts[0]].fact.amount
    return any(a.value * _SCALES.get(a.unit or "", 0) == amount for a in context.question.amounts)


_SCALES = {"": 1, "元": 1, "块": 1, "万": 10_000, "万元": 10_000}
"""Worth of a typed amount in yuan, by its unit."""


def _annual(project: Project) -> list[Indicator]:
    every = project.form.indicators if project.form else ()
    return [i for i in every if i.half == "年度" and i.kind == "数量指标"]


def _count(indicator: Indicator) -> object:
    amount = indicator_amount(indicator)
    return amount[0] if amount else None


def _quantities(context: Context, project: Project) -> Iterator[Figure]:
    """Its quantities in the unit that the question counts in; a single one is no quantity."""
    form = project.form
    for indicator in _annual(project):
        amount = indicator_amount(indicator)
        if form is None or amount is None or amount[0] <= 1 or amount[1] not in context.text:
            continue
        number = form.indicators.index(indicator)
        yield Figure(
            name=displayed(indicator.name),
            facts=(f"{context.view.report.id}/form{form.index}/indicator{number}",),
        )
