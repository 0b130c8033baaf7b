"""Rows that have a figure in a column, or have none (有无): 没有基本支出的, 既有…又有…的."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.planner.book import Address, is_total
from assistant.planner.labels import displayed
from assistant.planner.view import Context
from assistant.query_plan import Filter

_NONE_BEFORE = re.compile(r"(?:没有|没|无|不含|没安排|未安排|没有安排|不安排)(?:任何|一点)?$")
_NONE_BEHIND = re.compile(r"^(?:都|全|全部)?(?:是|为|等于|=)?(?:0|零|空白|空的|空)(?![\d.])")
_ONLY_BEFORE = re.compile(r"(?:全部|全|都|只|仅|完全|纯)(?:是|有|为|用于|属于)$")
_SOME_BEFORE = re.compile(r"(?:有|既有|又有|也有)$")
_SOME_BEHIND = re.compile(r"^(?:都|均)(?:有|安排)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Having:
    """Which rows are meant, and which of their columns is shown."""

    filter: Filter
    rows: tuple[Address, ...]
    blanks: bool
    """Whether rows are among them whose shown cell is blank."""


def having(context: Context, rows: Sequence[Address]) -> Having | None:
    """The rows by what they print in the columns that the question names, out of all cells of the
    rows in one table; None where it sets no such condition."""
    said = _said(context, {a.columns[-1] for a in rows if a.columns})
    if not said:
        return None
    table = rows[0].fact.table_id
    by_code: dict[str, dict[str, Address]] = {}
    for a in rows:
        if a.fact.table_id == table and a.columns and a.fact.code:
            by_code.setdefault(a.fact.code, {})[a.columns[-1]] = a
    meant = [cells for cells in by_code.values() if all(_meets(cells, c, how) for c, how in said)]
    shown = said[0][0] if len(said) == 1 else _total_of(by_code.values())
    phrase = "且".join(f"{_WORDS[how]}{displayed(column)}" for column, how in said)
    return Having(
        filter=Filter(kind="having", text=phrase),
        rows=tuple(cells[shown] for cells in meant if shown in cells),
        blanks=any(how == "none" for _, how in said),
    )


_WORDS = {"none": "没有", "some": "有", "only": "只有"}


def _said(context: Context, columns: set[str]) -> list[tuple[str, str]]:
    """Each named column with what is asked of it."""
    found: list[tuple[str, str]] = []
    for mention in context.of("name"):
        column = next((v for v in mention.values if v in columns and not is_total(v)), None)
        if column is None:
            continue
        before, behind = context.text[: mention.start], context.text[mention.end :]
        if _NONE_BEFORE.search(before) or _NONE_BEHIND.match(behind):
            found.append((column, "none"))
        elif _ONLY_BEFORE.search(before):
            found.append((column, "only"))
        elif _SOME_BEFORE.search(before) or _SOME_BEHIND.match(behind):
            found.append((column, "some"))
    return list(dict.fromkeys(found))


def _meets(cells: dict[str, Address], column: str, how: str) -> bool:
    """Nothing is a blank or a zero; only this is nothing in the columns beside it."""
    own = cells.get(column)
    has = own is not None and bool(own.fact.amount)
    if how == "none":
        return own is not None and not has
    if how == "some":
        return has
    beside = [a for c, a in cells.items() if c != column and not is_total(c)]
    return has and bool(beside) and not any(a.fact.amount for a in beside)


def _total_of(rows: Iterable[dict[str, Address]]) -> str:
    """The column that the others of the table add up to."""
    columns = dict.fromkeys(column for cells in rows for column in cells)
    return next((column for column in columns if is_total(column)), next(iter(columns), ""))
