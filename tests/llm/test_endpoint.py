"""Whatever an endpoint does, one hears a text or one word why not, and nothing is left open."""

import logging
import threading
from collections.abc import Callable
from typing import TypeAlias

import pytest
from pydantic import SecretStr
from scripted_replies import (
    BrokenJson,
    Drip,
    Empty,
    Endless,
    Html,
    KeepAlive,
    Reply,
    Reset,
    Script,
    Stall,
    Status,
    Words,
    WrongShape,
)
from scripted_server import ScriptedServer

from assistant.llm.endpoint import Endpoint, Message, ModelFailed, Patience, Spent
from assistant.llm.settings import ModelSettings

Serve: TypeAlias = Callable[[Script], ScriptedServer]

KEY = "sk-very-secret"
QUESTION: list[Message] = [("user", "会议费是多少？")]
PATIENT, IMPATIENT = 30.0, 0.4


def endpoint(base_url: str, **settings: int) -> Endpoint:
    return Endpoint(
        ModelSettings(base_url=base_url, model="any", api_key=SecretStr(KEY), **settings)  # type: ignore[arg-type]
    )


def failure(
    base_url: str, seconds: float = PATIENT, patience: Patience | None = None
) -> ModelFailed:
    with pytest.raises(ModelFailed) as failed:
        endpoint(base_url).reply(QUESTION, patience or Patience(seconds=seconds), Spent(), None)
    return failed.value


def no_thread_is_left() -> bool:
    for thread in threading.enumerate():
        if thread.name == "language-model":
            thread.join(timeout=30)
    return not any(thread.name == "language-model" for thread in threading.enumerate())


FAILURES: list[tuple[Reply, str]] = [
    (Status(400), "rejected"),
    (Status(401, f'{{"error": {{"message": "wrong key {KEY}"}}}}'), "unauthorized"),
    (Status(403), "unauthorized"),
    (Status(404), "rejected"),
    (Status(422), "rejected"),
    (Status(429, headers={"Retry-After": "600"}), "rate_limited"),
    (Status(500), "server_error"),
    (Status(503, f"Service Unavailable for {KEY}"), "server_error"),
    (Html(status=502), "server_error"),
    (Html(), "bad_reply"),
    (BrokenJson(), "bad_reply"),
    (BrokenJson(after=2), "bad_reply"),
    (WrongShape(), "bad_reply"),
    (WrongShape({"error": {"message": f"overloaded {KEY}"}}), "bad_reply"),
    (WrongShape({"choices": [{"delta": None}]}), "bad_reply"),
    (Empty(choices=False), "bad_reply"),
    (Empty(), "empty"),
    (Words(" \n"), "empty"),
    (Words("会议费", finish=None), "bad_reply"),
    (Words("会议费", finish="length"), "bad_reply"),
    (Words("会议费", finish="content_filter"), "bad_reply"),
    (Reset(), "unreachable"),
    (Reset(after=2), "unreachable"),
    (Endless("数" * 400), "too_long"),
]


@pytest.mark.parametrize(("reply", "reason"), FAILURES, ids=[repr(reply) for reply, _ in FAILURES])
def test_every_failure_is_one_word_and_ends_the_connection(
    serve: Serve, caplog: pytest.LogCaptureFixture, reply: Reply, reason: str
) -> None:
    server = serve(lambda request: reply)
    with caplog.at_level(logging.DEBUG):
        failed = failure(server.base_url)
    assert failed.reason == reason
    assert server.wait_until_idle()
    assert no_thread_is_left()
    assert len(server.requests) == 1, "asked again by itself"
    assert KEY not in str(failed)
    assert failed.__cause__ is None
    assert KEY not in caplog.text
    assert f"语言模型没有给出可用的回复：{reason}" in caplog.text


@pytest.mark.parametrize(
    "reply", [Stall(), Stall(before=2), Drip(seconds=0.05), KeepAlive(seconds=0.05)], ids=repr
)
def test_patience_ends_what_does_not_end_by_itself(serve: Serve, reply: Reply) -> None:
    server = serve(lambda request: reply)
    assert failure(server.base_url, IMPATIENT).reason == "timeout"
    assert server.wait_until_idle()
    assert no_thread_is_left()


def test_patience_is_for_all_calls_together(serve: Serve) -> None:
    server = serve(lambda request: Stall())
    patience = Patience(seconds=IMPATIENT)
    failure(server.base_url, patience=patience)
    assert failure(server.base_url, patience=patience).reason == "timeout"
    assert len(server.requests) == 1


def test_nobody_listening_is_unreachable(serve: Serve) -> None:
    server = serve(lambda request: Empty())
    server.close()
    assert failure(server.base_url).reason == "unreachable"


@pytest.mark.parametrize("reply", [Stall(), Drip(seconds=0.05)], ids=repr)
def test_an_asker_who_leaves_ends_the_stream(serve: Serve, reply: Reply) -> None:
    patience = Patience(seconds=PATIENT)

    def script(request: object) -> Reply:
        patience.cancelled.set()
        return reply

    server = serve(script)
    assert failure(server.base_url, patience=patience).reason == "cancelled"
    assert patience.left > 0
    server.close()
    assert no_thread_is_left()


def test_a_reply_is_heard_as_it_grows(serve: Serve) -> None:
    server = serve(lambda request: Words("会议费为", ("会议", "费", "为")))
    told: list[str] = []
    spent = Spent()
    text = endpoint(server.base_url).reply(QUESTION, Patience(seconds=PATIENT), spent, told.append)
    assert (text, told) == ("会议费为", ["会议", "会议费", "会议费为"])
    assert spent.first_words is not None
    assert no_thread_is_left()


def test_what_the_endpoint_is_asked(serve: Serve) -> None:
    server = serve(lambda request: Words("好"))
    endpoint(server.base_url, max_tokens=77).reply(
        QUESTION, Patience(seconds=PATIENT), Spent(), None
    )
    (request,) = server.requests
    assert request.authorization == f"Bearer {KEY}"
    assert [(m.role, m.content) for m in request.messages] == QUESTION
    assert (request.model, request.stream, request.wants_usage) == ("any", True, True)
    assert (request.body["max_tokens"], request.body["temperature"]) == (77, 0)


def test_tokens_are_counted_over_all_calls(serve: Serve) -> None:
    server = serve(lambda request: Words("会议费"))
    spent = Spent()
    for _ in range(2):
        endpoint(server.base_url).reply(QUESTION, Patience(seconds=PATIENT), spent, None)
    asked = len(QUESTION[0][1])
    assert (spent.calls, spent.prompt_tokens, spent.completion_tokens) == (2, 2 * asked, 6)


def test_tokens_are_about_one_a_character_where_nobody_counts(serve: Serve) -> None:
    server = serve(lambda request: Reset(after=2))
    spent = Spent()
    with pytest.raises(ModelFailed):
        endpoint(server.base_url).reply(QUESTION, Patience(seconds=PATIENT), spent, None)
    assert (spent.calls, spent.prompt_tokens) == (1, len(QUESTION[0][1]))
    assert spent.completion_tokens in (0, 1, 2)  # what was read before the connection broke


def test_a_question_beyond_the_context_is_never_sent(serve: Serve) -> None:
    server = serve(lambda request: Words("好"))
    spent = Spent()
    with pytest.raises(ModelFailed) as failed:
        endpoint(server.base_url, context=1024, max_tokens=512).reply(
            [("user", "问" * 513)], Patience(seconds=PATIENT), spent, None
        )
    assert failed.value.reason == "too_long"
    assert (server.requests, spent.calls) == ((), 0)
