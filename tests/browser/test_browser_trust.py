"""What makes an answer worth trusting, in a real browser: the original, the scope, the verdict."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, free_port, served, visiting, wait_until_up
from playwright.sync_api import Browser
from small_pdfs import EDUCATION, TOTAL, Sheet, accounts, captioned, small_pdf

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

LOOK_UP = "项目支出合计是多少万元？"


def test_the_original_of_a_text_opens_with_the_cited_line_marked_and_no_handler_in_it(
    bundled: "Visit",
) -> None:
    bundled.ask(LOOK_UP)
    figure = bundled.text("#latest .mz-figure").split()[0]
    bundled.page.locator("#latest .mz-original summary").first.click()
    marked = bundled.page.locator("#latest .mz-line mark").first
    marked.wait_for()
    assert figure in marked.inner_text()
    sheet = bundled.text("#latest .mz-original-page")
    assert "所引之处已标出" in sheet
    assert "经办人：" not in sheet


def test_a_citation_can_be_copied(bundled: "Visit") -> None:
    bundled.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bundled.ask(LOOK_UP)
    bundled.page.locator("#latest .mz-copy").first.click()
    bundled.page.get_by_role("button", name="已复制").first.wait_for()
    copied = bundled.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("《")
    assert bundled.text("#latest .mz-figure").split()[0] in copied


def test_the_scope_appears_with_the_conversation_and_can_be_freed(bundled: "Visit") -> None:
    assert not bundled.page.locator("#scope").is_visible()
    bundled.ask(LOOK_UP)
    box = bundled.page.locator("#scope input")
    box.wait_for(state="visible")
    assert "2023年" in box.input_value()
    box.click()
    bundled.page.get_by_role("option", name="不限（由问题决定）").click()
    bundled.page.get_by_text("没有限定报告").wait_for()
    bundled.ask("那基本支出呢？")
    assert bundled.page.locator("#latest .mz-figure").count() == 1


def test_what_is_not_held_is_declined_without_a_figure(bundled: "Visit") -> None:
    bundled.ask("今天天气怎么样？")
    assert bundled.text("#latest .mz-status") == "无法回答"
    bundled.ask("2019年的项目支出是多少？")
    assert bundled.text("#latest .mz-status") == "报告中没有"
    assert bundled.page.locator("#latest .mz-figure").count() == 0


# --- a page of its own ----------------------------------------------------------------------


def budget(sheet: Sheet) -> None:
    accounts(sheet, captioned(sheet), *EDUCATION, TOTAL)


@pytest.fixture(scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one small PDF report."""
    folder = tmp_path_factory.mktemp("own")
    report = small_pdf(folder / "某县教育局2024年部门预算.pdf", budget)
    command = [sys.executable, "-m", "index", "build", str(report), "--store", str(folder / "st")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "st"


@pytest.fixture(scope="module")
def own_url(own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over it, in a process of its own."""
    port = free_port()
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(own_store)]
    yield from served(command, port, tmp_path_factory.mktemp("own-log") / "log.txt")


@pytest.fixture
def own(browser: Browser, own_url: str) -> Iterator["Visit"]:
    """A visit to it."""
    yield from visiting(browser, own_url)


def test_the_original_of_a_pdf_opens_with_the_cited_cell_outlined(own: "Visit") -> None:
    own.ask("教育支出的项目支出是多少？")
    own.page.locator("#latest .mz-original summary").first.click()
    own.page.locator("#latest .mz-outline").first.wait_for()
    assert own.page.locator("#latest .mz-outline").count() == 1
    drawn = own.page.locator("#latest .mz-sheet img")
    assert drawn.evaluate("e => e.decode().then(() => e.naturalWidth)") > 800
    sheet, outline = (
        own.page.locator(f"#latest {each}").first.bounding_box()
        for each in (".mz-sheet", ".mz-outline")
    )
    assert sheet
    assert outline
    middle = (outline["x"] + outline["width"] / 2 - sheet["x"]) / sheet["width"] * 595
    assert 460 < middle < 535  # the column 项目支出 as it was drawn
    assert own.outside == []


def test_a_verdict_is_written_to_the_file_beside_the_store(own: "Visit", own_store: Path) -> None:
    own.ask("教育支出的项目支出是多少？")
    own.page.fill("#remark textarea, #remark input", "<b>应为</b> 101")
    own.page.click("#feedback-wrong")
    own.page.get_by_text("已记下，谢谢。").wait_for()
    own.page.locator("#feedback").wait_for(state="hidden")
    lines = (own_store / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(lines[-1])
    assert (entry["question"], entry["verdict"]) == ("教育支出的项目支出是多少？", "wrong")
    assert entry["remark"] == "<b>应为</b> 101"


def test_after_a_restart_the_page_says_so_and_answers(
    browser: Browser, own_store: Path, tmp_path: Path
) -> None:
    port = free_port()
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(own_store)]
    with Restartable(command, port, tmp_path / "log.txt") as server:
        for visit in visiting(browser, f"http://127.0.0.1:{port}"):
            visit.ask("教育支出的项目支出是多少？")
            server.restart()
            visit.ask("教育支出的基本支出是多少？")
            said = visit.page.locator("#latest .mz-message, #latest .mz-notice")
            assert "服务重新启动过" in said.inner_text() or "断开过" in said.inner_text()
            assert visit.text("#latest .mz-figure") == "200 元"
            visit.ask("项目支出呢？")
            assert visit.page.locator("#latest .mz-message").count() == 0


def test_a_question_asked_while_the_service_is_away_is_answered_when_it_is_back(
    browser: Browser, own_store: Path, tmp_path: Path
) -> None:
    port = free_port()
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(own_store)]
    with Restartable(command, port, tmp_path / "log.txt") as server:
        for visit in visiting(browser, f"http://127.0.0.1:{port}"):
            server.stop()
            visit.page.fill("#question textarea", "教育支出的项目支出是多少？")
            visit.page.click("#ask")
            visit.page.get_by_text("Connection to the server was lost").first.wait_for()
            server.start()
            visit.page.locator("#latest .mz-notice").wait_for()
            assert "又问了一遍" in visit.text("#latest .mz-notice")
            assert visit.text("#latest .mz-figure") == "100 元"


def test_asking_too_fast_is_answered_with_how_long_to_wait(
    browser: Browser, own_store: Path, tmp_path: Path
) -> None:
    port = free_port()
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(own_store)]
    with Restartable(command, port, tmp_path / "log.txt", BUDGET_QUESTIONS_PER_MINUTE="1"):
        for visit in visiting(browser, f"http://127.0.0.1:{port}"):
            visit.ask("教育支出的项目支出是多少？")
            visit.page.fill("#question textarea", "那基本支出呢？")
            visit.page.click("#ask")
            visit.page.get_by_text("问得太快了").first.wait_for()
            assert visit.page.input_value("#question textarea") == "那基本支出呢？"


class Restartable:
    """A served page that can be stopped and started again on its port."""

    def __init__(self, command: list[str], port: int, log: Path, **settings: str) -> None:
        self._command, self._port, self._log = command, port, log
        self._settings = settings

    def __enter__(self) -> "Restartable":
        self._output = self._log.open("w", encoding="utf-8")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._output.close()

    def restart(self) -> None:
        self.stop()
        self.start()

    def start(self) -> None:
        environment = os.environ | {"PYTHONIOENCODING": "utf-8"} | self._settings
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdout=self._output, stderr=self._output, env=environment
        )
        wait_until_up(self._process, self._port, self._log)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
