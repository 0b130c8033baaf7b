"""Blanks the personal data of a report: names of handlers (经办人, 负责人) and telephone numbers.

Every character taken out becomes a space, so that lines keep their length and their number.
"""

import re
from collections.abc import Sequence

_GAP = "[ \u3000]*"


def _spaced(*words: str) -> str:
    """A pattern for any of the words, whatever spaces stand between their characters."""
    return "(?:" + "|".join(_GAP.join(word) for word in words) + ")"


_COLON = _GAP + "[:：]"
_PERSON = _spaced(
    "负责人", "经办人", "联系人", "填报人", "填表人", "制表人", "审核人", "复核人", "经手人"
)
_TELEPHONE = _spaced(
    "联系电话", "联系方式", "办公电话", "电话号码", "手机号码", "电话", "手机", "传真"
)
_OTHER = _spaced("填报日期", "填表日期", "填报时间", "日期", "时间", "填报单位", "单位")
_NEXT = f"(?=(?:单位|部门|项目)?(?:{_PERSON}|{_TELEPHONE}|{_OTHER}){_COLON}|[\r\n]|$)"

_NAMED = re.compile(f"({_PERSON}{_COLON})([^\r\n]*?){_NEXT}")
_NAMED_BELOW = re.compile(
    f"({_PERSON}{_COLON}{_GAP}[\r\n]\\s*)([一-鿿·]{{2,4}})(?=[ \u3000]*[\r\n]|$)"
)
_NAMED_BARE = re.compile(
    f"({_PERSON}[ \u3000]+)([一-鿿·]{{2,4}}|[一-鿿][ \u3000]+[一-鿿])(?=[ \u3000]+{_TELEPHONE})"
)
_DIALLED = re.compile(
    f"({_TELEPHONE}(?:号码)?(?:为|是)?{_GAP}[:：]?[ \u3000\r\n]*)"
    r"([+(（]?\d[\d \u3000()（）\-－—―+、,，/;；转]{5,}\d)"
)
_MOBILE = re.compile(
    r"(?<![\d.,])((?:\+?86[ -]?)?)(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\d,]|\.\d|[万亿元])"
)
_LABEL = re.compile(f"[^。；]{{0,6}}?(?:{_PERSON}|{_TELEPHONE})(?:{_COLON})?")
_HANDLER = re.compile(f"{_PERSON}{_COLON}|{_TELEPHONE}{_COLON}")
_SENTENCE = re.compile("[。；！？]")


def scrub(text: str) -> str:
    """The text without handlers' names and telephone numbers; labels and dates stay."""
    for pattern in (_NAMED, _NAMED_BELOW, _NAMED_BARE, _DIALLED, _MOBILE):
        text = pattern.sub(_blanked, text)
    return text


def names_a_handler(text: str) -> bool:
    """Whether a line asks for, or gives, a handler's name or telephone number (经办人、电话)."""
    return _HANDLER.search(text) is not None or scrub(text) != text


def scrubbed_cells(cells: Sequence[str | None]) -> tuple[str | None, ...]:
    """The cells of a table's row without such data; a label's value may be the next cell."""
    result: list[str | None] = []
    labelled = False
    for cell in cells:
        if cell is None:
            result.append(None)
            continue
        result.append("" if labelled else scrub(cell))
        labelled = _LABEL.fullmatch(cell.strip()) is not None
    return tuple(result)


def _blanked(match: re.Match[str]) -> str:
    """The label kept, what follows it as spaces; a whole sentence is no name."""
    label, value = match.group(1), match.group(2)
    if _SENTENCE.search(value):
        return match.group(0)
    return label + re.sub(r"[^\r\n\u3000]", " ", value)
