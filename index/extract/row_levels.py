"""Levels and parents of rows: by account code (类 款 项), else by how labels are numbered."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.extract.fit import is_total
from index.extract.header_words import is_line_number
from index.records import Column, Row

CODE_LEVELS = {3: 1, 5: 2, 7: 3}
"""Levels of account codes by length: 类, 款, 项."""

_NUMBERINGS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]"),
    re.compile(r"[①-⑳]"),
    re.compile(r"其中[:：]"),
)
"""Numberings of labels, outermost first; a label without one stands above them all."""

_LISTS = re.compile(r"(?:项目|单位|部门)名称|单位")
"""Headings over plain lists, whose labels are names and make no hierarchy."""


def with_levels(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Row, ...]:
    """The rows with level and parent where the table has a hierarchy."""
    coded = any(c.role == "code" and not is_line_number(c.path[-1]) for c in columns)
    if coded or any(row.code for row in rows):
        return _by_code(rows)
    if any(column.role == "qualifier" for column in columns):
        return _by_qualifier(rows)
    if any(column.role == "label" and _LISTS.fullmatch(column.path[-1]) for column in columns):
        return tuple(rows)
    return _by_numbering(rows)


def _by_code(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Each code's parent is the longest code above it that it begins with."""
    seen = list[str]()
    result = list[Row]()
    for row in rows:
        if row.code is None:
            result.append(row)
            continue
        above = [
            c for c in seen if row.code.startswith(c) and c != row.code and len(c) in CODE_LEVELS
        ]
        level = CODE_LEVELS.get(len(row.code))
        result.append(replace(row, level=level, parent=max(above, key=len, default=None)))
        seen.append(row.code)
    return tuple(result)


def _by_qualifier(rows: Sequence[Row]) -> tuple[Row, ...]:
    """In a table of economic accounts, a row without its second name heads those below it."""
    parent: str | None = None
    result = list[Row]()
    for row in rows:
        if is_total(row.label):
            parent = None
            result.append(row)
        elif row.qualifier is None:
            parent = row.label
            result.append(replace(row, level=1))
        else:
            result.append(replace(row, level=2 if parent else None, parent=parent))
    return tuple(result)


def _by_numbering(rows: Sequence[Row]) -> tuple[Row, ...]:
    """A numbered row belongs under the nearest row above it that is numbered less deeply."""
    above: dict[str | None, list[tuple[int, str]]] = {}
    result = list[Row]()
    for row in rows:
        stack = above.setdefault(row.side, [])
        if is_total(row.label):
            stack.clear()
            result.append(row)
            continue
        depth = _depth(row.label)
        while stack and stack[-1][0] >= depth:
            stack.pop()
        parent = stack[-1][1] if stack else None
        stack.append((depth, row.label))
        result.append(replace(row, level=len(stack), parent=parent))
    if not any(row.parent for row in result):
        return tuple(rows)
    return tuple(result)


def _depth(label: str) -> int:
    """How deeply a label is numbered; 0 without a number."""
    for depth, numbering in enumerate(_NUMBERINGS, start=1):
        if numbering.match(label):
            return depth
    return 0
