"""What does the answer claim of each number? The words around it, cut as a reader reads (断言).

A claim has the words just before the number (`near`), the rest of its sentence before that
(`before`), the heading line it stands under, the sentence before, and what follows it.
"""

import re
from dataclasses import dataclass, replace

from assistant.check.folding import Folded, fold_with_origin
from assistant.check.tokens import HOLE
from index.numerals import Number, find_numbers

_SENTENCE_ENDS = "。!?\n"
_CLAUSE_ENDS = "，,;:" + _SENTENCE_ENDS
_LIST_LINE = re.compile(
    r"^\s*(?:[-*•·]\s*|\d{1,2}[.、．)]|[(（]?[一二三四五六七八九十\d]+[)）、]|[①-⑳])"
)
_SUMMING_UP = re.compile(r"\s*(?:以上|上述|合计|总计|共计|这)")
_EACH = re.compile(r"分别|依次")
_JOINERS = re.compile(r"以及|[、和与及]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A number with the words that say what it is; other quantities are holes in these words."""

    number: Number
    near: str
    before: str
    after: str
    rest: str
    """The rest of the sentence after the number."""
    heading: str
    previous: str
    """The sentence before, on the same line or, for the first one, the line before."""
    line: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The finished answer as read afresh: folded text, its numbers, spans that are quoted."""

    folded: Folded
    numbers: tuple[Number, ...]
    labels: tuple[tuple[int, int], ...]
    """Spans of cited names and verbatim quotes: the numbers in them are part of a name."""

    def in_label(self, number: Number) -> bool:
        """Whether the number stands within a name or a quote."""
        return any(s <= number.start and number.end <= e for s, e in self.labels)


def read(text: str) -> Reading:
    """The answer with all numbers in it, none of them judged."""
    folded = fold_with_origin(text)
    return Reading(folded=folded, numbers=find_numbers(folded.text), labels=())


def with_labels(reading: Reading, spans: tuple[tuple[int, int], ...]) -> Reading:
    """The reading with spans marked as names or quotes."""
    return replace(reading, labels=reading.labels + spans)


def claims_of(reading: Reading, names: tuple[str, ...] = ()) -> tuple[Claim, ...]:
    """One claim for each quantity or percentage that stands outside names and quotes; `names` are
    those that hold commas, brackets, 和 or 、, at which they must not be cut."""
    quantities = [
        n for n in reading.numbers if n.kind in ("quantity", "percent") and not reading.in_label(n)
    ]
    page = _Page.of(reading, quantities, names)
    return tuple(page.claim(number) for number in quantities)


def sentence_span(text: str, position: int) -> tuple[int, int]:
    """Start and end of the sentence (full stop or line end) around a position."""
    start = max(text.rfind(c, 0, position) for c in _SENTENCE_ENDS) + 1
    ends = [e for c in _SENTENCE_ENDS if (e := text.find(c, position)) >= 0]
    return start, min(ends, default=len(text))


def heading_above(text: str, position: int) -> tuple[int, int] | None:
    """The nearest line ending in a colon above a run of list lines before the position."""
    end = text.rfind("\n", 0, position)
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].endswith(":"):
            return start, end
        if text[start:end].strip() and not _LIST_LINE.match(text[start:end]):
            return None
        end = start - 1
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The answer as lines and clauses: `words` with holes for quantities, and `shape`, the same
    with every character of a name that could be taken for punctuation blotted out."""

    lines: str
    words: str
    shape: str

    @classmethod
    def of(cls, reading: Reading, quantities: list[Number], names: tuple[str, ...]) -> "_Page":
        """The answer with holes for quantities and without list markers; all of one length."""
        text = list(reading.folded.text)
        for number in quantities:
            text[number.start : number.end] = HOLE * (number.end - number.start)
        for number in reading.numbers:
            if number.kind == "ordinal" and number.unit is None and not reading.in_label(number):
                text[number.start : number.end] = ";" * (number.end - number.start)
        words = shape = "".join(text)
        for name in sorted(names, key=len, reverse=True):
            shape = shape.replace(name, "名" * len(name))
        return cls(lines=reading.folded.text, words=words, shape=shape)

    def claim(self, number: Number) -> Claim:
        """What the answer claims of a number."""
        start, end = sentence_span(self.shape, number.start)
        near = self._near_start(start, number.start)
        after_end = self._after_end(number.end, end)
        turn = self._taken_in_turn(start, number.start, end)
        head = heading_above(self.lines, number.start)
        return Claim(
            number=number,
            near=turn[0] if turn else self.words[near : number.start],
            before=turn[1] if turn else self.words[start:near],
            after=self.words[number.end : after_end],
            rest=self.words[number.end : end],
            heading=self.words[slice(*head)] if head else "",
            previous=self._previous(start),
            line=self.words.count("\n", 0, number.start),
            sentence=(start, end),
        )

    def _near_start(self, start: int, position: int) -> int:
        """Where the words just before a number begin: after the clause or number before it."""
        depth, i = 0, position
        while i > start:
            char = self.shape[i - 1]
            if char in ")]":
                depth += 1
            elif char in "([":
                depth -= 1
            elif depth <= 0 and (char in _CLAUSE_ENDS or char == HOLE):
                return i
            elif depth > 0 and char == HOLE:
                return max(self.shape.rfind(c, i, position) for c in ")]") + 1
            i -= 1
        return start

    def _after_end(self, start: int, end: int) -> int:
        """Where the words right after a number end: the clause, the next number, or a bracket."""
        if self.shape[start : start + 1] == "(":
            closed = self.shape.find(")", start, end)
            return closed + 1 if closed >= 0 else end
        ends = (*_CLAUSE_ENDS, "、", HOLE)
        return min((p for c in ends if (p := self.shape.find(c, start, end)) >= 0), default=end)

    def _previous(self, start: int) -> str:
        """The sentence before; for a line that sums up a list (以上…合计), the whole list."""
        at = len(self.shape[: max(start - 1, 0)].rstrip("。!?\n"))
        head = heading_above(self.lines, start) if _SUMMING_UP.match(self.lines, start) else None
        if head:
            return self.words[head[0] : at]
        return self.words[sentence_span(self.shape, at)[0] : at] if at else ""

    def _taken_in_turn(self, start: int, position: int, end: int) -> tuple[str, str] | None:
        """For A和B分别为x和y: the name that is the number's in turn, and the words before."""
        each = list(_EACH.finditer(self.shape, start, position))
        listed = _LISTED.match(self.shape, each[-1].end(), end) if each else None
        if not listed or position > listed.end():
            return None
        said = self.shape[start : each[-1].start()]
        first = start + max(said.rfind(c) for c in "，,;:") + 1
        cuts = [
            (m.start(), m.end()) for m in _JOINERS.finditer(self.shape, first, each[-1].start())
        ]
        edges = [first, *(edge for cut in cuts for edge in cut), each[-1].start()]
        names = [self.words[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        turn = len(_HOLES.findall(self.shape, each[-1].end(), position))
        if len(names) != len(_HOLES.findall(listed[0])):
            return None
        return names[turn], self.words[start:first] + (names[0] if turn else "")


_HOLES = re.compile(f"{HOLE}+")
_LISTED = re.compile(f"[为是达:]*{HOLE}+(?:[、，,和与及]+{HOLE}+)*")
