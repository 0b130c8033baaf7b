"""Puts what was found on the pages of a PDF in reading order, with numbers, without furniture.

Page numbers and running heads are taken out; each line says how it is set in its page's column.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.readers.handlers import scrub, scrubbed_cells
from index.readers.pdf_grids import RuledTable
from index.readers.pdf_page import PageContent
from index.readers.pdf_text import TextLine
from index.records import Grid, Line, LineSetting, Page

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d+\s*页?)?[-—–－·\s]*"
)
_INDENT = 0.8
"""A line that begins this many font sizes from the margin is indented."""
_OFF_MARGINS = 2.5
"""A line that keeps this many font sizes from both margins may be centred."""
_OFF_CENTRE = 0.02
"""How far from the middle a centred line may stand, as a share of the page's width."""
_RUNNING = 3
"""A line at the same end of at least so many pages, and of most of them, is a running head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """The left margin of a page's print."""

    left: float
    width: float
    """Width of the page."""


def pages_of(contents: Sequence[PageContent], notice: str) -> tuple[Page, ...]:
    """The pages in order, lines and tables numbered through, handlers' data blanked.

    A page that is a picture holds the `notice` as its only line.
    """
    running = _running_lines(contents)
    usual = _usual_margin(contents)
    pages: list[Page] = []
    number = 1
    for content in contents:
        page = _page(content, running, usual, number, notice)
        number = _next_number(page, number)
        pages.append(page)
    return tuple(pages)


def _page(
    content: PageContent,
    running: frozenset[str],
    usual: float,
    first: int,
    notice: str,
) -> Page:
    kept = [line for line in content.lines if not _is_furniture(line, content, running)]
    column = _column(kept, content, usual)
    lines: list[Line] = []
    grids: list[Grid] = []
    number = first
    things: list[TextLine | RuledTable] = [*kept, *content.tables]
    for thing in sorted(things, key=_top):
        if isinstance(thing, TextLine):
            setting = _setting(thing, column)
            lines.append(Line(page=content.number, number=number, text=thing.text, setting=setting))
            number += 1
        else:
            grids.append(_grid(thing, content.number, number))
            number += len(thing.cells)
    if content.scanned:
        text = f"第 {content.number} 页{notice}。"
        lines.append(Line(page=content.number, number=number, text=text, setting="indented"))
    texts = scrub("\n".join(line.text for line in lines)).split("\n")
    scrubbed = (replace(line, text=text) for line, text in zip(lines, texts, strict=False))
    return Page(number=content.number, lines=tuple(scrubbed), grids=tuple(grids))


def _next_number(page: Page, number: int) -> int:
    after_lines = [line.number + 1 for line in page.lines]
    after_grids = [grid.line + len(grid.cells) for grid in page.grids]
    return max([number, *after_lines, *after_grids])


def _top(thing: TextLine | RuledTable) -> float:
    return thing.baseline if isinstance(thing, TextLine) else thing.top


def _grid(table: RuledTable, page: int, line: int) -> Grid:
    cells = tuple(scrubbed_cells(row) for row in table.cells)
    return Grid(
        page=page, top=table.top, cells=cells, edges=table.edges, spans=table.spans, line=line
    )


# --- furniture ------------------------------------------------------------------------------


def _ends(content: PageContent) -> tuple[TextLine, ...]:
    """The first and the last line of a page, as far as no table stands beyond them."""
    if not content.lines:
        return ()
    first, last = content.lines[0], content.lines[-1]
    tops = [table.top for table in content.tables]
    ends = [first] if all(first.baseline < top for top in tops) else []
    return (*ends, last) if all(last.baseline > top for top in tops) else tuple(ends)


def _running_lines(contents: Sequence[PageContent]) -> frozenset[str]:
    """The texts that stand at the head or foot of most pages."""
    counts = Counter(text for content in contents for text in {e.text for e in _ends(content)})
    most = max(_RUNNING, len(contents) // 2 + 1)
    return frozenset(text for text, count in counts.items() if count >= most)


def _is_furniture(line: TextLine, content: PageContent, running: frozenset[str]) -> bool:
    """Whether a line is a page number or a running head."""
    if line not in _ends(content):
        return False
    return line.text in running or _PAGE_NUMBER.fullmatch(line.text) is not None


# --- margins --------------------------------------------------------------------------------


def _usual_margin(contents: Sequence[PageContent]) -> float:
    """The left margin of most pages; 0 where there is no prose."""
    margins = Counter(
        round(min(line.left for line in content.lines)) for content in contents if content.lines
    )
    return float(margins.most_common(1)[0][0]) if margins else 0.0


def _column(lines: Sequence[TextLine], content: PageContent, usual: float) -> _Column:
    """The margins of a page's print; a page of indented lines only has the usual margin."""
    edges = [table.edges[0] for table in content.tables]
    left = min([*edges, *(line.left for line in lines)], default=usual)
    if usual < left < usual + 45:
        left = usual
    return _Column(left=left, width=content.width)


def _setting(line: TextLine, column: _Column) -> LineSetting:
    """How a line is set in its column."""
    middle = (line.left + line.right) / 2
    off = _OFF_MARGINS * line.size
    if (
        abs(middle - column.width / 2) < _OFF_CENTRE * column.width
        and line.left - column.left > off
        and line.right < column.width - column.left - off
    ):
        return "centred"
    return "indented" if line.left - column.left > _INDENT * line.size else "full"
