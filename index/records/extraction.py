"""Everything taken from one report, findings included (提取结果)."""

from dataclasses import dataclass, field
from typing import Literal

from index.records.forms import CatalogueEntry, Form
from index.records.prose import Passage, Statement
from index.records.tables import Report, Table, TableName

Severity = Literal["contradiction", "explain", "rounding", "misprint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSide:
    """One side of a finding: where it stands and what it says."""

    page: int
    table: str | None
    row: str | None
    column: str | None
    printed: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An identity (勾稽关系) that does not hold, with both sides and the difference."""

    id: str
    severity: Severity
    rule: str
    """Name of the rule in plain Chinese."""
    message: str
    difference: str | None
    unit: str | None
    sides: tuple[FindingSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything taken from one report."""

    report: Report
    tables: tuple[Table, ...]
    forms: tuple[Form, ...]
    catalogue: tuple[CatalogueEntry, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a report holds, without the rest of it (概要): its tables by name, and its findings."""

    report: Report
    tables: tuple[TableName, ...]
    findings: tuple[Finding, ...]


def outline_of(extraction: Extraction) -> Outline:
    """A report in outline."""
    names = (TableName(id=t.id, number=t.number, title=t.title) for t in extraction.tables)
    return Outline(report=extraction.report, tables=tuple(names), findings=extraction.findings)
