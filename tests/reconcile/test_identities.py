"""Every identity, on an invented report: it holds, it fails, or it does not apply."""

import pytest
from form_cases import FORM_CASES
from identity_cases import Case
from invented_extraction import of_rule
from prose_cases import PROSE_CASES
from table_cases import TABLE_CASES

from index.reconcile import GRAVEST_FIRST, RULES, reconcile

CASES = (*TABLE_CASES, *FORM_CASES, *PROSE_CASES)
each_identity = pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)


def test_every_identity_has_its_invented_reports() -> None:
    assert [rule.slug for rule in RULES] == [case.slug for case in CASES]


@each_identity
def test_an_identity_that_holds_is_no_finding(case: Case) -> None:
    assert of_rule(reconcile(case.holds), case.slug) == []


@each_identity
def test_an_identity_that_fails_is_one_finding_with_both_sides(case: Case) -> None:
    (finding,) = of_rule(reconcile(case.fails), case.slug)
    assert finding.severity == case.severity
    assert finding.id == f"{case.slug}-1"
    assert tuple(side.printed for side in finding.sides[:2]) == case.printed
    assert all(side.text for side in finding.sides)


@each_identity
def test_an_identity_says_nothing_where_its_precondition_is_not_met(case: Case) -> None:
    assert of_rule(reconcile(case.silent), case.slug) == []


def test_the_same_report_gives_the_same_findings() -> None:
    for case in CASES:
        assert reconcile(case.fails) == reconcile(case.fails)


def test_the_gravest_findings_come_first() -> None:
    for case in CASES:
        severities = [GRAVEST_FIRST.index(found.severity) for found in reconcile(case.fails)]
        assert severities == sorted(severities)
