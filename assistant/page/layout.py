"""The page on screen (界面): question box, examples, answer, choices, conversation, reports.

Every text reaches the browser through `markup` or as a button's label, never as Markdown.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.conversation import Conversation
from assistant.page import session as sessions
from assistant.page.examples import example_questions
from assistant.page.markup import Html, join, tag
from assistant.page.render import answer_card, earlier_turn, message_card
from assistant.page.reports_html import reports_list
from assistant.page.session import Session, new_session
from index.records import Extraction

CSS = Path(__file__).parent / "page.css"
HEAD = "<script>document.documentElement.lang = 'zh-CN'</script>"
MOST_CHOICES = 6
AT_ONCE = 4
"""Questions answered at the same time; the rest wait in the queue."""

WAITING = 64
"""Questions in the queue before further ones are turned away."""

SESSION_SECONDS = 6 * 3600
SYSTEM_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", "sans-serif")
MONO_FONTS = ("Menlo", "Consolas", "Noto Sans Mono CJK SC", "monospace")


def theme() -> Any:
    """Colours of an account book, fonts of the reader's own system."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=SYSTEM_FONTS,
        font_mono=MONO_FONTS,
    )


def build_page(assistant: Assistant) -> Any:
    """The whole page as gradio Blocks, ready to be launched."""
    corpus = assistant.corpus
    extractions = tuple(corpus.extraction(report.id) for report in corpus.reports())
    with gr.Blocks(title="明账", analytics_enabled=False) as page:
        gr.HTML(_masthead(), elem_id="masthead")
        with gr.Row(equal_height=False):
            with gr.Column(scale=5, min_width=320):
                _conversation(assistant, extractions)
            with gr.Column(scale=2, min_width=280):
                gr.HTML(
                    join([tag("h3", "已收录的报告"), reports_list(corpus.reports())]),
                    elem_id="reports",
                )
    return page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)


def _masthead() -> Html:
    return join(
        [
            tag("h1", "明账"),
            tag("p", "向部门预算公开报告提问；回答中的每个数字都附出处，并经逐一核对。"),
        ]
    )


def _conversation(assistant: Assistant, extractions: Sequence[Extraction]) -> None:
    """The question box and everything that a question changes, wired together."""
    state = gr.State(new_session, time_to_live=SESSION_SECONDS)
    with gr.Row(elem_id="ask-row"):
        box = gr.Textbox(
            placeholder="例如：2023年的项目支出是多少？" if not extractions else "请输入问题",
            show_label=False,
            label="问题",
            lines=1,
            max_lines=4,
            elem_id="question",
            scale=5,
            autofocus=True,
            container=False,
        )
        send = gr.Button("提问", variant="primary", elem_id="ask", scale=1, min_width=88)
    with gr.Row(elem_id="examples"):
        examples = [gr.Button(text, size="sm") for text in example_questions(extractions)]
    latest = gr.HTML("", elem_id="latest")
    with gr.Row(elem_id="choices"):
        choices = [gr.Button("", size="sm", visible=False) for _ in range(MOST_CHOICES)]
    earlier = gr.HTML("", elem_id="earlier")
    clear = gr.Button("重新开始", size="sm", elem_id="clear", visible=False)
    shown = [state, box, latest, *choices, earlier, clear]

    def answered(question: str, session: Session) -> list[Any]:
        return _updates(sessions.ask(assistant, session, question), question, extractions)

    quiet: dict[str, Any] = {
        "show_progress": "minimal",
        "api_visibility": "private",
        "concurrency_limit": AT_ONCE,
        "concurrency_id": "ask",
    }
    gr.on([box.submit, send.click], answered, [box, state], shown, **quiet)
    for button in [*examples, *choices]:
        button.click(answered, [button, state], shown, **quiet)
    clear.click(lambda: _updates(new_session(), "", extractions), None, shown, **quiet)
    _programming_interface(assistant)


def _programming_interface(assistant: Assistant) -> None:
    """`/gradio_api/call/ask`: one question without a conversation, the answer object as JSON."""

    def ask(question: str) -> dict[str, Any]:
        remark = sessions.objection(question.strip())
        if remark:
            raise gr.Error(remark, print_exception=False)
        answer, _ = assistant.ask(question.strip(), Conversation())
        return asdict(answer)

    gr.api(ask, api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="ask")


def _updates(session: Session, typed: str, extractions: Sequence[Extraction]) -> list[Any]:
    """New values of everything shown, in the order of `shown`."""
    answers = session.answers
    card = message_card(session.remark) if session.remark else None
    if answers and not card:
        card = answer_card(answers[-1], extractions)
    past = answers if session.remark else answers[:-1]
    suggestions = answers[-1].suggestions if answers and not session.remark else ()
    return [
        session,
        typed if session.remark else "",
        card or "",
        *_choice_buttons(suggestions),
        _earlier(past, extractions),
        gr.Button(visible=bool(answers)),
    ]


def _choice_buttons(suggestions: Sequence[str]) -> list[Any]:
    shown = [gr.Button(value=text, visible=True) for text in suggestions[:MOST_CHOICES]]
    hidden = [gr.Button(value="", visible=False) for _ in range(MOST_CHOICES - len(shown))]
    return shown + hidden


def _earlier(answers: Sequence[Any], extractions: Sequence[Extraction]) -> Html | str:
    """Earlier turns, newest first."""
    if not answers:
        return ""
    turns = [earlier_turn(answer, extractions) for answer in reversed(answers)]
    return tag("section", tag("h3", "此前的问答"), *turns)
