"""What a scripted model may be asked, and what it may reply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

LOGIN_PAGE = "<!DOCTYPE html>\n<html><head><title>登录</title></head><body>请先登录</body></html>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat, its text in one piece."""

    role: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A chat completion that a client asked for; the names of `headers` are in lower case."""

    messages: tuple[Message, ...]
    model: str
    stream: bool
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def authorization(self) -> str:
        """The header a client proves itself with; empty where it sent none."""
        return self.headers.get("authorization", "")

    @property
    def prompt(self) -> str:
        """The last message that the user wrote; empty where there is none."""
        return next((m.content for m in reversed(self.messages) if m.role == "user"), "")

    @property
    def wants_usage(self) -> bool:
        """Whether a stream shall end with a chunk that counts the tokens."""
        return bool((self.body.get("stream_options") or {}).get("include_usage"))


@dataclass(frozen=True, slots=True)
class Words:
    """A text, a piece after `pause` seconds each; with `finish=None` it ends and does not say so.

    Whatever is `finish` else, the reply gives it as its `finish_reason`.
    """

    text: str
    chunks: tuple[str, ...] | None = None
    pause: float = 0
    finish: str | None = "stop"

    def __post_init__(self) -> None:
        if "".join(self.pieces) != self.text:
            raise ValueError(f"{self.chunks!r} are not the pieces of {self.text!r}")

    @property
    def pieces(self) -> tuple[str, ...]:
        """The chunks; where none were given, the characters."""
        return tuple(self.text) if self.chunks is None else self.chunks


@dataclass(frozen=True, slots=True)
class Status:
    """A refusal: any status but 200. Without a body it says so as the real service does."""

    code: int
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Html:
    """A page for people where a completion was expected, as a proxy serves it."""

    page: str = LOGIN_PAGE
    status: int = 200


@dataclass(frozen=True, slots=True)
class Empty:
    """A completion without a word; with `choices=False` not even the place for one."""

    choices: bool = True


@dataclass(frozen=True, slots=True)
class BrokenJson:
    """A body that stops in the middle of a string; in a stream, an event that does, after `after`
    good ones."""

    after: int = 0
    piece: str = "数"


@dataclass(frozen=True, slots=True)
class WrongShape:
    """Valid JSON that is no completion; the only event of a stream."""

    body: Any = field(default_factory=lambda: {"结果": ["数"]})


@dataclass(frozen=True, slots=True)
class Endless:
    """The same piece for ever, until the client leaves or the server closes."""

    piece: str = "数"
    pause: float = 0.001


@dataclass(frozen=True, slots=True)
class Drip:
    """A piece from time to time, for ever: no single wait is long."""

    piece: str = "数"
    seconds: float = 0.1


@dataclass(frozen=True, slots=True)
class KeepAlive:
    """Signs of life that are no pieces: comments in a stream, else blank lines.

    With `times` they end, and `text` comes.
    """

    seconds: float = 0.1
    times: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stall:
    """So many pieces, then silence on an open connection; with 0 not even a status line."""

    before: int = 0
    piece: str = "数"


@dataclass(frozen=True, slots=True)
class Reset:
    """So many pieces, then the connection is torn down; with 0 not even a status line."""

    after: int = 0
    piece: str = "数"


Streamed: TypeAlias = Words | Endless | Drip | KeepAlive | Stall | Reset
"""What comes piece by piece, and may stop anywhere."""

Reply: TypeAlias = Streamed | Status | Html | Empty | BrokenJson | WrongShape
Script: TypeAlias = Callable[[Request], Reply]
