"""For each identity: a report where it holds, one where it fails, one that it says nothing of."""

from dataclasses import dataclass

from index.records import Extraction, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An identity with its three invented reports."""

    slug: str
    holds: Extraction
    fails: Extraction
    silent: Extraction
    """Where its precondition is not met."""
    printed: tuple[str, str]
    """What the two sides of the failure say."""
    severity: Severity = "contradiction"
