"""What does not hold together in the report that ships with the product, judged one by one.

Each line below was checked against the page; docs/reconciliation.md says why it is what it is.
"""

from pathlib import Path

import pytest
from invented_extraction import of_rule

from index.extract.assemble import extract
from index.readers.files import is_report, read
from index.reconcile import reconcile
from index.records import Finding

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "reports"


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    (report,) = (path for path in BUNDLED.iterdir() if is_report(path))
    return reconcile(extract(read(report)))


def test_what_is_more_than_rounding_is_exactly_this(findings: tuple[Finding, ...]) -> None:
    told = [
        (found.id, found.severity, found.sides[0].printed, found.sides[1].printed)
        for found in findings
        if found.severity != "rounding"
    ]
    assert told == [
        ("form-indicator-1", "contradiction", "≤100条", "≥130条"),
        ("form-amount-1", "contradiction", "134000元", "130,000"),
        ("form-cost-1", "misprint", "112900元", "1,129,900"),
        ("document-year-1", "misprint", "汾财预【2022】83号", "汾财预【2023】83号"),
        ("document-number-1", "misprint", "汾财行[274]号", "汾财行[2022]114号"),
        ("form-half-1", "explain", "55,712,900", "1,000,000"),
        ("form-product-1", "explain", "1,480,050元", "1,480,000"),
        ("carryover-1", "explain", "315.44", "0"),
    ]


def test_all_other_differences_are_a_cent_of_a_ten_thousand(findings: tuple[Finding, ...]) -> None:
    rounding = [found for found in findings if found.severity == "rounding"]
    assert {(found.difference, found.unit) for found in rounding} == {("0.01", "万元")}


def test_the_carried_over_projects_are_shown_one_by_one(findings: tuple[Finding, ...]) -> None:
    (found,) = of_rule(findings, "carryover")
    assert len(found.sides[2:]) == 8
    assert all("2022年结转" in (side.row or "") for side in found.sides[2:])


def test_every_side_says_where_it_stands(findings: tuple[Finding, ...]) -> None:
    for found in findings:
        assert len(found.sides) >= 2
        assert all(side.page > 0 and side.text for side in found.sides)
