"""The tables of a report (报表), from captions, header words and body lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from index.extract.bold import undouble_heading
from index.extract.captions import Caption, captions_of
from index.extract.cells import Break, Symbol, Word, symbols_of
from index.extract.fit import Fit, fit, is_money
from index.extract.headers import Shape, headers_of
from index.extract.spans import is_part_heading, lines_of, regions
from index.extract.table_rows import rows_of
from index.records import Column, Document, Line, Table

_NOTE = re.compile(r"(?:备?注|说明)\s*\d*\s*[:：]")
_EMPTY = re.compile(r"无数据|空表|为空|没有数据|无此项|无内容|无相关")
_ORDINAL = re.compile(r"\d{1,2}")
_UNREAD = "（提取说明）表头与表体的列数对不上，未能提取此表的数字"
_SKIPPED = "（提取说明）以下内容未能归入表格："
_LIMIT, _LIMIT_PER_LINE = 12.0, 1.0
"""The cost above which a reading of a table is no reading: the longer a table, the higher."""
_BLOCKS = 40
"""How many blocks of lines a header may have at most."""


def tables_of(document: Document) -> tuple[Table, ...]:
    """All tables of the report, in order."""
    lines = lines_of(document)
    captions = captions_of(lines)
    spans = [region for region in regions(document) if region.kind == "table"]
    tables = list[Table]()
    for caption, following in zip_longest(captions, captions[1:]):
        end = following.first if following else lines[-1].number + 1
        last = max((s.last for s in spans if caption.first <= s.first < end), default=caption.first)
        pages = {line.page for line in lines if caption.first <= line.number <= last}
        body = _lines_between(lines, caption.header, last)
        tables.append(_table(f"t{len(tables) + 1:02d}", caption, body, tuple(sorted(pages))))
    return tuple(tables)


def _lines_between(lines: Sequence[Line], first: int, last: int) -> list[Line]:
    """The lines from first to last, and rows of blank cells right below."""
    inside = [line for line in lines if first <= line.number <= last]
    below = (line for line in lines if line.number > last)
    return inside + list(takewhile(lambda line: not line.text.strip(), below))


def _table(identity: str, caption: Caption, lines: list[Line], pages: tuple[int, ...]) -> Table:
    """One table from its caption and the lines below it."""
    lines = [line for line in lines if not is_part_heading(line.text)]
    lines, notes = _without_notes(lines)
    layout = _layout(lines)
    columns = layout.columns if layout else ()
    rows = rows_of(layout.fit.rows, columns, caption.unit) if layout else ()
    if layout is None and any(line.text.strip() for line in lines):
        notes = (*notes, _UNREAD)
    elif layout and layout.fit.skipped:
        notes = (*notes, _SKIPPED + "、".join(layout.fit.skipped))
    printed = any(cell.printed for row in rows for cell in row.cells)
    return Table(
        id=identity,
        number=caption.number,
        title=caption.title,
        unit=caption.unit,
        department=caption.department,
        pages=pages,
        notes=notes,
        empty=not printed and (bool(_EMPTY.search("".join(notes))) or layout is not None),
        columns=columns,
        rows=rows,
    )


def _without_notes(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The lines above the notes (注：...), and the notes."""
    notes = list[str]()
    above = list[Line]()
    for line in lines:
        text = undouble_heading(line.text)
        if _NOTE.match(text):
            notes.append(text)
        elif not notes:
            above.append(line)
        elif text:
            notes[-1] += text
    return above, tuple(notes)


# --- header and body ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """A header reading with the body that fits it."""

    columns: tuple[Column, ...]
    fit: Fit
    cost: float


def _layout(lines: Sequence[Line]) -> _Layout | None:
    """The cheapest way to read the lines as a header and a body that agree."""
    best: _Layout | None = None
    highest = _LIMIT + _LIMIT_PER_LINE * sum(bool(line.text.strip()) for line in lines)
    for head, body, width in _splits(lines):
        tried = set[Shape]()
        for header in headers_of(head, best.cost if best else highest):
            limit = best.cost if best else highest
            if header.cost >= limit:
                break
            shape = header.shape
            if shape in tried or width not in (None, len(shape)):
                continue
            tried.add(shape)
            columns = header.columns
            fitted = fit(body, columns, limit - header.cost)
            if fitted is not None:
                cost = header.cost + fitted.cost
                best = _Layout(columns=columns, fit=fitted, cost=cost)
    return best


def _splits(
    lines: Sequence[Line],
) -> Iterator[tuple[tuple[Symbol, ...], tuple[Symbol, ...], int | None]]:
    """Where the header may end: header, body, and the width where column numbers (1 2 3) tell."""
    for index, line in enumerate(lines):
        width = _numbered_columns(line.text)
        if width is not None:
            yield symbols_of(lines[:index]), symbols_of(lines[index + 1 :]), width
            return
    symbols = symbols_of(lines)
    words = blocks = 0
    for index, symbol in enumerate(symbols):
        if isinstance(symbol, Word):
            if is_money(symbol.text):
                return
            words += 1
        elif isinstance(symbol, Break) and (symbol.kind != "line" or index == len(symbols) - 1):
            blocks += 1
            if words >= 2:
                yield symbols[:index], symbols[index + 1 :], None
            if blocks > _BLOCKS:
                return


def _numbered_columns(text: str) -> int | None:
    """How many columns a row of column numbers (栏次 1 2 3 ...) counts, None for another line."""
    tokens = [undouble_heading(token) for token in text.split()]
    numbers = [int(token) for token in tokens if _ORDINAL.fullmatch(token)]
    if len(numbers) < 3 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    words = [token for token in tokens if not _ORDINAL.fullmatch(token)]
    if numbers[0] != 1 or len(words) > 1:
        return None
    return len(numbers) + len(words)
