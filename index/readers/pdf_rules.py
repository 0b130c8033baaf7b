"""Which rules are missing around a ruled table that is drawn open (开口表格)?

Office programs leave out the outer rules at the sides of a table, and a row that is cut by the
end of a page has no rule below its first part. The cells there exist for a reader: the rules
that run on past the last crossing say how far they reach.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_NEAR = 3.0
"""How far apart, in points, rules may end and still meet."""
_OVERHANG = 7.0
"""A rule that runs on so far past the last crossing bounds a cell there."""

Direction = Literal["h", "v"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: where it stands, and from where to where it runs, in points."""

    direction: Direction
    at: float
    start: float
    end: float


def closing_rules(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The outer rules that are missing where at least two rules run on to the same end."""
    return tuple(rule for group in _groups(rules) for rule in _closed(group))


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that cross one another, directly or by way of others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touched = [group for group in groups if any(_cross(rule, other) for other in group)]
        merged = [rule, *(other for group in touched for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append(merged)
    return groups


def _cross(one: Rule, other: Rule) -> bool:
    return (
        one.direction != other.direction
        and one.start - _NEAR <= other.at <= one.end + _NEAR
        and other.start - _NEAR <= one.at <= other.end + _NEAR
    )


def _closed(group: Sequence[Rule]) -> Iterator[Rule]:
    """The missing rules of one table: below and above, left and right of the drawn ones."""
    along: Direction
    for along in ("v", "h"):
        running = [rule for rule in group if rule.direction == along]
        crossing = [rule.at for rule in group if rule.direction != along]
        if len(running) < 2 or len(crossing) < 2:
            continue
        last, first = max(rule.end for rule in running), min(rule.start for rule in running)
        if last - max(crossing) > _OVERHANG:
            yield from _across([r for r in running if last - r.end <= _NEAR], last)
        if min(crossing) - first > _OVERHANG:
            yield from _across([r for r in running if r.start - first <= _NEAR], first)


def _across(running: Sequence[Rule], at: float) -> Iterator[Rule]:
    """The rule that closes the ends of these, if they are two or more."""
    if len(running) > 1:
        places = [rule.at for rule in running]
        direction: Direction = "h" if running[0].direction == "v" else "v"
        yield Rule(direction, at, min(places), max(places))
