"""One spelling for matching: full-width to half-width, no spaces, no quotation marks.

The folded text remembers where each character came from, so that a verdict can quote the answer
as written.
"""

from dataclasses import dataclass
from functools import lru_cache

_HALF = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)}
_HALF[ord("，")] = ord("，")
_HALF |= {ord("−"): ord("-"), ord("﹣"): ord("-"), ord("〔"): ord("["), ord("〕"): ord("]")}
_HALF |= {ord("【"): ord("["), ord("】"): ord("]"), ord("｛"): ord("{"), ord("｝"): ord("}")}
_DROPPED = frozenset("“”\"'‘’*`　\t\r \xa0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text in its one spelling, with the index of each character in the original."""

    text: str
    origin: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of a span in the folded text."""
        return self.origin[start], self.origin[end - 1] + 1


def fold_with_origin(text: str) -> Folded:
    """The text folded, one character for one; a space between two digits is kept."""
    kept = [i for i, c in enumerate(text) if c not in _DROPPED or _between_digits(text, i)]
    return Folded(text="".join(text[i] for i in kept).translate(_HALF), origin=tuple(kept))


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The text in its one spelling."""
    return fold_with_origin(text).text


def _between_digits(text: str, index: int) -> bool:
    """Whether a space keeps two numbers apart (1,182.50 246.65; 2. 2023年…)."""
    before, after = text[:index].rstrip(), text[index:].lstrip()
    apart = before[-1:].isdecimal() or (before[-1:] == "." and before[-2:-1].isdecimal())
    return text[index] in " 　\t" and apart and after[:1].isdecimal()
