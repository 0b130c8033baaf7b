"""A real Chromium, and the page served to it by a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
USUAL_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Visit:
    """A page open in the browser, and every request it made to another host."""

    page: Page
    url: str
    outside: list[str] = field(default_factory=list)

    def open(self) -> "Visit":
        """Load the page and wait until a question can be typed."""
        self.page.goto(self.url)
        self.page.wait_for_selector("#question textarea")
        return self

    def ask(self, question: str) -> None:
        """Type a question, send it, and wait for its answer."""
        self.send(question)
        self.wait_for_answer(question)

    def send(self, question: str) -> None:
        """Type a question and send it."""
        self.page.fill("#question textarea", question)
        self.page.click("#ask")

    def wait_for_answer(self, question: str) -> None:
        """Wait until the newest card is the one of this question, and written to its end."""
        self.page.wait_for_function(
            """q => document.querySelector(
            '#latest .mz-card:not(.mz-writing) .mz-question')?.textContent === q""",
            arg=question,
        )

    def text(self, selector: str) -> str:
        """The text of the first element that fits."""
        return self.page.locator(selector).first.inner_text()


def chromium() -> str | None:
    """Where this machine's Chromium stands."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    return next(iter(found + [path for path in USUAL_PATHS if Path(path).exists()]), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless browser for all tests of a worker."""
    path = chromium()
    if path is None:
        pytest.skip("没有找到 Chromium；Debian 上可用 apt install chromium 安装")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


def served(command: list[str], port: int, log: Path, **settings: str) -> Iterator[str]:
    """The address of a page that another process serves until the tests are over."""
    url = f"http://127.0.0.1:{port}"
    with log.open("w", encoding="utf-8") as output:
        environment = os.environ | {"PYTHONIOENCODING": "utf-8"} | settings
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, env=environment)
        try:
            wait_until_up(process, port, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_up(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Return when the port answers; fail with the server's own words where it ends before."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"the page did not open: {log.read_text(encoding='utf-8')}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the invented report."""
    port = free_port()
    script = str(Path(__file__).parent / "fake_page.py")
    log = tmp_path_factory.mktemp("sample") / "log.txt"
    yield from served([sys.executable, script, str(port)], port, log)


@pytest.fixture(scope="session")
def bundled_url(tmp_path_factory: pytest.TempPathFactory, bundled_store: Path) -> Iterator[str]:
    """The page as users start it, over the bundled reports."""
    port = free_port()
    log = tmp_path_factory.mktemp("bundled") / "log.txt"
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(bundled_store)]
    yield from served(command, port, log)


def visiting(browser: Browser, url: str, width: int = 1280) -> Iterator[Visit]:
    """A visit with a fresh browser profile; requests to other hosts are stopped and recorded."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.set_default_timeout(20_000)
    visit = Visit(page=context.new_page(), url=url)

    def watch(route: Route) -> None:
        if route.request.url.startswith((url, "data:", "blob:")):
            route.continue_()
        else:
            visit.outside.append(route.request.url)
            route.abort()

    context.route("**/*", watch)
    yield visit.open()
    context.close()


@pytest.fixture
def sample(browser: Browser, sample_url: str) -> Iterator[Visit]:
    """A visit to the page over the invented report."""
    yield from visiting(browser, sample_url)


@pytest.fixture
def phone(browser: Browser, sample_url: str) -> Iterator[Visit]:
    """The same on a phone, 375 pixels wide."""
    yield from visiting(browser, sample_url, width=375)


@pytest.fixture
def bundled(browser: Browser, bundled_url: str) -> Iterator[Visit]:
    """A visit to the page over the bundled reports."""
    yield from visiting(browser, bundled_url)
