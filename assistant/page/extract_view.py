"""Which part of a table stands beside an answer: the cited rows among parents and neighbours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from index.records import Column, ColumnRole, Extraction, Report, Row, Table

NEIGHBOURS = 1
"""Rows shown above and below a cited row."""

MOST_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCell:
    """A heading (表头) with the columns and header lines it spans."""

    text: str
    start: int
    """Position of the first column under it."""
    columns: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractCell:
    """A cell of the extract; `cited` where the answer's figure was taken from it."""

    text: str | None
    role: ColumnRole
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractRow:
    """A row of the extract; `skipped` where rows between it and the one before are left out."""

    cells: tuple[ExtractCell, ...]
    level: int
    cited: bool
    skipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableExtract:
    """The part of one table (摘录) that proves an answer."""

    report: str
    table: str
    unit: str | None
    pages: tuple[int, ...]
    """Pages of the cited rows."""
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[ExtractRow, ...]
    source: Report
    table_id: str
    cells: tuple[tuple[int, int], ...]
    """The cited cells: `Row.index` and the position of the column."""


def table_extracts(
    citations: Sequence[Citation], extractions: Sequence[Extraction]
) -> tuple[tuple[TableExtract, ...], tuple[Citation, ...]]:
    """Extracts of the cited tables, and the citations that stand in no table."""
    found: dict[tuple[str, str, str | None], list[tuple[Citation, Row]]] = {}
    tables: dict[tuple[str, str, str | None], tuple[Extraction, Table]] = {}
    elsewhere: list[Citation] = []
    for citation in citations:
        place = locate(citation, extractions)
        if place is None:
            elsewhere.append(citation)
            continue
        extraction, table, row = place
        key = (extraction.report.id, table.id, row.side)
        tables[key] = extraction, table
        found.setdefault(key, []).append((citation, row))
    extracts = tuple(_extract(*tables[key], cited) for key, cited in found.items())
    return extracts, tuple(elsewhere)


def locate(
    citation: Citation, extractions: Sequence[Extraction]
) -> tuple[Extraction, Table, Row] | None:
    """The report, table and row that a citation names; None where it names no table row."""
    for extraction in extractions:
        if not is_of(citation, extraction):
            continue
        for table in extraction.tables:
            if table.name == citation.table:
                row = _cited_row(citation, table)
                return None if row is None else (extraction, table, row)
    return None


def is_of(citation: Citation, extraction: Extraction) -> bool:
    """Whether a citation is of this report; of two versions with one title, of this one."""
    if citation.report_id is not None:
        return citation.report_id == extraction.report.id
    return citation.report == extraction.report.title


def row_name(row: Row) -> str:
    """Code and label, as a citation names a row."""
    return f"{row.code} {row.label}" if row.code else row.label


def _cited_row(citation: Citation, table: Table) -> Row | None:
    named = [row for row in table.rows if _is_named(citation, row)]
    fitting = [row for row in named if row.page == citation.page] or named
    for row in fitting:
        if any(_is_cited(citation, table.columns[cell.column], cell.printed) for cell in row.cells):
            return row
    return fitting[0] if fitting else None


def _is_named(citation: Citation, row: Row) -> bool:
    """Whether a citation names this row: by its label, or, of a row without one, by its column."""
    if not row.label:
        return citation.column is not None and citation.row == citation.column.replace(" / ", " ")
    qualified = f"{row_name(row)}（{row.qualifier}）"
    return citation.row in (row_name(row), row.label, qualified)


def _is_cited(citation: Citation, column: Column, printed: str | None) -> bool:
    return citation.column == " / ".join(column.path) and citation.raw == printed


def _extract(
    extraction: Extraction, table: Table, cited: Sequence[tuple[Citation, Row]]
) -> TableExtract:
    side = cited[0][1].side
    shown = _shown_columns(table.columns, side)
    rows = [row for row in table.rows if row.side == side]
    wanted = _wanted_rows(rows, {row.index for _, row in cited})
    return TableExtract(
        report=extraction.report.title,
        table=table.name,
        unit=table.unit,
        pages=tuple(sorted({row.page for _, row in cited})),
        header=header_lines([_heading(table.columns, index, side) for index in shown]),
        rows=tuple(
            _extract_row(rows, position, table.columns, shown, cited, position - 1 not in wanted)
            for position in wanted
        ),
        source=extraction.report,
        table_id=table.id,
        cells=tuple(
            (row.index, cell.column)
            for citation, row in cited
            for cell in row.cells
            if _is_cited(citation, table.columns[cell.column], cell.printed)
        ),
    )


def _shown_columns(columns: Sequence[Column], side: str | None) -> list[int]:
    """The columns of the side; of several code or label columns, which say the same, the first."""
    shown: list[int] = []
    roles: set[str] = set()
    for index, column in enumerate(columns):
        if column.side not in (None, side) or (column.role != "value" and column.role in roles):
            continue
        roles.add(column.role)
        shown.append(index)
    return shown


def _heading(columns: Sequence[Column], shown: int, side: str | None) -> tuple[str, ...]:
    """The heading of a column; of several code columns shown as one, what they have in common."""
    path = columns[shown].path
    if columns[shown].role != "code":
        return path
    for column in columns:
        if column.role == "code" and column.side in (None, side):
            same = [one == other for one, other in zip(path, column.path, strict=False)]
            path = path[: same.index(False)] if False in same else path[: len(same)]
    return path or columns[shown].path


def _wanted_rows(rows: Sequence[Row], cited: set[int]) -> list[int]:
    """Positions of the cited rows with parents and neighbours, in order."""
    wanted: set[int] = set()
    for position, row in enumerate(rows):
        if row.index in cited:
            near = range(position - NEIGHBOURS, position + NEIGHBOURS + 1)
            wanted.update(p for p in near if 0 <= p < len(rows))
            wanted.update(_parents(rows, position))
        if len(wanted) > MOST_ROWS:
            break
    return sorted(wanted)


def _parents(rows: Sequence[Row], position: int) -> Iterable[int]:
    """Positions of the rows above a row in the hierarchy, innermost first."""
    parent = rows[position].parent
    for above in range(position - 1, -1, -1):
        if parent is not None and parent in (rows[above].code, rows[above].label):
            yield above
            parent = rows[above].parent


def _extract_row(
    rows: Sequence[Row],
    position: int,
    columns: Sequence[Column],
    shown: Sequence[int],
    cited: Sequence[tuple[Citation, Row]],
    skipped: bool,
) -> ExtractRow:
    row = rows[position]
    citations = [citation for citation, cited_row in cited if cited_row.index == row.index]
    printed = {cell.column: cell.printed for cell in row.cells}
    named = {"code": row.code, "label": row.label, "qualifier": row.qualifier}
    return ExtractRow(
        cells=tuple(
            ExtractCell(
                text=printed.get(index) if column.role == "value" else named[column.role],
                role=column.role,
                cited=any(_is_cited(c, column, printed.get(index)) for c in citations),
            )
            for index in shown
            for column in [columns[index]]
        ),
        level=row.level or 0,
        cited=bool(citations),
        skipped=skipped and position > 0,
    )


def header_lines(paths: Sequence[tuple[str, ...]]) -> tuple[tuple[HeaderCell, ...], ...]:
    """Header paths as the lines of a table head; equal neighbours under equal parents merge."""
    depth = max((len(path) for path in paths), default=0)
    result: list[tuple[HeaderCell, ...]] = []
    for line in range(depth):
        cells: list[HeaderCell] = []
        start = 0
        while start < len(paths):
            end = start + 1
            while end < len(paths) and _same_heading(paths[start], paths[end], line):
                end += 1
            path = paths[start]
            if line < len(path):
                is_last = line == len(path) - 1
                spanned = depth - line if is_last else 1
                cells.append(
                    HeaderCell(text=path[line], start=start, columns=end - start, lines=spanned)
                )
            elif not path and line == 0:
                cells.append(HeaderCell(text="", start=start, columns=end - start, lines=depth))
            start = end
        result.append(tuple(cells))
    return tuple(result)


def _same_heading(one: tuple[str, ...], other: tuple[str, ...], line: int) -> bool:
    """Whether two neighbours share a heading in this line; a last heading is a column's own."""
    if line >= len(one) - 1 or line >= len(other) - 1:
        return False
    return one[: line + 1] == other[: line + 1]
