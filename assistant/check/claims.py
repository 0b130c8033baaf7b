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


def claims_of(reading: Reading, joined_names: tuple[str, ...] = ()) -> tuple[Claim, ...]:
    """One claim for each quantity or percentage that stands outside names and quotes;
    `joined_names` hold 和 or 、 themselves."""
    quantities = [
        n for n in reading.numbers if n.kind in ("quantity", "percent") and not reading.in_label(n)
    ]
    masked = _masked(reading, quantities)
    return tuple(_claim(reading, masked, number, joined_names) for number in quantities)


def sentence_span(text: str, position: int) -> tuple[int, int]:
    """Start and end of the sentence (full stop or line end) around a position."""
    start = max(text.rfind(c, 0, position) for c in _SENTENCE_ENDS) + 1
    ends = [e for c in _SENTENCE_ENDS if (e := text.find(c, position)) >= 0]
    return start, min(ends, default=len(text))


def heading_above(text: str, position: int) -> str:
    """The nearest line ending in a colon above a run of list lines that holds the position."""
    lines = text[:position].split("\n")
    for line in reversed(lines[:-1]):
        if line.endswith(":"):
            return line
        if line.strip() and not _LIST_LINE.match(line):
            return ""
    return ""


def _masked(reading: Reading, quantities: list[Number]) -> str:
    """The folded text with holes for quantities and without list markers; same length."""
    text = list(reading.folded.text)
    for number in quantities:
        text[number.start : number.end] = HOLE * (number.end - number.start)
    for number in reading.numbers:
        if number.kind == "ordinal" and number.unit is None and not reading.in_label(number):
            text[number.start : number.end] = ";" * (number.end - number.start)
    return "".join(text)


def _claim(reading: Reading, masked: str, number: Number, joined_names: tuple[str, ...]) -> Claim:
    start, end = sentence_span(masked, number.start)
    near = _near_start(masked, start, number.start)
    words, before = _taken_in_turn(masked, (start, number.start, end), joined_names)
    after_end = _after_end(masked, number.end, end)
    head = heading_above(masked, number.start) if _in_list(masked, start) else ""
    return Claim(
        number=number,
        near=words if words is not None else masked[near : number.start],
        before=before if words is not None else masked[start:near],
        after=masked[number.end : after_end],
        rest=masked[number.end : end],
        heading=head,
        previous=_previous(masked, start),
        line=masked.count("\n", 0, number.start),
        sentence=(start, end),
    )


def _in_list(masked: str, start: int) -> bool:
    return "\n" in masked[:start] or masked[:start].endswith(":")


def _near_start(masked: str, start: int, position: int) -> int:
    """Where the words just before a number begin: after the clause or the number before it."""
    depth, i = 0, position
    while i > start:
        char = masked[i - 1]
        if char in ")]":
            depth += 1
        elif char in "([":
            depth -= 1
        elif depth <= 0 and (char in _CLAUSE_ENDS or char == HOLE):
            return i
        elif depth > 0 and char == HOLE:
            return _closing(masked, i, position)
        i -= 1
    return start


def _closing(masked: str, inside: int, position: int) -> int:
    """After the bracket that closes around an inside position."""
    closed = max(masked.rfind(c, inside, position) for c in ")]")
    return closed + 1


def _after_end(masked: str, start: int, end: int) -> int:
    """Where the words right after a number end: the clause, the next number, or a bracket's end."""
    if masked[start : start + 1] == "(":
        closed = masked.find(")", start, end)
        return closed + 1 if closed >= 0 else end
    stops = [p for c in (*_CLAUSE_ENDS, "、", HOLE) if (p := masked.find(c, start, end)) >= 0]
    return min(stops, default=end)


def _previous(masked: str, start: int) -> str:
    before = masked[: max(start - 1, 0)].rstrip("。!?\n")
    return before[sentence_span(before, len(before))[0] :] if before else ""


def _taken_in_turn(
    masked: str, at: tuple[int, int, int], joined_names: tuple[str, ...]
) -> tuple[str | None, str]:
    """For A和B分别为x和y: the name that belongs to the number, in turn, and the words before.
    `at` holds the start of the sentence, the number's place and the sentence's end."""
    start, position, end = at
    each = max((m.end() for m in _EACH.finditer(masked, start, position)), default=0)
    if not each or ";" in masked[each:position]:
        return None, ""
    said = masked[start:each].rstrip("分别依次")
    names_at = max(said.rfind(c) for c in "，,;:") + 1
    names = _split(said[names_at:], joined_names)
    region = masked[each:end].split(";")[0]
    if len(names) != len(re.findall(f"{HOLE}+", region)):
        return None, ""
    turn = len(re.findall(f"{HOLE}+", masked[each:position]))
    return names[turn], said[:names_at] + (names[0] if turn else "")


def _split(listed: str, joined_names: tuple[str, ...]) -> list[str]:
    """The names of a list, split at 和 and 、 but not inside a name."""
    for name in sorted(joined_names, key=len, reverse=True):
        listed = listed.replace(
            name, _JOINERS.sub(lambda m: chr(_HIDDEN + ord(m[0][-1]) % 256), name)
        )
    shown = {_HIDDEN + ord(c) % 256: c for c in "、和与及"}
    return [part.translate(shown) for part in _JOINERS.split(listed)]


_HIDDEN = 0xE100
