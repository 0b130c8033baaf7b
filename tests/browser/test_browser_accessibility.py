"""The page for readers who use a keyboard, a screen reader, a small screen or a dark one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import visiting
from playwright.sync_api import Browser

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
LOOK_UP = "项目支出合计是多少万元？"
VAGUE = "预算是多少？"


@pytest.fixture(params=[375, 1440])
def sized(request: pytest.FixtureRequest, browser: Browser, bundled_url: str) -> Iterator["Visit"]:
    """A visit to the page over the bundled reports, on a phone and on a wide screen."""
    yield from visiting(browser, bundled_url, width=request.param)


def complaints(visit: "Visit") -> list[dict[str, Any]]:
    """The serious and critical findings of axe-core on the page as it is."""
    visit.page.wait_for_selector("#reports .mz-reports")
    visit.page.wait_for_function(
        "() => !document.querySelector('.pending') && document.getAnimations().every("
        "a => a.playState !== 'running')"
    )
    visit.page.add_script_tag(path=str(AXE))
    found = visit.page.evaluate("async () => (await axe.run(document)).violations")
    return [
        {"rule": each["id"], "where": [node["html"][:200] for node in each["nodes"]]}
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_before_and_after_an_answer(sized: "Visit", scheme: str) -> None:
    sized.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sized.open()
    assert complaints(sized) == []
    sized.ask(LOOK_UP)
    sized.page.click("#latest .mz-badge")
    sized.page.locator("#latest .mz-original summary").first.click()
    sized.page.locator("#latest .mz-line mark").first.wait_for()
    sized.page.mouse.move(0, 0)
    assert complaints(sized) == []


def focused(visit: "Visit") -> str:
    """What has the focus: its text, or its label."""
    return str(
        visit.page.evaluate(
            """() => { const e = document.activeElement;
            if (e === document.body) return "";
            return e.innerText?.trim() || e.getAttribute("aria-label") || e.placeholder || ""; }"""
        )
    )


def test_everything_in_an_answer_is_reached_by_keyboard_with_the_focus_seen(
    bundled: "Visit",
) -> None:
    bundled.ask(LOOK_UP)
    bundled.page.focus("#question textarea")
    reached: dict[str, str] = {}
    for _ in range(40):
        bundled.page.keyboard.press("Tab")
        ring = bundled.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        reached.setdefault(focused(bundled), str(ring))
    for wanted in ("提问", "数字核对", "复制出处", "查看原文", "有用", "有误", "重新开始"):
        rings = [ring for name, ring in reached.items() if wanted in name]
        assert rings, f"{wanted}: {list(reached)}"
        assert "none" not in rings, wanted


def test_enter_opens_the_original_page_and_the_list_of_checks(bundled: "Visit") -> None:
    bundled.ask(LOOK_UP)
    bundled.page.focus("#latest .mz-badge")
    bundled.page.keyboard.press("Enter")
    bundled.page.locator("#latest .mz-checks li").first.wait_for(state="visible")
    bundled.page.locator("#latest .mz-original summary").first.focus()
    bundled.page.keyboard.press("Enter")
    bundled.page.locator("#latest .mz-line mark").first.wait_for(state="visible")


def test_every_box_has_a_label(bundled: "Visit") -> None:
    bundled.ask(LOOK_UP)
    for label in ("问题", "对回答的说明"):
        bundled.page.get_by_label(label, exact=True).wait_for()
    bundled.page.get_by_label("当前范围（部门、年度、种类）").first.wait_for()
