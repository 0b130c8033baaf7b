"""Which words of a form stand for one performance indicator: its name and its value?

The columns of the form are clipped, so a name that fills its column runs into its value
(`12345政务热线经32400元`). Where the other half prints the pair apart, it decides; only where
neither does, the shape of the value decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.indicator_words import QUALITATIVE

_NUMBER = r"(?:[≥≤＞＜＝><=]|不低于|不少于|不高于|不超过|大于|小于|等于)*\s*\d[\d,]*(?:\.\d+)?"
_MEASURE = r"(?:[%％‰]|[一-龥]{1,4}(?:/[一-龥]{1,4})?)?"
_VALUE = re.compile(_NUMBER + _MEASURE)
_TAIL = re.compile(rf"(.*?[^\d.,≥≤＞＜＝><=\s])({_NUMBER}{_MEASURE})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The words printed for one indicator in one half: one tuple for each line."""

    line: int
    words: tuple[tuple[str, ...], ...]

    @property
    def first(self) -> str:
        """All words as printed, wrapped lines joined."""
        return "".join(" ".join(line) for line in self.words)

    @property
    def solid(self) -> str:
        """All words without the spaces between them."""
        return solid(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An indicator's name, as printed and in full, and its value."""

    line: int
    name: str
    printed_name: str
    value: str


def solid(text: str) -> str:
    """The text without spaces."""
    return text.replace(" ", "")


def is_value(text: str) -> bool:
    """Whether the text reads as an indicator's value: ≥98%, 138元, 及时."""
    return bool(_VALUE.fullmatch(text)) or text in QUALITATIVE


def resolve(left: Sequence[Cells], right: Sequence[Cells]) -> tuple[list[Pair], list[Pair]]:
    """Name and value of the indicators of both halves, in the order in which each prints them."""
    apart = [[_apart(cells) for cells in half] for half in (left, right)]
    halves: list[list[Pair]] = [[], []]
    for half, cells_of_half in enumerate((left, right)):
        others = (left, right)[1 - half]
        known = [pair for pair in apart[1 - half] if pair]
        for cells, own in zip(cells_of_half, apart[half], strict=True):
            pair = own or _like(cells, known) or _both_glued(cells, others) or _by_shape(cells)
            halves[half].append(pair)
    return halves[0], halves[1]


def _apart(cells: Cells) -> Pair | None:
    """The pair where the cells leave no doubt: several words, the last one a value."""
    if len(cells.words) == 1:
        *name, value = cells.words[0]
        if name and is_value(value):
            return _pair(cells, " ".join(name), value)
        return None
    return _wrapped(cells)


def _wrapped(cells: Cells) -> Pair | None:
    """A name on the label's line with its value below it, or a wrapped name above its value."""
    *above, last = cells.words
    if len(last) == 1 and is_value(last[0]) and all(len(line) == 1 for line in above):
        return _pair(cells, "".join(line[0] for line in above), last[0])
    first, *below = cells.words
    if len(first) == 1:
        return _pair(cells, first[0], "".join(" ".join(line) for line in below))
    value = " ".join(first[1:]) + "".join(" ".join(line) for line in below)
    return _pair(cells, first[0], value)


def _like(cells: Cells, known: Sequence[Pair]) -> Pair | None:
    """The pair of the other half whose value ends these cells and whose name begins with the
    rest; the longest such name."""
    text = cells.solid
    fits = [pair for pair in known if _begins(text, pair.value, solid(pair.name))]
    if not fits:
        return None
    best = max(fits, key=lambda pair: len(_shared(text, solid(pair.name))))
    return Pair(
        line=cells.line,
        name=best.name,
        printed_name=_shown(cells, best),
        value=best.value,
    )


def _shown(cells: Cells, pair: Pair) -> str:
    """The name as these cells print it; the other half's spacing where they print it whole."""
    kept = cells.solid[: -len(solid(pair.value))]
    return pair.name if kept == solid(pair.name) else kept


def _begins(text: str, value: str, name: str) -> bool:
    value = solid(value)
    kept = text[: -len(value)] if value and text.endswith(value) else ""
    return bool(kept) and name.startswith(kept)


def _both_glued(cells: Cells, others: Sequence[Cells]) -> Pair | None:
    """The pair where both halves run together but are clipped at different places."""
    text = cells.solid
    for other in others:
        shared = _shared(text, other.solid)
        for short, long in ((text, other.solid), (other.solid, text)):
            value = short[len(shared) :]
            if len(shared) > 1 and value and _begins(long, value, long[: -len(value)]):
                full = long[: -len(value)]
                if full.startswith(shared):
                    printed = text[: -len(value)]
                    return Pair(line=cells.line, name=full, printed_name=printed, value=value)
    return None


def _by_shape(cells: Cells) -> Pair:
    """The pair by the shape of its value alone; without one, a name without a value."""
    words = cells.words[0]
    if len(words) > 1:
        return _pair(cells, words[0], " ".join(words[1:]))
    text = words[0] if words else ""
    if glued := split_glued(text):
        return _pair(cells, *glued)
    return _pair(cells, text, "")


def split_glued(text: str) -> tuple[str, str] | None:
    """Name and value of a word in which they run together, by the value's shape."""
    if found := _TAIL.fullmatch(text):
        return found.group(1), found.group(2)
    for value in QUALITATIVE:
        if text.endswith(value) and len(text) > len(value) + 1:
            return text[: -len(value)], value
    return None


def _shared(one: str, other: str) -> str:
    """The beginning that both texts have in common."""
    pairs = zip(one, other, strict=False)
    length = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return one[:length]


def _pair(cells: Cells, name: str, value: str) -> Pair:
    return Pair(line=cells.line, name=name, printed_name=name, value=value)
