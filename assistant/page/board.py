"""Everything on the page that a question changes (答题区), and what each of it then shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.page.cited_reports import CitedReports
from assistant.page.controls import FeedbackControl, ScopeControl
from assistant.page.markup import Html, join
from assistant.page.model_html import writing_card
from assistant.page.render import answer_card, earlier_turns, message_card
from assistant.page.session import Session

Shown = dict[Any, Any]
"""New values by the component that shows them; what is left out stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The components, all of which a question's event may change."""

    state: Any
    turns_seen: Any
    box: Any
    latest: Any
    cancel: Any
    choices: Sequence[Any]
    earlier: Any
    clear: Any
    scope: ScopeControl
    feedback: FeedbackControl
    cited: CitedReports

    @property
    def outputs(self) -> list[Any]:
        """The components as gradio wants them listed."""
        around = [*self.choices, self.earlier, self.clear, self.turns_seen, self.scope.box]
        first = [self.state, self.box, self.latest, self.cancel]
        return [*first, *around, *self.feedback.outputs]

    def answered(self, session: Session, typed: str) -> Shown:
        """The newest answer or remark, and all that stands around it."""
        answers, remark = session.answers, session.remark
        newest = answers[-1] if answers and not remark else None
        card = self._card(newest) if newest else message_card(remark)
        return {
            self.state: session,
            self.box: typed if remark else "",
            self.latest: join([message_card(session.notice), card]),
            self.cancel: gr.update(visible=False),
            **self._choices(newest.suggestions if newest else ()),
            self.earlier: self._earlier(answers[:-1] if newest else answers),
            self.clear: gr.update(visible=bool(answers)),
            self.turns_seen: str(len(answers)),
            self.scope.box: self.scope.shown(session),
            **self._feedback(session),
        }

    def waiting(self, session: Session) -> Shown:
        """What stands around a question that is still being answered: the last answer is among the
        earlier ones, and nothing that would change the conversation can be used."""
        return {
            self.box: "",
            self.cancel: gr.update(visible=True),
            **self._choices(()),
            self.earlier: self._earlier(session.answers),
            self.clear: gr.update(visible=False),
            self.scope.box: gr.update(interactive=False),
            self.feedback.row: gr.update(visible=False),
            self.feedback.said: gr.update(visible=False),
        }

    def writing(self, question: str, words: str) -> Shown:
        """The words so far of a question that is still being answered."""
        return {self.latest: writing_card(question, words)}

    def unchanged(self) -> Shown:
        """What a question leaves that is not asked."""
        return {self.latest: gr.skip()}

    def _card(self, answer: Answer) -> Html:
        return answer_card(answer, self.cited(answer))

    def _earlier(self, answers: Sequence[Answer]) -> Html:
        return earlier_turns([(answer, self.cited(answer)) for answer in reversed(answers)])

    def _choices(self, suggestions: Sequence[str]) -> Shown:
        texts = [*suggestions, *[""] * len(self.choices)]
        return {
            button: gr.update(value=text, visible=bool(text))
            for button, text in zip(self.choices, texts, strict=False)
        }

    def _feedback(self, session: Session) -> Shown:
        return dict(zip(self.feedback.outputs, self.feedback.shown(session), strict=True))
