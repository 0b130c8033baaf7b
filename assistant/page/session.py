"""What one visitor has asked so far (会话), and what a new question adds to it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversation
from index.errors import BudgetError

LONGEST_QUESTION = 500
"""Characters; a longer text is no question but a paste."""

MOST_TURNS = 30
"""Earlier answers kept on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One visitor's conversation; `remark` is what the page itself has to say, if anything."""

    conversation: Conversation
    answers: tuple[Answer, ...] = ()
    """Oldest first."""
    remark: str | None = None
    notice: str | None = None
    """What the page has to say beside the newest answer."""
    rated: bool = False
    """Whether the reader has said what the newest answer is worth."""


LOST = "服务重新启动过，或者对话已过期：之前的问答不在了，这里从头开始。"


def new_session() -> Session:
    """A session in which nothing has been asked."""
    return Session(conversation=Conversation())


def ask(
    assistant: Assistant,
    session: Session,
    typed: str,
    *,
    heard: Callable[[str], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Session:
    """The session with one more answer, or with a remark on why there is none; the words of a
    model are `heard` and `cancelled` as `Assistant.ask` says."""
    question = typed.strip()
    remark = objection(question)
    if remark:
        return replace(session, remark=remark)
    try:
        answer, conversation = assistant.ask(
            question, session.conversation, heard=heard, cancelled=cancelled
        )
    except BudgetError as error:
        return replace(session, remark=f"暂时无法回答：{error}")
    answers = (*session.answers, answer)[-MOST_TURNS:]
    return Session(conversation=conversation, answers=answers, notice=session.notice)


def found_again(session: Session, turns_seen: str) -> Session:
    """The session, saying so where the page shows a conversation that the server has lost."""
    lost = turns_seen not in ("", "0") and not session.answers
    return replace(session, notice=LOST if lost else None)


def objection(question: str) -> str | None:
    """Why a text cannot be asked; None where it can."""
    if not question:
        return "请先输入一个问题。"
    if len(question) > LONGEST_QUESTION:
        return f"问题太长（{len(question)} 字），请缩短到 {LONGEST_QUESTION} 字以内。"
    return None
