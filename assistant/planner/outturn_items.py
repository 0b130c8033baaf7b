"""The accounts of final accounts one by one: outturn beside the budget set at the start of the year
(逐项决算与年初预算)."""

import re
from collections.abc import Sequence

from assistant.planner.items import item_named
from assistant.planner.movement_words import moved_against_budget
from assistant.planner.view import Context
from assistant.query_plan import COMPLETION, HOW_MANY, Figure, QueryPlan
from index.records import Statement

SPENT, BUDGETED = "支出决算", "年初预算"
_UNSPENT = "超(?:支|得|出|过|了)|(?:没有?|未)(?:全部)?(?:花|用|执行)(?:完|光|掉)|花不完|用不完"
COMPLETED = r"完成(?:了)?(?:年初)?预算|预算(?:的)?(?:支出)?完成|完成率|执行率"
_AGAINST = f"预算|{_UNSPENT}|{COMPLETED}"
_ASKS_FOR_ROWS = re.compile(
    r"(?:哪|几|各|每|多少)(?:个|些|几|一|项|类)?(?:科目|项)|哪(?:些|个|项|几)|有没有科目"
)


def item_pairs(context: Context) -> list[tuple[Figure, Figure]]:
    """For each account that the prose tells of: its outturn and its budget."""
    budgets = {_path(s): s for s in _told(context, BUDGETED)}
    return [
        (_figure(context, spent, SPENT), _figure(context, budgets[_path(spent)], BUDGETED))
        for spent in _told(context, SPENT)
        if _path(spent) in budgets
    ]


def whole_told(context: Context, ending: str) -> Figure | None:
    """What the prose says of all accounts together: 一般公共预算财政拨款支出年初预算."""
    for s in context.view.extraction.statements:
        of_all = item_named(s.subject) is None and not re.search("三公|接待|用车|出国", s.subject)
        if s.measure == "amount" and s.subject.endswith(ending) and of_all:
            fact = f"{context.view.report.id}/statement{s.index}"
            return Figure(name=s.subject, facts=(fact,))
    return None


def against_budget(context: Context) -> QueryPlan | None:
    """哪些科目的决算和年初预算持平, 哪个科目比年初预算少得最多."""
    if context.view.report.kind != "final_accounts" or not context.says(_AGAINST):
        return None
    if context.says(COMPLETED):
        return _rates(context)
    moved = moved_against_budget(context.unnamed)
    pairs = item_pairs(context) if moved and _ASKS_FOR_ROWS.search(context.unnamed) else []
    if moved is None or len(pairs) < 2 or context.of("project"):
        return None
    one = context.has("top", "bottom") or context.says("最")
    return QueryPlan(
        operation="movement",
        report=context.view.report.id,
        members=tuple(figure for pair in pairs for figure in pair),
        set_name="逐项说明的科目",
        moved=moved,
        top=context.question.top or (1 if one else None),
        subject=HOW_MANY if _COUNTED.search(context.text) else "",
    )


_COUNTED = re.compile(r"(?:几|多少)(?:个|项)?(?:[类款项]级)?科目|(?:几|多少)[个项]")


def _rates(context: Context) -> QueryPlan | None:
    """哪个科目的预算完成率最低: how much of its budget each account has spent, not by how much."""
    asks = _ASKS_FOR_ROWS.search(context.unnamed) or (
        context.question.top and "科目" in context.text
    )
    pairs = item_pairs(context) if asks else []
    held_to = any(a.unit == "%" for a in context.question.amounts)
    if len(pairs) < 2 or context.of("project") or held_to:
        return None
    lowest = context.has("bottom") or context.says("最差|从低到高")
    one = context.has("top", "bottom") or context.says("最")
    ordered = context.says("从[高低大小]到[高低大小]|排[名序]")
    return QueryPlan(
        operation="share",
        report=context.view.report.id,
        members=tuple(figure for pair in pairs for figure in pair),
        set_name=COMPLETION,
        descending=not lowest,
        top=context.question.top or (1 if one and not ordered else None),
    )


def _told(context: Context, ending: str) -> Sequence[Statement]:
    return [
        s
        for s in context.view.extraction.statements
        if s.measure == "amount" and s.subject.endswith(ending) and item_named(s.subject)
    ]


def _path(statement: Statement) -> tuple[str, ...]:
    item = item_named(statement.subject)
    return (*item.above, item.name) if item else ()


def _figure(context: Context, statement: Statement, said: str) -> Figure:
    fact = f"{context.view.report.id}/statement{statement.index}"
    return Figure(name=f"{_path(statement)[-1]}的{said}", facts=(fact,))
