"""Which lines of text do the characters of a page make?

Characters stand on one line where they share a baseline: digits and Chinese characters of
different fonts have different heights, but one baseline.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SAME_LINE = 0.4
"""How far, in font sizes, a character may stand off the baseline of its line."""
_WORD_GAP = 0.3
"""How wide, in font sizes, a gap between characters must be to be a space."""
_SPACE = re.compile(r"(?<![A-Za-z0-9%)])\s+|\s+(?![A-Za-z0-9(])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A printed character; lengths in points, from the page's top left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the ink, which lies above the baseline."""
        return (self.left + self.right) / 2, self.baseline - 0.35 * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of text and where it stands on its page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def lines_of_glyphs(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """The lines from top to bottom; blank ones are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.left)):
        if rows and glyph.baseline - rows[-1][0].baseline <= _SAME_LINE * _size(glyph, rows[-1]):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(row, key=lambda glyph: glyph.left)) for row in rows)
    return tuple(line for line in lines if line.text)


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """The text of a table's cell: wrapped lines joined, no space but between Latin words."""
    return without_spaces("".join(line.text for line in lines_of_glyphs(glyphs)))


def without_spaces(text: str) -> str:
    """The text without the spaces that only set Chinese characters apart."""
    return _SPACE.sub("", text.strip())


def _size(glyph: Glyph, row: Sequence[Glyph]) -> float:
    return min(glyph.size, row[0].size)


def _line(row: Sequence[Glyph]) -> TextLine:
    text = ""
    right = row[0].left
    for glyph in row:
        if glyph.left - right > _WORD_GAP * glyph.size and not text.endswith(" "):
            text += " "
        text += glyph.text
        right = max(right, glyph.right)
    printed = [glyph for glyph in row if glyph.text.strip()] or list(row)
    return TextLine(
        text=re.sub(r"\s+", " ", text).strip(),
        left=printed[0].left,
        right=max(glyph.right for glyph in printed),
        baseline=printed[0].baseline,
        size=max(glyph.size for glyph in printed),
    )
