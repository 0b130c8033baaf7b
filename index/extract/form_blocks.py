"""Where does each performance target form (项目支出绩效目标申报表) begin and end, and what
stands beside each of its labels?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.bold import undouble_heading
from index.extract.form_labels import (
    FILED,
    FUNDS,
    GOAL_HEADINGS,
    GOALS,
    INDICATOR_BLOCK,
    PRIVATE,
    PROJECT,
    WORDED,
    label_at,
)
from index.records import Document, Line

_TITLE = re.compile(r"绩效目标(?:申报|批复|申请)?表(?:[（(][^（）()]*[）)])?$")
_HEADING = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|附件")
_REACH = 10
"""How many lines below its title a form's first field may stand."""

_SECTIONS = (
    PROJECT,
    *WORDED,
    FUNDS,
    *GOAL_HEADINGS,
    GOALS,
    *INDICATOR_BLOCK,
    *PRIVATE,
    FILED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A label of a form with the lines that belong to it."""

    label: str
    line: int
    rest: str
    """What stands on the label's own line, after the label."""
    lines: tuple[Line, ...]
    """The lines below it, up to the next label."""

    @property
    def text(self) -> str:
        """Everything beside the label, wrapped lines joined as a reader would."""
        return (self.rest.strip() + "".join(line.text.strip() for line in self.lines)).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlock:
    """The lines of one form, blank ones left out: its title, then everything else."""

    title: Line
    lines: tuple[Line, ...]
    signed: bool
    """Whether the block ends with the form's signature line (负责人 ... 填报日期)."""


def form_blocks(document: Document) -> tuple[FormBlock, ...]:
    """The forms of a report, in order."""
    lines = [line for page in document.pages for line in page.lines if line.text.strip()]
    starts = [index for index in range(len(lines)) if _is_title(lines, index)]
    ends = [*starts[1:], len(lines)] if starts else []
    return tuple(_block(lines[start:end]) for start, end in zip(starts, ends, strict=True))


def sections_of(block: FormBlock) -> tuple[Section, ...]:
    """The form's labels in order, each with what stands beside it; each label counts once."""
    found: list[Section] = []
    unseen = list(_SECTIONS)
    index, lines = 0, block.lines
    while index < len(lines):
        label = label_at(lines, index, unseen)
        if label is None:
            index += 1
            continue
        unseen.remove(label.label)
        end = label.after
        while end < len(lines) and label_at(lines, end, unseen) is None:
            end += 1
        found.append(
            Section(
                label=label.label,
                line=label.line,
                rest=label.rest,
                lines=tuple(lines[label.after : end]),
            )
        )
        index = end
    return tuple(found)


def _is_title(lines: Sequence[Line], index: int) -> bool:
    if not _TITLE.search(undouble_heading(lines[index].text)):
        return False
    below = range(index + 1, min(index + _REACH, len(lines)))
    return any(label_at(lines, at, (PROJECT,)) for at in below)


def _block(lines: Sequence[Line]) -> FormBlock:
    """The form at the head of `lines`: up to its signature, or to the next heading without one."""
    below = list(lines[1:])
    for index, line in enumerate(below):
        if FILED in line.text:
            return FormBlock(title=lines[0], lines=tuple(below[: index + 1]), signed=True)
    tables = (i for i in range(len(below)) if label_at(below, i, INDICATOR_BLOCK[1:]))
    after = next(tables, 0)
    headings = (i for i in range(after, len(below)) if _HEADING.match(below[i].text.strip()))
    return FormBlock(title=lines[0], lines=tuple(below[: next(headings, None)]), signed=False)
