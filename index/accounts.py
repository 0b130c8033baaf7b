"""How do account codes (科目编码) nest? Functional 201 > 20101 > 2010101, economic 301 > 30101."""

import re
from typing import Literal

Classification = Literal["functional", "economic", "government_economic"]
"""支出功能分类 / 部门预算支出经济分类 / 政府预算支出经济分类."""

_LENGTHS = (3, 5, 7)
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_SPLIT = re.compile(r"(\d{3})\D+(\d{1,2})(?:\D+(\d{1,2}))?")


def level(code: str) -> int | None:
    """1 for a 类, 2 for a 款, 3 for a 项, by length alone; None where the text is no code."""
    return _LENGTHS.index(len(code)) + 1 if _CODE.fullmatch(code) else None


def parent_code(code: str) -> str | None:
    """The code one level up; None for a 类 and for what is no code."""
    return code[:-2] if (level(code) or 1) > 1 else None


def category(code: str) -> str | None:
    """The 类 of a code: its first three digits."""
    return code[:3] if level(code) else None


def section(code: str) -> str | None:
    """The 款 of a code: its first five digits; None for a 类."""
    return code[:5] if (level(code) or 0) >= 2 else None


def item(code: str) -> str | None:
    """The 项 of a code: all seven digits; None above that level and for economic codes."""
    return code if level(code) == 3 else None


def classification(code: str) -> Classification | None:
    """The classification that a code belongs to, by its family (2xx, 3xx, 5xx)."""
    depth = level(code)
    if depth is None:
        return None
    if code[0] == "2":
        return "functional"
    if depth == 3:
        return None
    families: dict[str, Classification] = {"3": "economic", "5": "government_economic"}
    return families.get(code[0])


def normalise(text: str) -> str:
    """One code from columns printed apart: `301|2` and `301 | 02` are 30102, `201|3|1` is 2010301.

    A text that is not such a split is returned stripped and otherwise as printed: a misprinted
    code is reported, never repaired.
    """
    printed = text.strip()
    split = _SPLIT.fullmatch(printed)
    if not split:
        return printed
    head, *rest = (part for part in split.groups() if part is not None)
    return head + "".join(part.zfill(2) for part in rest)
