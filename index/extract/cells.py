"""The words and blank cells of dumped table lines, before columns are known.

k spaces between two words of a line stand for k-1 blank cells, as do k at its end; k at its
beginning, or alone on a line, stand for k. Blank cells of bold rows count twice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.extract.bold import is_ambiguous, split_glued, undouble
from index.records import Line

_RUN = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A text without spaces, bold taken out: a whole cell, or a piece of a wrapped one."""

    text: str
    bold: bool
    page: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """Blank cells in a row; `bold` where the words beside them are, which halves the count."""

    count: int
    bold: bool
    page: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The end of a line, of a block of lines (an empty line follows), or of a page."""

    kind: Literal["line", "block", "page"]


Symbol = Word | Blanks | Break


def symbols_of(lines: Iterable[Line]) -> tuple[Symbol, ...]:
    """The words, blanks and breaks of the lines, in order; never two breaks in a row."""
    symbols = list[Symbol]()
    page: int | None = None
    for line in lines:
        if page is not None and line.page != page:
            _break(symbols, "page")
        page = line.page
        found = _of_line(line)
        symbols.extend(_continued(found, symbols))
        _break(symbols, "line" if found else "block")
    return tuple(symbols)


def _break(symbols: list[Symbol], kind: Literal["line", "block", "page"]) -> None:
    """Adds a break; of several in a row only the strongest stays."""
    if not symbols:
        return
    last = symbols[-1]
    if not isinstance(last, Break):
        symbols.append(Break(kind=kind))
    elif kind == "page" or (kind == "block" and last.kind == "line"):
        symbols[-1] = Break(kind=kind)


def _continued(found: list[Word | Blanks], above: Sequence[Symbol]) -> list[Word | Blanks]:
    """The line's cells; the rest of a heading, alone below bold text, is bold, too (算算)."""
    if len(found) != 1 or not isinstance(found[0], Word) or not above:
        return found
    last = next((symbol for symbol in reversed(above) if not isinstance(symbol, Break)), None)
    half = undouble(found[0].text)
    if isinstance(last, Word) and last.bold and half and not (half.isdigit() and len(half) < 2):
        return [replace(found[0], text=half, bold=True)]
    return found


def _of_line(line: Line) -> list[Word | Blanks]:
    """The cells of one line as far as the line alone tells."""
    runs = _RUN.findall(line.text)
    found = list[Word | Blanks]()
    for index, run in enumerate(runs):
        if not run.startswith(" "):
            found.extend(_words(run, line))
            continue
        count = len(run) if index == 0 else len(run) - 1
        if count:
            found.append(Blanks(count=count, bold=False, page=line.page, line=line.number))
    return _with_bold(found)


def _words(run: str, line: Line) -> list[Word]:
    """The words of a run of characters without a space."""
    pieces = (piece.strip("\u3000") for piece in split_glued(run))
    return [
        Word(text=piece, bold=False, page=line.page, line=line.number) for piece in pieces if piece
    ]


def _with_bold(found: list[Word | Blanks]) -> list[Word | Blanks]:
    """The same with bold words printed once and marked, and blanks beside them marked."""
    halves = [undouble(cell.text) if isinstance(cell, Word) else None for cell in found]
    certain = any(
        half and isinstance(cell, Word) and not is_ambiguous(cell.text)
        for half, cell in zip(halves, found, strict=True)
    )
    result = list[Word | Blanks]()
    for cell, half in zip(found, halves, strict=True):
        if isinstance(cell, Word) and half and certain:
            result.append(replace(cell, text=half, bold=True))
        elif isinstance(cell, Blanks) and result and result[-1].bold:
            result.append(replace(cell, bold=True))
        else:
            result.append(cell)
    return result
