"""A table as a file (下载): exactly the lines on screen, in their order, with their source."""

import re
from collections.abc import Sequence
from typing import Literal

from assistant.page.table_view import TableView, ViewCell, ViewColumn
from index.export import csv_bytes, xlsx_bytes
from index.sheets import Contents, Entry, Figure, Sheet, all_tables, with_source
from index.spending import decimals

Format = Literal["csv", "xlsx"]
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\\/:*?"<>|\s]+')


def shown_sheet(view: TableView, keys: Sequence[int]) -> Sheet:
    """The lines of these keys under the table's headings: a figure as a number, all else as
    printed, and the page of each line."""
    lines = {line.key: line for line in view.lines}
    shown = [lines[key] for key in dict.fromkeys(keys) if key in lines]
    units = [_units(view, at) for at in range(len(view.columns))]
    names = [_heading(column, own) for column, own in zip(view.columns, units, strict=True)]
    return Sheet(
        name=view.table.name,
        heading=(*(name for each in names for name in each), "页"),
        rows=tuple(
            (
                *(
                    entry
                    for cell, own in zip(line.cells, units, strict=True)
                    for entry in _entries(cell, own)
                ),
                line.page,
            )
            for line in shown
        ),
    )


def table_file(view: TableView, keys: Sequence[int], form: Format) -> bytes:
    """A CSV file with the source in every row, or a workbook with the source on its own sheet."""
    sheet = shown_sheet(view, keys)
    sources = all_tables(view.report, [view.table]).sources
    if form == "xlsx":
        return xlsx_bytes([sheet, sources])
    reports = (view.report,) * len(sheet.rows)
    contents = Contents(sheets=(sheet,), sources=sources, reports=reports, table=view.table)
    return csv_bytes(with_source(contents))


def file_name(words: Sequence[str | None], form: Format) -> str:
    """A name that every system accepts."""
    joined = _NOT_IN_A_NAME.sub("_", "_".join(word for word in words if word))
    return f"{joined[:80].strip('_.') or '明账'}.{form}"


def _units(view: TableView, at: int) -> tuple[str, ...]:
    """The units of a column's figures, the table's own where there are none."""
    cells = [line.cells[at] for line in view.lines]
    found = dict.fromkeys(cell.unit or "" for cell in cells if cell.amount is not None)
    return tuple(found)


def _heading(column: ViewColumn, units: Sequence[str]) -> list[str]:
    name = " / ".join(column.path) or "名称"
    if len(units) > 1:
        return [name, f"{name} 单位"]
    return [f"{name}（{units[0]}）" if units and units[0] else name]


def _entries(cell: ViewCell, units: Sequence[str]) -> list[Entry]:
    value: Entry = cell.text
    if cell.amount is not None:
        value = Figure(value=cell.amount, places=decimals(cell.text or ""))
    return [value, cell.unit if cell.amount is not None else None] if len(units) > 1 else [value]
