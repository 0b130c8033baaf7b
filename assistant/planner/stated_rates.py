"""Whether a stated percentage of change is worked out rightly (增减百分比复算): 下降1.87%对吗."""

import re

from assistant.planner.items import item_named
from assistant.planner.labels import folded
from assistant.planner.view import Context
from assistant.query_plan import RATE, Figure, QueryPlan
from index.amounts import is_money
from index.records import Statement


def stated_rate(context: Context) -> QueryPlan | None:
    """The percentage that the question names, as the prose states it, against the figure of the
    year and that of the year before."""
    typed = [a.value for a in context.question.amounts if a.unit == "%"]
    if len(typed) != 1:
        return None
    rates = [
        s
        for s in context.view.extraction.statements
        if s.measure == "change_rate" and abs(s.amount) == abs(typed[0])
        if _is_named(context, folded(s.subject))
    ]
    return next((found for s in rates if (found := _recomputed(context, s))), None)


def _is_named(context: Context, subject: str) -> bool:
    """Whether the question names the subject, or repeats three characters of it in a row."""
    named = [folded(m.text) for m in context.of("name")]
    if named:
        return any(name in subject for name in named)
    return any(subject[i : i + 3] in context.text for i in range(len(subject) - 2))


def _recomputed(context: Context, rate: Statement) -> QueryPlan | None:
    """This year's figure, and that of the year before or the change, in the same paragraph."""
    year = context.view.report.year or 0
    beside = [
        s
        for s in context.view.extraction.statements
        if s.passage == rate.passage and is_money(s.unit) and _said_of(s) == _said_of(rate)
    ]
    amounts = [s for s in beside if s.measure == "amount"]
    current = next((s for s in amounts if s.year == year), None)
    before = next((s for s in amounts if s.year == year - 1), None)
    change = next((s for s in beside if s.measure == "change"), None)
    told = [s for s in (before or change, rate, change if before else None) if s]
    if current is None or not (before or change):
        return None
    name = _said_of(rate)[-1]
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=tuple(_figure(context, s, name) for s in (current, *told)),
        set_name=RATE,
        subject=name,
    )


_MEASURED = re.compile(r"(?:当年)?预算(?:执行数|安排数?|数)?$|决算数?$")


def _said_of(statement: Statement) -> tuple[str, ...]:
    """The account, or the words, that a figure is said of, whatever is measured of it."""
    item = item_named(statement.subject)
    if item:
        return (*item.above, item.name)
    return (_MEASURED.sub("", statement.subject) or statement.subject,)


def _figure(context: Context, statement: Statement, name: str) -> Figure:
    return Figure(name=name, facts=(f"{context.view.report.id}/statement{statement.index}",))
