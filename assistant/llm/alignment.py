"""Does a wording say the draft's words, all of them, in their order? (逐词对照)

The numeric check reads names and figures; it has no verdict on who is left out, what is likened to
what, or which part is said to be the whole. So a wording is followed along the draft: it may put in
a few words that claim nothing, move the year where there is only one, and change marks for marks.
Everything else, to the last invisible character, has to be the draft's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<slot>\$\{\w+\})|(?P<word>[A-Za-z]+)|(?P<year>(?:19|20)\d\d年)度?|(?P<number>\d+(?:[,.]\d+)*)|(?P<sign>\S)"
)
_FOLDED = str.maketrans(",;:()", "，；：（）")
_MARKS = frozenset("，；：。")
_BRACKETS = frozenset("（）")
_COPULAS = ("是", "为")
_BEFORE_A_SLOT = (*_COPULAS, "即", "也就是")
_OPENINGS = (
    *("另外", "此外", "同时", "也就是说", "具体来说", "具体而言", "由此可知", "可见", "在"),
    *("根据报告", "报告显示"),
)
"""What may open a clause and claims nothing; 其中 only after a colon, where parts follow."""
_JOINERS = ("和", "与", "及", "以及")
_TURNS = frozenset("不没未无非否增减升降涨跌多少高低超")
"""是 and 为 make another word of these: 多为, 不是."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """How far a wording keeps to a draft."""

    whole: bool
    """Whether it keeps to it from the first word to the last."""
    so_far: bool
    """Whether it keeps to it, though it may end early."""
    astray: str
    """The words at which it leaves the draft; empty where it does not."""


def followed(wording: str, draft: str) -> Followed:
    """Follow a wording with slots along the draft."""
    said, asked = _tokens(wording), _tokens(draft)
    path = _Path(draft=asked, year=_only_year(asked))
    reached: list[set[int]] = [set() for _ in range(len(said) + 1)]
    reached[0] = path.with_drops({0})
    for at in range(len(said)):
        for place in reached[at]:
            for taken, next_place in path.steps(said, at, place):
                reached[at + taken] |= path.with_drops({next_place})
    last = max(at for at, places in enumerate(reached) if places)
    years = _years(said) == _years(asked)
    return Followed(
        whole=len(asked) in reached[-1] and years and said.count("（") == said.count("）"),
        so_far=bool(reached[-1]),
        astray="" if reached[-1] else "".join(said[last : last + 8]),
    )


def _tokens(text: str) -> tuple[str, ...]:
    found = (
        m["slot"] or m["word"] or m["year"] or m["number"] or m["sign"]
        for m in _TOKEN.finditer(text)
    )
    return tuple(token.translate(_FOLDED) if len(token) == 1 else token for token in found)


def _years(tokens: Sequence[str]) -> list[str]:
    return sorted(token for token in tokens if _is_year(token))


def _only_year(draft: Sequence[str]) -> str | None:
    """The year that may stand elsewhere: no other is there to be taken for it."""
    years = set(_years(draft))
    return years.pop() if len(years) == 1 else None


def _is_year(token: str) -> bool:
    return len(token) == 5 and token[-1] == "年"


def _is_slot(token: str) -> bool:
    return token[:2] == "${"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    draft: Sequence[str]
    year: str | None

    def with_drops(self, places: set[int]) -> set[int]:
        """The places, and those behind words of the draft that need not be said."""
        found = set(places)
        for place in sorted(places):
            while place < len(self.draft) and self._may_drop(place):
                place += 1
                found.add(place)
        return found

    def _may_drop(self, place: int) -> bool:
        token = self.draft[place]
        if token == "）":
            return self._at(place + 1) in ("。", "")
        if token in _COPULAS:
            return _is_slot(self._at(place + 1))
        at_the_end = token == "。" and place == len(self.draft) - 1
        return token in ("的", self.year) or at_the_end

    def steps(self, said: Sequence[str], at: int, place: int) -> list[tuple[int, int]]:
        """How many words of the wording may be taken here, and the place in the draft after."""
        word, asked = said[at], self._at(place)
        found = [(1, place + 1)] if word == asked else []
        if word in _MARKS and (asked in _MARKS or self._opens_behind_a_slot(place)):
            found.append((1, place + 1))
        if asked == "、":
            found += [(len(w), place + 1) for w in _JOINERS if _starts(said, at, w)]
        return found + [(taken, place) for taken in self._put_in(said, at, place)]

    def _put_in(self, said: Sequence[str], at: int, place: int) -> list[int]:
        """The lengths of words that claim nothing and may stand here though the draft has none."""
        word = said[at]
        before = said[at - 1] if at else "。"
        if word == self.year or (word == "的" and _is_year(before)):
            return [1]
        if word == "。" and place == len(self.draft) and before not in _MARKS:
            return [1]
        if word == "，" and self._is_pause(place):
            return [1]
        if self._is_opening(place):
            openings = [w for w in (*_OPENINGS, *self._parts(place)) if _starts(said, at, w)]
            commas = [w for w in openings if _starts(said, at + len(w), "，")]
            if openings:
                return [len(w) for w in openings] + [len(w) + 1 for w in commas]
        if before in _TURNS:
            return []
        return [
            len(w)
            for w in _BEFORE_A_SLOT
            if _starts(said, at, w) and _is_slot("".join(said[at + len(w) : at + len(w) + 1]))
        ]

    def _parts(self, place: int) -> tuple[str, ...]:
        return ("其中",) if place and self.draft[place - 1] == "：" else ()

    def _is_opening(self, place: int) -> bool:
        if place == len(self.draft):
            return False
        return place == 0 or self.draft[place - 1] in _MARKS or _is_year(self.draft[place - 1])

    def _is_pause(self, place: int) -> bool:
        if not 0 < place < len(self.draft):
            return False
        before, after = self.draft[place - 1], self.draft[place]
        return (_is_year(before) or _is_slot(before)) and after not in _MARKS | _BRACKETS

    def _opens_behind_a_slot(self, place: int) -> bool:
        return place > 0 and self._at(place) == "（" and _is_slot(self.draft[place - 1])

    def _at(self, place: int) -> str:
        return self.draft[place] if place < len(self.draft) else ""


def _starts(said: Sequence[str], at: int, word: str) -> bool:
    return "".join(said[at : at + len(word)]) == word
