"""The scripted model replies as it says, and tells what it was asked."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeAlias

import httpx
import openai
import pytest
from llama_index.core.llms import ChatMessage
from scripted_client import (
    ANSWER,
    PATIENT,
    QUESTION,
    Way,
    at_once,
    client,
    heard,
    in_pieces,
)
from scripted_replies import (
    BrokenJson,
    Empty,
    Html,
    Message,
    Reply,
    Request,
    Reset,
    Script,
    Status,
    Words,
    WrongShape,
)
from scripted_server import ScriptedServer

Serve: TypeAlias = Callable[[Script], ScriptedServer]
BOTH_WAYS = pytest.mark.parametrize("way", [at_once, in_pieces])

# What OpenAILike makes of each reply that ends by itself: asked at once, and in pieces. A refusal,
# and a connection that fails before the first byte of a stream or anywhere in a whole reply, is an
# `openai` error. A stream that fails later raises `httpx` errors, and a reply of the wrong form
# whatever Python raises over it, or nothing at all.
SAME, MIDWAY = "same", "数数"
HEARD: list[tuple[Reply, tuple[str, type[Exception] | None], object]] = [
    (Words(ANSWER), (ANSWER, None), SAME),
    (Words(ANSWER, ("收入合计", "为1,234.56", "万元。")), (ANSWER, None), SAME),
    (Words("“引号”\\与\n换行\0"), ("“引号”\\与\n换行\0", None), SAME),
    (Words(""), ("", None), SAME),
    (Words(MIDWAY, finish="length"), (MIDWAY, None), SAME),
    (Words(MIDWAY, finish=None), ("", json.JSONDecodeError), (MIDWAY, None)),
    (Status(302), ("", openai.APIStatusError), SAME),
    (Status(400), ("", openai.BadRequestError), SAME),
    (Status(401), ("", openai.AuthenticationError), SAME),
    (Status(403), ("", openai.PermissionDeniedError), SAME),
    (Status(404), ("", openai.NotFoundError), SAME),
    (Status(408), ("", openai.APIStatusError), SAME),
    (Status(422), ("", openai.UnprocessableEntityError), SAME),
    (Status(429), ("", openai.RateLimitError), SAME),
    (Status(500), ("", openai.InternalServerError), SAME),
    (Status(503, "Service Unavailable"), ("", openai.InternalServerError), SAME),
    (Html(), ("", AttributeError), ("", None)),
    (Html(status=502), ("", openai.InternalServerError), SAME),
    (Empty(), ("", None), SAME),
    (Empty(choices=False), ("", IndexError), ("", None)),
    (BrokenJson(), ("", json.JSONDecodeError), SAME),
    (BrokenJson(after=2), ("", json.JSONDecodeError), (MIDWAY, json.JSONDecodeError)),
    (WrongShape(), ("", TypeError), SAME),
    (WrongShape(["数"]), ("", AttributeError), SAME),
    (WrongShape({"error": {"message": "overloaded"}}), ("", TypeError), ("", openai.APIError)),
    (WrongShape({"choices": [{"delta": None}]}), ("", AttributeError), ("", None)),
    (Reset(), ("", openai.APIConnectionError), SAME),
    (Reset(after=2), ("", openai.APIConnectionError), (MIDWAY, httpx.ReadError)),
]


@pytest.mark.parametrize(
    ("reply", "whole", "streamed"), HEARD, ids=[repr(reply) for reply, *_ in HEARD]
)
def test_every_reply_that_ends_is_heard_as_the_table_says(
    serve: Serve, reply: Reply, whole: tuple[str, type[Exception] | None], streamed: object
) -> None:
    llm = client(serve(lambda request: reply))
    assert heard(at_once(llm)) == whole
    assert heard(in_pieces(llm)) == (whole if streamed == SAME else streamed)


def test_a_stream_comes_in_the_pieces_that_were_scripted(serve: Serve) -> None:
    llm = client(serve(lambda request: Words(ANSWER, (ANSWER[:4], ANSWER[4:]), pause=0.01)))
    assert [piece for piece in in_pieces(llm) if piece] == [ANSWER[:4], ANSWER[4:]]


def test_pieces_that_do_not_make_up_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="are not the pieces of"):
        Words(ANSWER, ("别的",))


def test_a_script_answers_from_what_it_is_asked(serve: Serve) -> None:
    def script(request: Request) -> Reply:
        return Words("不能回答") if "天气" in request.prompt else Words(request.prompt[:5])

    llm = client(serve(script))
    assert heard(at_once(llm)) == ("2024年", None)
    assert llm.chat([ChatMessage(role="user", content="天气如何")]).message.content == "不能回答"


def test_what_was_asked_can_be_looked_at(serve: Serve) -> None:
    server = serve(lambda request: Words(ANSWER))
    llm = client(server, temperature=0.0, max_tokens=7, additional_kwargs={"seed": 1})
    llm.chat(
        [
            ChatMessage(role="system", content="只引用报告。"),
            ChatMessage(role="user", content=QUESTION),
        ]
    )
    heard(in_pieces(llm))
    first, second = server.requests
    assert first.messages == (
        Message(role="system", content="只引用报告。"),
        Message(role="user", content=QUESTION),
    )
    assert (first.model, first.stream, second.stream) == ("qwen-any", False, True)
    assert first.authorization == "Bearer sk-scripted"
    assert first.headers["content-type"] == "application/json"
    assert (first.body["temperature"], first.body["max_tokens"], first.body["seed"]) == (0.0, 7, 1)


def test_a_script_can_ask_for_a_key(serve: Serve) -> None:
    server = serve(
        lambda request: Words("好") if request.authorization == "Bearer 对" else Status(401)
    )
    assert heard(at_once(client(server))) == ("", openai.AuthenticationError)


def test_a_refusal_says_when_to_come_back(serve: Serve) -> None:
    server = serve(lambda request: Status(429, headers={"Retry-After": "7"}))
    with pytest.raises(openai.RateLimitError) as refused:
        list(at_once(client(server)))
    assert refused.value.response.headers["retry-after"] == "7"
    assert len(server.requests) == 1


def test_a_client_that_tries_again_asks_again(serve: Serve) -> None:
    replies: Iterator[Reply] = iter([Status(500), Words(ANSWER)])
    server = serve(lambda request: next(replies))
    again = openai.OpenAI(base_url=server.base_url, api_key="sk", max_retries=1, timeout=PATIENT)
    answer = again.chat.completions.create(
        model="qwen-any", messages=[{"role": "user", "content": QUESTION}]
    )
    assert answer.choices[0].message.content == ANSWER
    assert len(server.requests) == 2


def test_tokens_are_counted_when_asked_at_once(serve: Serve) -> None:
    llm = client(serve(lambda request: Words(ANSWER)))
    counts = llm.chat([ChatMessage(role="user", content=QUESTION)]).additional_kwargs
    assert (counts["prompt_tokens"], counts["completion_tokens"]) == (len(QUESTION), len(ANSWER))


@pytest.mark.parametrize(
    ("options", "count"),
    [({}, None), ({"stream_options": {"include_usage": True}}, len(QUESTION) + len(ANSWER))],
)
def test_a_stream_counts_tokens_for_the_client_that_wants_it(
    serve: Serve, options: dict[str, object], count: int | None
) -> None:
    llm = client(serve(lambda request: Words(ANSWER)))
    *_, last = llm.stream_chat([ChatMessage(role="user", content=QUESTION)], **options)
    assert last.additional_kwargs.get("total_tokens") == count
    assert last.message.content == ANSWER


@BOTH_WAYS
def test_two_clients_are_served_at_once(serve: Serve, way: Way) -> None:
    both = Barrier(2)

    def script(request: Request) -> Reply:
        both.wait(timeout=PATIENT)
        return Words(request.authorization)

    server = serve(script)
    clients = [client(server, key=key) for key in ("sk-1", "sk-2")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda llm: heard(way(llm)), clients))
    assert answers == [("Bearer sk-1", None), ("Bearer sk-2", None)]


def test_an_error_of_the_script_reaches_the_client_and_the_test() -> None:
    def script(request: Request) -> Reply:
        raise AssertionError("no such question was foreseen")

    server = ScriptedServer(script)
    with pytest.raises(openai.InternalServerError, match="no such question was foreseen"):
        list(at_once(client(server)))
    with pytest.raises(AssertionError, match="no such question was foreseen"):
        server.close()


def test_the_models_are_listed_and_other_addresses_are_not_found(serve: Serve) -> None:
    server = serve(lambda request: Words(ANSWER))
    with openai.OpenAI(base_url=server.base_url, api_key="sk", max_retries=0) as service:
        assert [model.id for model in service.models.list()] == ["scripted"]
        with pytest.raises(openai.NotFoundError):
            service.embeddings.create(model="any", input=QUESTION)
    assert server.requests == ()


def test_what_is_no_completion_request_is_a_bad_request(serve: Serve) -> None:
    server = serve(lambda request: Words(ANSWER))
    for body in (b"not JSON", b"[]", b'{"model": "any"}'):
        response = httpx.post(f"{server.base_url}/chat/completions", content=body)
        assert response.status_code == 400
    assert server.requests == ()
