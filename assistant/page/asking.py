"""What happens when a visitor asks (提问): the answer at once, or first the words of a language
model while it is still writing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Event

import gradio as gr

from assistant.ask import Assistant
from assistant.page import session as sessions
from assistant.page.board import Board, Shown
from assistant.page.kept_answers import KeptAnswers
from assistant.page.limits import Doorman
from assistant.page.overheard import Overheard, Say
from assistant.page.running import RunningQuestions
from assistant.page.session import Session

SILENCE = 0.4
"""Seconds; the rules alone have mostly answered by then, and no card comes in between."""

STILL_ANSWERING = "上一个问题还在回答；可以等它答完，或者先取消。"


def objection_to(door: Doorman, request: gr.Request) -> str | None:
    """Why a visitor must wait, if so."""
    address = request.client.host if request.client else None
    return door.objection(address, request.session_hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The handlers of the page's events, for every way to ask."""

    assistant: Assistant
    board: Board
    door: Doorman
    kept: KeptAnswers
    running: RunningQuestions = field(default_factory=RunningQuestions)

    def at_once(self, question: str, session: Session, seen: str, request: gr.Request) -> Shown:
        """The answer by the rules alone."""
        session = sessions.found_again(session, seen)
        wait = objection_to(self.door, request)
        if wait:
            return self.board.answered(replace(session, remark=wait), question)
        return self._answered(sessions.ask(self.assistant, session, question), question)

    def in_parts(
        self, question: str, session: Session, seen: str, request: gr.Request
    ) -> Iterator[Shown]:
        """The same where a language model may take its time: its words first, then the answer."""
        session = sessions.found_again(session, seen)
        with self.running.question(str(request.session_hash)) as cancelled:
            if cancelled is None:
                gr.Info(STILL_ANSWERING, title="请稍候")
                yield self.board.unchanged()
                return
            wait = objection_to(self.door, request)
            if wait:
                yield self.board.answered(replace(session, remark=wait), question)
                return
            yield from self._overheard(question, session, cancelled)

    def _overheard(self, question: str, session: Session, cancelled: Event) -> Iterator[Shown]:
        def work(say: Say) -> Session:
            return sessions.ask(self.assistant, session, question, heard=say, cancelled=cancelled)

        asked, begun = Overheard(work), False
        for words in asked.words(SILENCE):
            around = {} if begun else self.board.waiting(session)
            begun = True
            yield around | self.board.writing(question.strip(), words)
        final = self._answered(asked.result(), question)
        if begun and not final[self.board.box]:
            final.pop(self.board.box)  # the next question may be in it by now
        yield final

    def _answered(self, after: Session, question: str) -> Shown:
        self.kept.keep(after.answers)
        return self.board.answered(after, question)

    def cancel(self, request: gr.Request) -> None:
        """End the waiting for the model; also what happens when the visitor leaves."""
        self.running.cancel(str(request.session_hash))
