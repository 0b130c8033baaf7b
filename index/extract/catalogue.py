"""Which services may be bought, by sector and code (政府购买服务指导性目录)?

Codes and names stay as printed; a code that is misprinted is reported, never repaired.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.extract.bold import undouble_heading
from index.records import CatalogueEntry, Document, Line

_HEADER = re.compile(r"代码\s+一级目录")
_CODED = re.compile(r"([A-Z]\d*|\d{5,7})(?:\s+(.*))?")
_END = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|注[：:]"
)
_LEVELS = {1: 1, 3: 2, 5: 3, 7: 4}
"""Level by length of the code, its letter included: A, A15, A1501, A150101."""

ODD_LENGTH = "编码长度不符"
OUT_OF_PLACE = "编码不在上级 {parent} 之下"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coded:
    """A code with its name, wrapped lines joined, and the sector it stands in."""

    line: Line
    sector: str
    code: str
    name: str


def catalogue_of(document: Document) -> tuple[CatalogueEntry, ...]:
    """The entries of every catalogue in the report, in order."""
    lines = [line for page in document.pages for line in page.lines if line.text.strip()]
    entries: list[CatalogueEntry] = []
    for index, line in enumerate(lines):
        if _HEADER.match(undouble_heading(line.text)) and index:
            title = undouble_heading(lines[index - 1].text)
            entries += _entries(title, _coded(_body(lines[index + 1 :])))
    return tuple(entries)


def _body(lines: Sequence[Line]) -> list[Line]:
    """The catalogue's own lines: up to the next heading; repeated headers left out."""
    texts = [undouble_heading(line.text) for line in lines]
    end = next((at for at, text in enumerate(texts) if _END.match(text)), len(lines))
    return [line for line in lines[:end] if not _HEADER.match(undouble_heading(line.text))]


def _coded(lines: Sequence[Line]) -> Iterator[_Coded]:
    """Codes with their names; a line without a code is a sector where a level 1 code follows,
    else the rest of a wrapped name."""
    sector, current = "", None
    for index, line in enumerate(lines):
        text = line.text.strip()
        found = _CODED.fullmatch(text)
        if found:
            if current:
                yield current
            name = found.group(2) or ""
            current = _Coded(line=line, sector=sector, code=found.group(1), name=name.strip())
        elif index + 1 < len(lines) and re.match(r"A(?:\s|$)", lines[index + 1].text.strip()):
            sector = text
        elif current:
            current = _Coded(
                line=current.line, sector=sector, code=current.code, name=current.name + text
            )
    if current:
        yield current


def _entries(catalogue: str, coded: Iterator[_Coded]) -> Iterator[CatalogueEntry]:
    above: list[_Coded] = []
    for item in coded:
        level = _level(item.code)
        above = [*above[: level - 1], item]
        yield CatalogueEntry(
            page=item.line.page,
            line=item.line.number,
            catalogue=catalogue,
            sector=item.sector,
            code=item.code,
            name=item.name,
            level=level,
            path=tuple(entry.name for entry in above),
            anomalies=_anomalies(above),
        )


def _level(code: str) -> int:
    """Level by the code's length; a lost letter or digit does not lift it to the level above."""
    return next((level for length, level in _LEVELS.items() if len(code) <= length), 4)


def _anomalies(path: Sequence[_Coded]) -> tuple[str, ...]:
    code = path[-1].code
    found = []
    if len(code) not in _LEVELS:
        found.append(ODD_LENGTH)
    if len(path) > 1 and not code.startswith(path[-2].code):
        found.append(OUT_OF_PLACE.format(parent=path[-2].code))
    return tuple(found)
