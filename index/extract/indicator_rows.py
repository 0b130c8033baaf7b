"""Which lines of a form's indicator table (绩效指标) belong to which kind, half and indicator?

A cell that fits its line is printed beside its neighbours; a wrapped or row-spanning one begins
and ends with a line of its own. So each kind's label stands twice, once for each half, and
further indicators of the same kind follow the second one as rows of both halves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.form_labels import CATEGORIES, COST_KINDS, KINDS
from index.extract.indicator_cells import Cells, is_value, split_glued
from index.records import Line

_CLIPPED_FROM = 6
"""Shortest label that its narrow column may clip or run into the name beside it."""
_CLIPPED_BY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRows:
    """The cells of one kind of indicator (二级指标), left half and right half."""

    category: str
    kind: str
    left: tuple[Cells, ...]
    right: tuple[Cells, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Words of one line up to the next label on it."""

    line: int
    words: tuple[str, ...]
    blanks: int
    """Spaces before the first word: more than one are blank cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A kind's label and the words below and beside it, up to the next label."""

    category: str
    kind: str
    line: int
    words: tuple[_Words, ...]


def kind_rows(lines: Sequence[Line]) -> tuple[KindRows, ...]:
    """The kinds in order, each with the cells of its indicators in both halves."""
    marks = _marks(_unwrapped(lines))
    found, index = [], 0
    while index < len(marks):
        mark = marks[index]
        other = marks[index + 1] if index + 1 < len(marks) else None
        if other and (other.kind == mark.kind or other.line == mark.line):
            left, right = _halves(mark.words, other.words)
            index += 2
        else:
            left, right = _halves(mark.words, ())
            index += 1
        found.append(KindRows(category=mark.category, kind=mark.kind, left=left, right=right))
    return tuple(found)


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines with every label that is wrapped over two of them put together."""
    merged: list[Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        head = before.text.strip() if before else ""
        first = line.text.split()[0]
        if before and len(head) > 1 and head + first in (*CATEGORIES, *KINDS):
            text = head + line.text.strip()
            merged[-1] = Line(page=before.page, number=before.number, text=text)
        else:
            merged.append(line)
    return merged


def _marks(lines: Sequence[Line]) -> list[_Mark]:
    marks: list[_Mark] = []
    category = ""
    for index, line in enumerate(lines):
        words = line.text.split()
        blanks = len(line.text) - len(line.text.lstrip())
        following = [*words[1:], *(lines[index + 1].text.split() if index + 1 < len(lines) else [])]
        if _is_category(words[0], category, following):
            category, words = words[0], words[1:]
            blanks = 0
        for kind, beside in _by_label(words):
            segment = (_Words(line=line.number, words=beside, blanks=blanks),) if beside else ()
            if kind:
                marks.append(_Mark(category=category, kind=kind, line=line.number, words=segment))
            elif marks:
                last = marks.pop()
                marks.append(
                    _Mark(
                        category=last.category,
                        kind=last.kind,
                        line=last.line,
                        words=last.words + segment,
                    )
                )
            blanks = 0
    return marks


def _is_category(word: str, current: str, following: Sequence[str]) -> bool:
    """Whether the word is a 一级指标 here: 成本指标 and 满意度指标 are also names of kinds."""
    if word not in CATEGORIES:
        return False
    if word not in KINDS:
        return True
    if word == CATEGORIES[2]:
        return current != word
    return bool(following) and _kind_at(following[0])[0] in COST_KINDS


def _by_label(words: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The line cut before each kind's label: (label, words beside it), "" where none leads."""
    cuts: list[tuple[str, list[str]]] = [("", [])]
    for word in words:
        kind, rest = _kind_at(word)
        if kind:
            cuts.append((kind, [rest] if rest else []))
        else:
            cuts[-1][1].append(word)
    return [(kind, tuple(beside)) for kind, beside in cuts if kind or beside]


def _kind_at(word: str) -> tuple[str, str]:
    """The kind whose label, whole or clipped, begins the word, and the name run into it."""
    if word in KINDS:
        return word, ""
    wide = [kind for kind in KINDS if len(kind) >= _CLIPPED_FROM]
    for clipped in range(_CLIPPED_BY + 1):
        for kind in wide:
            label = kind[: len(kind) - clipped]
            if word.startswith(label) and len(label) > len("满意度指标"):
                return kind, word[len(label) :]
    return "", ""


def _halves(
    left: tuple[_Words, ...], right: tuple[_Words, ...]
) -> tuple[tuple[Cells, ...], tuple[Cells, ...]]:
    """The cells below a kind's two labels; rows below the second one belong to both halves."""
    first_left = (_cells(left),) if left else ()
    if not right:
        return first_left, ()
    taken = _first_right(right, first_left)
    lefts, rights = list(first_left), [_cells(right[:taken])]
    for row in right[taken:]:
        cut = 0 if row.blanks > 1 else _row_cut(row.words)
        for half, words in ((lefts, row.words[:cut]), (rights, row.words[cut:])):
            if words:
                half.append(Cells(line=row.line, words=(words,)))
    return tuple(lefts), tuple(rights)


def _cells(words: Sequence[_Words]) -> Cells:
    return Cells(line=words[0].line, words=tuple(segment.words for segment in words))


def _first_right(right: tuple[_Words, ...], left: tuple[Cells, ...]) -> int:
    """How many lines the right half's first indicator takes."""
    if len(right) == 1:
        return 1
    if left:
        for count in range(1, len(right) + 1):
            if _same(_cells(right[:count]).solid, left[0].solid):
                return count
        if len(left[0].words) > 2:
            return len(right)
    if len(right[0].words) > 1 or split_glued(right[0].words[0]):
        return 1
    for count, row in enumerate(right, 1):
        if len(row.words) == 1 and is_value(row.words[0]):
            return count
    return len(right)


def _same(right: str, left: str) -> bool:
    """Whether two indicators read alike, be it that one name is clipped before its value."""
    if right == left:
        return True
    shorter, longer = sorted((right, left), key=len)
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), 0)
    value = shorter[start:]
    return start > 1 and bool(value) and longer.endswith(value) and is_value(value)


def _row_cut(words: Sequence[str]) -> int:
    """Where the left half's words end in a row that holds both halves."""
    cuts = range(len(words), 0, -1)
    return min(cuts, key=lambda cut: _cost(words[:cut]) + _cost(words[cut:]))


def _cost(words: Sequence[str]) -> int:
    """How unlike one indicator's name and value the words are."""
    if not words:
        return 2
    if len(words) == 1:
        return 1 if split_glued(words[0]) else 3
    spaced = len(words) - 2
    return spaced + (0 if is_value(words[-1]) else 1)
