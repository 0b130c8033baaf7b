"""Which report a conversation is about (当前范围), and the reader's own choice of it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import Conversation
from index.records import Report
from index.show import KIND_NAMES, version

ANY = ""
"""Stands for 不限: the question itself, or the best fit, decides."""


def scope_of(conversation: Conversation, reports: Sequence[Report]) -> str:
    """Id of the report that the next question is taken to be about; `ANY` where there is none."""
    known = {report.id for report in reports}
    report = conversation.reading.report
    return report if report in known and report is not None else ANY


MOST_CHOSEN = 200
"""Reports that a list of choices is drawn with; of more, those of the department spoken of."""


def scope_choices(reports: Sequence[Report], spoken_of: str = ANY) -> list[tuple[str, str]]:
    """不限, then every report by department, year and kind, each with its id; of very many reports
    those of the department that was `spoken_of` (a report's id)."""
    offered = reports
    if len(reports) > MOST_CHOSEN:
        whose = {r.department or r.title for r in reports if r.id == spoken_of}
        offered = [r for r in reports if (r.department or r.title) in whose]
    return [("不限（由问题决定）", ANY), *((scope_name(r, reports), r.id) for r in offered)]


def scope_name(report: Report, reports: Sequence[Report]) -> str:
    """Department, year and kind; of two versions of one report, which of them."""
    if report.department is None:
        return report.title
    year = f"{report.year}年" if report.year else "年度未识别"
    which = version(report, reports)
    return " · ".join(
        filter(None, [report.department, year, KIND_NAMES[report.kind], which and f"版本 {which}"])
    )


def note_on(conversation: Conversation) -> str:
    """How the scope came about."""
    if conversation.reading.report is None:
        return "没有限定报告"
    if conversation.reading.defaulted:
        return "问题没有指明，暂按这份报告回答"
    if conversation.chosen == conversation.reading.report:
        return "由您选定，接下来的问题都按这份报告回答"
    return "接着上一问，仍按这份报告回答"


def with_scope(conversation: Conversation, report: str) -> Conversation:
    """The conversation with the reader's choice; `ANY` frees it, and what was named stays."""
    wanted = report or None
    reading = replace(conversation.reading, report=wanted, defaulted=False)
    if wanted != conversation.reading.report:
        reading = replace(reading, figures=(), recent=())  # they are of the other report
    return replace(conversation, reading=reading, chosen=wanted)
