"""What stands on one page of a PDF: its lines of prose and its ruled tables.

The page's objects come from pdfplumber, whose `lines` strategy finds the cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.readers.pdf_clips import Clipped
from index.readers.pdf_grids import RuledTable, ruled_table
from index.readers.pdf_rules import Rule, closing_rules
from index.readers.pdf_text import Glyph, TextLine, lines_of_glyphs
from index.readers.radicals import unified

_MOST_EDGES = 12_000
"""A page with more rules than this is a drawing, no table; looking for cells would take hours."""
_MOST_RULES = 1_000
"""A table with more rules than this is not looked at for missing ones."""
_SCAN_SHARE = 0.25
"""An image that covers this share of a page without text is the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """A page as found, before its lines have numbers."""

    number: int
    width: float
    lines: tuple[TextLine, ...]
    tables: tuple[RuledTable, ...]
    scanned: bool
    """Whether the page is a picture without text."""


def read_page(page: Any, clipped: Sequence[Clipped]) -> PageContent:
    """The content of a pdfplumber page, without what is clipped out of sight."""
    drawn = page.filter(_is_drawn).dedupe_chars(tolerance=0.5)
    glyphs = tuple(
        _glyph(char, page) for char in drawn.chars if not _is_hidden(char, page, clipped)
    )
    tables: list[RuledTable] = []
    for boxes in _tables(drawn):
        table, glyphs = ruled_table(boxes, glyphs)
        if table is not None:
            tables.append(table)
    return PageContent(
        number=page.page_number,
        width=float(page.width),
        lines=lines_of_glyphs(glyphs),
        tables=tuple(tables),
        scanned=not page.chars and _is_picture(page),
    )


def _tables(page: Any) -> list[list[tuple[float, float, float, float]]]:
    """The cells of each table of the page, top to bottom."""
    if len(page.edges) > _MOST_EDGES:
        return []
    finder = page.debug_tablefinder()
    rules = [_rule(edge) for edge in finder.edges]
    missing = [_line(rule) for rule in closing_rules(rules)] if len(rules) <= _MOST_RULES else []
    if missing:
        lines = {"explicit_vertical_lines": missing, "explicit_horizontal_lines": missing}
        finder = page.debug_tablefinder(lines)
    found = [list(table.cells) for table in finder.tables]
    return sorted(found, key=lambda cells: min(cell[1] for cell in cells))


def _rule(edge: dict[str, Any]) -> Rule:
    if edge["orientation"] == "h":
        return Rule("h", edge["top"], edge["x0"], edge["x1"])
    return Rule("v", edge["x0"], edge["top"], edge["bottom"])


def _line(rule: Rule) -> dict[str, Any]:
    """The rule as pdfplumber's object."""
    xs, ys = ((rule.start, rule.end), (rule.at, rule.at))
    if rule.direction == "v":
        xs, ys = ys, xs
    return {"object_type": "line", "x0": xs[0], "x1": xs[1], "top": ys[0], "bottom": ys[1],
            "width": xs[1] - xs[0], "height": ys[1] - ys[0]}  # fmt: skip


def _is_drawn(thing: dict[str, Any]) -> bool:
    """Whether an object leaves a mark: white areas and rules do not, nor do slanted watermarks."""
    kind = thing["object_type"]
    if kind == "char":
        a, b = thing["matrix"][:2]
        return bool(abs(a) < 1e-3 or abs(b) < 1e-3)
    if kind in ("rect", "curve", "line"):
        filled = thing.get("fill") and not _is_white(thing.get("non_stroking_color"))
        stroked = thing.get("stroke") and not _is_white(thing.get("stroking_color"))
        return bool(filled or stroked)
    return True


def _is_white(colour: Any) -> bool:
    """Whether a colour in grey, RGB or CMYK is white; an unknown one is not."""
    parts = colour if isinstance(colour, list | tuple) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return False
    if len(parts) == 4:
        return all(part <= 0.01 for part in parts)
    return len(parts) in (1, 3) and all(part >= 0.99 for part in parts)


def _is_hidden(char: dict[str, Any], page: Any, clipped: Sequence[Clipped]) -> bool:
    """Whether a character is off the page or clipped out of sight."""
    x = (char["x0"] + char["x1"]) / 2
    if not (
        0 <= x - page.bbox[0] <= page.width and char["bottom"] > 0 and char["top"] < page.height
    ):
        return True
    left, bottom = page.mediabox[:2]
    baseline = char["matrix"][5] + 0.35 * char["size"]
    return any(text.hides(x + left, baseline + bottom) for text in clipped)


def _glyph(char: dict[str, Any], page: Any) -> Glyph:
    upright = char["upright"]
    return Glyph(
        text=unified(char["text"]),
        left=char["x0"],
        right=char["x1"],
        baseline=float(page.height) - char["matrix"][5] if upright else char["bottom"],
        size=max(char["size"], 1.0),
    )


def _is_picture(page: Any) -> bool:
    area = sum(
        max(0, image["x1"] - image["x0"]) * max(0, image["bottom"] - image["top"])
        for image in page.images
    )
    return bool(area > _SCAN_SHARE * page.width * page.height)
