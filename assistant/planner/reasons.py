"""Why a figure rose or fell, in the report's own words (增减原因)."""

import re

from assistant.planner.changes import (
    claimed_direction,
    row_spoken_of,
    spoken,
    stated_of,
    subject_of,
)
from assistant.planner.labels import canonical, displayed
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text, Unclear
from index.records import Statement


def reason(context: Context) -> QueryPlan | Unclear | None:
    """为什么增加: the reason in the report's words; a wrong premise is put right by the figures."""
    if not context.has("reason") or context.of("project", "field"):
        return None
    names = subject_of(context)
    statement = _with_reason(context, names)
    moved = stated_of(context, names, "比上年增减额") or stated_of(context, names, "比上年增减率")
    if statement is None and moved is None:
        return _not_written(context)
    text = _reason_given(context, statement) or _general_reason(context, moved)
    text = text or _reason_of_a_part(context, moved)
    texts = (text,) if text else ()
    current = figure_of(context, names)
    return QueryPlan(
        operation="explain",
        members=(current,) if current else (),
        report=context.view.report.id,
        figures=(Figure(name=spoken(names), facts=(moved,)),) if moved else (),
        texts=texts,
        subject=spoken(names),
        claimed_direction=claimed_direction(context.text),
    )


def _not_written(context: Context) -> Unclear | None:
    """为什么 of the row spoken of last, on which the report gives no reason."""
    row = None if context.of("name") or context.previous.projects else row_spoken_of(context)
    if row is None:
        return None
    report = context.view.report
    return Unclear(
        kind="not_found", message=f"《{report.title}》没有写明「{displayed(row)}」的原因。"
    )


def _reason_given(context: Context, statement: Statement | None) -> Text | None:
    if statement is None or not statement.reason:
        return None
    return Text(
        kind="passage",
        report=context.view.report.id,
        index=statement.passage,
        quote=statement.reason,
    )


def _with_reason(context: Context, names: tuple[str, ...]) -> Statement | None:
    moved = {stated_of(context, names, m) for m in ("比上年增减额", "比上年增减率")}
    for statement in context.view.extraction.statements:
        own = f"{context.view.report.id}/statement{statement.index}" in moved
        if own and statement.reason:
            return statement
    sentences = {
        s.sentence
        for s in context.view.extraction.statements
        if f"{context.view.report.id}/statement{s.index}" in moved
    }
    for statement in context.view.extraction.statements:
        if statement.reason and (
            statement.sentence in sentences or canonical(statement.subject) in names
        ):
            return statement
    return None


def _general_reason(context: Context, moved: str | None) -> Text | None:
    """财政拨款收入支出增加的主要原因是…: a paragraph right after the one that states the change."""
    extraction = context.view.extraction
    told = next(
        (s for s in extraction.statements if f"{extraction.report.id}/statement{s.index}" == moved),
        None,
    )
    if told is None or not _GENERAL.search(told.subject):
        return None
    for passage in extraction.passages:
        near = told.passage < passage.index <= told.passage + 3
        if near and _ITS_REASON.match(passage.text):
            report = extraction.report.id
            return Text(kind="passage", report=report, index=passage.index)
    return None


def _reason_of_a_part(context: Context, moved: str | None) -> Text | None:
    """三公经费增加25万元，其中公务用车…主要原因是购车: of what moved the same way below the same
    heading the largest movement's own sentence."""
    extraction = context.view.extraction
    report = extraction.report.id
    by_id = {f"{report}/statement{s.index}": s for s in extraction.statements}
    told = by_id.get(moved or "")
    if told is None:
        return None
    heading = extraction.passages[told.passage].headings
    parts = [
        s
        for s in extraction.statements
        if s.measure == "change"
        and s.reason
        and (s.direction, s.unit) == (told.direction, told.unit)
        and 0 <= s.passage - told.passage <= _PARTS_WITHIN
        and extraction.passages[s.passage].headings == heading
    ]
    if not parts:
        return None
    part = max(parts, key=lambda s: abs(s.amount))
    return Text(kind="passage", report=report, index=part.passage)


_PARTS_WITHIN = 4
"""Paragraphs behind a statement in which its parts stand."""


_GENERAL = re.compile(r"财政拨款|收入预算|支出预算|总计")


_ITS_REASON = re.compile(r"[^，。]{0,20}(?:增加|减少|变动|变化|增减)的?(?:主要)?原因")
