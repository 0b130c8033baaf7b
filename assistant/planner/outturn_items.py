"""The accounts of final accounts one by one: outturn beside the budget set at the start of the year
(逐项决算与年初预算)."""

import re
from collections.abc import Sequence

from assistant.planner.items import item_named
from assistant.planner.movement_words import moved_against_budget
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.records import Statement

SPENT, BUDGETED = "支出决算", "年初预算"
_UNSPENT = "超(?:支|得|出|过|了)|(?:没有?|未)(?:全部)?(?:花|用|执行)(?:完|光|掉)|花不完|用不完"
_ASKS_FOR_ROWS = re.compile(
    r"(?:哪|几|各|多少)(?:个|些|几|一|项|类)?(?:科目|项)|哪(?:些|个|项|几)|有没有科目"
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
    if context.view.report.kind != "final_accounts" or not context.says(f"预算|{_UNSPENT}"):
        return None
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
