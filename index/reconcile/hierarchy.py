"""Which rows add up to which: the tree of rows behind 类 = Σ款 = Σ项 and 合计 = Σ类."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.reconcile import shape
from index.records import Row, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A row and the rows directly below it."""

    parent: Row
    children: tuple[Row, ...]


def _parent_key(row: Row, keys: frozenset[str]) -> str | None:
    """Code of the nearest account above, or the label that extraction gave as parent."""
    if row.code is None:
        return row.parent if row.parent in keys else None
    prefixes = (row.code[:length] for length in range(len(row.code) - 1, 0, -1))
    return next((prefix for prefix in prefixes if prefix in keys), None)


def _key(row: Row) -> str:
    return row.code or row.label


def branches(table: Table) -> Iterator[Branch]:
    """Every row that has rows below it on its side; a total row stands above the top rows.

    A list that goes on in the right half of its table is one list, unless each half has a total.
    """
    totals = [row for row in table.rows if shape.is_total_row(row)]
    if shape.in_halves(table) and len(totals) < 2:
        yield from _branches(table.rows, next(iter(totals), None))
        return
    for side in shape.sides(table):
        yield from _branches(shape.rows_of(table, side), shape.total_row(table, side))


def _branches(listed: Sequence[Row], top: Row | None) -> Iterator[Branch]:
    """The branches of one list; with a row marked 其中, whose parts need not add up, none."""
    rows = [row for row in listed if row.label]
    if any(row.label.strip().startswith("其中") for row in rows):
        return
    inner = [row for row in rows if not (row.code is None and shape.is_total_name(row.label))]
    keys = frozenset(_key(row) for row in inner)
    below: dict[str | None, list[Row]] = {}
    for row in inner:
        below.setdefault(_parent_key(row, keys), []).append(row)
    for row in inner:
        if _key(row) in below:
            yield Branch(parent=row, children=tuple(below[_key(row)]))
    if top is not None and None in below:
        yield Branch(parent=top, children=tuple(below[None]))
