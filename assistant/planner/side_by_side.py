"""Shares and rows of several reports set side by side (占比对比、逐行增减)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.across import owned
from assistant.planner.members import Members
from assistant.planner.movement_words import moved_between_years
from assistant.planner.sets import members_of
from assistant.planner.shares import share
from assistant.planner.view import Context
from assistant.query_plan import Figure, Movement, QueryPlan, Unclear
from index.records import Report

_ASKS_FOR_ROWS = re.compile(
    r"哪(?:个|些|一|几|项|类|笔|款)|什么科目|各(?:项|类|科目)|逐项|最|前[三五十\d]"
)


def shares_beside(contexts: Sequence[Context]) -> QueryPlan | None:
    """甲和乙的项目支出占比: the share within each report, a line for each."""
    pairs: list[Figure] = []
    for context in contexts:
        found = share(context)
        if isinstance(found, QueryPlan) and found.operation == "share":
            pairs += [owned(figure, context) for figure in found.figures]
    if len(pairs) < 4:
        return None
    first = contexts[0]
    return QueryPlan(
        operation="share",
        report=first.view.report.id,
        members=tuple(pairs),
        across=True,
        descending=not first.has("bottom"),
        set_name="points" if len(pairs) == 4 and _POINTS.search(first.text) else "",
    )


_POINTS = re.compile(
    r"百分点|(?:提高|上升|增加|下降|降低|减少|变化|相差|差|高|低)(?:了|出)?(?:多少|几)"
)


def movements(contexts: Sequence[Context]) -> QueryPlan | None:
    """哪个科目比上年增加最多: the rows of a set in a department's reports of two years."""
    if len(contexts) != 2 or not _same_department(contexts):
        return None
    later, earlier = sorted(contexts, key=lambda c: -(c.view.report.year or 0))
    moved = moved_between_years(later.unnamed)
    if moved is None or not _ASKS_FOR_ROWS.search(later.unnamed):
        return None
    now, before = members_of(later), members_of(earlier)
    pairs = _matched(later, now, earlier, before) if now and before else []
    if not now or len(pairs) < 4:
        return None
    return QueryPlan(
        operation="movement",
        report=later.view.report.id,
        members=tuple(pairs),
        across=True,
        set_name=now.name,
        moved=moved,
        top=_wanted(later, moved),
    )


def _same_department(contexts: Sequence[Context]) -> bool:
    reports = [c.view.report for c in contexts]
    return len({r.department for r in reports}) == 1 and len({r.year for r in reports}) == 2


def _wanted(context: Context, moved: Movement) -> int | None:
    """How many rows: those asked for, one for 最多, all that did not move."""
    if moved == "same" or context.says("哪些|哪几|各|逐项|有几"):
        return context.question.top
    return context.question.top or 1


def _matched(later: Context, now: Members, earlier: Context, before: Members) -> list[Figure]:
    """Rows of the same account (without a code: of the same name) in both years, the later year's
    first; what stands twice in a year is left out, equal names are told apart by their codes."""
    known = _by_account(earlier, before)
    names = [figure.name for figure in now.figures]
    pairs: list[Figure] = []
    for account, row in _by_account(later, now).items():
        if account not in known:
            continue
        told = f"{row.name}（{account}）" if names.count(row.name) > 1 else row.name
        both = ((row, later), (known[account], earlier))
        pairs += [owned(replace(figure, name=told), context) for figure, context in both]
    return pairs


def _by_account(context: Context, members: Members) -> dict[str, Figure]:
    """The figures by account code, else by name; without those that stand twice."""
    book = context.view.book
    keys = [book.by_fact[f.facts[0]].fact.code or f.name for f in members.figures]
    return {k: f for k, f in zip(keys, members.figures, strict=True) if keys.count(k) == 1}


def year_before(
    context: Context, found: QueryPlan | Unclear, reports: Sequence[Report]
) -> Report | None:
    """The report of the year before, where a change is asked for that this one does not state."""
    if not context.has("change", "change_rate") or context.has("reason") or context.says("占|比重"):
        return None
    stated = isinstance(found, QueryPlan) and found.operation == "change"
    rate = context.has("change_rate") and isinstance(found, QueryPlan) and len(found.figures) < 2
    if not (stated and rate) and not (isinstance(found, Unclear) and context.of("name")):
        return None
    return report_before(context.view.report, reports)


def report_before(own: Report, reports: Sequence[Report], years: int = 1) -> Report | None:
    """The report of the same department and kind so many years earlier (later where negative)."""
    wanted = (own.department, own.kind, (own.year or 0) - years)
    return next((r for r in reports if (r.department, r.kind, r.year) == wanted), None)
