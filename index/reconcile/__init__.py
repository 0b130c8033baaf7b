"""Do the figures of a report hold together (勾稽关系)? One finding for each identity that fails."""

from collections.abc import Iterator

from index.reconcile.rules import RULES, Rule
from index.records import Extraction, Finding

__all__ = ["RULES", "Rule", "reconcile"]


def reconcile(extraction: Extraction) -> tuple[Finding, ...]:
    """Every identity that does not hold, with both sides; the same report gives the same ids."""
    return tuple(finding for rule in RULES for finding in _findings(rule, extraction))


def _findings(rule: Rule, extraction: Extraction) -> Iterator[Finding]:
    for number, found in enumerate(rule.check(extraction), start=1):
        yield Finding(
            id=f"{rule.slug}-{number}",
            severity=found.severity,
            rule=rule.name,
            message=found.message,
            difference=found.difference,
            unit=found.unit,
            sides=found.sides,
        )
