"""The page in a real browser, over an invented report with hostile texts in it."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

SHARE = "行政运行的项目支出占项目支出总额的多少？"
HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>${1+1}{{value}}$x^2$"


def test_the_figure_comes_first_and_the_badge_opens_to_the_formula(sample: "Visit") -> None:
    sample.ask(SHARE)
    assert sample.text("#latest .mz-figure") == "40.00%"
    assert "数字核对 3/3" in sample.text("#latest .mz-badge")
    formula = sample.page.locator("#latest .mz-checks code")
    assert not formula.is_visible()
    sample.page.click("#latest .mz-badge")
    formula.wait_for(state="visible")
    assert formula.inner_text() == "40.00% = 400.00 ÷ 1,000.00"


def test_the_cited_row_stands_marked_among_its_parents(sample: "Visit") -> None:
    sample.ask(SHARE)
    rows = sample.page.locator("#latest tbody tr.mz-cited-row")
    assert rows.count() == 2
    assert rows.first.locator("mark").inner_text() == "400.00"
    plain, marked = (
        sample.page.locator(f"#latest tbody tr{kind}").first.locator("td").first
        for kind in (":not(.mz-cited-row)", ".mz-cited-row")
    )
    background = "e => getComputedStyle(e).backgroundImage"
    assert plain.evaluate(background) != marked.evaluate(background)


def test_enter_sends_the_question_and_the_box_is_free_for_the_next(sample: "Visit") -> None:
    sample.page.fill("#question textarea", SHARE)
    sample.page.press("#question textarea", "Enter")
    sample.wait_for_answer(SHARE)
    assert sample.page.input_value("#question textarea") == ""


def test_a_choice_is_asked_by_clicking_it(sample: "Visit") -> None:
    sample.ask("支出是多少？")
    assert sample.text("#latest .mz-status") == "请您选择"
    sample.page.get_by_role("button", name="基本支出是多少？").click()
    sample.wait_for_answer("基本支出是多少？")


def test_choices_of_an_earlier_answer_disappear(sample: "Visit") -> None:
    sample.ask("支出是多少？")
    sample.page.locator("#choices button").first.wait_for(state="visible")
    sample.ask("2019年的支出是多少？")
    sample.page.locator("#choices button").first.wait_for(state="hidden")


def test_earlier_questions_stay_and_open_to_their_answers(sample: "Visit") -> None:
    sample.ask(SHARE)
    sample.ask("项目支出最多的是哪些？")
    turn = sample.page.locator("#earlier .mz-turn").first
    assert SHARE in turn.inner_text()
    turn.locator("summary").first.click()
    turn.locator(".mz-figure").wait_for(state="visible")


def test_starting_again_forgets_the_conversation(sample: "Visit") -> None:
    sample.ask(SHARE)
    sample.page.click("#clear")
    sample.page.locator("#latest .mz-card").wait_for(state="detached")
    sample.ask("项目支出最多的是哪些？")
    assert sample.page.locator("#earlier .mz-turn").count() == 0


def test_two_visitors_do_not_see_each_other(sample: "Visit", phone: "Visit") -> None:
    sample.ask(SHARE)
    phone.ask("项目支出最多的是哪些？")
    assert phone.page.locator("#earlier .mz-turn").count() == 0


def test_a_script_in_a_question_is_shown_and_not_run(sample: "Visit") -> None:
    sample.ask(HOSTILE)
    assert HOSTILE in sample.text("#latest .mz-answer")
    assert HOSTILE in sample.text("#latest .mz-warnings")
    assert HOSTILE in sample.text("#latest blockquote")
    assert HOSTILE in sample.text("#reports")
    sample.page.locator("#choices button").first.click()
    sample.wait_for_answer(HOSTILE[:40])
    assert sample.page.evaluate("window.hacked") is None
    assert sample.page.locator("#latest img, #latest script, #choices img").count() == 0


def test_a_question_that_is_too_long_is_kept_for_shortening(sample: "Visit") -> None:
    typed = "很长" * 300
    sample.page.fill("#question textarea", typed)
    sample.page.click("#ask")
    sample.page.locator("#latest .mz-message").wait_for()
    assert "问题太长（600 字）" in sample.text("#latest .mz-message")
    assert sample.page.input_value("#question textarea") == typed


def test_a_broken_store_is_said_and_the_page_goes_on(sample: "Visit") -> None:
    sample.page.fill("#question textarea", "坏")
    sample.page.click("#ask")
    sample.page.locator("#latest .mz-message").wait_for()
    assert "索引损坏：<b>facts.db</b>" in sample.text("#latest .mz-message")
    sample.ask(SHARE)


def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_marked_figure_is_seen(
    phone: "Visit",
) -> None:
    phone.ask(SHARE)
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 375
    phone.page.wait_for_function(
        "() => document.querySelector('#latest td mark').getBoundingClientRect().right < 375"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_background_by_day_and_by_night(
    sample: "Visit", scheme: str
) -> None:
    sample.page.emulate_media(color_scheme=scheme)
    sample.open()
    sample.ask(SHARE)
    for selector in (".mz-answer", ".mz-figure", ".mz-question", ".mz-badge", "td.mz-label"):
        assert contrast(sample, f"#latest {selector}") >= 4.5, selector


def test_nothing_is_asked_of_any_other_host(sample: "Visit") -> None:
    sample.ask(SHARE)
    assert sample.outside == []
    elsewhere = "http://elsewhere.invalid/"
    sample.page.evaluate(f"fetch('{elsewhere}').catch(() => null)")
    assert sample.outside == [elsewhere]


def contrast(visit: "Visit", selector: str) -> float:
    """Contrast ratio (WCAG) of a text against the first opaque background behind it."""
    return float(
        visit.page.locator(selector).first.evaluate(
            """element => {
              const parts = colour => colour.match(/[\\d.]+/g).map(Number);
              const light = colour => {
                const [r, g, b] = parts(colour).map(c => c / 255)
                  .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const opaque = e => {
                const colour = getComputedStyle(e).backgroundColor;
                const alpha = parts(colour)[3];
                return (alpha === undefined || alpha > 0.9) || !e.parentElement
                  ? colour : opaque(e.parentElement);
              };
              const pair = [light(getComputedStyle(element).color), light(opaque(element))];
              return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
            }"""
        )
    )
