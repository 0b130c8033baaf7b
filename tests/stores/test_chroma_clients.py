"""What can be wrong with a Chroma server is said before it is used."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from free_port import free_port

from index.errors import StoreError
from index.settings import ChromaServer
from index.stores import chroma_clients
from index.stores.chroma_clients import check_server

Start = Callable[[dict[str, bytes]], ChromaServer]


@pytest.fixture
def serving() -> Iterator[Start]:
    """Starts a web server that answers these paths and no others."""
    started: list[ThreadingHTTPServer] = []
    over = threading.Event()

    def start(replies: dict[str, bytes]) -> ChromaServer:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                reply = replies.get(self.path)
                if reply == b"wait":
                    over.wait(30)
                    return
                self.send_response(200 if reply is not None else 404)
                self.end_headers()
                self.wfile.write(reply or b"")

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return ChromaServer(host="127.0.0.1", port=server.server_port, tls=False)

    yield start
    over.set()
    for server in started:
        server.shutdown()
        server.server_close()


def test_a_server_that_is_not_there_is_said_to_be_unreachable() -> None:
    with pytest.raises(StoreError, match="连不上 Chroma 服务器"):
        check_server(ChromaServer(host="127.0.0.1", port=free_port(), tls=False))


def test_a_server_of_another_kind_is_not_taken_for_chroma(serving: Start) -> None:
    for replies in ({}, {"/api/v2/version": b"<html>"}, {"/api/v2/version": b"{}"}):
        with pytest.raises(StoreError, match="不是 Chroma 服务器"):
            check_server(serving(replies))


def test_a_server_that_knows_only_the_old_interface_is_too_old(serving: Start) -> None:
    with pytest.raises(StoreError, match="版本太旧"):
        check_server(serving({"/api/v1/version": b'"0.5.23"'}))


def test_a_server_that_does_not_answer_is_given_up(
    serving: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_clients, "PROBE_SECONDS", 0.2)
    with pytest.raises(StoreError, match="连不上 Chroma 服务器"):
        check_server(serving({"/api/v2/version": b"wait"}))


def test_a_server_that_tells_its_version_is_taken(serving: Start) -> None:
    check_server(serving({"/api/v2/version": b'"1.0.0"'}))
