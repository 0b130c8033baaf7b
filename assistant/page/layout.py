"""The page on screen (界面): question box, examples, answer, choices, conversation, reports.

Every text reaches the browser through `markup` or as a button's label, never as Markdown.
"""

from itertools import groupby
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.page.asking import Asking, objection_to
from assistant.page.board import Board
from assistant.page.cited_reports import cited_reports
from assistant.page.controls import feedback_control, scope_control
from assistant.page.examples import example_questions
from assistant.page.feedback import FeedbackFile
from assistant.page.kept_answers import KeptAnswers
from assistant.page.limits import doorman
from assistant.page.markup import Html, join, tag
from assistant.page.original_html import original_views
from assistant.page.programs import programming_interface
from assistant.page.reports_html import reports_list
from assistant.page.session import new_session
from assistant.page.tabs import STYLES, other_tabs, permanent_links
from index.corpus import Corpus

CSS = [Path(__file__).parent / "page.css", STYLES]
SCRIPT = "\n".join(
    (Path(__file__).parent / name).read_text(encoding="utf-8")
    for name in ("page.js", "original.js")
)
HEAD = "<script>document.documentElement.lang = 'zh-CN'</script>"
MOST_CHOICES = 6
MOST_SHOWN = 12
"""Reports that are read for the examples; the page of a large store opens as fast."""

AT_ONCE = 2
"""Questions answered at the same time; the rest wait in the queue."""

MODEL_AT_ONCE = 8
"""The same where they wait for a language model most of their time."""

WAITING = 64
"""Questions in the queue before further ones are turned away."""

ANSWERED = "() => sessionStorage.removeItem('mz-asked')"
"""The browser keeps a question until it is answered, see `links.js`."""

SESSION_SECONDS = 6 * 3600
SYSTEM_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", "sans-serif")
MONO_FONTS = ("Menlo", "Consolas", "Noto Sans Mono CJK SC", "monospace")
PRIVATE: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": AT_ONCE}
ASKING = {**PRIVATE, "show_progress": "minimal"}


def theme() -> Any:
    """Colours of an account book, fonts of the reader's own system."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=SYSTEM_FONTS,
        font_mono=MONO_FONTS,
    ).set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_800",
    )


def build_page(assistant: Assistant, feedback: FeedbackFile | None = None) -> Any:
    """The whole page as gradio Blocks, ready to be launched."""
    door = doorman()
    kept = KeptAnswers()
    with gr.Blocks(title="明账", analytics_enabled=False) as page:
        gr.HTML(_masthead(), elem_id="masthead")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("提问", id="ask", elem_id="tab-ask"), gr.Row(equal_height=False):
                with gr.Column(scale=5):
                    board, send, buttons = _board(assistant, feedback)
                with gr.Column(scale=2):
                    reports = gr.HTML("", elem_id="reports")
            other_tabs(assistant)
        permanent_links(assistant, kept)
        asking = Asking(assistant=assistant, board=board, door=door, kept=kept)
        _wire(asking, send, buttons)
        page.unload(asking.cancel)
        page.load(lambda: _reports(assistant), None, reports, **PRIVATE)
        limits = at_once(assistant)
        programming_interface(assistant, lambda request: objection_to(door, request), **limits)
    return page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)


def at_once(assistant: Assistant) -> dict[str, Any]:
    """How many questions are answered at the same time; those that wait for a model cost little."""
    limit = MODEL_AT_ONCE if assistant.model else AT_ONCE
    return {"concurrency_limit": limit, "concurrency_id": "ask"}


def _masthead() -> Html:
    return join(
        [
            tag("h1", "明账"),
            tag("p", "向部门预算公开报告提问；回答中的每个数字都附出处，并经逐一核对。"),
        ]
    )


def _reports(assistant: Assistant) -> Html:
    return join([tag("h2", "已收录的报告"), _listed(assistant.corpus)])


def _listed(corpus: Corpus) -> Html:
    return reports_list(corpus.reports(), corpus.sources())


def _board(assistant: Assistant, file: FeedbackFile | None) -> tuple[Board, Any, list[Any]]:
    """Everything that a question changes, the button that sends it, and those that hold one."""
    state = gr.State(new_session(), time_to_live=SESSION_SECONDS)
    turns_seen = gr.Textbox("0", visible=False)
    scope = scope_control(assistant)
    box, send = _question_row()
    examples = _example_buttons(assistant)
    views = {"js_on_load": SCRIPT, "server_functions": [original_views(assistant.corpus)]}
    latest = gr.HTML("", elem_id="latest", **views)
    cancel = gr.Button("取消", size="sm", elem_id="cancel", visible=False)
    feedback = feedback_control(file)
    with gr.Row(elem_id="choices"):
        choices = [gr.Button("", size="sm", visible=False) for _ in range(MOST_CHOICES)]
    earlier = gr.HTML("", elem_id="earlier", **views)
    clear = gr.Button("重新开始", size="sm", elem_id="clear", visible=False)
    board = Board(
        state=state,
        turns_seen=turns_seen,
        box=box,
        latest=latest,
        cancel=cancel,
        choices=choices,
        earlier=earlier,
        clear=clear,
        scope=scope,
        feedback=feedback,
        cited=cited_reports(assistant.corpus),
    )
    return board, send, [*examples, *choices]


def _wire(asking: Asking, send: Any, buttons: list[Any]) -> None:
    """Let every event of the conversation change the board."""
    board, wiring = asking.board, {**ASKING, **at_once(asking.assistant)}
    answer = asking.in_parts if asking.assistant.model else asking.at_once
    for asked, triggers in _ways_to_ask(board.box, send, buttons):
        given = [asked, board.state, board.turns_seen]
        done = gr.on(triggers, answer, given, board.outputs, **wiring)
        done.success(None, js=ANSWERED, **PRIVATE)
    board.cancel.click(asking.cancel, None, None, queue=False, api_visibility="private")
    board.clear.click(lambda: board.answered(new_session(), ""), None, board.outputs, **wiring)
    board.scope.wire(board.state, **wiring)
    board.feedback.wire(board.state, lambda request: objection_to(asking.door, request), **wiring)


def _ways_to_ask(box: Any, send: Any, buttons: list[Any]) -> list[tuple[Any, list[Any]]]:
    """What holds a question, and the events that ask it."""
    return [(box, [box.submit, send.click]), *((button, [button.click]) for button in buttons)]


def _question_row() -> tuple[Any, Any]:
    with gr.Row(elem_id="ask-row"):
        box = gr.Textbox(
            placeholder="请输入问题，按回车提问",
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
    return box, send


def _example_buttons(assistant: Assistant) -> list[Any]:
    """The examples, each kind behind its name."""
    corpus = assistant.corpus
    extractions = [corpus.extraction(report.id) for report in corpus.reports()[:MOST_SHOWN]]
    buttons: list[Any] = []
    with gr.Row(elem_id="examples"):
        for kind, examples in groupby(example_questions(extractions), key=lambda e: e.kind):
            gr.HTML(tag("span", kind), elem_classes=["mz-kind"], padding=False)
            buttons += [gr.Button(example.question, size="sm") for example in examples]
    return buttons
