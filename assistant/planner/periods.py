"""A year's figure by the month, the quarter or the day (平均每月、每季度、每天), and averages that
the report does not allow: the whole is never told in place of them."""

import re

from assistant.planner.joint import joined_operands
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, Operation, QueryPlan, Unclear
from index.amounts import is_money

_PERIODS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("monthly", re.compile(r"每个?月|月均|一个月|平均到月|除以12(?!\d)")),
    ("quarterly", re.compile(r"每(?:个|一)?季度?|季均|一个季度")),
    ("daily", re.compile(r"每(?:一)?[天日]|日均|天均|(?<![\d一二三四五六七八九十第])一[天日]")),
)
_WHOSE = re.compile(r"人均|每一?(?:个|名|位)?(?:人|辆|户|家|台|平方米|份|件)|户均|车均")
_SPREAD = re.compile(
    r"平均|均|摊|折合|折算|换算|每个?(?:月|天|季度?)呢|每.{0,4}(?:多少|几)|一(?:个月|天|日|个?季度).{0,6}(?:多少|几)|除以|一个?(?:月|季度?)呢"
)


def over_the_year(context: Context) -> QueryPlan | None:
    """平均每个月多少, 一天要花多少: of the year's figure that is named or was just spoken of."""
    asked = [operation for operation, words in _PERIODS if words.search(context.unnamed)]
    if len(asked) != 1 or _WHOSE.search(context.unnamed) or not _SPREAD.search(context.unnamed):
        return None
    figures = [o.figure for o in joined_operands(context) if o.figure]
    if not figures and context.previous.operation == "quotient":
        return _of_each(context, asked[0])
    figures = figures or list(context.previous.figures[:1]) or _of_all(context)
    facts = context.view.book.by_fact
    if len(figures) != 1 or not all(f in facts for f in figures[0].facts):
        return None
    held = [facts[f].fact for f in figures[0].facts]
    if not is_money(held[0].unit) or not any(fact.amount for fact in held):
        return None
    return QueryPlan(
        operation=asked[0],
        report=context.view.report.id,
        figures=(figures[0],),
        unit=context.question.unit,
    )


def _of_each(context: Context, period: Operation) -> QueryPlan | None:
    """平均每人一年多少 → 一个月呢: of what each one costs, not of what all of them do."""
    pair = context.previous.figures
    facts = context.view.book.by_fact
    if period == "daily" or len(pair) != 2 or not all(f in facts for p in pair for f in p.facts):
        return None
    report, unit = context.view.report.id, context.question.unit
    return QueryPlan(operation="quotient", report=report, figures=pair, set_name=period, unit=unit)


def _of_all(context: Context) -> list[Figure]:
    """平均每月支出多少, with nothing named: of all that is spent in the year."""
    if context.mentions or context.asking_rests(2) or not context.says("支出|开支|花|预算"):
        return []
    whole = figure_of(context, (context.view.book.whole(income=False),))
    return [whole] if whole else []


_AVERAGED = re.compile(
    r"平均|人均|户均|日均|月均|天均|均摊|每个?(?:人|天|月|日|辆|户|家|台|平方米|季度|周|年级)"
    r"|(?<![\d第])一(?:天|日|周|个月|个?季度)(?=[^，,。]{0,6}(?:多少|几))"
)


def not_averaged(context: Context) -> Unclear | None:
    """平均每人, 每辆车, 每周 without a stated quantity: no figure is made up."""
    if not _AVERAGED.search(context.unnamed) or not _SPREAD.search(context.unnamed):
        return None
    if context.has("list", "count") or not _LESS.search(context.unnamed):
        return None
    return Unclear(
        kind="not_found",
        message="报告没有按人、按天或按件的平均数，口径不明，这里不作推算。可以先问总数。",
    )


_LESS = re.compile(
    r"人均|户均|月均|日均|天均|每个?(?:人|月|天|日|辆|户|平方米|季度|周)|平均到每|一(?:个月|天|日|周|个?季度)"
)


def whole_for_mean(context: Context, found: QueryPlan | Unclear) -> Unclear | None:
    """Whether one figure as it stands would be told where its mean is asked for."""
    plain = isinstance(found, QueryPlan) and found.operation == "look_up"
    if not plain or not _MEAN.search(context.unnamed):
        return None
    return Unclear(
        kind="not_found",
        message="报告没有写明这个平均数，也没有可以用来平均的人数、件数。可以先问总数。",
        unsure=True,
    )


_MEAN = re.compile(r"平均|人均|均摊|户均")
