"""A page of a PDF as a picture (页面图像), and where on it its lines and cells stand."""

import io
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from index.errors import ReportUnreadable
from index.readers.handlers import scrub, scrubbed_cells
from index.readers.pdf_clips import Clips
from index.readers.pdf_grids import RuledTable
from index.readers.pdf_page import PageContent, read_page
from index.readers.pdf_text import TextLine
from index.records import Area, OriginalPage, PrintedCell, PrintedLine

DOTS_PER_INCH = 110
MOST_DOTS = 3_000_000
"""Dots of a picture; a larger page is drawn more coarsely."""

_ONE_AT_A_TIME = Lock()
"""PDFium must not be used by two threads at once."""
_COVER = (87, 83, 78, 255)
"""The grey that is painted over handlers' data."""

Size = tuple[float, float]
"""Width and height of a page in points."""


def pictured_page(content: bytes, number: int) -> OriginalPage | None:
    """One page (counted from 1) drawn, with its lines and ruled cells; None where there is none.

    Lines and cells are left out where their place on the picture is not certain.
    """
    with _ONE_AT_A_TIME:
        try:
            with Clips(content) as clips:
                if not 1 <= number <= clips.number_of_pages:
                    return None
                return _page(content, clips, number)
        except ReportUnreadable:
            raise
        except Exception as error:
            raise ReportUnreadable(f"第 {number} 页无法显示：PDF 无法解析") from error


def _page(content: bytes, clips: Clips, number: int) -> OriginalPage:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content), pages=[number]) as pdf:
        page = pdf.pages[0]
        found = read_page(page, () if page.rotation else clips.of_page(number - 1))
        size = (float(page.width), float(page.height))
        certain = _same_frame(page, clips.size_of_page(number - 1))
    covers = tuple(_handlers_areas(found, size))
    if covers and not certain:
        raise ReportUnreadable(f"第 {number} 页有个人信息，无法遮盖，不予显示")
    lines, cells = _printed(found, size) if certain else ((), ())
    return OriginalPage(
        number=number,
        pages=clips.number_of_pages,
        lines=lines,
        cells=cells,
        picture=_picture(clips, number - 1, covers),
        covered=bool(covers),
    )


def _same_frame(page: Any, size: Size) -> bool:
    """Whether the words and the picture are measured from the same corner of the page."""
    same_boxes = all(abs(a - b) < 1 for a, b in zip(page.cropbox, page.mediabox, strict=True))
    return same_boxes and abs(page.width - size[0]) < 1 and abs(page.height - size[1]) < 1


def _picture(clips: Clips, index: int, covers: Sequence[Area]) -> bytes:
    width, height = clips.size_of_page(index)
    scale = DOTS_PER_INCH / 72
    scale = min(scale, (MOST_DOTS / (width * height)) ** 0.5)
    image = clips.drawn(index, scale)
    for area in covers:
        left, top = int(area.left * image.width), int(area.top * image.height)
        right, bottom = int(area.right * image.width) + 1, int(area.bottom * image.height) + 1
        image.fill_rect(_COVER, left, top, right - left, bottom - top)
    file = io.BytesIO()
    image.to_pil().convert("P", palette=1, colors=128).save(file, "PNG", optimize=True)
    return file.getvalue()


# --- what stands where ----------------------------------------------------------------------


def _printed(
    content: PageContent, size: Size
) -> tuple[tuple[PrintedLine, ...], tuple[PrintedCell, ...]]:
    """Lines and cells, numbered down the page as the reader of the whole report numbers them."""
    lines: list[PrintedLine] = []
    cells: list[PrintedCell] = []
    number = 1
    things: list[TextLine | RuledTable] = [*content.lines, *content.tables]
    for thing in sorted(things, key=_top):
        if isinstance(thing, TextLine):
            area = _line_area(thing, size)
            lines.append(PrintedLine(number=number, text=scrub(thing.text), area=area))
            number += 1
        else:
            cells.extend(_printed_cells(thing, number, size))
            number += len(thing.cells)
    return tuple(lines), tuple(cells)


def _top(thing: TextLine | RuledTable) -> float:
    return thing.baseline if isinstance(thing, TextLine) else thing.top


def _printed_cells(table: RuledTable, first: int, size: Size) -> Iterator[PrintedCell]:
    for row, texts in enumerate(table.cells):
        for column, text in enumerate(scrubbed_cells(texts)):
            if text is not None:
                area = _cell_area(table, row, column, size)
                yield PrintedCell(line=first + row, column=column, text=text, area=area)


def _handlers_areas(content: PageContent, size: Size) -> Iterator[Area]:
    """Where handlers' names and telephone numbers are printed."""
    texts = [line.text for line in content.lines]
    for line, clean in zip(content.lines, scrub("\n".join(texts)).split("\n"), strict=False):
        if clean != line.text:
            yield _line_area(line, size)
    for table in content.tables:
        for row, texts_of_row in enumerate(table.cells):
            for column, clean_cell in enumerate(scrubbed_cells(texts_of_row)):
                if clean_cell != texts_of_row[column]:
                    yield _cell_area(table, row, column, size)


def _line_area(line: TextLine, size: Size) -> Area:
    top, bottom = line.baseline - line.size, line.baseline + 0.3 * line.size
    return _area(line.left - 1, top, line.right + 1, bottom, size)


def _cell_area(table: RuledTable, row: int, column: int, size: Size) -> Area:
    span = next((s for s in table.spans if (s.row, s.column) == (row, column)), None)
    rows, columns = (span.rows, span.columns) if span else (1, 1)
    return _area(
        table.edges[column],
        table.heights[row],
        table.edges[min(column + columns, len(table.edges) - 1)],
        table.heights[min(row + rows, len(table.heights) - 1)],
        size,
    )


def _area(left: float, top: float, right: float, bottom: float, size: Size) -> Area:
    def within(value: float, whole: float) -> float:
        return round(min(max(value / whole, 0.0), 1.0), 5)

    return Area(
        left=within(left, size[0]),
        top=within(top, size[1]),
        right=within(right, size[0]),
        bottom=within(bottom, size[1]),
    )
