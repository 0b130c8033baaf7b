"""Do the figures of a report hold together (勾稽关系)? One finding for each identity that fails."""

from collections.abc import Iterator

from index.reconcile.rules import RULES, Rule
from index.records import Extraction, Finding, Severity

__all__ = ["GRAVEST_FIRST", "RULES", "Rule", "reconcile"]

GRAVEST_FIRST: tuple[Severity, ...] = ("contradiction", "misprint", "explain", "rounding")


def reconcile(extraction: Extraction) -> tuple[Finding, ...]:
    """Every identity that does not hold, with both sides, the gravest first.

    The same report gives the same ids. The first two sides are what was compared; further ones
    are the figures behind a computed side.
    """
    found = [finding for rule in RULES for finding in _findings(rule, extraction)]
    return tuple(sorted(found, key=lambda finding: GRAVEST_FIRST.index(finding.severity)))


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
