"""A question beside a language model: shown while it is written, once at a time, and given up with
whoever asked it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
import pytest
from page_samples import EXTRACTION, REPORT, SHARE, UNCLEAR

from assistant.answer import Answer
from assistant.page import asking as asking_module
from assistant.page import layout
from assistant.page.asking import Asking
from assistant.page.kept_answers import KeptAnswers
from assistant.page.limits import doorman
from assistant.page.session import Session, new_session
from index.records import Extraction, Report

LONG = 60.0


@pytest.fixture(autouse=True)
def _no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, no card comes before the first words."""
    monkeypatch.setattr(asking_module, "SILENCE", LONG)


class Corpus:
    """The invented report."""

    fingerprint = "1"

    def reports(self) -> tuple[Report, ...]:
        return (REPORT,)

    def extraction(self, _: str) -> Extraction:
        return EXTRACTION


@dataclass
class Modelled:
    """An assistant whose model says its words at once and goes on until it is cancelled."""

    says: tuple[str, ...] = ("行政运行的项目支出为▯。",)
    waits: bool = True
    model: str | None = "scripted"
    corpus: Corpus = field(default_factory=Corpus)
    ended: threading.Event = field(default_factory=threading.Event)

    def ask(
        self,
        question: str,
        conversation: object,
        heard: Callable[[str], None],
        cancelled: threading.Event,
    ) -> tuple[Answer, object]:
        for words in self.says:
            heard(words)
        if self.waits:
            assert cancelled.wait(LONG)
        self.ended.set()
        return SHARE, conversation


@dataclass(frozen=True)
class Visitor:
    """As much of a request as the handlers look at."""

    session_hash: str = "a"
    client: None = None


def desk(assistant: Modelled) -> Asking:
    with gr.Blocks():
        board, _, _ = layout._board(assistant, None)  # type: ignore[arg-type]
    door, kept = doorman({}), KeptAnswers()
    return Asking(assistant=assistant, board=board, door=door, kept=kept)  # type: ignore[arg-type]


def parts(desk: Asking, session: Session | None = None, visitor: str = "a") -> Iterator[Any]:
    request: Any = Visitor(visitor)
    return desk.in_parts("占比？", session or new_session(), "0", request)


def test_the_words_stand_alone_until_the_answer_follows_the_cancelling() -> None:
    asking = desk(Modelled())
    before = Session(conversation=new_session().conversation, answers=(UNCLEAR,))
    shown = parts(asking, before)
    first = next(shown)
    assert "行政运行的项目支出为<span" in first[asking.board.latest]
    assert "400.00" not in first[asking.board.latest]
    assert first[asking.board.cancel]["visible"] is True
    assert UNCLEAR.question in first[asking.board.earlier]
    assert asking.board.state not in first
    asking.cancel(Visitor())  # type: ignore[arg-type]
    final = next(shown)
    assert "400.00" in final[asking.board.latest]
    assert final[asking.board.cancel]["visible"] is False
    assert final[asking.board.state].answers == (UNCLEAR, SHARE)
    assert asking.board.box not in final
    assert list(shown) == []


def test_an_answer_that_needs_no_model_comes_in_one_part() -> None:
    asking = desk(Modelled(says=(), waits=False))
    (only,) = parts(asking)
    assert set(only) == set(asking.board.outputs)
    assert only[asking.board.box] == ""


def test_a_model_that_says_nothing_is_waited_for_with_a_card(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking_module, "SILENCE", 0)
    asking = desk(Modelled(says=()))
    shown = parts(asking)
    assert "正在准备回答" in next(shown)[asking.board.latest]
    shown.close()  # type: ignore[attr-defined]


def test_whoever_leaves_ends_the_work_on_the_question() -> None:
    assistant = Modelled()
    shown = parts(desk(assistant))
    next(shown)
    shown.close()  # type: ignore[attr-defined]
    assert assistant.ended.wait(LONG)


def test_another_question_of_the_same_visitor_is_not_asked_meanwhile() -> None:
    asking = desk(Modelled())
    first, other = parts(asking), parts(asking, visitor="b")
    next(first)
    assert [set(part) for part in parts(asking)] == [{asking.board.latest}]
    assert "▯" in next(other)[asking.board.latest]
    for shown in (first, other):
        shown.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", [None, "scripted"])
def test_only_a_page_with_a_model_answers_in_parts(
    monkeypatch: pytest.MonkeyPatch, model: str | None
) -> None:
    monkeypatch.setattr(layout, "permanent_links", lambda *_: None)
    monkeypatch.setattr(layout, "other_tabs", lambda _: None)
    page = layout.build_page(Modelled(model=model))  # type: ignore[arg-type]
    assert any(handler.types_generator for handler in page.fns.values()) == (model is not None)
