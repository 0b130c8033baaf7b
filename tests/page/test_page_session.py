"""What a new question adds to a visitor's session."""

from dataclasses import dataclass, field

import pytest
from page_samples import SHARE, UNCLEAR

from assistant.answer import Answer
from index.errors import StoreError

pytest.importorskip("assistant.conversation", reason="assistant.conversation 尚未写成")
pytest.importorskip("assistant.ask", reason="assistant.ask 尚未写成")

from assistant.page.session import (
    LONGEST_QUESTION,
    MOST_TURNS,
    ask,
    new_session,
)


@dataclass
class Scripted:
    """Gives its answers in turn and remembers with which conversation it was asked."""

    answers: list[Answer]
    asked: list[tuple[str, object]] = field(default_factory=list)

    def ask(self, question: str, conversation: object, **_: object) -> tuple[Answer, object]:
        self.asked.append((question, conversation))
        return self.answers[(len(self.asked) - 1) % len(self.answers)], f"after {question}"


class Broken:
    """An assistant whose store is gone."""

    def ask(self, question: str, conversation: object, **_: object) -> tuple[Answer, object]:
        raise StoreError("索引已被删除")


def test_a_follow_up_is_asked_with_the_conversation_so_far() -> None:
    assistant = Scripted([UNCLEAR, SHARE])
    session = ask(assistant, ask(assistant, new_session(), "支出是多少？"), " 占比呢？ ")
    assert assistant.asked[1] == ("占比呢？", "after 支出是多少？")
    assert session.answers == (UNCLEAR, SHARE)
    assert session.remark is None


@pytest.mark.parametrize("typed", ["", "  \n", "长" * (LONGEST_QUESTION + 1)])
def test_what_is_no_question_is_not_asked_and_leaves_the_conversation_as_it_was(typed: str) -> None:
    assistant = Scripted([SHARE])
    before = ask(assistant, new_session(), "占比？")
    after = ask(assistant, before, typed)
    assert len(assistant.asked) == 1
    assert after.remark
    assert after.answers == before.answers
    assert after.conversation == before.conversation


def test_a_question_of_the_greatest_length_is_asked() -> None:
    assert ask(Scripted([SHARE]), new_session(), "长" * LONGEST_QUESTION).answers == (SHARE,)


def test_a_broken_store_is_said_on_the_page() -> None:
    after = ask(Broken(), new_session(), "占比？")
    assert after.remark == "暂时无法回答：索引已被删除"


def test_two_visitors_share_nothing() -> None:
    assistant = Scripted([SHARE])
    ask(assistant, new_session(), "占比？")
    assert new_session().answers == ()


def test_only_the_latest_turns_are_kept() -> None:
    assistant, session = Scripted([SHARE]), new_session()
    for number in range(MOST_TURNS + 5):
        session = ask(assistant, session, f"第{number}问")
    assert len(session.answers) == MOST_TURNS
