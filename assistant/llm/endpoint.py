"""The one place that talks to the endpoint (模型接口): streamed, timed, its errors in our words.

Every reply is streamed by a thread of its own, so that a stalled or endless endpoint costs the
asker no more than the time that is left. The key and the texts of the library's errors, which may
quote it, are never passed on.
"""

import contextlib
import functools
import inspect
import logging
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.llm.settings import ModelSettings

LOG = logging.getLogger("mingzhang.llm")

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]
Heard = Callable[[str], None]
"""Told the reply so far, each time more of it has come."""

LONGEST_REPLY = 6000
"""Characters; a longer reply is broken off."""

Failure = Literal[
    "timeout",  # 超时
    "unreachable",  # 连不上
    "unauthorized",  # 密钥无效
    "rate_limited",  # 请求过多
    "rejected",  # 请求被拒
    "server_error",  # 服务出错
    "bad_reply",  # 回复不成形
    "empty",  # 空回复
    "too_long",  # 问题或回复过长
    "cancelled",  # 已取消
]


class ModelFailed(Exception):
    """The model gave nothing that can be used; `reason` says why in one word."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Spent:
    """What the model has cost so far for one question."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    first_words: float | None = None
    """Seconds from the question to the first words of the last reply."""


@dataclass(slots=True)
class Patience:
    """How long one question may wait for the model, over all calls, and whether it still may."""

    seconds: float
    started: float = field(default_factory=time.monotonic)
    cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def left(self) -> float:
        """Seconds left; never below 0."""
        return max(0.0, self.started + self.seconds - time.monotonic())


class Endpoint:
    """An OpenAI-compatible endpoint. Safe to share between threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings

    def reply(
        self, messages: Sequence[Message], patience: Patience, spent: Spent, heard: Heard | None
    ) -> str:
        """The whole reply. Raises `ModelFailed`, at the latest when the patience is at its end."""
        if patience.left <= 0:
            raise ModelFailed("timeout")
        if patience.cancelled.is_set():
            raise ModelFailed("cancelled")
        if sum(len(text) for _, text in messages) > self.settings.room:
            LOG.warning("要问语言模型的太长，没有发出：too_long")
            raise ModelFailed("too_long")
        spent.calls += 1
        exchange = _Exchange(patience=patience, spent=spent, heard=heard)
        work = functools.partial(self._stream, list(messages), exchange)
        threading.Thread(target=work, daemon=True, name="language-model").start()
        try:
            return exchange.whole_reply()
        except ModelFailed as failed:
            LOG.warning("语言模型没有给出可用的回复：%s", failed.reason)
            raise
        finally:
            exchange.hang_up()
            exchange.count(messages)

    def _stream(self, messages: list[Message], exchange: "_Exchange") -> None:
        """Run by a thread of its own: puts each piece, then None or why it failed."""
        import httpx

        seconds = max(exchange.patience.left, 0.1)
        try:
            told = {"response": [exchange.answered]}
            with httpx.Client(timeout=seconds, verify=_trusted(), event_hooks=told) as line:
                for chunk in _streamed(self._model(line, seconds), messages):
                    exchange.take(chunk)
                    if exchange.over.is_set():
                        return
            exchange.pieces.put(None if exchange.finished else ModelFailed("bad_reply"))
        except Exception as error:  # noqa: BLE001 - whatever a library raises is a failed reply
            exchange.pieces.put(ModelFailed(_reason(error)))

    def _model(self, line: Any, seconds: float) -> Any:
        from llama_index.llms.openai_like import OpenAILike

        asked = self.settings
        options: dict[str, Any] = {
            "model": asked.model,
            "api_base": asked.base_url,
            "api_key": asked.api_key.get_secret_value(),
            "is_chat_model": True,
            "context_window": asked.context,
            "max_tokens": asked.max_tokens,
            "temperature": asked.temperature,
            "timeout": seconds,
            "max_retries": 0,
            "http_client": line,
            "additional_kwargs": {"stream_options": {"include_usage": True}},
        }
        return OpenAILike(**options)


@dataclass
class _Exchange:
    """One call: the pieces that the thread hands over, and what is made of them."""

    patience: Patience
    spent: Spent
    heard: Heard | None
    pieces: "queue.Queue[str | ModelFailed | None]" = field(default_factory=queue.Queue)
    over: threading.Event = field(default_factory=threading.Event)
    text: str = ""
    usage: tuple[int, int] | None = None
    finished: bool = False
    """Whether the endpoint said that the reply was at its end, rather than breaking off."""

    source: Any = None
    """Where the reply comes from, once its head has come."""

    def answered(self, response: Any) -> None:
        """Told by the library when the head of the reply has come."""
        self.source = response.extensions["network_stream"].get_extra_info("socket")
        if self.over.is_set():
            self.hang_up()

    def hang_up(self) -> None:
        """Nobody listens any more: whatever the reader still waits for, it comes to its end."""
        self.over.set()
        if self.source:
            with contextlib.suppress(OSError):  # closed already
                socket.socket.shutdown(self.source, socket.SHUT_RDWR)

    def take(self, chunk: Any) -> None:
        """A chunk from the library: its words, and the tokens where the endpoint counts them."""
        counts = chunk.additional_kwargs
        if "prompt_tokens" in counts:
            self.usage = (counts["prompt_tokens"], counts.get("completion_tokens", 0))
        choices = getattr(chunk.raw, "choices", None)
        self.finished |= bool(choices and choices[0].finish_reason == "stop")
        if chunk.delta:
            self.pieces.put(str(chunk.delta))

    def whole_reply(self) -> str:
        """Collect the pieces until the last, or until there is no more patience."""
        while (piece := self._next()) is not None:
            if isinstance(piece, ModelFailed):
                raise piece
            if self.spent.first_words is None:
                self.spent.first_words = time.monotonic() - self.patience.started
            self.text += piece
            if len(self.text) > LONGEST_REPLY:
                raise ModelFailed("too_long")
            if self.heard:
                self.heard(self.text)
        if not self.text.strip():
            raise ModelFailed("empty")
        return self.text

    def _next(self) -> "str | ModelFailed | None":
        while True:
            if self.patience.cancelled.is_set():
                raise ModelFailed("cancelled")
            left = self.patience.left
            if left <= 0:
                raise ModelFailed("timeout")
            try:
                return self.pieces.get(timeout=min(left, _LOOK_UP))
            except queue.Empty:
                continue

    def count(self, messages: Sequence[Message]) -> None:
        """Add the tokens: as the endpoint counts them, else about one for each character."""
        about = (sum(len(text) for _, text in messages), len(self.text))
        asked, given = self.usage or about
        self.spent.prompt_tokens += asked
        self.spent.completion_tokens += given


_LOOK_UP = 0.2
"""Seconds between two looks at whether the asker has gone."""


def warm_up() -> None:
    """Import what a call needs: seconds, which the first asker would wait otherwise."""
    import llama_index.llms.openai_like  # noqa: F401

    _trusted()


@functools.cache
def _trusted() -> ssl.SSLContext:
    """The certificates of the library, read once: that takes longer than the rest of a call."""
    import httpx

    return httpx.create_ssl_context()


def _streamed(model: Any, messages: Sequence[Message]) -> Iterable[Any]:
    """The reply by its chunks. The library's own method without what is wrapped around it, which
    tells listeners that are not there of every chunk: a third of what a short reply costs."""
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai import OpenAI

    chat = [ChatMessage(role=role, content=text) for role, text in messages]
    chunks: Iterable[Any] = inspect.unwrap(OpenAI.stream_chat)(model, chat)
    return chunks


def _reason(error: Exception) -> Failure:
    """What went wrong, from the kind of the error and never from its text."""
    import httpx
    import openai

    status = getattr(error, "status_code", None)
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return "timeout"
    if status in (401, 403):
        return "unauthorized"
    if status == 429:
        return "rate_limited"
    if isinstance(status, int):
        return "server_error" if status >= 500 else "rejected"
    if isinstance(error, openai.APIConnectionError | httpx.TransportError | OSError):
        return "unreachable"
    return "bad_reply"
