"""One figure in several reports (跨报告): years of a department, departments side by side."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.cues import cues_in
from assistant.department_names import report_name, shortest_formal
from assistant.planner.arithmetic import UNDIRECTED, larger_first
from assistant.planner.changes import claimed_direction
from assistant.planner.joint import adds_several, joint_of, listed_names
from assistant.planner.lookups import main_figure
from assistant.planner.scope import Scope
from assistant.planner.targets import figure_of, targets_of
from assistant.planner.view import Context
from assistant.planner.wholes import whole_spoken_of
from assistant.query_plan import Figure, Operation, QueryPlan, Unclear
from index.amounts import MONEY_UNITS, convert
from index.records import Report

_ORDERED = re.compile(r"排(?:名|序|列|一?下)|从[高低大小多少]到|依次")
LEAST = re.compile(r"最(?:少|低|小)|更(?:少|低|小)")
_MOVED = re.compile(
    r"(?:增加|增长|减少|下降|降低|上升|提高|上涨|涨|降|多|少|高|低)(?:了|出)?(?:多少|几)"
    r"|(?:多|少)(?:花|用|安排|支出|收入)了?(?:多少|几)|减去|减掉|扣除|变化|增减|变动|一样|相同|持平|相等|没变|不变|(?:多|涨|增加|减少|下降)了?还是|差"
)
_WITHIN = re.compile(
    r"哪(?:一)?(?:项|类|款|个科目|些)|科目|比重|占比|占.{0,12}(?:比|百分|%)|百分点"
)
"""A ranking of rows within each report, or shares, set against each other: not planned here."""
_WHOLE = re.compile(r"预算|决算|支出|收入|花|钱|开支")


Read = Callable[[Context], QueryPlan | Unclear]
"""How a question is read within one report."""


def across(contexts: Sequence[Context], scope: Scope, read: Read) -> QueryPlan | Unclear:
    """The question's figure in each report, set side by side, compared, added or ranked."""
    first = contexts[0]
    figures = [f for context in contexts if (f := _figure(context, read))]
    if len({t.names for t in targets_of(first)}) > 1 and scope.unnamed:
        return _one_by_one(figures)
    if not figures:
        return _nowhere(first, scope)
    refused = not_side_by_side(first, figures)
    if refused:
        return refused
    operation = operation_of(first, len(figures))
    each = _each_named(contexts, operation)
    if each:
        return each
    if operation == "sum" and len(figures) == 1:
        operation = "list"
    pair = operation in ("difference", "growth", "ratio", "compare")
    if pair and len(figures) < 2:
        return _only_one(figures[0])
    if operation == "ratio" and _EITHER.search(first.unnamed):
        figures.sort(key=lambda f: -_worth(f, contexts))  # 哪个大，差几倍
    if operation == "growth" and _same_department(scope):
        figures.sort(key=lambda f: -_year_of(f, contexts))
    if operation == "ratio" and UNDIRECTED.search(first.text):
        figures = larger_first(figures, contexts)
    plan = QueryPlan(
        operation=operation,
        report=first.view.report.id,
        figures=tuple(figures[:2]) if pair else (),
        members=() if pair else tuple(figures),
        set_name="份报告" if _of_reports(scope) else "个部门",
        across=True,
        descending=not LEAST.search(first.text),
        top=first.question.top if operation == "rank" else None,
        unit=first.question.unit,
        claimed_direction=claimed_direction(first.text),
    )
    return _with_what_lacks(plan, contexts, figures)


def _each_named(contexts: Sequence[Context], operation: Operation) -> QueryPlan | Unclear | None:
    """两年的水费、电费各是多少: each name in each report; what is computed is of one name, and none
    of several stands for all."""
    named = [owned(f, context) for context in contexts for f in listed_names(context)]
    if len(named) < 2:
        return None
    if operation != "list":
        return _one_by_one(named)
    report = contexts[0].view.report.id
    unit = contexts[0].question.unit
    return QueryPlan(
        operation="list", report=report, members=tuple(named), across=True, unit=unit,
        set_name="个数",
    )  # fmt: skip


def not_side_by_side(first: Context, figures: Sequence[Figure] = ()) -> Unclear | None:
    """Why a question over several reports is not of one figure in each; None where it is."""
    words = _WHICH_BODIES.sub("", re.sub(r"[(（][^()（）]*[)）]", "", first.unnamed))
    if _WITHIN.search(words):
        return _one_by_one(figures)
    ranked = operation_of(first, len(figures) or 2) in ("rank", "compare")
    return _one_by_one_in_change(figures) if ranked and _RISES.search(first.unnamed) else None


_WHICH_BODIES = re.compile(
    r"(?:部门|单位|街道|局|委)(?:分别)?(?:都)?[是有]哪(?:些|几个|几家)|哪(?:些|几个|几家)(?:部门|单位|街道|局|委)"
)


def _year_of(figure: Figure, contexts: Sequence[Context]) -> int:
    """The year of the figure: what grows is the later one."""
    facts = (c.view.book.by_fact.get(figure.facts[0]) for c in contexts)
    return next((a.fact.year or 0 for a in facts if a), 0)


_EITHER = re.compile(r"差|哪|谁")


def _worth(figure: Figure, contexts: Sequence[Context]) -> Decimal:
    """The figure in yuan, for which is larger."""
    held = [a.fact for c in contexts for f in figure.facts if (a := c.view.book.by_fact.get(f))]
    money = [convert(f.amount, f.unit, "元") for f in held if f.amount and f.unit in MONEY_UNITS]
    return sum(money, Decimal(0))


def _figure(context: Context, read: Read) -> Figure | None:
    figure = figure_in(context, read)
    return owned(figure, context) if figure else None


def figure_in(context: Context, read: Read) -> Figure | None:
    """The figure that the question is after, in one report; under its own name."""
    if _COUNT.search(context.text):
        return _counted(context, read) or _whole(context)
    if adds_several(context):
        return joint_of(context)  # without one of those that are added there is none
    return main_figure(context) or _whole(context)


def owned(figure: Figure, context: Context) -> Figure:
    """The figure under the name of its report: 2025年商务委的福利费."""
    report = context.view.report
    fact = context.view.book.by_fact[figure.facts[0]].fact
    owner = report_name(report)
    if fact.year != report.year and fact.year and report.department:
        owner = f"{fact.year}年{shortest_formal(report.department)}"
    return owned_by(owner, figure)


def owned_by(owner: str, figure: Figure) -> Figure:
    """The figure under the owner's name, and those that it joins likewise."""
    joint = tuple(owned_by(owner, part) for part in figure.joint)
    name = f"{owner}的{figure.name.removeprefix('的')}"
    return replace(figure, name=name, joint=joint)


def is_owned(figure: Figure, report: Report) -> bool:
    """Whether the figure bears the department's name already, as in an answer over several."""
    return f"年{shortest_formal(report.department or '')}的" in figure.name


_COUNT = re.compile(r"(?:几|多少)(?:辆|台|人|名|个人)|车辆数")


def _counted(context: Context, read: Read) -> Figure | None:
    """各有几辆车: what the prose of each report counts."""
    found = read(context)
    single = isinstance(found, QueryPlan) and found.operation == "look_up"
    return found.figures[0] if isinstance(found, QueryPlan) and single and found.figures else None


def _whole(context: Context) -> Figure | None:
    """谁的预算大: total expenditure, where nothing else is asked for."""
    if _COUNT.search(context.text):
        return None
    spoken_of = whole_spoken_of(context)
    if context.of("absent", "project", "entry", "name"):
        return None
    if not (spoken_of or _WHOLE.search(context.text)) or context.asking_rests(2):
        return None
    said = context.text if _WHOLE.search(context.text) else spoken_of
    income = "收入" in said and "支出" not in said
    return figure_of(context, (context.view.book.whole(income=income),))


def operation_of(context: Context, number: int) -> Operation:
    """What is to be done with the figures of that many reports."""
    words = context.unnamed
    cues = cues_in(words)
    if "change_rate" in cues and not re.search("占", words):
        return "growth"
    if "ratio" in cues:
        return "ratio"
    summed = "sum" in cues or "加" in words.replace("增加", "")
    if summed and not adds_several(context):  # 水费和电费加起来比去年少多少 adds names, not reports
        return "sum"
    if number == 2 and _MOVED.search(words):
        return "difference"
    if _ORDERED.search(words):
        return "rank"
    if cues & {"top", "bottom", "more_than"} or re.search("谁|哪(?:个|家|一|年|份)", words):
        return "rank" if number > 2 else "compare"
    if summed and not re.search("各|分别", words):
        return "sum"
    return "average" if "average" in cues else "list"


def _same_department(scope: Scope) -> bool:
    return len({report.department for report in scope.reports}) == 1


def _of_reports(scope: Scope) -> bool:
    """Whether a department stands there more than once: its reports are set side by side."""
    return len({report.department for report in scope.reports}) < len(scope.reports)


def _nowhere(context: Context, scope: Scope) -> Unclear:
    names = "、".join(report_name(report) for report in scope.reports)
    return Unclear(
        kind="not_found", message=f"{names}的报告里都没有找到所问的数。可以写明科目或项目的名称。"
    )


def _only_one(figure: Figure) -> Unclear:
    return Unclear(
        kind="not_found",
        message=f"只找到{figure.name}，另一份报告里没有对应的数，无法比较。",
        suggestions=(f"{figure.name}是多少？",),
    )


def _one_by_one(figures: Sequence[Figure]) -> Unclear:
    return Unclear(
        kind="clarify",
        message="跨报告只比较单个数；各份报告内的排名和占比请逐份来问。",
        suggestions=tuple(f"{figure.name}是多少？" for figure in figures[:4]),
    )


_RISES = re.compile(r"增加|增长|减少|下降|降低|上升|提高|涨|降|变化|增幅|降幅")


def _one_by_one_in_change(figures: Sequence[Figure]) -> Unclear:
    """Who grew most is no question of who is largest."""
    return Unclear(
        kind="clarify",
        message="跨部门只比较数额的大小，不比较增减；各部门比上年的增减请逐份来问。",
        suggestions=tuple(f"{figure.name}比上年增减多少？" for figure in figures[:4]),
    )


def _with_what_lacks(
    plan: QueryPlan, contexts: Sequence[Context], figures: Sequence[Figure]
) -> QueryPlan:
    """Say which reports lack the figure, and that those that have it are not of one kind."""
    holding = {figure.facts[0].split("/")[0] for figure in figures}
    held = [c.view.report for c in contexts if c.view.report.id in holding]
    lacking = [c.view.report for c in contexts if c.view.report.id not in holding]
    notes = _unlike(held) if plan.operation != "list" else ()
    if lacking and plan.operation in ("list", "sum", "rank", "average"):
        notes += (f"{_named(lacking)}的报告里没有这一项。",)
    return replace(plan, notes=notes)


def _unlike(reports: Sequence[Report]) -> tuple[str, ...]:
    """预算数 and 决算数, and figures of different years, are not the same thing."""
    accounts = [r for r in reports if r.kind == "final_accounts"]
    if accounts and len(accounts) < len(reports):
        return (f"其中{_named(accounts)}是决算数，其余是预算数，口径不同。",)
    departments, years = ({getattr(r, of) for r in reports} for of in ("department", "year"))
    if len(departments) > 1 and len(years) > 1:
        return ("各份报告的年度不同。",)
    return ()


def _named(reports: Sequence[Report]) -> str:
    return "、".join(report_name(report) for report in reports)
