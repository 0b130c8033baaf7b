"""Where in a report's tables something named stands (定位): rows and cells by printed names."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.page.table_view import Place
from index.records import Cell, FindingSide, Row, Table


def by_name(tables: Iterable[Table]) -> dict[str, Table]:
    """Tables by what a finding may call them; of several so called the first."""
    named: dict[str, Table] = {}
    for table in tables:
        for name in (table.name, table.title):
            named.setdefault(_squeezed(name), table)
    return named


def side_place(side: FindingSide, tables: Mapping[str, Table]) -> tuple[Table, Place | None] | None:
    """The table that a side of a finding names, and its cell; None where it names no table."""
    table = tables.get(_squeezed(side.table)) if side.table else None
    if table is None:
        return None
    rows = [row for row in table.rows if (side.row or "") in _names(row)]
    cells = [(row, cell) for row in rows for cell in row.cells]
    return table, _likeliest(table, cells, side)


def _squeezed(text: str) -> str:
    return "".join(text.replace("：", "").split())


def _names(row: Row) -> tuple[str, ...]:
    """What a finding may call a row."""
    half = row.qualifier or ""
    return f"{row.code} {row.label}", row.label, half + row.label


def _likeliest(table: Table, cells: Sequence[tuple[Row, Cell]], side: FindingSide) -> Place | None:
    """The cell under the side's heading, of those the one so printed; without such a heading the
    cell so printed, or the only one there is."""
    headed = [(row, cell) for row, cell in cells if _is_headed(table, row, cell, side.column)]
    printed = [(row, cell) for row, cell in cells if cell.printed == side.printed]
    both = [each for each in headed if each in printed]
    alone = cells if len(cells) == 1 else []
    found = [*both, *headed, *printed, *alone][:1]
    return next(((row.index, cell.column) for row, cell in found), None)


def _is_headed(table: Table, row: Row, cell: Cell, heading: str | None) -> bool:
    if heading is None:
        return False
    path = " / ".join(table.columns[cell.column].path)
    return path.endswith(heading) or row.qualifier == heading
