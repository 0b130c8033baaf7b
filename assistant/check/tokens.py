"""A claim cut into known words, seen from one fact (分词).

The cut leaves as few characters as possible unknown, then takes the fewest words, so a long name
of another row wins over the cited row's shorter name inside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.check.words import RELATIVE_YEARS, TokenKind

HOLE = "\ue000"
"""Stands in a claim for a quantity that is judged on its own."""

_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?|财年)?")
_REFERENCE = re.compile(
    r"第\d+页|第\d+(?:至|-|、)\d+页|\S{0,6}?表\d+|[pP]\.?\d+|前(?:\d+|[一二三四五六七八九十两])[名位个项]?"
    r"|第(?:\d+|[一二三四五六七八九十])(?:名|位|大|高|多)?|\[?\(?20\d\d\)?\]?\d+号|第\d+[期次号]"
)
_BREAKS = frozenset("，,。;:()[]{}《》「」『』!?/|-—–~·•=+÷×<>≥≤\n①②③④⑤⑥⑦⑧⑨⑩ " + HOLE)
_UNKNOWN_COST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a claim and what it is."""

    text: str
    kind: TokenKind
    year: int | None = None
    """The calendar year named, or the offset from the report's (-1 for 上年) when below 1000."""
    elsewhere: TokenKind | None = None
    """What it is for others where it is also an own name: a department may be another's row."""


def tokens_of(
    text: str, own: Mapping[str, TokenKind], known: Mapping[str, TokenKind]
) -> tuple[Token, ...]:
    """The text as words; own names take precedence over known ones of the same spelling."""
    longest = max((len(w) for w in (*own, *known)), default=1)
    costs: list[int] = [0]
    back: list[tuple[int, Token]] = []
    for end in range(1, len(text) + 1):
        cost, choice = _best_ending(text, end, costs, own, known, longest)
        costs.append(cost)
        back.append(choice)
    return _merged(_traced(back))


def _best_ending(
    text: str,
    end: int,
    costs: list[int],
    own: Mapping[str, TokenKind],
    known: Mapping[str, TokenKind],
    longest: int,
) -> tuple[int, tuple[int, Token]]:
    """The cheapest last word of text[:end], with where it starts."""
    last = text[end - 1]
    single: Token = Token(text=last, kind="break" if last in _BREAKS else "unknown")
    cost = costs[end - 1] + (0 if last in _BREAKS else _UNKNOWN_COST)
    choice = (end - 1, single)
    for start in range(max(0, end - longest), end):
        word = text[start:end]
        kind = own.get(word) or known.get(word)
        elsewhere = known.get(word) if word in own else None
        if kind and costs[start] + 1 < cost:
            cost, choice = costs[start] + 1, (start, _word(word, kind, elsewhere))
    for start in range(max(0, end - 14), end):
        if costs[start] + 1 < cost and (token := _pattern(text[start:end])):
            cost, choice = costs[start] + 1, (start, token)
    return cost, choice


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
