"""Permanent links in a real browser: questions are asked again, changed data is told."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

SHARE = "行政运行的项目支出占项目支出总额的多少？"
HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"


def wait_for_address(visit: "Visit", question: str) -> dict[str, list[str]]:
    """The parts of the address once it names the question."""
    visit.page.wait_for_function(
        "q => new URLSearchParams(location.search).getAll('q').at(-1) === q", arg=question
    )
    return parse_qs(urlsplit(visit.page.url).query)


def test_an_address_asks_its_question_on_load(sample: "Visit") -> None:
    sample.page.goto(f"{sample.url}/?q={quote(SHARE)}")
    sample.wait_for_answer(SHARE)
    assert sample.text("#latest .mz-figure") == "40.00%"
    assert sample.page.locator("#latest .mz-notice").count() == 0


def test_an_extract_leads_to_the_whole_table_and_back_to_the_answer(sample: "Visit") -> None:
    sample.ask(SHARE)
    wait_for_address(sample, SHARE)
    sample.page.locator("#latest figcaption a").first.click()
    sample.page.wait_for_selector("#tables td mark")
    assert sample.text("#tables td mark") == "400.00"
    sample.page.go_back()
    sample.page.locator("#latest .mz-figure").wait_for(state="visible")


def test_the_address_bar_follows_the_questions(sample: "Visit") -> None:
    sample.ask(SHARE)
    asked = wait_for_address(sample, SHARE)
    assert asked["q"] == [SHARE]
    sample.ask("2019年的支出是多少？")
    again = wait_for_address(sample, "2019年的支出是多少？")
    assert again["v"] != asked["v"]


def test_a_link_made_from_other_data_says_that_the_data_has_changed(sample: "Visit") -> None:
    sample.ask(SHARE)
    version = wait_for_address(sample, SHARE)["v"][0]
    sample.page.goto(f"{sample.url}/?q={quote(SHARE)}&v={version}")
    sample.wait_for_answer(SHARE)
    sample.page.wait_for_timeout(500)
    assert sample.page.locator("#latest .mz-notice").count() == 0
    sample.page.goto(f"{sample.url}/?q={quote(SHARE)}&v=deadbeef")
    sample.page.wait_for_selector("#latest .mz-notice")
    assert "数据已有变化" in sample.text("#latest .mz-notice")


def test_the_link_of_an_answer_is_copied(sample: "Visit") -> None:
    sample.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sample.ask(SHARE)
    sample.page.click("#latest .mz-copy-link")
    sample.page.wait_for_function(
        "document.querySelector('#latest .mz-copy-link').textContent === '已复制'"
    )
    copied = sample.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{sample.url}/?q={quote(SHARE, safe='')}&v=")


def test_a_follow_up_is_linked_with_the_question_before_it(bundled: "Visit") -> None:
    first, second = "项目支出合计是多少万元？", "换算成元呢？"
    bundled.ask(first)
    bundled.ask(second)
    assert wait_for_address(bundled, second)["q"] == [first, second]
    figure = bundled.text("#latest .mz-figure")
    bundled.page.goto(bundled.page.url)
    bundled.wait_for_answer(second)
    assert bundled.text("#latest .mz-figure") == figure
    assert bundled.page.locator("#latest .mz-notice").count() == 0


def test_a_script_in_an_address_is_a_question_and_not_run(sample: "Visit") -> None:
    sample.page.goto(f"{sample.url}/?q={quote(HOSTILE)}&v={quote(HOSTILE)}&table={quote(HOSTILE)}")
    sample.wait_for_answer(HOSTILE)
    sample.page.wait_for_timeout(300)
    assert sample.page.evaluate("window.hacked") is None
    assert sample.page.locator("#latest img, #latest script").count() == 0
    assert sample.outside == []
