"""Where in a report's tables something named stands (定位): rows and cells by printed names."""

from collections.abc import Sequence

from assistant.page.form_table import shown_tables
from assistant.page.table_view import Place
from index.records import Extraction, FindingSide, Row, Table


def side_place(side: FindingSide, extraction: Extraction) -> tuple[Table, Place | None] | None:
    """The table that a side of a finding names, and its cell; None where it names no table."""
    table = next((t for t in shown_tables(extraction) if _is_named(t, side.table)), None)
    if table is None:
        return None
    rows = [row for row in table.rows if (side.row or "") in _names(row)]
    places = [place for row in rows for place in _cells(table, row, side)]
    return table, next(iter(places), None)


def _is_named(table: Table, name: str | None) -> bool:
    return name is not None and _squeezed(name) in (_squeezed(table.name), _squeezed(table.title))


def _squeezed(text: str) -> str:
    return "".join(text.replace("：", "").split())


def _names(row: Row) -> tuple[str, ...]:
    """What a finding may call a row."""
    half = row.qualifier or ""
    return f"{row.code} {row.label}", row.label, half + row.label


def _cells(table: Table, row: Row, side: FindingSide) -> Sequence[Place]:
    """The row's cells that the side may mean, likeliest first: heading and print, then print."""
    printed = [c for c in row.cells if c.printed == side.printed]
    named = [
        c for c in row.cells if side.column and _heading(table, c.column).endswith(side.column)
    ]
    in_form = [c for c in row.cells if side.column and row.qualifier == side.column]
    alone = list(row.cells) if len(row.cells) == 1 else []
    best = [c for c in printed if c in named or c in in_form] or printed or named or in_form
    return [(row.index, cell.column) for cell in best or alone]


def _heading(table: Table, column: int) -> str:
    return " / ".join(table.columns[column].path)
