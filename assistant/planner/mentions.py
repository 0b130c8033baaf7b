"""Finding the report's names in a question (提及): longest first, and what is left over.

What stays unexplained matters as much as what is found: an unknown noun glued to a known one is
another thing, and must not be answered with a neighbour's figure.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MentionKind = Literal[
    "name", "absent", "project", "organisation", "field", "indicator", "term", "topic", "table",
    "sector", "entry", "rest",
]  # fmt: skip
"""What a mention leads to; `absent` is a budget term that this report does not print, `rest` is
what no list explains."""

_HAN_OR_WORD = re.compile(r"[\u4e00-\u9fffa-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the question and the canonical names that it may stand for."""

    start: int
    end: int
    text: str
    kind: MentionKind
    values: tuple[str, ...]
    formal: bool = True
    """Whether the wording is an official name, not an everyday one."""
    strong: bool = True
    """Whether it names its thing by itself; a short part of a project's name does not."""

    @property
    def length(self) -> int:
        """Characters covered."""
        return self.end - self.start


@functools.cache
def fillers() -> frozenset[str]:
    """Words that name nothing (虚词); read once from the data file."""
    path = Path(__file__).with_name("fillers.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def occurrences(text: str, surfaces: Mapping[str, Mention]) -> list[Mention]:
    """Every occurrence of every surface; `surfaces` maps a wording to a mention to place."""
    found = []
    longest = max(map(len, surfaces), default=0)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + longest) + 1):
            mention = surfaces.get(text[start:end])
            if mention and _stands_alone(text, start, end) and not _is_amount(text, start, end):
                found.append(_placed(mention, start, end, text))
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """English words and codes must not be cut out of longer ones, nor 出差 out of 支出差多少."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if start and text[start - 1 : start + 1] in _WHOLE_WORDS:
        return False
    first, last = text[start], text[end - 1]
    return not (_same_word(before, first) or _same_word(last, after))


_WHOLE_WORDS = frozenset({"支出", "收入", "预算", "决算"})


def _is_amount(text: str, start: int, end: int) -> bool:
    """Digits that the asker equates something with (等于30240吗) are no code."""
    return text[start:end].isdigit() and text[:start].endswith(_EQUATED)


_EQUATED = ("等于", "是不是", "超过", "大于", "小于", "达到")


def _same_word(left: str, right: str) -> bool:
    both = left + right
    return len(both) == 2 and both.isascii() and (both.isalpha() or both.isdigit())


def _placed(mention: Mention, start: int, end: int, text: str) -> Mention:
    return Mention(
        start=start,
        end=end,
        text=text[start:end],
        kind=mention.kind,
        values=mention.values,
        formal=mention.formal,
        strong=mention.strong,
    )


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that do not overlap, longer ones (then official names) preferred, in order."""
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=_precedence):
        if all(mention.end <= c.start or mention.start >= c.end for c in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _precedence(mention: Mention) -> tuple[int, int, bool, int]:
    """Official names and strong project parts first, then long names that the report does not
    print, then everyday phrases and weak parts, last the other absent ones; the longer first."""
    if mention.kind == "absent":
        rank = 1 if mention.formal and mention.length >= 5 else 3
    else:
        rank = 0 if mention.formal else 2
    return (rank, -mention.length, mention.kind == "project", mention.start)


def leftovers(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Stretches that neither a mention nor a filler word covers, as `rest` mentions."""
    covered = bytearray(len(text))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\x01" * mention.length
    rests: list[Mention] = []
    position = 0
    while position < len(text):
        step, is_rest = _step(text, position, covered)
        if is_rest:
            rests = _grown(rests, text, position, position + step)
        position += step
    return rests


def _step(text: str, position: int, covered: bytearray) -> tuple[int, bool]:
    if covered[position] or not _HAN_OR_WORD.match(text[position]):
        return 1, False
    word = re.match(r"[a-z]+", text[position:])
    if word:  # an English word is one piece
        return len(word[0]), word[0] not in fillers()
    for end in range(min(len(text), position + 8), position, -1):
        if not any(covered[position:end]) and text[position:end] in fillers():
            return end - position, False
    return 1, True


def _grown(rests: list[Mention], text: str, start: int, end: int) -> list[Mention]:
    if rests and rests[-1].end == start:
        start = rests.pop().start
    rest = Mention(start=start, end=end, text=text[start:end], kind="rest", values=(), formal=False)
    return [*rests, rest]
