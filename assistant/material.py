"""What a plan speaks of, taken from the report and nothing else (材料)."""

from dataclasses import dataclass

from assistant.query_plan import QueryPlan
from index.records import Extraction, Fact, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A worded part of the report."""

    label: str
    text: str
    page: int
    line: int
    headings: tuple[str, ...]

    @property
    def quoted(self) -> str:
        """The part as an answer prints it, under its label, so that it can be proved verbatim."""
        return f"{self.label}：{self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a plan speaks of, taken from the report and nothing else."""

    plan: QueryPlan
    extraction: Extraction
    facts: dict[str, Fact]
    excerpts: tuple[Excerpt, ...]
    findings: tuple[Finding, ...]


def of_finding(finding: Finding, tone: str) -> Excerpt:
    """A finding of the reconciliation, as a quotable part."""
    return Excerpt(
        label=f"{tone}：{finding.rule}",
        text=finding.message,
        page=finding.sides[0].page if finding.sides else 1,
        line=0,
        headings=("勾稽核对",),
    )
