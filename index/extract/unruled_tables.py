"""Tables of a PDF that are printed without rules between their columns: named, and owned up to.

Where no rules tell the columns apart, a figure could be put under the wrong heading. The table is
kept with its title, unit and pages, and a note says that its figures were not taken; its lines
are no prose either.
"""

from collections.abc import Iterator, Sequence

from index.extract.captions import unit_in
from index.extract.fit import is_figure
from index.extract.grid_captions import GridCaption, caption_above
from index.records import Document, Line, Page, Table

UNREAD = "（提取说明）此表没有分栏的框线，无法确定各数字属于哪一栏，未能提取此表的数字"
_FEWEST_ROWS = 2
_FEWEST_FIGURES = 2
"""A row of a table has at least so many figures, set apart by spaces."""
_APART = 3
"""So many lines without figures may stand between two rows (wrapped names, headings)."""


def unruled_tables(
    document: Document, used: frozenset[int]
) -> tuple[tuple[Table, ...], frozenset[int]]:
    """The tables without rules, and the numbers of their lines; `used` are lines of others."""
    tables: list[Table] = []
    taken: set[int] = set()
    for page in document.pages:
        for caption, body in _captioned(page, used):
            tables.append(_table(caption, page.number))
            taken |= {*caption.lines, *(line.number for line in body)}
    return tuple(tables), frozenset(taken)


def _captioned(page: Page, used: frozenset[int]) -> Iterator[tuple[GridCaption, list[Line]]]:
    """Each caption of a page with a unit, and the rows of figures below it."""
    for index, line in enumerate(page.lines):
        if line.number in used or unit_in(line.text) is None:
            continue
        caption = caption_above(page.lines[: index + 1])
        if caption is None or not caption.title or not caption.title.endswith("表"):
            continue
        body = _rows(_above_next_grid(page, line, page.lines[index + 1 :]))
        if sum(map(_is_row, body)) >= _FEWEST_ROWS:
            yield caption, body


def _above_next_grid(page: Page, above: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines down to where a ruled table begins."""
    end = min((grid.line for grid in page.grids if grid.line > above.number), default=None)
    return [line for line in lines if end is None or line.number < end]


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The lines down to the last row of figures that is not far from the one above."""
    last = apart = 0
    for index, line in enumerate(lines, start=1):
        apart = 0 if _is_row(line) else apart + 1
        if _is_row(line):
            last = index
        elif apart > _APART or "。" in line.text:
            break
    return list(lines[:last])


def _is_row(line: Line) -> bool:
    return sum(is_figure(word) for word in line.text.split()) >= _FEWEST_FIGURES


def _table(caption: GridCaption, page: int) -> Table:
    return Table(
        id="",
        number=caption.number,
        title=caption.title,
        unit=caption.unit,
        department=caption.department,
        pages=(page,),
        notes=(UNREAD,),
        empty=False,
        columns=(),
        rows=(),
    )
