"""The account that a sentence names by its whole path (科目全称).

甲（类）乙（款）丙（项）年初预算 is said of 丙; 甲 and 乙 stand above it.
"""

import functools
import re
from dataclasses import dataclass

_PATH = re.compile(
    r"(?:(?P<category>[^（()）]+)[(（]类[)）])?(?:(?P<section>[^（()）]+)[(（]款[)）])?"
    r"(?:(?P<item>[^（()）]+)[(（]项[)）])?(?P<said>[^（()）]*)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNamed:
    """An account by the last name of its path, with what is said of it."""

    name: str
    above: tuple[str, ...]
    said: str
    """年初预算, 支出决算, 预算安排, or nothing."""


@functools.lru_cache(maxsize=10_000)
def item_named(subject: str) -> AccountNamed | None:
    """The account in a stated figure's subject, or None where it names none by its level."""
    match = _PATH.match(subject)
    if match is None:
        return None
    levels = [match[g] for g in ("category", "section", "item") if match[g]]
    if not levels:
        return None
    return AccountNamed(name=levels[-1], above=tuple(levels[:-1]), said=match["said"])
