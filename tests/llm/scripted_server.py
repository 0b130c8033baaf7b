"""A language model that says what a test scripts, behind an OpenAI-compatible HTTP server.

    with ScriptedServer(lambda request: Words("1,234.56 万元")) as server:
        client = OpenAILike(api_base=server.base_url, ...)

It listens on the loopback address, keeps what it was asked in `server.requests`, and closes
whatever it is in the midst of.
"""

import json
import os
import select
import socket
import struct
import time
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Any, cast

from scripted_replies import Message, Reply, Request, Script, Status
from scripted_steps import MODEL, Head, Pause, Step, TearDown, refusal, steps

AT_ONCE = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""SO_LINGER: on, for no time; closing sends RST instead of FIN."""

LOOK_UP_EVERY = 0.05
"""Seconds after which a handler that waits looks whether it is still wanted."""


class ScriptedServer:
    """Serves a script from construction until `close`; a context manager."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._changed = Condition()
        self._requests: list[Request] = []
        self._errors: list[Exception] = []
        self._in_progress = 0
        self._listener = Listener(self)
        self._thread = Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def base_url(self) -> str:
        """The address a client is given, `/v1` included."""
        return f"http://127.0.0.1:{self._listener.server_address[1]}/v1"

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every completion asked for so far, in the order of arrival."""
        with self._changed:
            return tuple(self._requests)

    @property
    def in_progress(self) -> int:
        """How many replies are being sent."""
        with self._changed:
            return self._in_progress

    def wait_for_requests(self, count: int, seconds: float = 30) -> bool:
        """Whether so many completions have been asked for, as soon as they have."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._requests) >= count, seconds)

    def wait_until_idle(self, seconds: float = 30) -> bool:
        """Whether no reply is being sent, as soon as none is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._in_progress == 0, seconds)

    def reply_to(self, request: Request) -> Reply:
        """What the script replies; where it fails, a 500 that says why."""
        with self._changed:
            self._requests.append(request)
            self._in_progress += 1
            self._changed.notify_all()
        try:
            return self.script(request)
        except Exception as error:  # noqa: BLE001 - a test's own code: told when the server closes
            with self._changed:
                self._errors.append(error)
            return Status(500, refusal(500, f"the script failed: {error!r}"))

    def replied(self) -> None:
        """Note that a reply was sent, or given up."""
        with self._changed:
            self._in_progress -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """End every reply and every connection, and raise what the script raised first."""
        self._listener.close()
        self._thread.join()
        with self._changed:
            errors, self._errors = self._errors, []
        if errors:
            raise errors[0]

    def __enter__(self) -> "ScriptedServer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Listener(ThreadingHTTPServer):
    """A thread for every connection, and none left once it is closed."""

    request_queue_size = 128

    def __init__(self, server: ScriptedServer) -> None:
        self.scripted = server
        self.closing = Event()
        self.connections: dict[socket.socket, Thread] = {}
        super().__init__(("127.0.0.1", 0), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread for a connection, known by name before it runs."""
        thread = Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        self.connections[request] = thread
        thread.start()

    def close(self) -> None:
        """Stop listening, hang up on everybody and wait for the threads."""
        if self.closing.is_set():
            return
        self.closing.set()
        self.shutdown()
        self.server_close()
        for connection, thread in self.connections.items():
            with suppress(OSError):  # it has been closed already
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=30)
            if thread.is_alive():
                raise RuntimeError(f"{thread.name} still answers: its script does not return")


class Handler(BaseHTTPRequestHandler):
    """One client's connection: its requests are read, its replies sent step by step."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def listener(self) -> Listener:
        """The server this connection belongs to."""
        return cast("Listener", self.server)

    def handle(self) -> None:
        """Serve until either side hangs up."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the output of the tests readable."""

    def do_GET(self) -> None:
        """The list of models."""
        if self.path == "/v1/models":
            self.send_whole(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        else:
            self.send_whole(404, json.loads(refusal(404, f"no such address: {self.path}")))

    def do_POST(self) -> None:
        """A chat completion."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/v1/chat/completions":
            self.send_whole(404, json.loads(refusal(404, f"no such address: {self.path}")))
            return
        try:
            request = read_request(dict(self.headers.items()), body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.send_whole(400, json.loads(refusal(400, f"no chat completion: {error!r}")))
            return
        scripted = self.listener.scripted
        reply = scripted.reply_to(request)
        try:
            for step in steps(reply, request):
                self.take(step)
            self.wfile.write(b"0\r\n\r\n")
        finally:
            scripted.replied()

    def take(self, step: Step) -> None:
        """Do one step of a reply; a client that has left ends it with a `ConnectionError`."""
        match step:
            case Head(content_type, status, headers):
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Transfer-Encoding", "chunked")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
            case Pause(seconds):
                self.wait(seconds)
            case TearDown():
                self.wait(LOOK_UP_EVERY)  # what was sent before may be read before
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                self.rfile.close()  # a socket stays open for as long as a file reads it
                self.connection.close()
                raise ConnectionAbortedError("torn down as scripted")
            case bytes() if step:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(step), step))

    def wait(self, seconds: float) -> None:
        """Wait for so long, or until the client leaves or the server closes."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            readable, _, _ = select.select([self.connection], [], [], min(left, LOOK_UP_EVERY))
            if readable or self.listener.closing.is_set():
                raise ConnectionAbortedError("nobody waits for the reply any more")

    def send_whole(self, status: int, body: Mapping[str, Any]) -> None:
        """A reply that no script decides."""
        written = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


def read_request(headers: Mapping[str, str], body: bytes) -> Request:
    """A request as its client meant it."""
    asked = json.loads(body)
    return Request(
        messages=tuple(
            Message(role=message["role"], content=text_of(message["content"]))
            for message in asked["messages"]
        ),
        model=asked["model"],
        stream=bool(asked.get("stream", False)),
        headers={name.lower(): value for name, value in headers.items()},
        body=asked,
    )


def text_of(content: str | list[Mapping[str, Any]] | None) -> str:
    """The text of a message, which may come in blocks."""
    if content is None or isinstance(content, str):
        return content or ""
    return "".join(block.get("text", "") for block in content)
