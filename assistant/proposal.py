"""A plan as a language model proposes it (模型提议的计划): labels only, not yet validated."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.steps import Comparison

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
    "filter",
    "change",
    "reason",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTerm:
    """One figure by its labels."""

    report: str
    """Number of an offered report: R1; S1: the one that step 1 found; all: every report."""
    row: str
    """An offered row; 项目, 科目: all of them; S1: the row that step 1 found."""
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCondition:
    """What rows are held to: the n-th amount that the question prints, the figure of an earlier
    step, or a word of their names. The model says which, and never how much."""

    comparison: Comparison
    amount: int | None = None
    step: int | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One operation over figures that are named and not looked up."""

    operation: ProposedOperation
    terms: tuple[ProposedTerm, ...]
    top: int | None = None
    ascending: bool = False
    conditions: tuple[ProposedCondition, ...] = ()
    earlier: tuple["Proposal", ...] = field(default=())
    """The steps before this one, which is the last, in order."""

    @property
    def steps(self) -> tuple["Proposal", ...]:
        """All steps, this one last."""
        return (*self.earlier, self)

    @property
    def is_compound(self) -> bool:
        """Whether it takes several steps, or sets conditions."""
        return bool(self.earlier or self.conditions) or self.operation == "filter"


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
