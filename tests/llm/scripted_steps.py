"""The steps by which a scripted reply is sent: what to write, when to wait, when to break off."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, TypeAlias

from scripted_replies import (
    BrokenJson,
    Drip,
    Empty,
    Endless,
    Html,
    KeepAlive,
    Reply,
    Request,
    Reset,
    Stall,
    Status,
    Streamed,
    Words,
    WrongShape,
)

MODEL = "scripted"


@dataclass(frozen=True, slots=True)
class Head:
    """Step: the status line and the headers; the body follows in parts."""

    content_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pause:
    """Step: send nothing for so long."""

    seconds: float


@dataclass(frozen=True, slots=True)
class TearDown:
    """Step: close the connection with RST."""


Step: TypeAlias = Head | bytes | Pause | TearDown
"""What the server does next; `bytes` are a part of the body."""

JSON, EVENTS = Head("application/json"), Head("text/event-stream; charset=utf-8")


def steps(reply: Reply, request: Request) -> Iterator[Step]:
    """The steps that send a reply to a request."""
    match reply:
        case Status(code, body, headers):
            yield Head("application/json", code, headers)
            yield (refusal(code) if body is None else body).encode()
        case Html(page, status):
            yield Head("text/html; charset=utf-8", status)
            yield page.encode()
        case _ if request.stream:
            yield from streamed(reply, request)
        case _:
            yield from whole(reply, request)


def streamed(reply: Reply, request: Request) -> Iterator[Step]:
    """The steps of a reply that is sent as events."""
    match reply:
        case Empty(choices):
            yield EVENTS
            yield event(chunk(delta={"role": "assistant", "content": ""} if choices else None))
            yield from ending(Words(""), request) if choices else [event("[DONE]")]
        case BrokenJson(after, piece):
            yield EVENTS
            yield from [event(chunk(delta={"content": piece}))] * after
            yield event('{"id": "cut, "choices": [{')
            yield event("[DONE]")
        case WrongShape(body):
            yield EVENTS
            yield event(json.dumps(body))
            yield event("[DONE]")
        case Words() | Endless() | Drip() | KeepAlive() | Stall() | Reset():
            opening = event(chunk(delta={"role": "assistant", "content": ""}))
            yield from opened(EVENTS, opening, pieces(reply, b": keep-alive\n\n"), event_of)
            yield from ending(reply, request)
        case _:
            raise TypeError(f"no reply: {reply!r}")


def whole(reply: Reply, request: Request) -> Iterator[Step]:
    """The steps of a reply that is sent as one JSON value."""
    match reply:
        case Empty(choices):
            yield JSON
            yield completion("", request, "stop", choices=choices).encode()
        case BrokenJson():
            yield JSON
            yield completion("数", request, "stop").encode()[:40]
        case WrongShape(body):
            yield JSON
            yield json.dumps(body).encode()
        case Words() | Endless() | Drip() | KeepAlive() | Stall() | Reset():
            text, finish = what_it_comes_to(reply)
            before, _, after = completion(text, request, finish, shown="\0").partition(r"\u0000")
            yield from opened(JSON, before.encode(), pieces(reply, b"\n"), within_quotes)
            yield after.encode() if finish else b""
        case _:
            raise TypeError(f"no reply: {reply!r}")


def pieces(reply: Streamed, sign_of_life: bytes) -> Iterator[str | Step]:
    """The pieces of a reply in order, with what happens between them."""
    match reply:
        case Words(pause=pause):
            for piece in reply.pieces or ("",):
                yield Pause(pause)
                yield piece
        case Endless(piece, seconds) | Drip(piece, seconds):
            for each in repeat(piece):
                yield each
                yield Pause(seconds)
        case KeepAlive(seconds, times, text):
            for sign in repeat(sign_of_life) if times is None else repeat(sign_of_life, times):
                yield sign
                yield Pause(seconds)
            yield text
        case Stall(count, piece):
            yield from repeat(piece, count)
            yield Pause(math.inf)
        case Reset(count, piece):
            yield from repeat(piece, count)
            yield TearDown()


def opened(
    head: Head, opening: bytes, parts: Iterator[str | Step], written: Callable[[str], bytes]
) -> Iterator[Step]:
    """The head before the first byte, the opening before the first piece; nothing before time."""
    has_head = has_opening = False
    for part in parts:
        if isinstance(part, str | bytes) and not has_head:
            has_head = True
            yield head
        if isinstance(part, str) and not has_opening:
            has_opening = True
            yield opening
        yield written(part) if isinstance(part, str) else part


def ending(reply: Streamed, request: Request) -> Iterator[bytes]:
    """The last events of a stream that ends well."""
    text, finish = what_it_comes_to(reply)
    if finish is not None:
        yield event(chunk(delta={}, finish=finish))
        if request.wants_usage:
            yield event(chunk(delta=None, usage=usage(request, text)))
        yield event("[DONE]")


def what_it_comes_to(reply: Streamed) -> tuple[str, str | None]:
    """The text in full, and why it ended; None where it does not say so."""
    match reply:
        case Words(text=text, finish=finish):
            return text, finish
        case KeepAlive(text=text):
            return text, "stop"
        case _:
            return "", None


def event(text: str) -> bytes:
    """A server-sent event."""
    return f"data: {text}\n\n".encode()


def event_of(piece: str) -> bytes:
    """A piece of the text as an event."""
    return event(chunk(delta={"content": piece}))


def within_quotes(piece: str) -> bytes:
    """A piece of the text as it stands within a JSON string."""
    return json.dumps(piece)[1:-1].encode()


def chunk(
    *,
    delta: Mapping[str, str] | None,
    finish: str | None = None,
    usage: Mapping[str, int] | None = None,
) -> str:
    """A part of a streamed completion; no delta, no choices."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    return json.dumps(told("chat.completion.chunk") | {"choices": choices, "usage": usage})


def completion(
    text: str,
    request: Request,
    finish: str | None,
    *,
    choices: bool = True,
    shown: str | None = None,
) -> str:
    """A whole completion; `shown` stands where its text would."""
    message = {"role": "assistant", "content": text if shown is None else shown}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return json.dumps(
        told("chat.completion")
        | {"choices": [choice] if choices else [], "usage": usage(request, text)}
    )


def told(kind: str) -> dict[str, Any]:
    """What every completion and every chunk says of itself."""
    return {"id": "chatcmpl-scripted", "object": kind, "created": 0, "model": MODEL}


def usage(request: Request, text: str) -> dict[str, int]:
    """The tokens of a question and its answer; here a character is a token."""
    asked = sum(len(message.content) for message in request.messages)
    return {
        "prompt_tokens": asked,
        "completion_tokens": len(text),
        "total_tokens": asked + len(text),
    }


def refusal(code: int, message: str = "scripted") -> str:
    """The body of a refusal."""
    return json.dumps({"error": {"message": message, "type": "scripted", "code": str(code)}})
