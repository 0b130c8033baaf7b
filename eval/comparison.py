"""Two runs of the same questions (两次对比): which answers changed, and whether that is chance."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Literal

from eval.saved_runs import Key, SavedAnswer, SavedCase, SavedRun
from eval.scoring import DECLINED, plain_words, quantity

Group = Literal["right_to_wrong", "wrong_to_right", "right_differently", "wrong_differently"]
"""对变不对 / 不对变对 / 都对而数或状态不同 / 都不对而答得不同; declining may be not right, too."""

GROUPS: tuple[Group, ...] = (
    "right_to_wrong",
    "wrong_to_right",
    "right_differently",
    "wrong_differently",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A question that two runs answered differently."""

    group: Group
    before: SavedCase
    after: SavedCase

    @property
    def same_answer(self) -> bool:
        """Whether only the verdict changed: the gold or the scoring did, not the answer."""
        return self.before.answer == self.after.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs, question by question."""

    common: int
    """Questions that are the same in both runs: only these are compared."""
    right_before: int
    right_after: int
    changes: tuple[Change, ...]
    only_before: tuple[Key, ...]
    only_after: tuple[Key, ...]
    reworded: tuple[Key, ...]
    """Asked in both runs in different words: no longer the same question."""
    p: Fraction
    """How likely at least so unequal a change is where neither run is the better."""

    def of(self, group: Group) -> tuple[Change, ...]:
        """The changes of a group."""
        return tuple(change for change in self.changes if change.group == group)


def mcnemar(one_way: int, other_way: int) -> Fraction:
    """The exact two-sided McNemar p value of the pairs that changed one way and the other.

    Where neither run is the better, each pair is a fair coin: twice the binomial tail, at most 1.
    """
    tosses = one_way + other_way
    tail = sum(comb(tosses, heads) for heads in range(min(one_way, other_way) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**tosses))


def _figure(value: str | None, unit: str | None) -> tuple[object, str]:
    """A figure as a reader weighs it: the same money in another unit is the same figure."""
    read = quantity(value, unit)
    if read is None:
        return value, unit or ""
    return read, (unit or "") if read.kind == "count" else ""


def figures(answer: SavedAnswer) -> object:
    """The status, the headline figure and the listed figures: what cannot differ unnoticed."""
    items = tuple((item.label, _figure(item.value, item.unit)) for item in answer.items)
    return answer.status, _figure(answer.value, answer.unit), items


def _given(answer: SavedAnswer) -> object:
    """What makes one answer that is not right another than the next: words where no figures."""
    in_words = answer.value is None and not answer.items and answer.status not in DECLINED
    return figures(answer), plain_words(answer.answer) if in_words else ""


def _group(before: SavedCase, after: SavedCase) -> Group | None:
    """The group that a question falls into; None where its answer did not change."""
    if before.score.right != after.score.right:
        return "right_to_wrong" if before.score.right else "wrong_to_right"
    seen: Callable[[SavedAnswer], object] = figures if before.score.right else _given
    if seen(before.answer) == seen(after.answer):
        return None
    return "right_differently" if before.score.right else "wrong_differently"


def compare(before: SavedRun, after: SavedRun) -> Comparison:
    """The questions of two runs, matched by file and id, in the order of the first."""
    ours, theirs = before.by_key(), after.by_key()
    both = [(case, theirs[key]) for key, case in ours.items() if key in theirs]
    pairs = [(one, other) for one, other in both if one.turns == other.turns]
    changes = tuple(
        Change(group=group, before=one, after=other)
        for one, other in pairs
        if (group := _group(one, other))
    )
    lost, won = (sum(c.group == group for c in changes) for group in GROUPS[:2])
    return Comparison(
        common=len(pairs),
        right_before=sum(one.score.right for one, _ in pairs),
        right_after=sum(other.score.right for _, other in pairs),
        changes=changes,
        only_before=tuple(key for key in ours if key not in theirs),
        only_after=tuple(key for key in theirs if key not in ours),
        reworded=tuple(one.key for one, other in both if one.turns != other.turns),
        p=mcnemar(lost, won),
    )
