"""Fits the symbols of a table's body to its columns: the cheapest reading that shifts nothing.

Every row must fill exactly the columns; a figure never stands under a name nor a name under a
figure. Where blanks were lost (at page breaks) or a cell is wrapped, a reading costs more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.amounts import DASHES
from index.extract.cells import Blanks, Break, Symbol, Word
from index.records import Column

_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[%％]?"
_FIGURE = re.compile(rf"[-+−－△]?{_DIGITS}|[(（](?!\d{{1,2}}[)）]){_DIGITS}[)）]")
_MONEY = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,6})?|\d+\.\d{1,6})")
_CODE = re.compile(r"[A-Z]?\d{2,12}")
_TOTAL = re.compile(r"(?:部门|单位|本年|全部)?(?:收入|支出|收支)?(?:合计|总计|小计)|合\s*计")

_JOIN = {"line": 0.2, "block": 2.0, "page": 2.5}
_STAY = {"line": 0.1, "block": 0.5, "page": 1.0}
_END = {"line": 3.0, "block": 0.0, "page": 0.0}
_LOST = {"line": 8.0, "block": 4.0, "page": 1.5}
_JOIN_ON_LINE = 2.5
_LONE_LINE = 1.0
_OTHER_COUNT = 1.0
_UNNAMED = 1.0
_SURPLUS = 3.0
_SKIPPED_WORD = 5.0
_SKIPPED_FIGURE = 30.0


def is_figure(text: str) -> bool:
    """Whether the text can stand in a value column."""
    return bool(_FIGURE.fullmatch(text)) or all(character in DASHES for character in text)


def is_money(text: str) -> bool:
    """Whether the text is a figure with decimals or separators, which no heading is."""
    return _MONEY.fullmatch(text) is not None


def is_total(label: str) -> bool:
    """Whether a row's label is that of a total (合计, 本年支出合计, 收入总计)."""
    return _TOTAL.fullmatch(label) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRow:
    """One row as it stands in the table: a text or None for each column."""

    page: int
    line: int
    texts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The rows of a body under given columns; `skipped` holds words that fit nowhere."""

    rows: tuple[FittedRow, ...]
    skipped: tuple[str, ...]
    cost: float


_Open = Literal["closed", "open", "fresh"]
"""Whether the last cell can go on; `fresh`: it began on a new line and must, or the break was
no wrapped cell's."""

_State = tuple[int, _Open]
"""How many columns of the row are filled, and the last cell."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What a reading does with one symbol, linked to the steps before it."""

    before: "_Step | None"
    action: Literal["start", "put", "join", "pass", "end", "skip"]
    symbol: Word | Blanks | None = None
    column: int = 0


_Reading = tuple[float, _Step]


def fit(symbols: Sequence[Symbol], columns: Sequence[Column], limit: float) -> Fit | None:
    """The cheapest reading of a table's body under the columns; None if none is below the limit."""
    readings: dict[_State, _Reading] = {(0, "closed"): (0.0, _Step(None, "start"))}
    previous: Symbol = Break(kind="block")
    for symbol in (*symbols, Break(kind="block")):
        following: dict[_State, _Reading] = {}
        for state, (cost, step) in readings.items():
            for reached, extra, action in _moves(state, symbol, previous, columns, step):
                total = cost + extra
                if total < limit and (reached not in following or total < following[reached][0]):
                    following[reached] = (total, action)
        readings = following
        if not readings:
            return None
        previous = symbol
    if (0, "closed") not in readings:
        return None
    cost, last = readings[0, "closed"]
    return _fitted(last, len(columns), cost)


_Move = tuple[_State, float, _Step]


def _moves(
    state: _State, symbol: Symbol, previous: Symbol, columns: Sequence[Column], step: _Step
) -> Iterator[_Move]:
    """Everything a reading may do next."""
    if isinstance(symbol, Break):
        yield from _at_break(state, symbol, columns, step)
    elif isinstance(symbol, Blanks):
        yield from _at_blanks(state, symbol, columns, step)
    else:
        yield from _joins(state, symbol, previous, columns, step)
        yield from _puts(state, symbol, previous, columns, step)
        if state[0] == 0:
            lost = _SKIPPED_FIGURE if is_figure(symbol.text) else _SKIPPED_WORD
            yield state, lost, _Step(step, "skip", symbol)


def _at_break(
    state: _State, symbol: Break, columns: Sequence[Column], step: _Step
) -> Iterator[_Move]:
    """A break goes on within the row, or ends it."""
    filled, opened = state
    if filled == 0:
        yield state, 0.0, step
        return
    yield state, _STAY[symbol.kind], step
    end = _Step(step, "end")
    lone = _LONE_LINE if opened == "fresh" else 0.0
    if filled == len(columns):
        yield (0, "closed"), _END[symbol.kind] + lone, end
    elif all(column.role == "value" for column in columns[filled:]):
        yield (0, "closed"), _LOST[symbol.kind] + lone, end


def _at_blanks(
    state: _State, symbol: Blanks, columns: Sequence[Column], step: _Step
) -> Iterator[_Move]:
    """Blank cells fill as many columns; in bold rows half as many."""
    filled, opened = state
    lone = _LONE_LINE if opened == "fresh" else 0.0
    counts = {symbol.count: _OTHER_COUNT if symbol.bold else 0.0}
    if symbol.count % 2 == 0:
        counts[symbol.count // 2] = 0.0 if symbol.bold else _OTHER_COUNT
    for count, cost in counts.items():
        reached = filled + count
        if filled and reached > len(columns):
            reached, cost = len(columns), cost + _SURPLUS
        if reached > len(columns):
            continue
        one_sided = columns[0].side is None
        unnamed = sum(one_sided and c.role == "label" for c in columns[filled:reached])
        whole = filled == 0 and reached == len(columns)
        extra = 0.0 if whole else unnamed * _UNNAMED
        yield (reached, "closed"), cost + lone + extra, _Step(step, "pass", symbol)


def _joins(
    state: _State, symbol: Word, previous: Symbol, columns: Sequence[Column], step: _Step
) -> Iterator[_Move]:
    """A word goes on with the last cell, which is a name wrapped or with a space in it."""
    filled, opened = state
    if opened == "closed" or isinstance(previous, Blanks) or is_money(symbol.text):
        return
    cost = _JOIN[previous.kind] if isinstance(previous, Break) else _JOIN_ON_LINE
    yield (filled, "open"), cost, _Step(step, "join", symbol)


def _puts(
    state: _State, symbol: Word, previous: Symbol, columns: Sequence[Column], step: _Step
) -> Iterator[_Move]:
    """A word begins a cell in the next column, or a total stands across the names' columns."""
    filled, opened = state
    lone = _LONE_LINE if opened == "fresh" else 0.0
    on_new_line = isinstance(previous, Break) and previous.kind == "line" and filled > 0
    for start, cost in _starts(filled, previous, columns):
        for end in _ends(start, symbol.text, columns):
            kept: _Open = "closed"
            if columns[start].role in ("label", "qualifier") or end > start + 1:
                kept = "fresh" if on_new_line else "open"
            yield (end, kept), cost + lone, _Step(step, "put", symbol, start)


def _starts(
    filled: int, previous: Symbol, columns: Sequence[Column]
) -> Iterator[tuple[int, float]]:
    """Where a cell may stand: the next column, or the second side where a page break ate blanks."""
    if filled < len(columns):
        yield filled, 0.0
    if filled == 0 and isinstance(previous, Break) and previous.kind == "page":
        for index in range(1, len(columns)):
            if columns[index].side != columns[index - 1].side:
                yield index, _LOST["page"]


def _ends(start: int, text: str, columns: Sequence[Column]) -> Iterator[int]:
    """Which columns a word may fill from `start` on; nothing where it cannot stand there."""
    role = columns[start].role
    if role == "value":
        if is_figure(text):
            yield start + 1
    elif role == "code":
        if _CODE.fullmatch(text):
            yield start + 1
        elif is_total(text):
            yield _names_end(start, columns)
    elif not is_money(text):
        yield start + 1
        if is_total(text) and _names_end(start, columns) > start + 1:
            yield _names_end(start, columns)


def _names_end(start: int, columns: Sequence[Column]) -> int:
    """The first value column from `start` on."""
    end = start
    while end < len(columns) and columns[end].role != "value":
        end += 1
    return end


# --- the chosen reading ----------------------------------------------------------------------


def _fitted(last: _Step, width: int, cost: float) -> Fit:
    """The rows that a finished reading makes."""
    steps = list[_Step]()
    link: _Step | None = last
    while link is not None:
        steps.append(link)
        link = link.before
    rows, skipped = list[FittedRow](), list[str]()
    row = list[_Step]()
    for step in reversed(steps):
        if step.action == "end":
            rows.append(_row(row, width))
            row = []
        elif step.action == "skip" and step.symbol and isinstance(step.symbol, Word):
            skipped.append(step.symbol.text)
        elif step.symbol is not None:
            row.append(step)
    return Fit(rows=tuple(rows), skipped=tuple(skipped), cost=cost)


def _row(steps: Sequence[_Step], width: int) -> FittedRow:
    """The texts that the steps of one row put into its columns."""
    texts: list[str | None] = [None] * width
    column = 0
    for step in steps:
        if not isinstance(step.symbol, Word):
            continue
        if step.action == "put":
            column = step.column
            texts[column] = step.symbol.text
        else:
            texts[column] = f"{texts[column]}{step.symbol.text}"
    first = steps[0].symbol
    assert first is not None
    return FittedRow(page=first.page, line=first.line, texts=tuple(texts))
