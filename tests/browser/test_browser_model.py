"""A language model beside the rules, in a real browser: its words while it writes, its figures
never, and the rules' answer wherever it is not waited for."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import free_port, served, visiting
from playwright.sync_api import Browser
from scripted_replies import Drip, Reply, Request, Status, Words
from scripted_server import ScriptedServer
from test_browser_accessibility import complaints

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

QUESTION = "项目支出合计是多少万元？"
SAID = "2023年项目支出预算数为▯（预算公开表3 2023年预算支出总表，第5页）。"
WATCH = """() => {
  window.seen = [];
  new MutationObserver(() => window.seen.push(document.querySelector('#latest').innerText))
    .observe(document.querySelector('#latest'), { childList: true, subtree: true });
}"""
"""Keeps every text that the newest card has borne, however short."""


def draft_of(request: Request) -> str:
    """The draft that the model is asked to word."""
    first = next(message for message in request.messages if message.role == "user")
    return first.content.rpartition("草稿：\n")[2]


def faithful(request: Request) -> Reply:
    """The draft again, and a while until the reply is at its end."""
    return Words(draft := draft_of(request), chunks=(draft, ""), pause=1)


def inventive(request: Request) -> Reply:
    """A sentence that may be shown, then figures of the model's own: in digits, and written out."""
    opening = draft_of(request).partition("（")[0] + "。"
    texts = (opening, "项目支出为777.77万元。", "项目支出为九百九十九万元。")
    return Words("".join(texts), chunks=texts, pause=0.5)


def never_at_its_end(request: Request) -> Reply:
    """The draft, again and again."""
    return Drip(draft_of(request) + "\n", seconds=0.2)


def saying_nothing(_: Request) -> Reply:
    """Signs of life, but not a word."""
    return Drip(" ", seconds=0.2)


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    """The model behind the page; each test gives it its script."""
    with ScriptedServer(faithful) as server:
        yield server


@pytest.fixture(scope="module")
def url(
    model: ScriptedServer, bundled_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The page over the bundled reports, with the model and all the time in the world."""
    port, log = free_port(), tmp_path_factory.mktemp("model") / "log.txt"
    command = ["app.py", "--port", str(port), "--store", str(bundled_store)]
    settings = {"LLM_BASE_URL": model.base_url, "LLM_MODEL": "qwen-scripted"}
    key = {"LLM_API_KEY": "sk-never-shown", "LLM_TIMEOUT": "600"}
    yield from served([sys.executable, *command], port, log, **settings, **key)


@pytest.fixture(params=[1280])
def visit(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator["Visit"]:
    """A visit that remembers all that the newest card has said."""
    for each in visiting(browser, url, width=request.param):
        each.page.evaluate(WATCH)
        yield each


def seen(visit: "Visit") -> list[str]:
    texts = visit.page.evaluate("window.seen")
    assert isinstance(texts, list)
    return texts


def test_the_words_come_first_and_the_figure_with_the_checked_answer(
    visit: "Visit", model: ScriptedServer
) -> None:
    model.script = faithful
    visit.ask(QUESTION)
    written = [text for text in seen(visit) if SAID in text]
    assert written
    assert all("数字核对后填入" in text and "958.88" not in text for text in written)
    assert visit.text("#latest .mz-figure") == "958.88 万元"
    assert SAID.replace("▯", "958.88万元") in visit.text("#latest .mz-answer")
    note = visit.page.locator("#latest .mz-model summary")
    assert note.inner_text() == "文字由语言模型润色，数字均经核对"
    note.click()
    assert "问语言模型 1 次" in visit.text("#latest .mz-model ul")
    assert not visit.page.locator("#cancel").is_visible()
    assert "sk-never" not in visit.page.content()
    assert model.base_url not in visit.page.content()


def test_a_figure_of_the_models_own_is_never_shown(visit: "Visit", model: ScriptedServer) -> None:
    model.script = inventive
    visit.ask(QUESTION)
    assert [text for text in seen(visit) if "预算数为▯。" in text]
    assert not [text for text in seen(visit) if "777" in text or "九百九十九" in text]
    assert visit.text("#latest .mz-figure") == "958.88 万元"
    visit.page.locator("#latest .mz-model summary").click()
    assert "语言模型没有采用：自己写了数字" in visit.text("#latest .mz-model")


def test_cancelling_gives_the_rules_answer(visit: "Visit", model: ScriptedServer) -> None:
    model.script = never_at_its_end
    visit.send(QUESTION)
    visit.page.locator("#latest .mz-writing", has_text=SAID).wait_for()
    assert complaints(visit) == []
    visit.page.click("#cancel")
    visit.wait_for_answer(QUESTION)
    assert visit.text("#latest .mz-figure") == "958.88 万元"
    visit.page.locator("#latest .mz-model summary").click()
    assert "语言模型没有采用：已取消" in visit.text("#latest .mz-model")
    assert not visit.page.locator("#cancel").is_visible()
    assert model.wait_until_idle()


def test_a_question_beside_one_that_is_being_answered_waits(
    visit: "Visit", model: ScriptedServer
) -> None:
    model.script = never_at_its_end
    visit.send(QUESTION)
    visit.page.locator("#latest .mz-writing").wait_for()
    visit.page.locator("#examples button").last.click()
    visit.page.get_by_text("上一个问题还在回答").wait_for()
    visit.page.click("#cancel")
    visit.wait_for_answer(QUESTION)
    assert visit.page.locator("#earlier .mz-turn").count() == 0


def test_whoever_leaves_is_not_written_for_any_longer(
    browser: Browser, url: str, model: ScriptedServer
) -> None:
    model.script, before = saying_nothing, len(model.requests)
    for visit in visiting(browser, url):
        visit.send(QUESTION)
        assert model.wait_for_requests(before + 1)
        visit.page.locator("#latest .mz-writing", has_text="正在准备回答").wait_for()
        visit.page.close()
        assert model.wait_until_idle()


def test_a_link_opens_on_the_finished_answers_and_asks_the_model_once_for_each(
    visit: "Visit", model: ScriptedServer
) -> None:
    follow_up = "那基本支出呢？"
    model.script = lambda _: Status(500)
    visit.ask(QUESTION)
    visit.ask(follow_up)
    visit.page.wait_for_function(
        "q => new URLSearchParams(location.search).getAll('q').at(-1) === q", arg=follow_up
    )
    model.script, before = faithful, len(model.requests)
    visit.page.reload()
    visit.wait_for_answer(follow_up)
    assert visit.page.locator("#latest .mz-notice").count() == 0
    assert len(model.requests) == before + visit.page.locator(".mz-card[data-key]").count()


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_the_about_tab_names_the_model(visit: "Visit") -> None:
    visit.page.click("#tab-about-button")
    visit.page.wait_for_selector("#about h2")
    assert "正在使用语言模型 qwen-scripted。数字从不出自它。" in visit.text("#about")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 375
