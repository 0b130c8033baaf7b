"""Rows and columns of a sibling's tables, figures printed to two decimals."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from eval.siblings.book import Book
from index.amounts import grouped, rounded
from index.records import Cell, Column, Row, Table

UNIT = "万元"
NO_DATA = "注：本表无数据"

Amount = Decimal | None


def columns_of(*named: tuple[str, str], side: str | None = None) -> tuple[Column, ...]:
    """Columns by role and path: ("value", "2023年预算数/合计")."""
    return tuple(
        Column(path=tuple(path.split("/")), role=role, side=side)  # type: ignore[arg-type]
        for role, path in named
    )


def _cells(
    columns: Sequence[Column], amounts: Sequence[Amount], side: str | None
) -> Iterable[Cell]:
    places = [i for i, c in enumerate(columns) if c.role == "value" and c.side == side]
    for position, amount in zip(places, amounts, strict=True):
        shown = None if amount is None else rounded(amount)
        printed = None if shown is None else grouped(shown)
        yield Cell(column=position, printed=printed, amount=shown, unit=UNIT)


def row_of(
    columns: Sequence[Column],
    label: str,
    amounts: Sequence[Amount],
    *,
    code: str | None = None,
    qualifier: str | None = None,
    side: str | None = None,
) -> Row:
    """A row with an amount, or None for a blank, for each value column of its side."""
    cells = tuple(_cells(columns, amounts, side))
    return Row(
        index=0, page=1, line=1, code=code, label=label, qualifier=qualifier, side=side, cells=cells
    )


def table_of(
    book: Book, number: int, title: str, columns: tuple[Column, ...], rows: Iterable[Row]
) -> Table:
    """A table of the book's year; one without any figure says that it has no data."""
    rows = tuple(rows)
    empty = not any(cell.printed for row in rows for cell in row.cells)
    return Table(
        id="",
        number=f"预算公开表{number}",
        title=f"{book.year}年{title}",
        unit=UNIT,
        department=book.department,
        pages=(1,),
        notes=(NO_DATA,) if empty else (),
        empty=empty,
        columns=columns,
        rows=rows,
    )


def twice(amount: Amount, width: int) -> tuple[Amount, ...]:
    """The amount as the total and again as the first of its sources, the others blank."""
    return (amount, amount, *[None] * (width - 2))
