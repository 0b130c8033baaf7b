"""What a whole is made up of (构成): the share of each part, of those named or of a set of rows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.arithmetic import usable
from assistant.planner.book import WHOLES, is_total
from assistant.planner.labels import canonical
from assistant.planner.members import Members
from assistant.planner.operands import Operand, operands_of, whole_of
from assistant.planner.rows import column_cells, figures_of
from assistant.planner.sets import members_of
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear

_EACH = re.compile(
    r"各自?占|分别占|(?:占比|比重|比例)(?:各|分别)|各(?:自|是)?(?:的)?(?:占比|比重|比例)"
)
_EACH_OF_A_SET = re.compile(
    r"各(?:大)?(?:类|项|个|款|单位|科目|项目|部分|收入|支出)[^，,。]{0,8}?(?:占|比重|比例)|每(?:一)?(?:类|项|个)[^，,。]{0,6}占"
)
_FROM = r"从(?:哪里|哪儿|哪些?(?:地方|渠道)|什么(?:地方|渠道)|何处|哪)(?:里)?来"
_MADE_UP = re.compile(
    r"(?:收入|支出|开支|开销|预算|决算|花费|经费)(?:的)?(?:来源)?(?:结构|构成|组成)"
    r"|(?:收入|支出|开支)(?:主要|都)?(?:是)?由(?:哪些|哪几|什么)[^,，。]{0,4}(?:构成|组成)"
    rf"|(?:收入|预算|经费|资金|钱)(?:主要|都|是|全)*{_FROM}"
    r"|收入(?:主要|都)?(?:包括|包含|有)(?:哪些|哪几|什么)|收入来源"
)
_SHARE_VERB = re.compile(r"占|比重|比例")


def composition(context: Context) -> QueryPlan | Unclear | None:
    """甲和乙各占多少, 各类支出的占比, 支出结构: each part's share, the largest first."""
    made_up = _MADE_UP.search(context.text)
    each = _EACH.search(context.text) or _EACH_OF_A_SET.search(context.text)
    if not (made_up or each) or context.has("top", "bottom", "reason", "change", "audit"):
        return None
    if made_up and context.of("project", "entry"):
        return None  # where a project's money comes from stands in its form
    verb = _SHARE_VERB.search(context.text)
    before, after = _around(context, verb.start() if verb else len(context.text))
    named = _of_named(context, before, after) if each else None
    found = named or _of_a_set(context, before, after)
    of_set = _EACH_OF_A_SET.search(context.text)
    return found or (_no_such_rows(context, of_set[0]) if of_set else None)


def _no_such_rows(context: Context, asked: str) -> Unclear:
    """The share of the whole set would be no answer to what each row's is."""
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》没有逐项列出这些数，算不出「{asked}」。",
    )


def _around(context: Context, verb: int) -> tuple[list[Operand], list[Operand]]:
    operands = usable(operands_of(context))
    return [o for o in operands if o.start < verb], [o for o in operands if o.start >= verb]


def _of_named(
    context: Context, parts: Sequence[Operand], wholes: Sequence[Operand]
) -> QueryPlan | None:
    """基本支出和项目支出各占多少: of the whole named behind 占, else of the one that holds them."""
    figures = [o.figure for o in parts if o.figure]
    if len(figures) < 2:
        return None
    whole = wholes[0].figure if wholes else whole_of(context, figures[0])
    return _shares(context, figures, whole, "") if whole else None


def _of_a_set(
    context: Context, before: Sequence[Operand], after: Sequence[Operand]
) -> QueryPlan | None:
    members = _income(context) or members_of(context) or _classes(context)
    if members is None or context.asking_rests(3):
        return None
    heading = members.name.removesuffix("下的科目")
    named = [o.figure for o in (*after, *before) if o.figure]
    whole = named[0] if named and (after or heading != members.name) else None
    whole = whole or _whole_by_name(context, members) or whole_of(context, members.figures[0])
    parts = _one_level(context, members.figures)
    return _shares(context, parts, whole, members.name) if whole else None


def _one_level(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """The highest rows alone: those below them are in them already."""
    places = [context.view.book.by_fact[figure.facts[0]] for figure in figures]
    highest = min((len(place.fact.code or "") for place in places), default=0)
    rows = {place.row for place in places}
    return [
        figure
        for figure, place in zip(figures, places, strict=True)
        if len(place.fact.code or "") == highest and not (place.parents - {place.row}) & rows
    ]


def _whole_by_name(context: Context, members: Members) -> Figure | None:
    if members.name == _SOURCES:
        return figure_of(context, ("收入总计",))
    return figure_of(context, ("三公经费",)) if members.name.startswith("“三公”") else None


_SOURCES = "收入来源"


def _income(context: Context) -> Members | None:
    """收入构成, 各项收入: the income side of the summary table, carry-over with it."""
    if not _OF_INCOME.search(context.text):
        return None
    rows = [
        a
        for a in context.view.book.addresses
        if a.table_kind == "summary" and "收入" in (a.side or "")
        if not is_total(a.row) and a.row not in WHOLES
    ]
    return Members(name=_SOURCES, figures=figures_of(rows)) if rows else None


_OF_INCOME = re.compile(
    r"收入(?:的)?(?:来源|(?:来源)?(?:结构|构成|组成))|各(?:项|类|种)?(?:资金|收入)(?:来源)?"
    rf"|收入(?:主要|都|是)*由|{_FROM}|收入(?:主要|都)?(?:包括|包含|有)"
)


def _classes(context: Context) -> Members | None:
    """各项支出, 支出结构: the functional classes, where nothing narrower is named."""
    named = {v for m in context.of("name") for v in m.values}
    if named - _WHOLES or context.of("project", "entry", "organisation", "absent"):
        return None
    if not re.search("支出|开支|预算|决算|花", context.text) or "收入" in context.text:
        return None
    rows = [a for a in column_cells(context, ("expenditure",)) if len(a.fact.code or "") == _CLASS]
    return Members(name="类级科目", figures=figures_of(rows)) if rows else None


_WHOLES = frozenset({"支出总计", "本年支出合计"})
_CLASS = 3
"""Digits of a class (类) in the account classification."""


def _shares(
    context: Context, parts: Sequence[Figure], whole: Figure, name: str
) -> QueryPlan | None:
    book = context.view.book
    held = book.by_fact[whole.facts[0]].fact
    parts = [p for p in parts if p.facts != whole.facts and _amount(context, p)]
    if not held.amount or not parts or any(_unit(context, p) is None for p in parts):
        return None
    return QueryPlan(
        operation="share",
        report=context.view.report.id,
        members=tuple(figure for part in parts for figure in (part, _said(context, whole))),
        set_name=name,
        descending=True,
    )


def _said(context: Context, whole: Figure) -> Figure:
    """合计 says not of what; the table does."""
    kind = context.view.book.by_fact[whole.facts[0]].table_kind
    names = {"expenditure": "支出合计", "running_costs": canonical("机关运行经费")}
    bare = is_total(whole.name)
    return replace(whole, name=names.get(kind, whole.name)) if bare else whole


def _amount(context: Context, figure: Figure) -> bool:
    """Whether the report prints the figure; a blank cell has no share."""
    return all(context.view.book.by_fact[f].fact.amount is not None for f in figure.facts)


def _unit(context: Context, figure: Figure) -> str | None:
    return context.view.book.by_fact[figure.facts[0]].fact.unit
