"""Does a report break off? A download or a copy that was cut must not pass for the whole."""

import re
from collections.abc import Sequence
from itertools import takewhile

from index.extract.fit import is_total
from index.extract.spans import FORM_END, Region, lines_of, regions
from index.records import Document, Line, Table

_SENTENCE_END = re.compile(r"[。！？；：:）)”》】.]$")
_FULL_LINE = 30
"""A prose line as long as this goes on in the next one, unless a sentence ends with it."""


def break_off(document: Document, tables: Sequence[Table]) -> str | None:
    """Where the report breaks off, in Chinese; None where it seems whole."""
    lines = lines_of(document)
    spans = regions(document)
    if not spans:
        return None
    last = spans[-1]
    ends_open = bool(lines[-1].text.strip())  # the last line has not even ended
    if last.kind == "form" and _form_is_cut(spans, lines):
        return f"最后一张绩效目标表（从第 {last.first} 行起）没有填完"
    if last.kind == "table" and _table_is_cut(tables, lines[-1].text, ends_open=ends_open):
        return f"最后一张表（{tables[-1].name}）没有结束"
    if last.kind == "prose" and ends_open and _is_mid_sentence(lines):
        return f"最后一句话（第 {lines[-1].number} 行）没有写完"
    return None


def _form_is_cut(spans: Sequence[Region], lines: Sequence[Line]) -> bool:
    """Whether the last form lacks of its closing line what all forms before it have.

    The only form of a report must name its indicators.
    """
    closings = [
        {
            label
            for line in lines
            if span.first <= line.number <= span.last
            for label in FORM_END.findall(line.text)
        }
        for span in spans
        if span.kind == "form"
    ]
    *others, last = closings
    if others:
        return bool(set.intersection(*others) - last)
    return not any("指标" in line.text for line in lines if line.number >= spans[-1].first)


def _table_is_cut(tables: Sequence[Table], ending: str, *, ends_open: bool) -> bool:
    """Whether the last table lacks its rows, its totals (收入总计, 支出总计) or its last cells."""
    if not tables or tables[-1].notes:
        return False
    table = tables[-1]
    if not table.rows:
        return ends_open
    if table.rows[0].side is not None and not any(is_total(row.label) for row in table.rows):
        return True
    blanks = list(takewhile(lambda cell: cell.printed is None, reversed(table.rows[-1].cells)))
    seen = len(ending) - len(ending.rstrip(" "))
    return ends_open and bool(blanks) and seen <= len(blanks)


def _is_mid_sentence(lines: Sequence[Line]) -> bool:
    """Whether the last line is the middle of a sentence, and not a heading or a signature."""
    *above, ending = [line.text.strip() for line in lines if line.text.strip()]
    if _SENTENCE_END.search(ending):
        return False
    goes_on = bool(above) and len(above[-1]) >= _FULL_LINE and not _SENTENCE_END.search(above[-1])
    return goes_on or len(ending) >= _FULL_LINE
