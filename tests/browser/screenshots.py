"""Makes the README's pictures of the page (截图), into docs/images.

`python tests/browser/screenshots.py [--store DIR]`: over the usual store unless one is named.
"""

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conftest import FLAGS, ROOT, Visit, chromium, free_port, served, visiting
from playwright.sync_api import Browser, sync_playwright

PICTURES = ROOT / "docs" / "images"
QUESTION = "项目支出占支出总计的百分之几？"


@contextlib.contextmanager
def page_over(store: str | None) -> Iterator[str]:
    """The address of a page served for the pictures."""
    port = free_port()
    command = [sys.executable, "app.py", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        serving = served(
            [*command, *(["--store", store] if store else [])], port, Path(folder, "log")
        )
        yield next(serving)
        serving.close()  # type: ignore[attr-defined]


def answer(visit: Visit) -> None:
    """An answer with its proof opened, as on a wide screen."""
    visit.ask(QUESTION)
    visit.page.click("#latest .mz-badge")
    visit.page.locator("#latest .mz-checks li").first.wait_for()
    visit.page.screenshot(path=str(PICTURES / "answer.png"))


def findings(visit: Visit) -> None:
    """The reconciliation findings, as on a telephone."""
    visit.page.click("#tab-findings-button")
    visit.page.locator(".mz-finding").first.wait_for()
    visit.page.screenshot(path=str(PICTURES / "findings.png"))


def pictures(browser: Browser, url: str) -> None:
    """Both pictures, each from a fresh visit."""
    for take, width in ((answer, 1280), (findings, 420)):
        visits = visiting(browser, url, width=width)
        take(next(visits))
        visits.close()  # type: ignore[attr-defined]


def main() -> int:
    """Take the pictures; 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(description="为 README 截图")
    parser.add_argument("--store", default=None, help="索引目录")
    store = parser.parse_args().store
    path = chromium()
    if path is None:
        print("没有找到 Chromium", file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, page_over(store) as url:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        pictures(browser, url)
        browser.close()
    print("、".join(str(file.relative_to(ROOT)) for file in sorted(PICTURES.glob("*.png"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
