"""Which text of a PDF page is clipped out of sight?

A paragraph that is printed over two pages may stand in the text layer of both in full, cut by a
clipping path: what lies outside the path is not on the page.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, in the page's own coordinates."""

_SLACK = 3.0
"""By how much a character's box may exceed its ink, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipped:
    """A piece of text with the area within which it can be seen."""

    ink: Box
    seen: Box

    def hides(self, x: float, y: float) -> bool:
        """Whether a character of this text with its middle here is out of sight."""
        return _within(x, y, self.ink, _SLACK) and not _within(x, y, self.seen, 1.0)


class Clips:
    """A PDF file, or its content, opened by PDFium: the clipped texts of each page, and its
    picture. Use as a context manager."""

    def __init__(self, file: Path | bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(file)

    def __enter__(self) -> "Clips":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    @property
    def number_of_pages(self) -> int:
        """How many pages the file has."""
        return len(self._document)

    def of_page(self, index: int) -> tuple[Clipped, ...]:
        """The texts of a page (counted from 0) that are at least partly out of sight."""
        page = self._document[index]
        try:
            return tuple(_clipped(page))
        finally:
            page.close()

    def size_of_page(self, index: int) -> tuple[float, float]:
        """Width and height of a page as it is drawn, in points."""
        width, height = self._document.get_page_size(index)
        return width, height

    def drawn(self, index: int, scale: float) -> Any:
        """The page's picture as PDFium's bitmap, so many dots to the point."""
        page = self._document[index]
        try:
            return page.render(scale=scale)
        finally:
            page.close()


def _clipped(page: Any) -> Iterator[Clipped]:
    import pypdfium2.raw as raw

    for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        seen = _seen(raw.FPDFPageObj_GetClipPath(piece.raw))
        if seen is None:
            continue
        ink: Box = piece.get_bounds()
        if not (_within(ink[0], ink[1], seen, 1.0) and _within(ink[2], ink[3], seen, 1.0)):
            yield Clipped(ink=ink, seen=seen)


def _seen(clip: Any) -> Box | None:
    """The area that all paths of a clip leave; None where nothing is clipped."""
    import pypdfium2.raw as raw

    boxes = []
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = [
            _point(raw.FPDFClipPath_GetPathSegment(clip, path, segment))
            for segment in range(raw.FPDFClipPath_CountPathSegments(clip, path))
        ]
        if points:
            boxes.append(_around(points))
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _point(segment: Any) -> tuple[float, float]:
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _within(x: float, y: float, box: Box, slack: float) -> bool:
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack
