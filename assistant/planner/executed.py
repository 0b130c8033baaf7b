"""What a budget tells of the year before, account by account (上年预算执行数)."""

import re
from dataclasses import replace

from assistant.department_names import shortest_formal
from assistant.planner.items import item_named
from assistant.planner.labels import canonical, displayed
from assistant.planner.view import Context
from assistant.query_plan import Figure, Operation, QueryPlan
from index.records import Statement

_EXECUTED = re.compile(r"执行(?:数|了|情况)?|实际(?:花|支出|用|支付|执行)")
_THIS_YEAR = re.compile(r"预算(?!执行)|安排|比")
_RATE = re.compile(r"百分|%|几成|幅度|比例")
_APART = re.compile(r"(?:增加|减少|多|少|增|减|高|低|下降|增长|相差|差)")


def executed(context: Context) -> QueryPlan | None:
    """The outturn of the year before of one account, as the budget's prose prints it; beside this
    year's budget, their difference or the stated rate where the question sets the two together."""
    if context.view.report.kind != "budget" or not _EXECUTED.search(context.text):
        return None
    told = _of_the_account(context)
    spent, budget = (_figure(context, told, ending) for ending in ("执行数", "预算安排"))
    if spent is None or context.has("reason", "define") or _is_of_this_year(context):
        return None
    if budget is None or not _THIS_YEAR.search(context.text.replace("预算执行", "")):
        return _plan(context, "look_up", spent)
    sides = _owned(context, budget, 0), _owned(context, spent, 1)
    if _RATE.search(context.text):
        return replace(_plan(context, "growth", *sides), across=True)
    if _APART.search(context.text.replace("多少", "")):
        return replace(_plan(context, "difference", *sides), across=True)
    return replace(_plan(context, "list"), members=sides[::-1], across=True)


def _is_of_this_year(context: Context) -> bool:
    """2024年的执行数, of a budget of 2024: what was spent the year before is no answer."""
    year, years = context.view.report.year or 0, context.question.years
    return year in years and year - 1 not in years and not context.says("比|上年|去年|上一年")


def _of_the_account(context: Context) -> list[Statement]:
    """The statements of the one account that the question names; none where several bear it."""
    names = [v for m in context.of("name") for v in m.values]
    found = [
        (s, item)
        for s in context.view.extraction.statements
        if (item := item_named(s.subject)) and canonical(item.name) in names
    ]
    above = [(s, i) for s, i in found if {canonical(a) for a in i.above} & set(names)]
    chosen = above or found
    return [s for s, _ in chosen] if len({(i.name, i.above) for _, i in chosen}) == 1 else []


def _figure(context: Context, told: list[Statement], ending: str) -> Figure | None:
    for s in told:
        item = item_named(s.subject)
        if item and s.measure == "amount" and s.subject.endswith(ending):
            name = f"{displayed(item.name)}的{item.said or ending}"
            return Figure(name=name, facts=(f"{context.view.report.id}/statement{s.index}",))
    return None


def _owned(context: Context, figure: Figure, years_before: int) -> Figure:
    """The figure under its year and department: figures of two years are set side by side."""
    report = context.view.report
    owner = f"{(report.year or 0) - years_before}年{shortest_formal(report.department or '')}"
    return replace(figure, name=f"{owner}的{figure.name}")


def _plan(context: Context, operation: Operation, *figures: Figure) -> QueryPlan:
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        figures=figures,
        unit=context.question.unit,
    )
