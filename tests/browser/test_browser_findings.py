"""The 核对 tab in a real browser: findings lead to the cells that they are about."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser


def open_findings(visit: "Visit") -> None:
    visit.page.click("#tab-findings-button")
    visit.page.wait_for_selector("#findings .mz-finding")


def test_a_finding_leads_to_its_cells_and_back_leads_to_the_finding(sample: "Visit") -> None:
    open_findings(sample)
    sample.page.locator("#findings a").first.click()
    sample.page.wait_for_selector("#tables td mark")
    assert sample.page.locator("#tables td mark").all_inner_texts() == ["400.00", "500.00"]
    assert "cells=2:4,5:4" in sample.page.url
    sample.page.go_back()
    sample.page.locator("#findings .mz-finding").first.wait_for(state="visible")
    sample.page.go_forward()
    sample.page.locator("#tables td mark").first.wait_for(state="visible")


def test_findings_are_narrowed_by_severity_and_report(sample: "Visit") -> None:
    open_findings(sample)
    assert sample.page.locator("#findings .mz-finding").count() == 2
    sample.page.select_option("#findings .mz-severity", "rounding")
    sample.page.wait_for_function("document.querySelectorAll('#findings .mz-finding').length === 1")
    assert "1 / 2 处发现" in sample.text("#findings")
    assert sample.page.evaluate("window.hacked") is None
    sample.page.select_option("#findings .mz-report", "bad" * 4)
    sample.page.wait_for_selector("#findings .mz-empty")


def test_the_chosen_findings_are_saved(sample: "Visit") -> None:
    open_findings(sample)
    sample.page.select_option("#findings .mz-severity", "contradiction")
    sample.page.wait_for_function("document.querySelectorAll('#findings .mz-finding').length === 1")
    with sample.page.expect_download() as waiting:
        sample.page.click("#findings [data-file=csv]")
    assert waiting.value.suggested_filename == "勾稽发现_矛盾.csv"


def test_on_a_phone_findings_are_no_wider_than_the_screen(phone: "Visit") -> None:
    open_findings(phone)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 375
    link = phone.page.locator("#findings a").first.bounding_box()
    assert link is not None
    assert link["x"] + link["width"] <= 375
