"""Which figures stand in a paragraph, and what words stand before and after each?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.amounts import is_money
from index.extract.statement_words import QUALIFIED, SAME, SKIPPED_UNITS
from index.numerals import Number, find_numbers

_JOINTS = ("、", "和", "及")
_STOPS = "，,。；;：:！？"
_PRINTED = re.compile(r"-?\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿]+")
_TITLE = re.compile(r"《[^》]*》")
_POSSESSED = re.compile(r"(?:设|有|包括|下属|新增|购置)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of the prose with the words around it, or a word that says there was no change."""

    start: int
    end: int
    printed: str
    amount: Decimal
    unit: str
    lead: str
    """The words before it, back to the last stop or figure."""
    lead_start: int
    tail: str
    """The words after it, up to the next stop or figure."""
    close: bool = False
    """Whether nothing but these words parts it from the figure before it."""
    same: bool = False
    """Whether it is a word such as 持平 instead of a number."""


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """Beginning and end of the sentence around a position, the closing 。 included."""
    start = text.rfind("。", 0, position) + 1
    end = text.find("。", position)
    while start < position and text[start] in "；; ，":
        start += 1
    return start, len(text) if end < 0 else end + 1


def segment_start(text: str, position: int) -> int:
    """Beginning of the part between semicolons that a position lies in."""
    return max(text.rfind(stop, 0, position) for stop in "。；;") + 1


def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a paragraph in order; years, dates, codes and list numbers are none."""
    numbers = [number for number in find_numbers(text) if _states(text, number)]
    spans = [(n.start, n.end) for n in find_numbers(text)]
    words = [m for m in SAME.finditer(text) if not _inside(m.start(), spans)]
    ends = sorted([n.end for n in numbers] + [m.end() for m in words])
    starts = sorted([n.start for n in numbers] + [m.start() for m in words])
    found = [
        _of_number(text, n, _around(text, n.start, n.end, starts, ends, spans)) for n in numbers
    ]
    found += [_of_word(m, _around(text, m.start(), m.end(), starts, ends, spans)) for m in words]
    return tuple(sorted(found, key=lambda figure: figure.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    lead: str
    lead_start: int
    tail: str
    close: bool


def _states(text: str, number: Number) -> bool:
    """Whether a number is a figure that the prose states of something."""
    if number.kind not in ("quantity", "percent") or not number.unit:
        return False
    if number.unit in SKIPPED_UNITS or text[max(0, number.start - 1)] == "第":
        return False
    if any(m.start() < number.start < m.end() for m in _TITLE.finditer(text)):
        return False
    if QUALIFIED.match(text, number.end) and not text[number.end :].startswith("起"):
        return False
    digits = number.text.lstrip("-−－+")[:1].isdecimal()
    return digits or is_money(number.unit) or bool(_POSSESSED.search(text[: number.start]))


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _around(
    text: str,
    start: int,
    end: int,
    starts: Sequence[int],
    ends: Sequence[int],
    spans: Sequence[tuple[int, int]],
) -> _Around:
    """The words before and after, up to the next stop, bracket or figure."""
    last = max((other for other in ends if other <= start), default=0)
    stops = [i + 1 for i in range(last, start) if text[i] in _STOPS and not _inside(i, spans)]
    begin = max([last, *stops, *_open_bracket(text, last, start)])
    close = begin == last > 0
    if close and text[begin:start].startswith(_JOINTS):
        begin, close = begin + 1, False
    following = min((other for other in starts if other >= end), default=len(text))
    tail_end = next((i for i in range(end, following) if text[i] in _STOPS + "、"), following)
    return _Around(lead=text[begin:start], lead_start=begin, tail=text[end:tail_end], close=close)


def _open_bracket(text: str, begin: int, end: int) -> Iterator[int]:
    """Where the bracket begins that is still open before a figure."""
    depth = 0
    for index in range(end - 1, begin - 1, -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(":
            if not depth:
                yield index + 1
                return
            depth -= 1


def _of_number(text: str, number: Number, around: _Around) -> Figure:
    written = _PRINTED.match(number.text)
    unit = number.unit or ""
    return Figure(
        start=number.start,
        end=number.end,
        printed=written.group() if written else number.text,
        amount=number.value,
        unit="万元" if unit == "万" else unit,
        lead=around.lead,
        lead_start=around.lead_start,
        tail=around.tail,
        close=around.close,
    )


def _of_word(match: re.Match[str], around: _Around) -> Figure:
    return Figure(
        start=match.start(),
        end=match.end(),
        printed=match.group("word"),
        amount=Decimal(0),
        unit="",
        lead=around.lead,
        lead_start=around.lead_start,
        tail=around.tail,
        same=True,
    )
