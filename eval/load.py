"""Many readers at once (并发负载): how long each waits for an answer, and whether one is lost.

The page is started on a free port of this machine and asked over HTTP, first as programs ask it
(`/gradio_api/call/ask`), then as the page in a browser does, with a conversation and its card.
"""

import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval import machine
from eval.cases import load_cases
from eval.served import served
from eval.summary import percentile

QUESTIONS = Path(__file__).parent / "questions" / "fenyang_lookup.jsonl"
API = "/gradio_api"
NO_LIMITS = {"BUDGET_QUESTIONS_PER_MINUTE": "0", "BUDGET_QUESTIONS_PER_MINUTE_ADDRESS": "0"}
PATIENCE = 30.0
"""Seconds after which an answer counts as lost."""

WANTED_P95 = 1.5
"""Seconds within which 95 of 100 readers have their answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of one question."""

    seconds: float
    problem: str | None = None
    """Why there was no answer; None where there was."""
    lost: bool = False
    """Whether nothing came back at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What became of all questions of one way of asking."""

    name: str
    replies: tuple[Reply, ...]
    seconds: float
    """From the first question to the last answer."""

    @property
    def lost(self) -> int:
        """Questions to which nothing came back."""
        return sum(reply.lost for reply in self.replies)

    @property
    def errors(self) -> tuple[str, ...]:
        """What was said in place of answers."""
        return tuple(r.problem for r in self.replies if r.problem and not r.lost)

    def percentile(self, percent: float) -> float:
        """Seconds within which so many percent of the answers came."""
        return percentile([r.seconds for r in self.replies if not r.problem], percent)


Ask = Callable[[str], None]
"""Asks one question and waits for its answer; raises `Refused` or `OSError` where none comes."""


class Refused(Exception):
    """The page answered, but not the question."""


def as_program(port: int) -> Ask:
    """Asks as programs do, each question by itself."""

    def ask(question: str) -> None:
        event = _posted(port, f"{API}/call/ask", {"data": [question]})["event_id"]
        text = b"".join(_stream(port, f"{API}/call/ask/{event}")).decode()
        if "event: complete" not in text:
            raise Refused(text[:200])

    return ask


def as_reader(port: int) -> Ask:
    """Asks as the page in a browser does: one conversation, which grows."""
    function, inputs = _question_function(port)
    session = uuid.uuid4().hex[:12]
    seen = 0

    def ask(question: str) -> None:
        nonlocal seen
        data = [question, None, str(seen)][:inputs] + [None] * (inputs - 3)
        body = {"data": data, "fn_index": function, "session_hash": session}
        event = _posted(port, f"{API}/queue/join", body)["event_id"]
        for line in _stream(port, f"{API}/queue/data?session_hash={session}"):
            message = json.loads(line[6:]) if line.startswith(b"data: ") else {}
            if message.get("event_id") == event and message.get("msg") == "process_completed":
                if not message.get("success"):
                    raise Refused(str(message.get("output"))[:200])
                seen += 1
                return
        raise Refused("回答没有送到")

    return ask


def _question_function(port: int) -> tuple[int, int]:
    """Which of the page's functions the button 提问 calls, and how many inputs it has."""
    with _connection(port) as connection:
        connection.request("GET", "/config")
        config = json.loads(connection.getresponse().read())
    button = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "ask")
    called = next(d for d in config["dependencies"] if [button, "click"] in d["targets"])
    return int(called["id"]), len(called["inputs"])


def _posted(port: int, path: str, body: dict[str, object]) -> Any:
    with _connection(port) as connection:
        headers = {"Content-Type": "application/json"}
        connection.request("POST", path, json.dumps(body), headers)
        reply = connection.getresponse()
        content = reply.read()
        if reply.status != 200:
            raise Refused(f"HTTP {reply.status} {content.decode()[:120]}")
        return json.loads(content)


def _stream(port: int, path: str) -> Iterator[bytes]:
    with _connection(port) as connection:
        connection.request("GET", path)
        yield from connection.getresponse()


@contextmanager
def _connection(port: int) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        yield connection
    finally:
        connection.close()


# --- many at once ---------------------------------------------------------------------------


def pressed(name: str, asks: Sequence[Ask], questions: Sequence[str], each: int) -> Load:
    """All clients ask at the same moment, each its share one after the other."""
    together = threading.Barrier(len(asks) + 1)

    def client(number: int) -> list[Reply]:
        together.wait()
        mine = [questions[(number + step * len(asks)) % len(questions)] for step in range(each)]
        return [_timed(asks[number], question) for question in mine]

    with ThreadPoolExecutor(len(asks)) as pool:
        running = [pool.submit(client, number) for number in range(len(asks))]
        together.wait()
        began = time.perf_counter()
        replies = [reply for future in running for reply in future.result()]
        return Load(name=name, replies=tuple(replies), seconds=time.perf_counter() - began)


def _timed(ask: Ask, question: str) -> Reply:
    began = time.perf_counter()
    problem, lost = None, False
    try:
        ask(question)
    except Refused as error:
        problem = str(error)
    except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
        problem, lost = f"{type(error).__name__}: {error}", True
    return Reply(seconds=time.perf_counter() - began, problem=problem, lost=lost)


def in_words(load: Load) -> str:
    """One line with the figures, and one for each kind of error."""
    line = (
        f"{load.name}：{len(load.replies)} 问，p50 {load.percentile(50):.2f} 秒，"
        f"p95 {load.percentile(95):.2f} 秒，最长 {load.percentile(100):.2f} 秒，"
        f"每秒 {len(load.replies) / load.seconds:.1f} 答，"
        f"丢失 {load.lost}，错误 {len(load.errors)}"
    )
    said = [f"  {problem}" for problem in dict.fromkeys(r.problem for r in load.replies) if problem]
    return "\n".join([line, *said[:5]])


def load(store: Path | None, clients: int, each: int) -> int:
    """Measures both ways of asking; 0 where nothing was lost and p95 is as wanted."""
    questions = [case.turns[-1] for case in load_cases(QUESTIONS)]
    options = ["--store", str(store)] if store else []
    print(f"机器：{machine.in_words()}；{clients} 个同时提问，各 {each} 问")
    good = True
    with served("app.py", options, NO_LIMITS) as page:
        _timed(as_program(page.port), questions[0])  # what is loaded when it is first needed
        ways = {"程序接口": as_program, "网页": as_reader}
        for name, way in ways.items():
            result = pressed(name, [way(page.port) for _ in range(clients)], questions, each)
            print(in_words(result), flush=True)
            good &= not result.lost and not result.errors
            good &= result.percentile(95) <= WANTED_P95
    return 0 if good else 1
