"""Places of a report that a wording is near to in meaning (相近), as a planner asks for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A place of the report that a wording is near to in meaning."""

    table: str | None
    """Table id for a row, None for a form."""
    index: int
    score: float
    """Cosine, 0 to 1."""


Similar = Callable[[str], Sequence[Near]]
"""Search by meaning within one report, best first."""


def nothing_similar(wording: str) -> Sequence[Near]:
    """Where there is no search, nothing is similar to anything."""
    return ()
