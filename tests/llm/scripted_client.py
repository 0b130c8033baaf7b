"""The client that the assistant uses, asking a scripted server, and what it hears."""

from collections.abc import Callable, Generator
from typing import Any, TypeAlias

from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike
from scripted_server import ScriptedServer

Pieces: TypeAlias = Generator[str, None, None]

QUESTION = "2024年收入合计是多少？"
ANSWER = "收入合计为1,234.56万元。"
PATIENT, IMPATIENT = 30.0, 2.0
"""Seconds a client waits for the next byte; nothing but a stall makes it wait so long."""


def client(
    server: ScriptedServer, timeout: float = PATIENT, key: str = "sk-scripted", **settings: Any
) -> OpenAILike:
    return OpenAILike(
        model="qwen-any",
        api_base=server.base_url,
        api_key=key,
        is_chat_model=True,
        max_retries=0,
        timeout=timeout,
        **settings,
    )


def at_once(llm: OpenAILike) -> Pieces:
    yield llm.chat([ChatMessage(role="user", content=QUESTION)]).message.content or ""


def in_pieces(llm: OpenAILike) -> Pieces:
    for part in llm.stream_chat([ChatMessage(role="user", content=QUESTION)]):
        yield part.delta or ""


Way: TypeAlias = Callable[[OpenAILike], Pieces]


def heard(pieces: Pieces) -> tuple[str, type[Exception] | None]:
    """The text that came, and the class of the exception that ended it."""
    text = ""
    try:
        for piece in pieces:
            text += piece
    except Exception as error:  # noqa: BLE001 - which class it is, is what is asked
        return text, type(error)
    return text, None
