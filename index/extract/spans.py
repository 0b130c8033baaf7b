"""Which lines of a report are tables, forms, the catalogue, or prose."""

import re
from dataclasses import dataclass
from typing import Literal

from index.extract.bold import undouble, undouble_heading
from index.extract.captions import captions_of
from index.records import Document, Line

RegionKind = Literal["table", "form", "catalogue", "prose"]
"""报表 / 绩效目标申报表 / 政府购买服务指导性目录 / 文字."""

_PART = re.compile(r"第[一二三四五六七八九十]+部分.*")
_FORM_TITLE = re.compile(r"[^。：:]{0,40}绩效目标(?:申报|批复|申请)?表(?:[（(][^（）()]*[）)])?")
FORM_END = re.compile(r"填报日期|填表日期|经办人")
"""What stands in the last line of a form."""
_CATALOGUE_TITLE = re.compile(r"[^。；]{2,40}目录(?:[（(][^（）()]*[）)])?")
_CATALOGUE_HEADER = re.compile(r"代码.*目录|目录.*代码")
_NOTE = re.compile(r"(?:备?注|说明)\s*\d*\s*[:：]")
_SPACED = re.compile(r"^ | $| {2}")
_AMOUNTS = re.compile(r"(?:^|\s)[+-]?\d[\d,]*\.\d{2}(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A run of lines of one kind; `first` and `last` are line numbers, both included."""

    kind: RegionKind
    first: int
    last: int


def lines_of(document: Document) -> tuple[Line, ...]:
    """All lines of the report in order, page furniture left out."""
    return tuple(line for page in document.pages for line in page.lines)


def is_part_heading(text: str) -> bool:
    """Whether the line is the heading of a part (第二部分 ...)."""
    return _PART.fullmatch(undouble_heading(text)) is not None and "。" not in text


def regions(document: Document) -> tuple[Region, ...]:
    """The report cut into runs of lines, in order; together they hold every line that has text."""
    lines = [line for line in lines_of(document) if line.text.strip()]
    kinds = _kinds(lines, {caption.first for caption in captions_of(lines_of(document))})
    result = list[Region]()
    for line, (kind, starts) in zip(lines, kinds, strict=True):
        last = result[-1] if result else None
        if last is not None and last.kind == kind and not starts:
            result[-1] = Region(kind=kind, first=last.first, last=line.number)
        else:
            result.append(Region(kind=kind, first=line.number, last=line.number))
    return tuple(result)


def _kinds(lines: list[Line], captions: set[int]) -> list[tuple[RegionKind, bool]]:
    """For each line its kind and whether a new table, form or catalogue starts there."""
    kinds = list[tuple[RegionKind, bool]]()
    kind: RegionKind = "prose"
    for index, line in enumerate(lines):
        if is_part_heading(line.text):
            if not (kind == "table" and _goes_on_as_table(lines, index + 1, captions)):
                kind = "prose"
            kinds.append(("prose", False))
            continue
        opened = _opens(lines, index, captions)
        if opened is not None:
            kind = opened
        elif kind == "table" and _is_sentence(line.text):
            kind = "prose"
        kinds.append((kind, opened is not None))
        if kind == "form" and FORM_END.search(line.text):
            kind = "prose"
    return kinds


def _opens(lines: list[Line], index: int, captions: set[int]) -> RegionKind | None:
    """What starts on this line, if anything does."""
    if lines[index].number in captions:
        return "table"
    text = undouble_heading(lines[index].text)
    if _FORM_TITLE.fullmatch(text):
        return "form"
    following = " ".join(line.text for line in lines[index + 1 : index + 3])
    if _CATALOGUE_TITLE.fullmatch(text) and _CATALOGUE_HEADER.search(following):
        return "catalogue"
    return None


def _is_sentence(text: str) -> bool:
    """Whether a line below a table is prose, not a row and not a note."""
    return "。" in text and not _NOTE.match(text.strip())


def _goes_on_as_table(lines: list[Line], index: int, captions: set[int]) -> bool:
    """Whether a part heading merely stands across a table, which goes on below it."""
    if index >= len(lines) or lines[index].number in captions:
        return False
    text = lines[index].text
    bold = any(undouble(token) for token in text.split())
    return bool(_SPACED.search(text) or _AMOUNTS.search(text)) and not (bold and "部分" in text)
