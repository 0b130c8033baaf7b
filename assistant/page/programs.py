"""What programs may ask (程序接口): the same four calls over HTTP and, where wanted, as MCP tools.

`/gradio_api/call/ask`, `/list_reports`, `/get_table` and `/audit`; see docs/api.md.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import gradio as gr

from assistant.ask import Assistant
from assistant.conversation import Conversation
from assistant.page import session as sessions
from assistant.wire import as_json
from index.records import Extraction, Report, Table, outline_of
from index.show import (
    choices,
    finding_object,
    matching,
    report_names,
    report_object,
    table_names,
    table_object,
)

LONGEST_NAME = 200
MOST_LISTED = 12
"""Candidates named where a name fits several."""

Result = TypeVar("Result")
Thing = TypeVar("Thing", Report, Table)

Objection = Callable[[gr.Request], str | None]
"""Why a caller must wait; None where it need not."""


def programming_interface(assistant: Assistant, objection: Objection, **limits: Any) -> None:
    """Offer the four calls, each within the limits on how often one may ask."""
    calls = Calls(assistant)

    def ask(question: str, request: gr.Request) -> dict[str, Any]:
        """Answer a Chinese question about the budget reports, with checked and cited figures.

        Args:
            question: One full question in Chinese, naming department and year where it matters.
        """
        return _limited(objection, request, lambda: calls.ask(question))

    def list_reports(request: gr.Request) -> list[dict[str, Any]]:
        """List the budget reports that can be asked about, with the names of their tables."""
        return _limited(objection, request, calls.list_reports)

    def get_table(report: str, table: str, request: gr.Request) -> dict[str, Any]:
        """Give one table of a report as printed: headings, rows, figures, pages.

        Args:
            report: Any unambiguous part of the report's title, or its department and year.
            table: Any unambiguous part of the table's number or title.
        """
        return _limited(objection, request, lambda: calls.get_table(report, table))

    def audit(report: str, request: gr.Request) -> list[dict[str, Any]]:
        """List where a report's figures do not reconcile, with both sides of each finding.

        Args:
            report: Any unambiguous part of the report's title; empty for all reports.
        """
        return _limited(objection, request, lambda: calls.audit(report))

    for call in (ask, list_reports, get_table, audit):
        gr.api(call, api_name=call.__name__, **limits)


def _limited(objection: Objection, request: gr.Request, call: Callable[[], Result]) -> Result:
    """The call's result; what stands in its way becomes the error that the caller reads."""
    try:
        remark = objection(request)
        if remark:
            raise NotPossible(remark)
        return call()
    except NotPossible as error:
        raise gr.Error(str(error), print_exception=False) from error


class NotPossible(Exception):
    """A call that cannot be met as it was made; the message says why."""


class Calls:
    """The four calls over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._corpus = assistant.corpus

    def ask(self, question: str) -> dict[str, Any]:
        """The answer object; each question stands by itself."""
        remark = sessions.objection(question.strip())
        if remark:
            raise NotPossible(remark)
        answer, _ = self._assistant.ask(question.strip(), Conversation())
        return as_json(answer)

    def list_reports(self) -> list[dict[str, Any]]:
        """Every report as `index show --format json` lists it."""
        return [report_object(outline) for outline in self._corpus.outlines()]

    def get_table(self, report: str, table: str) -> dict[str, Any]:
        """One table as `index show` gives it."""
        found = self._extraction(self._report(report))
        named = matching(found.tables, _short(table), table_names)
        return table_object(found.report, _only(named, found.tables, "表", table))

    def audit(self, report: str) -> list[dict[str, Any]]:
        """The findings as `index audit --json` lists them."""
        named = [outline_of(self._extraction(self._report(report)))] if report.strip() else []
        return [
            finding_object(each.report, finding)
            for each in named or self._corpus.outlines()
            for finding in each.findings
        ]

    def _extraction(self, report: Report) -> Extraction:
        return self._corpus.extraction(report.id)

    def _report(self, wanted: str) -> Report:
        reports = self._corpus.reports()
        return _only(matching(reports, _short(wanted), report_names), reports, "报告", wanted)


def _short(wanted: str) -> str:
    if len(wanted) > LONGEST_NAME:
        raise NotPossible(f"名称太长，请缩短到 {LONGEST_NAME} 字以内。")
    return wanted


def _only(found: Sequence[Thing], every: Sequence[Thing], kind: str, wanted: str) -> Thing:
    """The one thing meant; otherwise the candidates are named."""
    if len(found) == 1:
        return found[0]
    said = f"“{wanted}”符合不止一份" if found else f"没有找到“{wanted}”"
    listed = choices(found or every)
    more = "等" if len(listed) > MOST_LISTED else ""
    raise NotPossible(f"{said}{kind}；可选：{'、'.join(listed[:MOST_LISTED])}{more}。")
