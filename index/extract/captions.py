"""Where tables begin: number, title, department and unit above the header (表头)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.bold import undouble_heading
from index.records import Line

_NUMBER = re.compile(
    r"(?:[一-鿿]{0,8}表|附[件表])\s*[0-9一二三四五六七八九十]{1,3}(?:[-—]\d+)?\s*[:：]?"
)
_UNIT = re.compile(r"(?:金额)?单位\s*[:：]\s*(?:人民币)?\s*((?:百万|千万|万|亿|千|百)?元)")
_DEPARTMENT = re.compile(r"(?:部门|单位|编制部门|编制单位|填报单位)(?:名称)?\s*[:：]\s*(\S*)")
_TITLE = re.compile(r"[^。；]*表(?:[（(][^（）()]*[）)])?")
_REACH = 6
"""How many lines below its number a table's unit may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is printed above a table; `first` and `header` are line numbers."""

    number: str | None
    title: str
    unit: str | None
    department: str | None
    first: int
    header: int
    """The first line below the caption."""


def captions_of(lines: Sequence[Line]) -> tuple[Caption, ...]:
    """The captions of all tables, in order."""
    printed = [line for line in lines if line.text.strip()]
    captions = list[Caption]()
    for index in range(len(printed)):
        if captions and printed[index].number < captions[-1].header:
            continue
        caption = _numbered(printed, index) or _unnumbered(printed, index)
        if caption is not None:
            captions.append(caption)
    return tuple(captions)


def _numbered(lines: list[Line], index: int) -> Caption | None:
    """The caption that begins with a table number (预算公开表3) on this line."""
    number = undouble_heading(lines[index].text)
    if not _NUMBER.fullmatch(number):
        return None
    below = index + 1
    while below < min(len(lines), index + _REACH) and not is_margin(lines[below].text):
        below += 1
    if below == min(len(lines), index + _REACH):
        below = index + 2
    title = "".join(undouble_heading(line.text) for line in lines[index + 1 : below])
    if not _TITLE.fullmatch(title):
        return None
    return _caption(lines, first=index, margin=below, number=number, title=title)


def _unnumbered(lines: list[Line], index: int) -> Caption | None:
    """The caption that begins with a title on this line, department and unit right below."""
    title = undouble_heading(lines[index].text)
    if not _TITLE.fullmatch(title) or not is_margin(lines[min(index + 1, len(lines) - 1)].text):
        return None
    caption = _caption(lines, first=index, margin=index + 1, number=None, title=title)
    return caption if caption.unit else None


def _caption(
    lines: list[Line], *, first: int, margin: int, number: str | None, title: str
) -> Caption:
    """The caption with what its marginal lines (部门名称, 单位) say."""
    end = margin
    while end < min(len(lines), margin + 3) and is_margin(lines[end].text):
        end += 1
    text = " ".join(undouble_heading(line.text) for line in lines[margin:end])
    return Caption(
        number=number.rstrip(":：") if number else None,
        title=title,
        unit=unit_in(text),
        department=department_in(text),
        first=lines[first].number,
        header=lines[end - 1].number + 1 if end > margin else lines[margin - 1].number + 1,
    )


def is_margin(text: str) -> bool:
    """Whether the line names the department or the unit of a table."""
    plain = undouble_heading(text)
    return bool(_UNIT.search(plain) or _DEPARTMENT.match(plain))


def unit_in(text: str) -> str | None:
    """The unit that a marginal line gives (单位：万元)."""
    unit = _UNIT.search(text)
    return unit.group(1) if unit else None


def department_in(text: str) -> str | None:
    """The department that a marginal line names (编制部门：...)."""
    department = _DEPARTMENT.search(_UNIT.sub(" ", text))
    return (department.group(1) or None) if department else None
