"""What does the prose of a report say, paragraph by paragraph, under which headings?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.extract.bold import undouble_heading
from index.extract.headings import (
    GLOSSARY,
    below,
    heading_depth,
    is_title,
    ordinal_depth,
    without_contents,
    without_ordinal,
)
from index.extract.spans import lines_of, regions
from index.records import Document, Line, Passage, Report

_SPACE = re.compile(r"(?<![A-Za-z0-9%)])\s+|\s+(?![A-Za-z0-9(])")
_CLOSED = re.compile(r"[。；;：:！？](?:[”）])?$")
_LEADS_ON = re.compile(r"[：:]$")
"""After this a line that is not indented goes on with the paragraph."""
_TERM = re.compile(
    r"(?P<term>[^，。；：:]{1,40}?)(?:[：:](?:指|是指|是)?|，?是指|，?指(?=[^标])|，?是(?=[^否]))"
)
_WORD = re.compile(r"[A-Za-z0-9.,%]+[年万元]*|.[，。；：、）”]?")
_SLACK = 1.5
"""How many characters a line may leave free although the next word would not have fitted."""
_NARROWEST = 30.0
"""No printed column is narrower; on a page of short lines the widest one does not fill it."""
_OPEN_SHARE = 0.6
"""A shorter line than this share of the column ends its paragraph."""

_SHORT_REST, _WRAPPED = 4, 20
"""How short the rest of a wrapped title is, and how long its first line at least."""

Headings = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """Lines that read on, with the headings in force."""

    headings: Headings
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines joined as a person would read them."""
        return joined(line.text for line in self.lines)


def passages_of(document: Document, report: Report) -> tuple[Passage, ...]:
    """The paragraphs of the report's prose in order; nothing from tables, forms or catalogue."""
    return passages_in(prose_of(document), report)


def passages_in(prose: Iterable[Line], report: Report) -> tuple[Passage, ...]:
    """The paragraphs that lines of prose make; a list of contents (目录) is none.

    A glossary entry (名词解释) carries the term that it defines.
    """
    lines = without_contents(prose)
    paragraphs = [p for p in _paragraphs(lines) if p.text and p.text != report.title]
    return tuple(
        Passage(
            index=index,
            page=paragraph.lines[0].page,
            line=paragraph.lines[0].number,
            headings=tuple(text for _, text in paragraph.headings),
            text=paragraph.text,
            term=_term(paragraph),
        )
        for index, paragraph in enumerate(paragraphs)
    )


def joined(texts: Iterable[str]) -> str:
    """Wrapped lines as one text: no space but between Latin words or numbers."""
    whole = ""
    for text in texts:
        text = text.strip()
        words = whole[-1:].isascii() and whole[-1:].isalpha() and text[:1].isascii()
        whole += (" " if words and text[:1].isalpha() else "") + text
    return _SPACE.sub("", whole)


def prose_of(document: Document) -> Iterator[Line]:
    """The lines of the prose regions, bold ones printed once."""
    kinds = {
        number: region.kind
        for region in regions(document)
        for number in range(region.first, region.last + 1)
    }
    for line in lines_of(document):
        text = undouble_heading(line.text)
        if text and kinds.get(line.number) == "prose":
            yield Line(page=line.page, number=line.number, text=text)


def _paragraphs(prose: Iterable[Line]) -> Iterator[_Paragraph]:
    lines = list(prose)
    columns = _columns(lines)
    headings: Headings = ()
    titled: tuple[int, int] | None = None
    current: tuple[Line, ...] = ()
    for line in lines:
        if current and _reads_on(current[-1], line, columns[current[-1].page]):
            current = (*current, line)
            continue
        if current:
            yield _Paragraph(headings=headings, lines=current)
        current = ()
        if titled == (line.page, line.number - 1) and _is_rest_of_title(line, headings):
            headings = (*headings[:-1], (0, headings[-1][1] + line.text.strip()))
            continue
        depth = None if _fills(line, columns) else _heading_depth(line, headings)
        if depth is None:
            current = (line,)
        else:
            headings = below(headings, depth, joined([line.text]))
            titled = (line.page, line.number)
    if current:
        yield _Paragraph(headings=headings, lines=current)


def _columns(lines: Iterable[Line]) -> dict[int, float]:
    """Width of the printed column, page by page."""
    widest: dict[int, float] = {}
    for line in lines:
        widest[line.page] = max(widest.get(line.page, 0.0), _width(line.text))
    overall = sorted(widest.values())[len(widest) // 2] if widest else 0.0
    return {page: max(value, overall, _NARROWEST) for page, value in widest.items()}


def _width(text: str) -> float:
    """Printed width in Chinese characters; Latin letters and digits are half as wide."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _is_rest_of_title(line: Line, headings: Headings) -> bool:
    """Whether a line is the short centred rest of the wrapped title above it."""
    short = line.setting == "centred" and len(line.text.strip()) <= _SHORT_REST
    return short and headings[-1][0] == 0 and len(headings[-1][1]) > _WRAPPED


def _fills(line: Line, columns: dict[int, float]) -> bool:
    """Whether a line goes from margin to margin."""
    return line.setting != "centred" and _width(line.text) >= columns[line.page] - _SLACK


def _heading_depth(line: Line, headings: Headings) -> int | None:
    """How deep a heading the line is; the numbered entries of a glossary are none."""
    depth = heading_depth(line.text)
    if depth is None and is_title(line):
        return 0
    if depth and headings and GLOSSARY in headings[-1][1]:
        return None
    return depth


def _reads_on(before: Line, line: Line, column: float) -> bool:
    """Whether the line continues the paragraph that the line before it belongs to."""
    if line.text.startswith("其中"):
        return True
    if "centred" in (before.setting, line.setting) or line.setting == "indented":
        return False
    full = _width(before.text) + _width(_first_word(line.text)) > column - _SLACK
    numbered = ordinal_depth(line.text) is not None
    if line.setting == "full" and _LEADS_ON.search(before.text) and not numbered:
        return True
    if _CLOSED.search(before.text):
        begins = numbered or heading_depth(line.text) is not None or line.page != before.page
        return (full and not begins) or _is_bare_term(before.text)
    return full or (_width(before.text) >= column * _OPEN_SHARE and not numbered)


def _first_word(text: str) -> str:
    """What cannot be broken at the head of a line: a number, or a character with its stop."""
    found = _WORD.match(text)
    return found.group() if found else ""


def _is_bare_term(text: str) -> bool:
    """Whether the line is a glossary entry's term alone: 六、财政专户管理资金："""
    return ordinal_depth(text) is not None and text.endswith(("：", ":"))


def _term(paragraph: _Paragraph) -> str | None:
    if not any(GLOSSARY in text for _, text in paragraph.headings):
        return None
    found = _TERM.match(without_ordinal(paragraph.text))
    return found.group("term") if found else None
