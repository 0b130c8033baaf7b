"""A plan as a language model proposes it (模型提议的计划): labels only, not yet validated."""

from dataclasses import dataclass
from typing import Literal

ProposedOperation = Literal[
    "look_up",
    "list",
    "sum",
    "difference",
    "ratio",
    "share",
    "compare",
    "average",
    "rank",
    "change",
    "reason",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTerm:
    """One figure by its labels."""

    report: str
    """Number of an offered report: R1."""
    row: str
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One operation over figures that are named and not looked up."""

    operation: ProposedOperation
    terms: tuple[ProposedTerm, ...]
    top: int | None = None
    ascending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a proposal may choose from: the labels that search found for the question."""

    reports: tuple[tuple[str, str], ...]
    """Number and id of each report."""
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def report_id(self, number: str) -> str | None:
        """The id of an offered report's number; None where it is not offered."""
        return dict(self.reports).get(number)
