"""Measuring: what is printed of a figure, of a step that fails, and of the machine."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from eval import bench, machine
from eval.bench import Measurement, Unmeasured

EVENTS = {
    "good": 'event: heartbeat\ndata: null\n\nevent: complete\ndata: ["475.03万元"]\n\n',
    "bad": "event: error\ndata: null\n\n",
}


class Page(BaseHTTPRequestHandler):
    """A page that takes a question as an event and streams what became of it."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = self.path.rpartition("/")[2]
        self.reply(json.dumps({"event_id": name if asked["data"] else "bad"}))

    def do_GET(self) -> None:
        self.reply(EVENTS[self.path.rpartition("/")[2]])

    def reply(self, text: str) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/call"
    server.shutdown()
    server.server_close()


def test_the_answer_is_read_from_the_last_event_of_the_page(address: str) -> None:
    assert json.loads(bench.ask_page(f"{address}/good", 10)) == ["475.03万元"]


def test_a_page_that_breaks_gives_no_time(address: str) -> None:
    with pytest.raises(Unmeasured, match="页面没有给出答案"):
        bench.ask_page(f"{address}/bad", 10)


def test_a_step_that_fails_says_why_and_has_no_figure() -> None:
    def step() -> list[Measurement]:
        raise Unmeasured("没有库")

    (measured,) = bench.measured("建库", step)
    assert measured.value is None
    assert bench.in_words(measured) == "建库：—（未能测得：没有库）"


def test_a_figure_is_printed_with_its_unit_and_note() -> None:
    measured = Measurement(name="建库", value=3.14159, unit="秒", note="1 份报告")
    assert bench.in_words(measured) == "建库：3.14 秒（1 份报告）"


def test_the_machine_has_cores_and_a_name() -> None:
    assert machine.cores() >= 1
    assert machine.in_words().startswith(f"{machine.cores()} 核")


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_a_process_has_resident_memory_and_one_that_is_gone_has_none() -> None:
    resident = machine.resident_mib(os.getpid())
    assert resident is not None
    assert resident > 1
    assert machine.resident_mib(2**22 + 1) is None
