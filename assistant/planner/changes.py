"""Changes against the year before, prior-year figures and reasons (比上年增减、上年数、原因)."""

import re
from typing import Literal

from assistant.planner.labels import canonical
from assistant.planner.operands import operands_of
from assistant.planner.select import Hints, select
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text, Unclear
from index.records import Statement

_UP = re.compile(r"增加|增长|上涨|上升|提高|变多|多了|涨|升|increase|(?<!最)多出")
_DOWN = re.compile(r"减少|下降|降低|变少|少了|压减|缩减|降|decrease|砍")
_SAME = re.compile(r"持平|没变|不变|相同|一样")
_SINCE = re.compile(
    r"比.{0,3}(?:上年|去年|上一年|前一年|20\d\d)|较(?:上年|去年)|同比|(?:和|跟|与|同)(?:去年|上年|上一年|20\d\d年)"
)
_WHOLE = ("支出总计", "收入总计", "预算")

Direction = Literal["increase", "decrease", "same"]


def change(context: Context) -> QueryPlan | Unclear | None:
    """X比上年增加了多少, 增长率是多少; also whether it rose at all."""
    asks = _SINCE.search(context.text) or context.has("change_rate")
    if not asks and not (context.has("change") and context.has("amount", "yesno", "follow")):
        return None
    if context.has("average") or context.of("project"):
        return None
    names = _subject(context)
    statement = _stated(context, names, "比上年增减额") or _stated(context, names, "比上年增减率")
    if statement is None:
        return _not_stated(context, names)
    rate = _stated(context, names, "比上年增减率")
    current = figure_of(context, names)
    figures = [Figure(name=_name(names), facts=(statement,))]
    figures += [Figure(name=_name(names), facts=(rate,))] if rate and rate != statement else []
    return QueryPlan(
        operation="change",
        report=context.view.report.id,
        figures=tuple(figures),
        members=(current,) if current else (),
        subject=_name(names),
        unit=context.question.unit,
        claimed_direction=claimed_direction(context.text),
        top=1
        if context.has("change_rate") and not re.search("多少万|多少元|多少钱", context.text)
        else None,
    )


def prior(context: Context) -> QueryPlan | Unclear | None:
    """去年X是多少: stated in the prose, or this year's figure less the stated change."""
    year = context.view.report.year
    last = year - 1 if year else None
    asked = last in context.question.years or context.has("prior")
    left_over = context.says(r"(?:去年|上年)(?:剩|结转|没|留|余)|不(?:算|含|包括)去年")
    backwards = context.says(
        r"倒推|反推|推算|上年(?:的)?(?:预算)?(?:总额|总数|数)?(?:应该)?(?:是|为)"
    )
    if not asked or left_over or context.carried_over:
        return None
    if _SINCE.search(context.text) and not backwards:
        return None
    if "结转" in context.text and not context.of("name"):
        return None
    if context.asking_rests(2) or context.of("project"):
        return None
    if context.has("reason") or any("上年结转" in v for m in context.of("name") for v in m.values):
        return None
    names = _subject(context)
    stated = _prior_stated(context, names, last)
    if stated:
        return _prior_plan(context, names, (Figure(name=_name(names), facts=(stated,)),))
    moved = _stated(context, names, "比上年增减额")
    current = figure_of(context, names)
    if moved is None or current is None:
        return _not_stated(context, names)
    return _prior_plan(context, names, (current, Figure(name=_name(names), facts=(moved,))))


def reason(context: Context) -> QueryPlan | Unclear | None:
    """为什么增加: the reason in the report's words; a wrong premise is put right by the figures."""
    if not context.has("reason") or context.of("project", "field"):
        return None
    names = _subject(context)
    statement = _with_reason(context, names)
    moved = _stated(context, names, "比上年增减额") or _stated(context, names, "比上年增减率")
    if statement is None and moved is None:
        return None
    texts = (
        (
            Text(
                kind="passage",
                report=context.view.report.id,
                index=statement.passage,
                quote=statement.reason,
            ),
        )
        if statement and statement.reason
        else ()
    )
    current = figure_of(context, names)
    return QueryPlan(
        operation="explain",
        members=(current,) if current else (),
        report=context.view.report.id,
        figures=(Figure(name=_name(names), facts=(moved,)),) if moved else (),
        texts=texts,
        subject=_name(names),
        claimed_direction=claimed_direction(context.text),
    )


def claimed_direction(text: str) -> Direction | None:
    """Whether the question takes a rise, a fall or no change for granted."""
    up, down = _UP.search(text), _DOWN.search(text)
    if up and not down:
        return "increase"
    if down and not up:
        return "decrease"
    return "same" if _SAME.search(text) and not (up or down) else None


def _subject(context: Context) -> tuple[str, ...]:
    """The names asked about: the first for which the prose states a change, else the first."""
    named = [o.names for o in operands_of(context) if o.names]
    stated = [n for n in named if _stated(context, n, "比上年增减额")]
    if named:
        return (stated or named)[0]
    if context.previous.names and (context.has("follow", "pronoun") or not context.rests):
        return context.previous.names
    return (canonical("收入总计" if "收入" in context.text else "支出总计"),)


def _name(names: tuple[str, ...]) -> str:
    return "的".join(names)


def _stated(context: Context, names: tuple[str, ...], measure: str) -> str | None:
    found = select(context.view.book, names, Hints(measure=measure))
    return found[0][0].fact.id if found else None


def _prior_stated(context: Context, names: tuple[str, ...], year: int | None) -> str | None:
    for group in select(context.view.book, names, Hints(measure="金额")):
        if group[0].fact.year == year:
            return group[0].fact.id
    return None


def _prior_plan(context: Context, names: tuple[str, ...], figures: tuple[Figure, ...]) -> QueryPlan:
    return QueryPlan(
        operation="prior",
        report=context.view.report.id,
        figures=figures,
        subject=_name(names),
        unit=context.question.unit,
    )


def _with_reason(context: Context, names: tuple[str, ...]) -> Statement | None:
    moved = {_stated(context, names, m) for m in ("比上年增减额", "比上年增减率")}
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


def _not_stated(context: Context, names: tuple[str, ...]) -> Unclear:
    report = context.view.report
    current = figure_of(context, names)
    ask = (f"{report.year}年{_name(names)}是多少？",) if current else ()
    return Unclear(
        kind="not_found",
        message=f"报告没有给出「{_name(names)}」的上年数，也没有写它比上年增减多少，无法推算。",
        suggestions=ask,
    )
