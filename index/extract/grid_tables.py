"""The tables of a report whose pages have ruled grids, wherever they go on over pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.extract.fit import is_total
from index.extract.grid_captions import (
    GridCaption,
    caption_above,
    caption_rows,
    heading_above,
    is_note,
    notes_below,
    plain_title,
)
from index.extract.grid_columns import columns_of
from index.extract.grid_headers import GridHeader, begins_body, header_of, without_header
from index.extract.grid_rows import Part, fitted_rows
from index.extract.grids import GridRow, rows_of_grid, rows_on_columns
from index.extract.spans import lines_of
from index.extract.table_rows import rows_of
from index.records import Document, Grid, Line, Page, Row, Table

_EMPTY = re.compile(r"无数据|空表|为空|没有数据|无此项|无内容|无相关")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridTables:
    """The tables of a report, and the numbers of the lines that belong to them."""

    tables: tuple[Table, ...]
    lines: frozenset[int]


@dataclass(slots=True)
class _Draft:
    """A table while its grids are being collected."""

    caption: GridCaption
    header: GridHeader
    edges: tuple[float, ...]
    parts: list[Part]
    pages: list[int]
    notes: list[str] = field(default_factory=list)


def grid_tables(document: Document, forms: frozenset[int] = frozenset()) -> GridTables:
    """All tables drawn with rules, in order; the grids of forms (by line) are none."""
    drafts: list[_Draft] = []
    used: set[int] = set()
    for before, page in pairwise((None, *document.pages)):
        assert page is not None
        for grid, above, below in _with_surroundings(page, before):
            if grid.line in forms:
                continue
            draft = drafts[-1] if drafts else None
            added = _taken_in(grid, above, draft) if draft else False
            if not added:
                opened = _opened(grid, above, document)
                if opened is None:
                    continue
                draft = opened
                drafts.append(draft)
                used |= draft.caption.lines
            assert draft is not None
            notes, note_lines = notes_below(below)
            draft.notes += notes
            used |= note_lines
    tables = tuple(_table(f"t{index:02d}", draft) for index, draft in enumerate(drafts, start=1))
    return GridTables(tables=tables, lines=frozenset(used))


def _with_surroundings(
    page: Page, before: Page | None
) -> Iterator[tuple[Grid, list[Line], list[Line]]]:
    """Each grid of a page with the lines between it and the grids above and below it.

    A caption at the foot of the page before stands above a grid at the head of this one.
    """
    ends = [0, *(grid.line + len(grid.cells) for grid in page.grids)]
    begins = [*(grid.line for grid in page.grids), page.lines[-1].number + 1 if page.lines else 0]
    for index, grid in enumerate(page.grids):
        above = [line for line in page.lines if ends[index] <= line.number < grid.line]
        if not above and before and not index:
            above = _caption_at_foot(before)
        below = [line for line in page.lines if ends[index + 1] <= line.number < begins[index + 1]]
        yield grid, above, below


def _caption_at_foot(page: Page) -> list[Line]:
    """The lines below a page's last grid, if a table's caption ends them."""
    end = max((grid.line + len(grid.cells) for grid in page.grids), default=0)
    foot = [line for line in page.lines if line.number >= end]
    caption = caption_above(foot)
    return foot if caption and caption.title and caption.unit else []


# --- a table that goes on -------------------------------------------------------------------


def _taken_in(grid: Grid, above: Sequence[Line], draft: _Draft) -> bool:
    """Whether the grid goes on with the table before it; if so it has been added to it."""
    rows = rows_on_columns(grid, draft.edges)
    inside = caption_rows(rows, len(draft.edges) - 1) if rows else ()
    caption = caption_above(above, inside)
    if any(is_note(line.text) for line in above) or draft.notes:
        return False
    named = caption is not None and bool(caption.title)
    if named and caption and plain_title(caption.title) != draft.caption.title:
        return False
    if above and not named and any("。" in line.text for line in above):
        return False
    if rows is None:
        return False
    rows = rows[len(inside) :]
    below = without_header(rows, draft.header)
    if below is None and (named or not _is_body(rows, len(draft.edges) - 1)):
        return False
    goes_on = below is None and grid.page != draft.pages[-1]
    draft.parts.append(Part(rows=rows if below is None else below, goes_on=goes_on))
    draft.pages.append(grid.page)
    return True


def _is_body(rows: Sequence[GridRow], columns: int) -> bool:
    """Whether the rows are a table's body from the first one on: no header has gaps."""
    printed = [row for row in rows if row.texts]
    if not printed or begins_body(printed[0]):
        return True
    header = header_of(printed, columns)
    return header is None or ("",) in header.paths


# --- a table that begins --------------------------------------------------------------------


def _opened(grid: Grid, above: Sequence[Line], document: Document) -> _Draft | None:
    """The table that begins with this grid, None where it has no header or no body."""
    columns = len(grid.edges) - 1
    rows = rows_of_grid(grid)
    inside = caption_rows(rows, columns)
    header = header_of(rows[len(inside) :], columns)
    if header is None:
        return None
    caption = caption_above(above, inside)
    if caption is None or not caption.title:
        caption = _untitled(caption, document, grid)
    body, notes = _without_notes(header.body, columns)
    return _Draft(
        caption=caption,
        header=header,
        edges=grid.edges,
        parts=[Part(rows=body, goes_on=False)],
        pages=[grid.page],
        notes=list(notes),
    )


def _untitled(caption: GridCaption | None, document: Document, grid: Grid) -> GridCaption:
    """The caption of a table without a title: the heading above it stands in."""
    above = [line for line in lines_of(document) if line.number < grid.line]
    return GridCaption(
        number=caption.number if caption else None,
        title=heading_above(above),
        unit=caption.unit if caption else None,
        department=caption.department if caption else None,
        lines=caption.lines if caption else frozenset(),
    )


def _without_notes(
    rows: Sequence[GridRow], columns: int
) -> tuple[tuple[GridRow, ...], tuple[str, ...]]:
    """The rows without those at the foot that are a note across the whole table."""
    body, notes = list(rows), list[str]()
    while body and len(body[-1].cells) == 1 and is_note(body[-1].cells[0].text):
        notes.insert(0, body.pop().cells[0].text)
    return tuple(body), tuple(notes)


# --- the finished table ---------------------------------------------------------------------


def _table(identity: str, draft: _Draft) -> Table:
    """The table as its grids make it."""
    body = [row for part in draft.parts for row in part.rows]
    columns = columns_of(draft.header.paths, body)
    rows = rows_of(fitted_rows(draft.parts, columns), columns, draft.caption.unit)
    return Table(
        id=identity,
        number=draft.caption.number,
        title=draft.caption.title,
        unit=draft.caption.unit,
        department=draft.caption.department,
        pages=tuple(dict.fromkeys(draft.pages)),
        notes=tuple(draft.notes),
        empty=_is_empty(rows, draft.notes),
        columns=columns,
        rows=rows,
    )


def _is_empty(rows: Sequence[Row], notes: Sequence[str]) -> bool:
    """Whether a table holds no figure, and says so or names nothing but totals."""
    if any(cell.printed for row in rows for cell in row.cells):
        return False
    return bool(_EMPTY.search("".join(notes))) or all(is_total(row.label) for row in rows)
