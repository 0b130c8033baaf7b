"""Rows that have no figure (没有安排的、空白的): 三公里哪项没安排, 哪些经济科目没花钱.

A blank cell and a stated zero are told apart; rows with an amount are no answer.
"""

import re

from assistant.planner.book import Address, is_total
from assistant.planner.labels import canonical, displayed
from assistant.planner.rows import column_cells, figures_of, three_public_columns
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear

_NOTHING = re.compile(
    r"(?:没有?|未|不)(?:安排|花钱|花|用钱|支出|开支|列支|列|填数?|数|预算|发生)(?!的?完|多少|掉|光|出)"
    r"|空白|为空|是空|(?:是|为|等于)(?:0|零)(?![\d.])|零支出"
)
_WHICH = re.compile(r"哪|什么|几(?:个|项)|多少(?:个|项)|有没有")
_ECONOMIC = re.compile(r"经济(?:分类)?科目|经济分类|费用|开支科目")
_CARS = ("公务用车购置费", "公务用车运行维护费", "公务用车运行费")


def blank_rows(context: Context) -> QueryPlan | Unclear | None:
    """The rows of 三公经费, or of the economic table, that are blank or zero."""
    if not (_NOTHING.search(context.unnamed) and _WHICH.search(context.unnamed)):
        return None
    if context.of("project", "table", "entry") or context.has("reason", "audit"):
        return None
    names = {v for m in context.of("name") for v in m.values}
    if names == {canonical("三公经费")}:
        return _of_three(context)
    return _of_economic(context) if _ECONOMIC.search(context.text) else None


def _of_three(context: Context) -> QueryPlan | Unclear | None:
    """Each kind of 三公经费 without money, in a sentence of its own that says blank or zero."""
    rows = [a for a in column_cells(context, ("three_public",)) if a.row and not is_total(a.row)]
    kinds = figures_of(rows, blanks=True) if rows else three_public_columns(context)
    cars = [f for name in _CARS if (f := figure_of(context, (canonical(name),)))]
    figures = [_fullest(context, figure) for figure in (*kinds, *cars)]
    every = {figure.facts: figure for figure in figures if figure}
    nothing = [figure for figure in every.values() if not _amount(context, figure)]
    if not every:
        return None
    if not nothing:
        return _all_have_one(context, "“三公”经费项目")
    return QueryPlan(operation="look_up", report=context.view.report.id, figures=tuple(nothing))


def _fullest(context: Context, figure: Figure) -> Figure:
    """The figure, or what the prose states of it where its cell is blank."""
    if _is_printed(context, figure):
        return figure
    address = context.view.book.by_fact[figure.facts[0]]
    row = address.row or next((c for c in reversed(address.columns) if not is_total(c)), "")
    names = [row, *(n for n in _ABROAD if row.startswith("因公出国"))]
    stated = (figure_of(context, (canonical(name),)) for name in names)
    return next((f for f in stated if f and _is_printed(context, f)), figure)


_ABROAD = ("因公出国（境）费", "因公出国（境）费用")
"""The two spellings of official visits abroad, which table and prose may not share."""


def _is_printed(context: Context, figure: Figure) -> bool:
    book = context.view.book
    return any(book.by_fact[fact].fact.amount is not None for fact in figure.facts)


def _amount(context: Context, figure: Figure) -> bool:
    """Whether there is any money in it, in its own cell or in what the prose states of it."""
    return any(context.view.book.by_fact[fact].fact.amount for fact in figure.facts)


def _of_economic(context: Context) -> QueryPlan | Unclear | None:
    """The lowest rows of the economic table whose cell is blank or zero."""
    named = {v for m in context.of("name") for v in m.values}
    rows = [
        a
        for a in column_cells(context, ("economic",))
        if a.qualifier or (a.fact.code and len(a.fact.code) == _ITEM)
    ]
    rows = [a for a in rows if named & a.parents] or rows
    nothing = [a for a in rows if not a.fact.amount]
    if not rows:
        return None
    if not nothing:
        return _all_have_one(context, "经济科目")
    spent = context.view.report.kind == "final_accounts"
    return QueryPlan(
        operation="count" if context.has("count") and not context.has("list") else "list",
        report=context.view.report.id,
        members=_one_each(nothing),
        set_name=f"没有{'支出' if spent else '安排'}的经济科目",
        notes=_told_apart(nothing),
    )


_ITEM = 5
"""Digits of an item (款) in the economic classification."""


def _one_each(rows: list[Address]) -> tuple[Figure, ...]:
    return tuple(Figure(name=displayed(a.fact.row), facts=(a.fact.id,)) for a in rows)


def _told_apart(rows: list[Address]) -> tuple[str, ...]:
    blank = any(a.fact.amount is None for a in rows)
    return ("空白是表中没有填数，与写明为零不同。",) if blank else ()


def _all_have_one(context: Context, what: str) -> Unclear:
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》的表中列出的{what}都有数，没有空白或者为零的。",
    )
