"""Controls around the answer (控件): the scope above the question, the verdict under the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.page.feedback import LONGEST_REMARK, FeedbackFile, VerdictOfReader
from assistant.page.render import message_card
from assistant.page.scope import note_on, scope_choices, scope_of, with_scope
from assistant.page.session import Session
from index.records import Report

WORDS: dict[VerdictOfReader, str] = {"useful": "有用", "wrong": "有误"}


ONLY_REPORT = "只收录了这一份报告"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeControl:
    """The report that the next question is about, with a way to change it."""

    assistant: Assistant
    box: Any

    def shown(self, session: Session) -> Any:
        """How the control looks in a session; hidden before the first question."""
        reports = self.assistant.corpus.reports()
        chosen = scope_of(session.conversation, reports)
        return gr.update(
            choices=scope_choices(reports, chosen),
            value=chosen,
            info=ONLY_REPORT if self._is_only(session, reports) else note_on(session.conversation),
            visible=bool(session.answers),
            interactive=True,
        )

    @staticmethod
    def _is_only(session: Session, reports: Sequence[Report]) -> bool:
        return len(reports) == 1 and session.conversation.reading.report is not None

    def wire(self, state: Any, **wiring: Any) -> None:
        """Let a choice count from the next question on."""

        def chosen(report: str | None, session: Session) -> tuple[Session, Any]:
            conversation = with_scope(session.conversation, report or "")
            changed = replace(session, conversation=conversation)
            return changed, self.shown(changed)

        self.box.input(chosen, [self.box, state], [state, self.box], **wiring)


def scope_control(assistant: Assistant) -> ScopeControl:
    """The control, hidden as yet."""
    reports = assistant.corpus.reports()
    box = gr.Dropdown(
        choices=scope_choices(reports),
        value="",
        label="当前范围（部门、年度、种类）",
        visible=False,
        elem_id="scope",
        filterable=False,
        interactive=True,
    )
    return ScopeControl(assistant=assistant, box=box)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackControl:
    """有用 / 有误 with a short remark, under the newest answer."""

    file: FeedbackFile | None
    row: Any
    remark: Any
    buttons: dict[VerdictOfReader, Any]
    said: Any

    @property
    def outputs(self) -> list[Any]:
        """What `shown` gives new values for."""
        return [self.row, self.remark, self.said]

    def shown(self, session: Session) -> list[Any]:
        """How the control looks in a session."""
        open_ = bool(self.file and session.answers and not session.remark and not session.rated)
        return [gr.update(visible=open_), "", gr.update(value="", visible=False)]

    def wire(self, state: Any, may: Callable[[Any], str | None], **wiring: Any) -> None:
        """Let a click write the verdict down, if the visitor `may` send one now."""
        for verdict, button in self.buttons.items():
            button.click(
                self._rating(verdict, may), [self.remark, state], [state, *self.outputs], **wiring
            )

    def _rating(self, verdict: VerdictOfReader, may: Callable[[Any], str | None]) -> Any:
        def rated(remark: str, session: Session, request: gr.Request) -> list[Any]:
            if self.file is None or not session.answers:
                return [session, *self.shown(session)]
            told = may(request) or self.file.add(session.answers[-1], verdict, remark or "")
            after = replace(session, rated=True)
            row, cleared, _ = self.shown(after)
            return [after, row, cleared, gr.update(value=message_card(told), visible=True)]

        return rated


def feedback_control(file: FeedbackFile | None) -> FeedbackControl:
    """The control, hidden as yet; without a file it stays so."""
    with gr.Row(elem_id="feedback", visible=False) as row:
        remark = gr.Textbox(
            placeholder="这个回答对吗？可写一句说明（选填，请勿填写个人信息）",
            label="对回答的说明",
            show_label=False,
            container=False,
            max_length=LONGEST_REMARK,
            elem_id="remark",
            scale=5,
        )
        buttons = {
            verdict: gr.Button(words, size="sm", elem_id=f"feedback-{verdict}", min_width=64)
            for verdict, words in WORDS.items()
        }
    said = gr.HTML("", visible=False, elem_id="feedback-said")
    return FeedbackControl(file=file, row=row, remark=remark, buttons=buttons, said=said)
