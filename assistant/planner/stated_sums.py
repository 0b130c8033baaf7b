"""Wholes and parts within one paragraph (文字中的其中): 采购预算38.20万元，其中：货物…、工程…."""

import re
from collections.abc import Sequence

from assistant.planner.labels import TOTALS
from assistant.planner.targets import name_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.records import Statement

_STATEMENT = re.compile(r"/statement(\d+)$")
_OF_WHICH = re.compile(r"其中|包括|分别为")


def whole_stated(context: Context, part: Figure) -> Figure | None:
    """The figure of which a stated one is said to be part (其中), or None where none is."""
    found = _statement(context, part)
    if found is None:
        return None
    before = [s for s in _beside(context, found) if s.index < found.index]
    for whole in before:
        if found in _parts(context, whole):
            return _figure(context, whole)
    return None


def parts_stated(context: Context, whole: Figure) -> list[Figure]:
    """The figures that the paragraph names as parts (其中) of a stated one; empty where none."""
    found = _statement(context, whole)
    return [_figure(context, s) for s in _parts(context, found)] if found else []


def quarters(context: Context) -> QueryPlan | None:
    """四个季度的用款计划一共多少: what the prose plans for each quarter, added up."""
    if not (context.says("季度") and context.has("sum")):
        return None
    planned = [
        s
        for s in context.view.extraction.statements
        if (m := _QUARTER.match(s.subject)) and s.measure == "amount" and m[1] in context.text
    ]
    same = [s for s in planned if s.passage == planned[0].passage]
    if len(same) < 2:
        return None
    return QueryPlan(
        operation="sum",
        report=context.view.report.id,
        members=tuple(_figure(context, s) for s in same),
        set_name="项",
        unit=context.question.unit,
    )


_QUARTER = re.compile(r"第?[一二三四1-4]季度(.{2,12})$")


def _statement(context: Context, figure: Figure) -> Statement | None:
    """The statement behind a figure of the prose, or behind the money of a project's account."""
    if len(figure.facts) > 1:
        return None
    statements = context.view.extraction.statements
    match = _STATEMENT.search(figure.facts[0])
    if match:
        return next((s for s in statements if s.index == int(match[1])), None)
    fact = context.view.book.by_fact[figure.facts[0]].fact
    if fact.kind != "fund":
        return None
    same = (s for s in statements if (s.line, s.printed) == (fact.line, fact.printed))
    return next(same, None)


def _beside(context: Context, statement: Statement) -> Sequence[Statement]:
    """The figures of the same paragraph, of the same measure in the same unit, in order."""
    return [
        s
        for s in context.view.extraction.statements
        if (s.passage, s.measure, s.unit) == (statement.passage, statement.measure, statement.unit)
    ]


def _parts(context: Context, whole: Statement) -> list[Statement]:
    """What follows 其中 behind the whole in its own sentence."""
    text = context.view.extraction.passages[whole.passage].text
    start = text.find(_amount(whole))
    if start < 0:
        return []
    mark = _OF_WHICH.search(text, start + len(_amount(whole)))
    if not mark or mark.start() > start + len(_amount(whole)) + 3:
        return []
    end = text.find("。", mark.end())
    parts = [s for s in _beside(context, whole) if s.index > whole.index]
    named = [s for s in parts if _amount(s) in text[mark.end() : end if end >= 0 else None]]
    return [s for s in named if s.subject not in TOTALS]


def _amount(statement: Statement) -> str:
    """As printed: 1170.00万, be it 万元 or 万 alone."""
    return statement.printed + statement.unit.removesuffix("元")


def _figure(context: Context, statement: Statement) -> Figure:
    fact = f"{context.view.report.id}/statement{statement.index}"
    return Figure(name=name_of((context.view.book.by_fact[fact],)), facts=(fact,))
