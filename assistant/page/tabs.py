"""The tabs beside the questions (报表 核对 说明): each is drawn when it is first opened."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.page import findings_desk, table_desk
from assistant.page.about_html import about
from assistant.page.cited_reports import cited_reports
from assistant.page.kept_answers import KeptAnswers, Wire, linked, saved_answer
from assistant.page.markup import Html, tag
from index.errors import BudgetError

HERE = Path(__file__).parent
STYLES = HERE / "tabs.css"
LOADING = "正在载入…"


def script(name: str) -> str:
    """A script of the page, with what all of them share before it."""
    files = (HERE / "shared.js", HERE / name)
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def other_tabs(assistant: Assistant) -> None:
    """The tabs that stand beside the first one."""
    with gr.Tab("报表", id="tables", elem_id="tab-tables"):
        _tables(assistant)
    with gr.Tab("核对", id="findings", elem_id="tab-findings"):
        _findings(assistant)
    with gr.Tab("说明", id="about", elem_id="tab-about"):
        _about(assistant)


def permanent_links(assistant: Assistant, kept: KeptAnswers) -> None:
    """What opens the address that a visitor comes with, links answers and saves their figures;
    nothing of it is seen."""
    cited = cited_reports(assistant.corpus)

    def answer_link(asked: object) -> Wire:
        return linked(assistant, kept, asked)

    def save_answer(asked: object) -> Wire:
        return saved_answer(kept, cited, asked)

    functions = [answer_link, save_answer]
    gr.HTML("", elem_id="links", js_on_load=script("links.js"), server_functions=functions)


def _panel(name: str, functions: list[Any]) -> Any:
    return gr.HTML(
        _loading(), elem_id=name, js_on_load=script(f"{name}.js"), server_functions=functions
    )


def _loading() -> Html:
    return tag("div", tag("p", LOADING, class_="mz-muted"), class_="mz-host", aria_busy="true")


def _tables(assistant: Assistant) -> None:
    def open_table(asked: object) -> Wire:
        return table_desk.opened(assistant.corpus, asked)

    def save_table(asked: object) -> Wire:
        return table_desk.saved(assistant.corpus, asked)

    _panel("tables", [open_table, save_table])


def _findings(assistant: Assistant) -> None:
    findings = findings_desk.findings_of(assistant.corpus)

    def list_findings(asked: object) -> Wire:
        return findings_desk.listed(assistant.corpus, findings, asked)

    def save_findings(asked: object) -> Wire:
        return findings_desk.saved_findings(findings, asked)

    _panel("findings", [list_findings, save_findings])


def _about(assistant: Assistant) -> None:
    corpus = assistant.corpus

    @lru_cache(maxsize=1)
    def told(fingerprint: str) -> Html:
        model = assistant.model.model if assistant.model else None
        return about(corpus.outlines(), corpus.sources(), model)

    def read_about(_: object) -> Wire:
        try:
            return {"html": told(corpus.fingerprint)}
        except BudgetError as error:
            return {"error": f"暂时无法读取：{error}"}

    _panel("about", [read_about])
