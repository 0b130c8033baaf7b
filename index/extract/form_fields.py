"""What do the worded fields of a performance target form say: project, unit, basis, goals?"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from index.extract.form_blocks import Section
from index.extract.form_labels import GOALS, PRIVATE, WORDED
from index.records import FormField

_BESIDE = re.compile(rf"(?:^|\s)({'|'.join((*WORDED, *PRIVATE))})(?:[：:]\s*|\s+|$)")
"""A label that stands in the middle of a line, in the second pair of columns."""

_NARROW = ("主管部门及代码", "主管部门", "实施单位", "项目属性", "项目类型", "项目期限", "项目期")
"""Fields of the form's head, which share their line with another field."""

_FULL_STOP = re.compile(r"[。.；;，,\s]+$")
_ALIKE = 0.9
"""How similar the two goals must be for their similarity to decide where one ends."""


def worded_fields(sections: Sequence[Section]) -> tuple[FormField, ...]:
    """The worded fields in order; a blank one has no text. Persons and telephones are left out."""
    fields: list[FormField] = []
    for section in sections:
        if section.label in _NARROW:
            fields += _head_fields(section)
        elif section.label in WORDED:
            fields.append(_field(section.label, section.text, section.line))
    return tuple(fields)


def goal_fields(section: Section) -> tuple[FormField, FormField]:
    """总体目标 of the whole project and of the year."""
    whole, year = _halves(section)
    return (
        FormField(name=GOALS, half="实施期", text=whole or None, line=section.line),
        FormField(name=GOALS, half="年度", text=year or None, line=section.line),
    )


def _head_fields(section: Section) -> list[FormField]:
    """A line of the form's head holds two fields: 主管部门及代码 ... 实施单位 ..."""
    parts = _BESIDE.split(section.text)
    pairs = [(section.label, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return [_field(name, text, section.line) for name, text in pairs if name not in PRIVATE]


def _field(name: str, text: str, line: int) -> FormField:
    return FormField(name=name, half=None, text=text.strip() or None, line=line)


def _halves(section: Section) -> tuple[str, str]:
    """The texts of the left and the right half.

    A text on one line stands beside the label; a wrapped one begins on a line of its own.
    """
    beside = section.rest.split()
    below = [line.text.strip() for line in section.lines]
    if not beside:
        return _split_lines(below)
    if below:
        return " ".join(beside), "".join(below)
    if len(beside) == 1:
        blank_left = len(section.rest) - len(section.rest.lstrip()) > 1
        return ("", beside[0]) if blank_left else (beside[0], "")
    cut = max(range(1, len(beside)), key=lambda at: _likeness(beside[:at], beside[at:]))
    return " ".join(beside[:cut]), " ".join(beside[cut:])


def _split_lines(lines: Sequence[str]) -> tuple[str, str]:
    """Wrapped left and right texts, one below the other, each in its own column's width."""
    if len(lines) < 2:
        return "".join(lines), ""
    cuts = range(1, len(lines))
    alike = max(cuts, key=lambda at: _likeness(lines[:at], lines[at:]))
    if _likeness(lines[:alike], lines[alike:]) < _ALIKE:
        alike = min(range(1, len(lines) + 1), key=lambda at: _raggedness(lines, at))
    return "".join(lines[:alike]), "".join(lines[alike:])


def _likeness(left: Sequence[str], right: Sequence[str]) -> float:
    one, other = (_FULL_STOP.sub("", "".join(half)) for half in (left, right))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _raggedness(lines: Sequence[str], cut: int) -> int:
    """How far the lines are from filling their column, the last one of each half excepted."""
    total = 0
    for half in (lines[:cut], lines[cut:]):
        widths = [len(line) for line in half]
        total += sum(max(widths) - width for width in widths[:-1])
    return total
