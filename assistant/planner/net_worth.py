"""Net worth of assets (净值、净额): what the report states of them less what is written off."""

import re

from assistant.planner.labels import canonical, folded
from assistant.planner.targets import name_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear
from index.amounts import is_money
from index.records import Statement

_NET = re.compile(r"(?:固定|无形)?资产[^,，。]{0,6}?(?:账面)?(净值|净额|净资产)|折余价值")
_FIRST_COST = re.compile(r"(?:固定|无形)资产的?原值")
_WRITTEN_OFF = re.compile(r"折旧|摊销")


def net_worth(context: Context) -> QueryPlan | Unclear | None:
    """固定资产净值: the stated worth less 折旧, said to be worked out; neither alone answers."""
    first_cost = _FIRST_COST.search(context.text)
    if first_cost and first_cost[0] not in context.view.book.printed:
        return _at_first_cost(context, first_cost[0])
    said = _NET.search(context.text)
    if said is None or _WRITTEN_OFF.search(context.text) or said[0] in context.view.book.printed:
        return None
    named = [m.values[0] for m in context.of("name") if "资产" in m.values[0]]
    stated = [
        s
        for s in context.view.extraction.statements
        if s.measure == "amount" and is_money(s.unit) and "资产" in s.subject
    ]
    for gross in stated:
        off = _written_off(gross, stated)
        if off and any(canonical(name) in canonical(gross.subject) for name in named):
            return QueryPlan(
                operation="difference",
                report=context.view.report.id,
                figures=(_figure(context, gross), _figure(context, off)),
                unit=context.question.unit,
                notes=(f"报告没有直接写出{said[1] or '净值'}，这个差是推算的。",),
            )
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》没有写明「{said[0]}」，也推算不出。",
    )


def _at_first_cost(context: Context, asked: str) -> QueryPlan | Unclear:
    """固定资产原值 where only the assets are stated: 原值 of something else is no answer."""
    for statement in context.view.extraction.statements:
        subject = folded(statement.subject)
        if is_money(statement.unit) and subject.endswith(asked[:4]):
            return QueryPlan(
                operation="look_up",
                report=context.view.report.id,
                figures=(_figure(context, statement),),
                unit=context.question.unit,
                notes=(f"报告只写了「{statement.subject}」，没有注明是原值。",),
            )
    return Unclear(
        kind="not_found", message=f"《{context.view.report.title}》没有写明「{asked}」。"
    )


def _written_off(gross: Statement, stated: list[Statement]) -> Statement | None:
    """折旧 or 摊销 stated in the same sentence of the same assets."""
    if _WRITTEN_OFF.search(gross.subject):
        return None
    own = folded(gross.subject)
    return next(
        (
            s
            for s in stated
            if s.sentence == gross.sentence
            and _WRITTEN_OFF.search(s.subject)
            and folded(s.subject).startswith(own)
        ),
        None,
    )


def _figure(context: Context, statement: Statement) -> Figure:
    fact = f"{context.view.report.id}/statement{statement.index}"
    return Figure(name=name_of((context.view.book.by_fact[fact],)), facts=(fact,))
