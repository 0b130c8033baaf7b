"""Where on a page of the original a cited place stands (标出所引): proved, or not marked at all."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.page.spots import Spot
from index.records import Area, Extraction, OriginalPage, PrintedCell, Row, Table

_BLANK = re.compile(r"[\s\u3000]+")
_MONEY = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")
"""A dumped text may run figures of two decimals together: 1,433.90475.03."""
WRAPPED_LINES = 6
"""Lines over which a dumped text may spread one row of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is to be marked on a page, and for how many of the places asked for."""

    areas: tuple[Area, ...] = ()
    """On a picture."""
    lines: frozenset[int] = frozenset()
    """Of a text, by number."""
    found: int = 0
    whole_rows: int = 0
    """Of those found, how many could only be told to their row."""


def marks_on(page: OriginalPage, spots: Sequence[Spot], extraction: Extraction) -> Marks:
    """The marks of these places; what is not surely one of them stays unmarked."""
    if page.picture is None:
        return _on_text(page, spots, extraction)
    shift = _shift(page, extraction)
    tables = {table.id: table for table in extraction.tables}
    marked = [_on_picture(page, spot, tables, shift) for spot in spots]
    return Marks(
        areas=tuple(dict.fromkeys(area for areas, _ in marked for area in areas)),
        found=sum(bool(areas) for areas, _ in marked),
        whole_rows=sum(bool(areas) and not exact for areas, exact in marked),
    )


def squeezed(text: str) -> str:
    """A text without its blanks, which a page may set anywhere."""
    return _BLANK.sub("", text)


# --- a dumped text --------------------------------------------------------------------------


def _on_text(page: OriginalPage, spots: Sequence[Spot], extraction: Extraction) -> Marks:
    texts = {line.number: line.text for line in page.lines}
    begins = sorted({row.line for row in _rows(extraction.tables, page.number)})
    marked = [_lines_of(spot, texts, begins) for spot in spots]
    return Marks(
        lines=frozenset(number for numbers in marked for number in numbers),
        found=sum(bool(numbers) for numbers in marked),
    )


def _lines_of(spot: Spot, texts: dict[int, str], begins: Sequence[int]) -> list[int]:
    """The lines of a row or of a quotation; none where what is printed there differs."""
    if spot.table is None and spot.printed is None:
        return _quoted(spot, list(texts.items()))
    if spot.line is None:
        return []
    end = min([line for line in begins if line > spot.line] + [spot.line + WRAPPED_LINES])
    block: list[int] = []
    for number in range(spot.line, end):
        if squeezed(texts.get(number, "")):
            block.append(number)
        if block and _holds([texts[each] for each in block], spot):
            return block
    return []


def _holds(block: Sequence[str], spot: Spot) -> bool:
    """Whether the lines hold the figure; of a blank cell, whether they hold the row's name."""
    if spot.printed is None:
        return squeezed(spot.text) in squeezed("".join(block))
    return any(_stands_in(spot.printed, text) for text in block)


def _stands_in(printed: str, text: str) -> bool:
    """Whether the figure stands in the text, not as a part of a longer one."""
    if not any(character.isdigit() for character in printed):
        return printed in text
    whole = re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d,]|\.\d)", text)
    return whole is not None or printed in _MONEY.findall(text)


def _quoted(spot: Spot, texts: Sequence[tuple[int, str]]) -> list[int]:
    """The lines over which a quotation runs, which may go on over the page's end."""
    wanted = squeezed(spot.text)
    ends: list[tuple[int, int]] = []
    whole = ""
    for number, text in texts:
        whole += squeezed(text)
        ends.append((number, len(whole)))
    starts = [match.start() for match in re.finditer(re.escape(wanted), whole)] if wanted else []
    length = len(wanted)
    if not starts:
        length = _overlap(whole, wanted)
        starts = [len(whole) - length] if length else []
    runs = [_run(ends, start, start + length) for start in starts]
    near = [run for run in runs if spot.line in run] or runs
    return near[0] if len(near) == 1 else []


_LEAST_OVERLAP = 8
"""Characters at a page's end by which a quotation that goes on is known."""


def _overlap(whole: str, wanted: str) -> int:
    """How many characters at the end of the page begin the quotation."""
    for length in range(min(len(whole), len(wanted)), _LEAST_OVERLAP - 1, -1):
        if whole.endswith(wanted[:length]):
            return length
    return 0


def _run(ends: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    run, before = [], 0
    for number, upto in ends:
        if before < end and upto > start and upto > before:
            run.append(number)
        before = upto
    return run


# --- a picture ------------------------------------------------------------------------------


def _on_picture(
    page: OriginalPage, spot: Spot, tables: dict[str, Table], shift: int | None
) -> tuple[list[Area], bool]:
    """The areas of a place, and whether they are no more than it."""
    if spot.table is None and spot.printed is None:
        return _areas_of_words(page, spot, shift), True
    if shift is None or spot.line is None:
        return [], False
    cells = [cell for cell in page.cells if cell.line == spot.line - shift]
    table = tables.get(spot.table or "")
    if table is None:
        return _areas_of_form(cells, spot)
    if not _names_row(page.cells, cells, spot):
        return [], False
    same = [cell for cell in cells if spot.printed and _equal(cell.text, spot.printed)]
    twins = _twins(table, spot, page.number)
    if spot.column in twins and len(twins) == len(same):
        return [same[twins.index(spot.column)].area], True
    return [_around([cell.area for cell in cells])], False


def _equal(one: str, other: str) -> bool:
    return squeezed(one) == squeezed(other)


def _names_row(every: Sequence[PrintedCell], cells: Sequence[PrintedCell], spot: Spot) -> bool:
    """Whether the row on the picture bears the cited row's name, in a merged cell perhaps."""
    if not cells:
        return False
    label = squeezed(spot.text)
    if any(label in squeezed(cell.text) for cell in cells):
        return True
    middle = (cells[0].area.top + cells[0].area.bottom) / 2
    return any(
        label in squeezed(cell.text) for cell in every if cell.area.top < middle < cell.area.bottom
    )


def _twins(table: Table, spot: Spot, page: int) -> list[int]:
    """Columns of the printed row, both sides of it, with the same figure, from left to right."""
    rows = [row for row in table.rows if (row.line, row.page) == (spot.line, page)]
    return sorted(cell.column for row in rows for cell in row.cells if cell.printed == spot.printed)


def _areas_of_form(cells: Sequence[PrintedCell], spot: Spot) -> tuple[list[Area], bool]:
    """The one cell of a form's line that holds the figure."""
    same = [cell for cell in cells if spot.printed and _equal(cell.text, spot.printed)]
    return ([same[0].area], True) if len(same) == 1 else ([], False)


def _areas_of_words(page: OriginalPage, spot: Spot, shift: int | None) -> list[Area]:
    """The lines of a quotation, or the cell that holds it."""
    moved = None if shift is None or spot.line is None else spot.line - shift
    placed = Spot(line=moved, printed=None, text=spot.text)
    numbers = _quoted(placed, [(line.number, line.text) for line in page.lines])
    areas = [line.area for line in page.lines if line.number in numbers and line.area]
    if areas:
        return areas
    wanted = squeezed(spot.text)
    holding = [cell.area for cell in page.cells if wanted and wanted in squeezed(cell.text)]
    return holding if len(holding) == 1 else []


def _around(areas: Sequence[Area]) -> Area:
    return Area(
        left=min(area.left for area in areas),
        top=min(area.top for area in areas),
        right=max(area.right for area in areas),
        bottom=min(area.bottom for area in areas),
    )


# --- how a page's lines are numbered within the report --------------------------------------


def _shift(page: OriginalPage, extraction: Extraction) -> int | None:
    """What to take from a report's line number to get the page's own; None where it is not sure.

    The extraction's rows and paragraphs on this page vote: each stands where its words are.
    """
    at: dict[str, list[int]] = defaultdict(list)
    for text, number in _words_on(page):
        at[text].append(number)
    votes: Counter[int] = Counter()
    for words, line in _anchors(page.number, extraction):
        votes.update({line - number for number in at.get(words, ())})
    best = votes.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _words_on(page: OriginalPage) -> Iterator[tuple[str, int]]:
    for line in page.lines:
        yield squeezed(line.text)[:_ANCHOR], line.number
    for number, cells in groupby(page.cells, lambda cell: cell.line):
        for text in {squeezed(cell.text)[:_ANCHOR] for cell in cells} - {""}:
            yield text, number


_ANCHOR = 12
"""Characters by which a line is known again."""


def _anchors(number: int, extraction: Extraction) -> Iterator[tuple[str, int]]:
    """What the report has on a page: its first words, and its line."""
    for row in _rows(extraction.tables, number):
        names = [row.label] if row.label else [cell.printed or "" for cell in row.cells]
        yield from ((squeezed(name)[:_ANCHOR], row.line) for name in names if name)
    for passage in extraction.passages:
        if passage.page == number:
            yield squeezed(passage.text)[:_ANCHOR], passage.line
    for form in extraction.forms:
        if form.page == number:
            yield from ((squeezed(i.printed_name)[:_ANCHOR], i.line) for i in form.indicators)
            yield from ((squeezed(f.printed)[:_ANCHOR], f.line) for f in form.funds if f.printed)


def _rows(tables: Iterable[Table], number: int) -> Iterator[Row]:
    """Each printed row once; a two-sided table has two for one line."""
    for table in tables:
        yield from (row for row in table.rows if row.page == number)
