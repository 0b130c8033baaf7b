"""Changes against the year before, prior-year figures and reasons (比上年增减、上年数、原因)."""

import re
from typing import Literal

from assistant.planner.book import is_total
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
_WHOLE = {
    "支出总计": ("支出预算", "财政拨款支出预算", "收入支出总计", "一般公共预算财政拨款支出"),
    "收入总计": ("收入预算", "财政拨款收入", "收入支出总计"),
    "本年支出合计": ("收入支出总计",),
    "本年收入合计": ("收入支出总计",),
    "财政拨款": ("财政拨款支出预算", "财政拨款收入"),
}
"""What the prose may call the whole where it says how it changed."""
_TWO_CHANGES = re.compile(
    r"收入.{0,8}(?:增|减|变).{0,6}支出.{0,8}(?:增|减|变)|支出.{0,8}(?:增|减|变).{0,6}收入.{0,8}(?:增|减|变)"
    r"|(?:增加|减少|增减|变动)额.{0,8}(?:一样|一致|不同|相同|相等)"
)

Direction = Literal["increase", "decrease", "same"]


def change(context: Context) -> QueryPlan | Unclear | None:
    """X比上年增加了多少, 增长率是多少; also whether it rose at all."""
    asks = _SINCE.search(context.text) or context.has("change_rate")
    if not asks and not (
        context.has("change") and context.has("amount", "yesno", "exists", "follow")
    ):
        return None
    if context.has("average") or context.of("project"):
        return None
    names = subject_of(context)
    statement = stated_of(context, names, "比上年增减额") or stated_of(
        context, names, "比上年增减率"
    )
    if statement is None:
        return _not_stated(context, names)
    rate = stated_of(context, names, "比上年增减率")
    current = figure_of(context, names)
    figures = [Figure(name=spoken(names), facts=(statement,))]
    figures += [Figure(name=spoken(names), facts=(rate,))] if rate and rate != statement else []
    return QueryPlan(
        operation="change",
        report=context.view.report.id,
        figures=tuple(figures),
        members=(current,) if current else (),
        subject=spoken(names),
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
    names = subject_of(context)
    stated = _prior_stated(context, names, last)
    if stated:
        return _prior_plan(context, names, (Figure(name=spoken(names), facts=(stated,)),))
    moved = stated_of(context, names, "比上年增减额")
    current = figure_of(context, names)
    if moved is None or current is None or _against_execution(context, moved):
        return _not_stated(context, names)
    return _prior_plan(context, names, (current, Figure(name=spoken(names), facts=(moved,))))


def claimed_direction(text: str) -> Direction | None:
    """Whether the question takes a rise, a fall or no change for granted."""
    up, down = _UP.search(text), _DOWN.search(text)
    if up and not down:
        return "increase"
    if down and not up:
        return "decrease"
    return "same" if _SAME.search(text) and not (up or down) else None


def two_bases(context: Context) -> QueryPlan | None:
    """收入增加额和支出增加额为什么不一样: both sentences as printed, each with its own base."""
    if not _TWO_CHANGES.search(context.text) or context.of("project"):
        return None
    sides = [_told_of_whole(context, whole) for whole in ("收入总计", "支出总计")]
    told = [s for s in sides if s]
    if len(told) != 2 or told[0].index == told[1].index:
        return None
    bases = [_BASE.search(s.sentence) for s in told]
    note = "这里写的是各自的增减额。"
    if all(bases) and bases[0] and bases[1] and bases[0][1] != bases[1][1]:
        note = f"比较的基数不同：收入比的是{bases[0][1]}，支出比的是{bases[1][1]}。"
    report = context.view.report.id
    return QueryPlan(
        operation="describe",
        report=report,
        texts=tuple(Text(kind="passage", report=report, index=s.passage) for s in told),
        subject="说明",
        notes=(note,),
    )


_BASE = re.compile(r"(?:比|与|较)((?:19|20)\d\d年(?:度)?(?:当年)?预算(?:执行)?数?)")


def _told_of_whole(context: Context, whole: str) -> Statement | None:
    """The statement of the change in total income or expenditure."""
    for name in _WHOLE[whole]:
        for statement in context.view.extraction.statements:
            if statement.measure == "change" and canonical(statement.subject) == canonical(name):
                return statement
    return None


def subject_of(context: Context) -> tuple[str, ...]:
    """The names asked about: the first for which the prose states a change, else the first."""
    names = _named(context)
    if stated_of(context, names, "比上年增减额") or stated_of(context, names, "比上年增减率"):
        return names
    spelt = (*_WHOLE.get(names[0], ()), f"{names[0]}预算", f"{names[0]}决算") if names else ()
    for other in spelt if len(names) == 1 else ():
        if stated_of(context, (canonical(other),), "比上年增减额"):
            return (canonical(other),)
    return names


def _named(context: Context) -> tuple[str, ...]:
    named = [o.names for o in operands_of(context) if o.names]
    stated = [n for n in named if stated_of(context, n, "比上年增减额")]
    if named:
        return (stated or named)[0]
    if context.previous.names and (context.has("follow", "pronoun") or not context.rests):
        return context.previous.names
    row = row_spoken_of(context)
    if row:
        return (row,)
    return (canonical("收入总计" if "收入" in context.text else "支出总计"),)


def row_spoken_of(context: Context) -> str | None:
    """增加最多的是哪个 → 为什么: the one row that the answer before was about, not the whole."""
    if context.rests or context.says("收入|支出|预算|决算"):
        return None
    book = context.view.book
    told = (book.by_fact.get(f.facts[0]) for f in context.previous.figures)
    rows = {a.row for a in told if a and a.fact.kind == "cell"}
    row = rows.pop() if len(rows) == 1 else ""
    return row if row and not is_total(row) else None


def spoken(names: tuple[str, ...]) -> str:
    """How an answer calls what the names lead to."""
    return "的".join(names)


def stated_of(context: Context, names: tuple[str, ...], measure: str) -> str | None:
    """The id of what the prose states of the names in this measure (比上年增减额, ...)."""
    found = select(context.view.book, names, Hints(measure=measure))
    return found[0][0].fact.id if found else None


def _prior_stated(context: Context, names: tuple[str, ...], year: int | None) -> str | None:
    for group in select(context.view.book, names, Hints(measure="金额")):
        if group[0].fact.year == year:
            return group[0].fact.id
    beside = select(context.view.book, names, Hints(year=year)) if year else []
    own = [group[0].fact for group in beside[:1] if len(group) == 1]
    return next((fact.id for fact in own if fact.year == year), None)


def _prior_plan(context: Context, names: tuple[str, ...], figures: tuple[Figure, ...]) -> QueryPlan:
    return QueryPlan(
        operation="prior",
        report=context.view.report.id,
        figures=figures,
        subject=spoken(names),
        unit=context.question.unit,
    )


def _against_execution(context: Context, statement: str) -> bool:
    """Whether the change is measured against the executed budget (预算执行数), not the budget."""
    fact = context.view.book.by_fact[statement].fact
    said = fact.text[: max(fact.text.find(fact.printed or ""), 0)]
    return said[-12:].find("执行数") >= 0


def _not_stated(context: Context, names: tuple[str, ...]) -> Unclear:
    report = context.view.report
    current = figure_of(context, names)
    told = "这个项目" if context.previous.projects and not context.of("name") else spoken(names)
    ask = (f"{report.year}年{spoken(names)}是多少？",) if current else ()
    return Unclear(
        kind="not_found",
        message=f"报告没有给出「{told}」的上年数，也没有写它比上年增减多少，无法推算。",
        suggestions=ask,
    )
