"""What many reports print alike (同名同位): names, layouts, and where the named rows stand."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The head of a table: all that tells its columns apart."""

    number: str | None
    title: str
    unit: str | None
    headings: tuple[str, ...]
    """Each column's path, its parts joined by ' / '."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wordings:
    """Every name that the reports of a store print, each once; equal to itself alone, for there
    may be very many."""

    labels: tuple[str, ...]
    """Of rows."""
    layouts: tuple[Layout, ...]
    subjects: tuple[str, ...]
    """What the prose states figures of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The names that a question is after, out of `Wordings`."""

    labels: frozenset[str]
    totals: frozenset[str]
    """Labels of total rows; they count in tables whose head is named."""
    layouts: frozenset[int]
    """Positions in `Wordings.layouts`."""
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one report prints what was named."""

    report_id: str
    likeness: Hashable
    """Equal for reports that print the same names at the same places."""
    places: tuple[str, ...]
    """Rows ("t6/12": table and row index) and stated figures ("statement17"), in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A figure as it is printed, without the rest of its report."""

    amount: Decimal | None
    unit: str | None
    printed: str | None
    """None where the cell is blank."""
