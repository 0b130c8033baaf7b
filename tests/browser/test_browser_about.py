"""The 说明 tab in a real browser."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser


def test_method_coverage_and_limits_are_told(phone: "Visit") -> None:
    phone.page.click("#tab-about-button")
    phone.page.wait_for_selector("#about h2")
    told = phone.text("#about")
    for words in ("四种结果", "空表", "未收录", "20", "2031-02-04 02:30", "scan.pdf"):
        assert words in told
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 375
    assert phone.page.evaluate("window.hacked") is None


def test_a_report_leads_to_its_tables(bundled: "Visit") -> None:
    bundled.page.click("#tab-about-button")
    bundled.page.locator("#about td a").first.click()
    bundled.page.wait_for_selector("#tables .mz-whole")
    assert bundled.outside == []
