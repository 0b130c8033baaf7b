"""The page as users start it, in a real browser, over the bundled reports."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser


def test_every_example_question_is_answered(bundled: "Visit") -> None:
    buttons = bundled.page.locator("#examples button")
    buttons.nth(2).wait_for()
    assert buttons.count() >= 3
    for position in range(buttons.count()):
        question = buttons.nth(position).inner_text()
        buttons.nth(position).click()
        bundled.wait_for_answer(question)
        status = bundled.page.locator("#latest .mz-card").get_attribute("data-status")
        assert status == "answered", question


def test_a_figure_is_answered_with_its_row_marked_and_every_number_checked(
    bundled: "Visit",
) -> None:
    bundled.ask("项目支出合计是多少万元？")
    figure = bundled.text("#latest .mz-figure").split()[0]
    done, whole = bundled.text("#latest .mz-badge").split("数字核对")[1].strip().split("/")
    assert done == whole
    marked = bundled.page.locator("#latest tr.mz-cited-row mark").all_inner_texts()
    assert figure in marked


def test_a_follow_up_is_understood_from_the_question_before(bundled: "Visit") -> None:
    bundled.ask("项目支出合计是多少万元？")
    first = bundled.text("#latest .mz-figure")
    bundled.ask("那基本支出呢？")
    assert bundled.text("#latest .mz-figure") != first
    assert first in bundled.text("#earlier .mz-turn")


def test_a_year_that_no_report_covers_gets_no_figure(bundled: "Visit") -> None:
    bundled.ask("1998年的项目支出是多少？")
    status = bundled.page.locator("#latest .mz-card").get_attribute("data-status")
    assert status in ("not_found", "refused")
    assert bundled.page.locator("#latest .mz-figure").count() == 0


def test_the_reports_inside_are_listed(bundled: "Visit") -> None:
    bundled.page.locator("#reports li").first.wait_for()
    assert "预算" in bundled.text("#reports")


def test_a_script_in_a_question_is_not_run_by_the_real_assistant(bundled: "Visit") -> None:
    question = "<img src=x onerror=window.hacked=1>的预算是多少？"
    bundled.ask(question)
    assert bundled.page.evaluate("window.hacked") is None
    assert bundled.page.locator("#latest img").count() == 0


def test_the_page_over_the_bundled_reports_asks_nothing_of_any_other_host(
    bundled: "Visit",
) -> None:
    bundled.ask("项目支出合计是多少万元？")
    assert bundled.outside == []
