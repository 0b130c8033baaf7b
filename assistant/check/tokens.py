"""A claim cut into known words, seen from one fact (分词).

The cut leaves as few characters as possible unknown, then takes the fewest words, so a long name
of another row wins over the cited row's shorter name inside it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.check.words import RELATIVE_YEARS, TokenKind

HOLE = "\ue000"
"""Stands in a claim for a quantity that is judged on its own."""

_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?|财年)?")
_REFERENCE = re.compile(
    r"第\d+页|第\d+(?:至|-|、)\d+页|\S{0,6}?表\d+|[pP]\.?\d+|前(?:\d+|[一二三四五六七八九十两])[名位个项]?"
    r"|第(?:\d+|[一二三四五六七八九十])(?:名|位|大|高|多)?|\[?\(?20\d\d\)?\]?\d+号|第\d+[期次号]"
)
_BREAKS = frozenset("，,。;:()[]{}《》「」『』!?/|-—–~·•=+÷×<>≥≤\n①②③④⑤⑥⑦⑧⑨⑩ " + HOLE)
_REFERENCE_ENDS = frozenset("年度财页名位个项大高多号期次一二三四五六七八九十两")
_UNKNOWN_COST, _WORD_COST, _OWN_COST = 100, 10, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a claim and what it is."""

    text: str
    kind: TokenKind
    year: int | None = None
    """The calendar year named, or the offset from the report's (-1 for 上年) when below 1000."""
    elsewhere: TokenKind | None = None
    """What it is for others where it is also an own name: a department may be another's row."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Words with their kinds, and for each last character the lengths there are; each is equal to
    itself alone."""

    kinds: Mapping[str, TokenKind]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, kinds: Mapping[str, TokenKind]) -> "Lexicon":
        """The words, ready to be looked up by where they end."""
        lengths: dict[str, set[int]] = {}
        for word in kinds:
            lengths.setdefault(word[-1], set()).add(len(word))
        return cls(kinds=kinds, lengths={c: tuple(found) for c, found in lengths.items()})

    def ending(self, text: str, end: int) -> Iterator[tuple[int, str, TokenKind]]:
        """The words of the lexicon that end at a place: start, word, kind."""
        for length in self.lengths.get(text[end - 1], ()):
            word = text[end - length : end] if length <= end else ""
            if kind := self.kinds.get(word):
                yield end - length, word, kind


@lru_cache(maxsize=512)
def tokens_of(text: str, own: Lexicon, known: Lexicon) -> tuple[Token, ...]:
    """The text as words; own names take precedence over known ones of the same spelling."""
    costs: list[int] = [0]
    back: list[tuple[int, Token]] = []
    for end in range(1, len(text) + 1):
        cost, start, token = min(_endings(text, end, costs, own, known), key=lambda e: e[0])
        costs.append(cost)
        back.append((start, token))
    return _merged(_traced(back))


def _endings(
    text: str, end: int, costs: list[int], own: Lexicon, known: Lexicon
) -> Iterator[tuple[int, int, Token]]:
    """The possible last words of text[:end]: the cost so far, where it starts, the word."""
    last = text[end - 1]
    if last in _BREAKS:
        yield costs[end - 1], end - 1, Token(text=last, kind="break")
    else:
        yield costs[end - 1] + _UNKNOWN_COST, end - 1, Token(text=last, kind="unknown")
    for start, word, kind in own.ending(text, end):
        yield costs[start] + _OWN_COST, start, _word(word, kind, known.kinds.get(word))
    for start, word, kind in known.ending(text, end):
        yield costs[start] + _WORD_COST, start, _word(word, kind, None)
    if last in _REFERENCE_ENDS or last.isdecimal():
        for start in range(max(0, end - 14), end):
            if token := _pattern(text[start:end]):
                yield costs[start] + _WORD_COST, start, token


def _word(word: str, kind: TokenKind, elsewhere: TokenKind | None) -> Token:
    year = RELATIVE_YEARS.get(word) if kind == "year" else None
    return Token(text=word, kind=kind, year=year, elsewhere=elsewhere)


def _pattern(word: str) -> Token | None:
    """A year or a reference (第5页, 表3), which no word list can hold."""
    if match := _YEAR.fullmatch(word):
        return Token(text=word, kind="year", year=int(match[1]))
    if _REFERENCE.fullmatch(word):
        return Token(text=word, kind="function")
    return None


def _traced(back: list[tuple[int, Token]]) -> list[Token]:
    tokens: list[Token] = []
    end = len(back)
    while end:
        start, token = back[end - 1]
        tokens.append(token)
        end = start
    return tokens[::-1]


def _merged(tokens: list[Token]) -> tuple[Token, ...]:
    """Neighbouring unknown characters as one token."""
    merged: list[Token] = []
    for token in tokens:
        if token.kind == "unknown" and merged and merged[-1].kind == "unknown":
            merged[-1] = Token(text=merged[-1].text + token.text, kind="unknown")
        else:
            merged.append(token)
    return tuple(merged)
