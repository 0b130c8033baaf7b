"""Which lines of the prose are headings, and how deep does each stand?"""

import re
from collections.abc import Iterable, Iterator

from index.records import Line

_HAN = "[一二三四五六七八九十]+"
_ORDINALS = (
    re.compile(rf"第{_HAN}(?:部分|章)"),
    re.compile(rf"{_HAN}、"),
    re.compile(rf"[（(]{_HAN}[）)]"),
    re.compile(r"\d{1,2}(?:、|[.．](?!\d))"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
"""Numberings from the outermost to the innermost: 第一部分 / 一、/ （一）/ 1、/ （1）."""

_UNNUMBERED = re.compile(
    r"\S{0,30}(?:情况说明|编制说明|名词解释|主要职能|主要职责|概况|附件)[：:]?"
)
_CLAUSE = re.compile(r"[，。；,;]|（[类款项]）")
"""What no heading holds: a clause, or an account's full name."""
_LONGEST = 40

_CONTENTS = re.compile(r"目\s*录")
_SENTENCE = re.compile("[。；]")

GLOSSARY = "名词解释"


def ordinal_depth(text: str) -> int | None:
    """0 for 第一部分, 1 for 一、, 2 for （一）, 3 for 1、, 4 for （1）; None without a number."""
    return next((depth for depth, form in enumerate(_ORDINALS) if form.match(text)), None)


def without_ordinal(text: str) -> str:
    """The text after its numbering."""
    for form in _ORDINALS:
        if found := form.match(text):
            return text[found.end() :].strip()
    return text


def heading_depth(text: str) -> int | None:
    """How deep a heading stands, None where the line is none.

    A numbered line is a heading unless it holds a clause; a glossary entry is told by its caller.
    """
    if not text or len(text) > _LONGEST or _CLAUSE.search(text) or text.endswith("、"):
        return None
    depth = ordinal_depth(text)
    if depth is not None:
        return depth if without_ordinal(text) else None
    return 0 if _UNNUMBERED.fullmatch(text) else None


def is_title(line: Line) -> bool:
    """Whether a line is a title by its setting: centred, and no sentence."""
    text = line.text
    return line.setting == "centred" and len(text) <= _LONGEST and not _SENTENCE.search(text)


def without_contents(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without a list of contents (目录): what stands below that word on its page."""
    page: int | None = None
    for line in lines:
        if line.setting is not None and _CONTENTS.fullmatch(line.text.strip()):
            page = line.page
        elif line.page != page or _SENTENCE.search(line.text):
            yield line


def below(
    headings: tuple[tuple[int, str], ...], depth: int, text: str
) -> tuple[tuple[int, str], ...]:
    """The headings in force once this one is met: those further out, then itself."""
    outer = tuple((at, heading) for at, heading in headings if at < depth)
    spaced = re.sub(rf"^(第{_HAN}(?:部分|章))(?=\S)", r"\1 ", text)
    return (*outer, (depth, spaced.rstrip("：:")))
