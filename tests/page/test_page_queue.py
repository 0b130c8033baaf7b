"""More questions at once than the queue holds: those turned away are told so in words."""

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from page_samples import EXTRACTION, REPORT, SHARE

from assistant.page import layout
from assistant.page.serve import BUSY, _busy


class Slow:
    """An assistant that answers when it is let."""

    corpus: "Slow"
    model = None

    def __init__(self) -> None:
        self.corpus = self
        self.let = threading.Event()

    def ask(self, question: str, conversation: object, **_: object) -> tuple[object, object]:
        self.let.wait(20)
        return SHARE, conversation

    def reports(self) -> tuple[object, ...]:
        return (REPORT,)

    def extraction(self, report: str) -> object:
        return EXTRACTION


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A page that works on one question at a time and keeps one waiting."""
    monkeypatch.setattr(layout, "WAITING", 1)
    monkeypatch.setattr(layout, "AT_ONCE", 1)
    monkeypatch.setitem(layout.PRIVATE, "concurrency_limit", 1)
    slow = Slow()
    page = layout.build_page(slow)  # type: ignore[arg-type]
    page.launch(
        server_name="127.0.0.1",
        prevent_thread_lock=True,
        quiet=True,
        ssr_mode=False,
        app_kwargs={"exception_handlers": {503: _busy}},
    )
    yield page.server_port
    slow.let.set()
    page.close()


def posted(port: int) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    body = json.dumps({"data": ["占多少？"]})
    connection.request("POST", "/gradio_api/call/ask", body, {"Content-Type": "application/json"})
    reply = connection.getresponse()
    return reply.status, json.loads(reply.read()).get("detail", "")


def test_a_question_that_finds_no_place_in_the_queue_is_told_so(port: int) -> None:
    replies = [posted(port) for _ in range(6)]
    assert replies[0][0] == 200
    assert replies[-1] == (429, BUSY)
