"""Findings on the page: both sides in full, the difference, and links to the very cells."""

import csv
import io
from base64 import b64decode
from dataclasses import replace

from page_samples import EXTRACTION, FINDING, FINDINGS, HOSTILE, REPORT, TABLE, finding_side

from assistant.page.findings_desk import findings_of, listed, saved_findings
from assistant.page.findings_html import MOST_LISTED, Found, findings_list
from assistant.page.places import by_name
from index.records import Extraction, Finding, Outline, Report, outline_of


def found(finding: Finding = FINDING) -> Found:
    return Found(report=REPORT, finding=finding, tables_read=lambda: by_name([TABLE]))


class Reconciled:
    """A corpus of one report with two findings."""

    fingerprint = "1"

    def reports(self) -> tuple[Report, ...]:
        return (REPORT,)

    def extraction(self, report_id: str) -> Extraction:
        return replace(EXTRACTION, findings=FINDINGS)

    def outlines(self) -> tuple[Outline, ...]:
        return (outline_of(self.extraction(REPORT.id)),)


found_now = findings_of(Reconciled())  # type: ignore[arg-type]


def test_a_finding_tells_both_sides_and_the_difference() -> None:
    html = findings_list([found()], 1)
    for words in ("矛盾", FINDING.rule, "行政运行", "400.00", "档案馆", "500.00", TABLE.name):
        assert words in html
    assert "相差 <strong>1,600.5 万元</strong>" in html


def test_a_link_leads_to_the_table_with_the_cells_of_all_sides_marked() -> None:
    html = findings_list([found()], 1)
    assert html.count("cells=2:4,5:4") == 2


def test_what_prose_says_is_quoted_and_leads_to_no_table() -> None:
    html = findings_list([found()], 1)
    assert "馆藏支出为1万元。" in html
    assert html.count("看报表") == 2


def test_the_gravest_findings_come_first_and_the_boxes_narrow_them() -> None:
    html = listed(Reconciled(), found_now, {})["html"]
    assert html.index("table-total-1") < html.index("account-sum-1")
    narrowed = listed(Reconciled(), found_now, {"severity": "rounding"})["html"]
    assert "table-total-1" not in narrowed
    assert "1 / 2 处发现" in narrowed
    assert "没有这样的发现" in listed(Reconciled(), found_now, {"report": "x"})["html"]


def test_of_very_many_findings_it_is_said_how_many_are_left_out() -> None:
    html = findings_list([found()] * (MOST_LISTED + 5), MOST_LISTED + 5)
    assert html.count("<article") == MOST_LISTED
    assert f"前 {MOST_LISTED} 处" in html


def test_the_file_holds_the_findings_that_are_chosen() -> None:
    given = saved_findings(found_now, {"severity": "rounding", "format": "csv"})
    assert given["name"] == "勾稽发现_尾差.csv"
    heading, *lines = csv.reader(io.StringIO(b64decode(given["data"]).decode("utf-8-sig")))
    assert [line[heading.index("编号")] for line in lines] == ["account-sum-1"]


def test_nothing_printed_in_a_finding_is_markup() -> None:
    hostile = replace(
        FINDING, id=HOSTILE, rule=HOSTILE, message=HOSTILE, difference=HOSTILE, unit=HOSTILE,
        sides=(finding_side(HOSTILE, HOSTILE), finding_side(HOSTILE, HOSTILE, None)),
    )  # fmt: skip
    html = findings_list([found(hostile)], 1)
    assert "<script" not in html
    assert "<img" not in html
