"""A whole table as printed (报表): two sides next to each other, lines under their parents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.page.extract_view import HeaderCell, header_lines
from index.records import Column, ColumnRole, Report, Row, Table

CODE_HEADING = "科目编码"
_TOTAL = re.compile(r"(?:本年|本?部门|本?单位)?(?:收入|支出|收支)?(?:总?合计|总计)")

Place = tuple[int, int]
"""A cell of a table: `Row.index` and the position of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumn:
    """A column on screen; code columns printed apart (类 款 项) are one."""

    path: tuple[str, ...]
    role: ColumnRole
    side: str | None
    position: int
    """Of the (first) column in `Table.columns`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewCell:
    """What stands in one place of a line; `row` is None where its side has no row there."""

    text: str | None
    role: ColumnRole
    row: int | None
    column: int
    level: int = 0
    amount: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLine:
    """A printed line: one row, or the two rows that stand next to each other."""

    key: int
    """`Row.index` of its first row."""
    page: int
    cells: tuple[ViewCell, ...]
    parent: int | None = None
    """Key of the line above it in the hierarchy (类 款 项)."""
    total: bool = False
    """Whether it is a total (合计), which stays in its place when lines are sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table ready to be drawn, searched, sorted and saved."""

    report: Report
    table: Table
    columns: tuple[ViewColumn, ...]
    lines: tuple[ViewLine, ...]

    @property
    def header(self) -> tuple[tuple[HeaderCell, ...], ...]:
        """The headings, one line above the other."""
        return header_lines([column.path for column in self.columns])

    @property
    def depth(self) -> int:
        """How many levels can be folded; 1 where no line stands under another."""
        levels = {line.key: 1 for line in self.lines}
        for line in self.lines:
            if line.parent is not None:
                levels[line.key] = levels[line.parent] + 1
        return max(levels.values(), default=1)


def table_view(report: Report, table: Table) -> TableView:
    """The whole table as a reader of the report sees it."""
    columns = tuple(_columns(table.columns))
    printed = _printed_lines(table.rows)
    parents = {} if any(row.side for row in table.rows) else row_parents(table.rows)
    lines = tuple(
        ViewLine(
            key=rows[0].index,
            page=rows[0].page,
            cells=tuple(_cell(rows, column, columns[0].side) for column in columns),
            parent=parents.get(rows[0].index),
            total=any(map(is_total, rows)),
        )
        for rows in printed
    )
    return TableView(report=report, table=table, columns=columns, lines=lines)


def is_total(row: Row) -> bool:
    """Whether the row is a total (合计, 本年支出合计, 收入总计)."""
    return _TOTAL.fullmatch("".join(row.label.split())) is not None


def _columns(columns: Sequence[Column]) -> Iterator[ViewColumn]:
    position = 0
    while position < len(columns):
        first = columns[position]
        end = position + 1
        while end < len(columns) and _one_code(first, columns[end]):
            end += 1
        yield ViewColumn(
            path=_code_path([c.path for c in columns[position:end]])
            if end - position > 1
            else first.path,
            role=first.role,
            side=first.side,
            position=position,
        )
        position = end


def _one_code(one: Column, other: Column) -> bool:
    """Whether two neighbouring columns hold parts of one code."""
    return one.role == "code" == other.role and one.side == other.side


def _code_path(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What the headings of a code's parts have in common."""
    common: list[str] = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    return tuple(common) or (CODE_HEADING,)


def _printed_lines(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows by printed line: the two sides of a line come together."""
    lines: list[list[Row]] = []
    for row in rows:
        last = lines[-1] if lines else []
        beside = [(r.page, r.line) for r in last if r.side and row.side and r.side != row.side]
        if len(last) == 1 and beside == [(row.page, row.line)]:
            last.append(row)
        else:
            lines.append([row])
    return lines


def _cell(rows: Sequence[Row], column: ViewColumn, first_side: str | None) -> ViewCell:
    """What a column shows of a line; a row of both sides is named on the first one only."""
    row = next((r for r in rows if column.side is None or r.side in (None, column.side)), None)
    if row is None:
        return ViewCell(text=None, role=column.role, row=None, column=column.position)
    if column.role != "value":
        named = {"code": row.code, "label": row.label, "qualifier": row.qualifier}
        named_before = row.side is None and column.side != first_side
        return ViewCell(
            text=None if named_before else named[column.role],
            role=column.role,
            row=row.index,
            column=column.position,
            level=row.level or 0,
        )
    cell = next((cell for cell in row.cells if cell.column == column.position), None)
    return ViewCell(
        text=cell.printed if cell else None,
        role="value",
        row=row.index,
        column=column.position,
        amount=cell.amount if cell else None,
        unit=cell.unit if cell else None,
    )


def row_parents(rows: Sequence[Row]) -> dict[int, int]:
    """For each row that stands under another of its side the nearest one above that it names."""
    found: dict[int, int] = {}
    above: dict[tuple[str | None, str], int] = {}
    for row in rows:
        parent = above.get((row.side, row.parent)) if row.parent else None
        if parent is not None:
            found[row.index] = parent
        for name in filter(None, (row.label, row.code)):
            above[row.side, name] = row.index
    return found
