"""Shares, ratios, differences, comparisons and sums of named figures (运算)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.cues import cues_in
from assistant.planner.book import is_total
from assistant.planner.joint import joined_operands, joint_figure
from assistant.planner.operands import Operand, operands_of
from assistant.planner.subjects import project_groups
from assistant.planner.targets import figure_of, fund_figure
from assistant.planner.view import Context
from assistant.query_plan import Figure, Operation, QueryPlan
from index.amounts import convert, is_money

_WHOLE_PERIOD = re.compile(r"实施期|总盘子|总投资|全周期|整个项目|后续|总资金|总规模")
_TIMES = re.compile(r"是|为|相当于|除以|和|与|跟|比")
_RECENT = re.compile(r"(两|二|三|四|几)(?:个|项|笔|样|者|种)")
_BARE_SUM = re.compile(r"(?:那|这些)?(?:合计|一共|总共|加起来|共计)(?:是|有)?(?:多少|几)?")
_HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "几": 4}
_WITHIN = re.compile(r"(?:支出|预算|经费)?(?:当中|之中|里面|里头|里|中|内)(?:的|[,，])?")
_THAN = re.compile(r"比|减去|减|和|与|跟|同|、")


def ratio(context: Context) -> QueryPlan | None:
    """A是B的几倍, A除以B."""
    if not (context.has("ratio") or "除以" in context.text):
        return None
    pair = _pair(context, _TIMES)
    larger = UNDIRECTED.search(context.text) or (
        not context.of("name", "project") and _SO_MANY_TIMES.search(context.text)
    )
    if pair and larger:
        left, right = larger_first(pair, [context])
        pair = left, right
    return binary(context, "ratio", *pair) if pair else None


_SO_MANY_TIMES = re.compile(r"[大高多](?:了|出)?(?:几|多少)倍")
"""大多少倍, of the two just compared."""
UNDIRECTED = re.compile(r"差了?(?:几|多少)倍|(?:哪(?:个|家|边|一)|谁)[^几]{0,6}[大多高小少低].*倍")
"""哪个大，差几倍: the larger is told as so many times the smaller."""


def larger_first(figures: Sequence[Figure], contexts: Sequence[Context]) -> list[Figure]:
    """The figures by their worth; as they stand where one is blank or they are of unlike units."""
    books = [context.view.book.by_fact for context in contexts]
    worth: dict[tuple[str, ...], Decimal] = {}
    for figure in figures:
        found = (book[id_].fact for id_ in figure.facts for book in books if id_ in book)
        amounts = [(fact.amount, fact.unit) for fact in found]
        if not amounts or any(a is None or not is_money(u) for a, u in amounts):
            return list(figures)
        worth[figure.facts] = sum((convert(a, u, "元") for a, u in amounts if a and u), Decimal(0))
    return sorted(figures, key=lambda figure: -worth[figure.facts])


def growth(context: Context) -> QueryPlan | None:
    """A比B多百分之几, 高几成: the rate, not A's share in B."""
    if not _MORE_BY_RATE.search(context.text):
        return None
    pair = _pair(context, _THAN)
    return binary(context, "growth", *pair) if pair else None


_MORE_BY_RATE = re.compile(
    r"比.{1,20}?(?:多|少|高|低|大|小|增加|增长|减少|下降)了?(?:出)?(?:百分之|几成|百分比|几个?%|多少%)"
)


def difference(context: Context) -> QueryPlan | None:
    """A比B多多少, A和B相差多少, A减去B."""
    if not context.has("difference"):
        return None
    pair = _pair(context, _THAN)
    return binary(context, "difference", *pair) if pair else None


def compare(context: Context) -> QueryPlan | None:
    """A和B哪个多, A比B多吗."""
    if not context.has("more_than"):
        return None
    pair = _pair(context, _THAN)
    if pair is None or pair[0].facts == pair[1].facts:
        return None
    return binary(context, "compare", *pair)


def total(context: Context) -> QueryPlan | None:
    """A和B一共多少, 这几项合计; one named figure is no sum."""
    summed = "sum" in cues_in(context.unnamed) or re.search(r"加", context.text)
    if not summed or _EACH.search(context.unnamed):
        return None
    operands = operands_of(context)
    figures = [f for o in operands for f in _figures(o)]
    if not figures and _RECENT.search(context.text) and len(context.previous.figures) < 2:
        figures = _spoken_of_last(context)
    elif not figures and _BARE_SUM.match(context.text) and len(context.previous.recent) >= 2:
        figures = list(context.previous.recent)
    elif len(figures) < 2 and context.has("follow", "pronoun"):
        figures = [*context.previous.figures, *figures]
    distinct = tuple({f.facts: f for f in figures}.values())
    if len(distinct) < 2 or any(o.figure is None and o.group is None for o in operands):
        return None
    return QueryPlan(
        operation="sum",
        report=context.view.report.id,
        members=distinct,
        set_name="项目" if operands and all(o.group for o in operands) else "项",
        unit=context.question.unit,
    )


_EACH = re.compile(r"■[^■]{0,4}(?:多少|几)[^■]*[,，、;；和与][^■]*■+[^■]{0,4}(?:多少|几)")
"""收入一共多少，支出一共多少: each is asked for by itself."""


def _figures(operand: Operand) -> list[Figure]:
    if operand.figure:
        return [operand.figure]
    projects = operand.group.projects if operand.group else ()
    return [Figure(name=p.name, facts=(p.cell.fact.id,)) for p in projects if p.cell]


def _spoken_of_last(context: Context) -> list[Figure]:
    """两个加起来, 三个合一块: as many of the figures spoken of last as the question says."""
    said = _RECENT.search(context.text)
    number = _HOW_MANY[said[1]] if said else 0
    recent = context.previous.recent
    enough = len(recent) >= number or (said is not None and said[1] == "几")
    return list(recent[-number:]) if enough else []


def spoken_of(context: Context) -> Figure | None:
    """What a share is taken of where the question names no part: what was spoken of last."""
    return _spoken_of_together(context) or _sum_before(context) or previous_figure(context)


def _spoken_of_together(context: Context) -> Figure | None:
    """两个加起来占…, 三项合计占…: the figures spoken of last, as one."""
    if "sum" not in cues_in(context.unnamed):
        return None
    figures = _spoken_of_last(context) if _RECENT.search(context.text) else []
    return joint_figure(figures) if len({f.facts for f in figures}) > 1 else None


def _sum_before(context: Context) -> Figure | None:
    """占公用经费多少, after 加起来: the items just added, as one."""
    figures = context.previous.figures
    if context.previous.operation != "sum" or not 2 <= len(figures) <= _MOST_JOINED:
        return None
    return joint_figure(list(figures))


_MOST_JOINED = 8


def usable(operands: Sequence[Operand]) -> list[Operand]:
    """Operands that have a figure."""
    return [operand for operand in operands if operand.figure]


def previous_figure(context: Context) -> Figure | None:
    """The figure that the conversation spoke of last."""
    return context.previous.figures[0] if context.previous.figures else None


def _pair(context: Context, connector: re.Pattern[str]) -> tuple[Figure, Figure] | None:
    operands = joined_operands(context)
    if len(operands) > 2 and "净值" in context.text:  # （原值减折旧）says how, not of what
        operands = [o for o in operands if not any(n.endswith("原值") for n in o.names)]
    if len(operands) > 2 and _WITHIN.match(context.text, operands[0].end):
        operands = operands[1:]  # 基本支出里，甲是乙的几倍: where both are found
    if len(operands) >= 2:
        left, right = _completed(context, operands[0], operands[1])
        return (left, right) if left and right else None
    previous = context.previous.figures
    if len(operands) == 1 and operands[0].figure and previous:
        before = connector.search(context.text)
        first = bool(before and before.start() < operands[0].start)
        pair = (previous[0], operands[0].figure)
        return pair if first else (pair[1], pair[0])
    recent = context.previous.recent[-2:]
    if not operands and len(recent) == 2 and re.search("后者.*前者", context.text):
        return recent[1], recent[0]
    if not operands and len(context.previous.recent) >= 2:
        return context.previous.recent[-2], context.previous.recent[-1]
    return None


def _completed(
    context: Context, left: Operand, right: Operand
) -> tuple[Figure | None, Figure | None]:
    """Both sides in full: what one side leaves out (甲的基本支出比项目支出) the other says."""
    if not (left.names and right.names):
        return left.figure, right.figure
    left_rows, right_rows = _rows(context, left), _rows(context, right)
    one, other = left.figure, right.figure
    if left_rows and not right_rows:
        rows = [name for name in left.names if name in left_rows]
        if len(left.names) > len(rows):
            other = figure_of(context, (*rows, *right.names)) or other
    if left_rows and right_rows and len(right.names) > len(right_rows):
        columns = [name for name in right.names if name not in right_rows]
        one = figure_of(context, (*left.names, *columns)) or one
    if left_rows and right_rows and len(left.names) > len(left_rows):
        columns = [name for name in left.names if name not in left_rows]
        other = figure_of(context, (*right.names, *columns)) or other
    return one, other


def _rows(context: Context, operand: Operand) -> set[str]:
    """The operand's names that are rows of a table, not columns or totals."""
    book = context.view.book
    return {
        name
        for name in operand.names
        if any(
            a.row == name and a.fact.kind == "cell" and not is_total(name)
            for a in book.bearing(name)
        )
    }


def binary(context: Context, operation: Operation, left: Figure, right: Figure) -> QueryPlan:
    """The plan of an operation over two figures."""
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        figures=(_told_apart(context, left, right), _told_apart(context, right, left)),
        unit=context.question.unit,
    )


def _told_apart(context: Context, figure: Figure, other: Figure) -> Figure:
    """行政运行合计 beside 行政运行的项目支出: a row's total says so next to a part of that row."""
    book = context.view.book
    own, beside = book.by_fact.get(figure.facts[0]), book.by_fact.get(other.facts[0])
    if own is None or beside is None or own.row != beside.row or own.columns == beside.columns:
        return figure
    if figure.name not in other.name:
        return figure  # 收入总计 and 支出总计, both 总计 in print, are apart already
    whole = own.columns and is_total(own.columns[-1]) and own.fact.kind == "cell"
    return replace(figure, name=f"{figure.name}合计") if whole else figure


def halves(context: Context) -> QueryPlan | None:
    """A project's annual funds against those of its whole period (年度 / 实施期)."""
    groups = project_groups(context)
    if not _WHOLE_PERIOD.search(context.text) or len(groups) != 1 or len(groups[0].projects) != 1:
        return None
    project = groups[0].projects[0]
    year = fund_figure(context, project, "资金总额", "年度")
    period = fund_figure(context, project, "资金总额", "实施期")
    if not (year and period):
        return None
    if context.has("share"):
        return binary(context, "share", year, period)
    if context.has("difference") or context.says("减|还差|后续|剩|没安排"):
        return binary(context, "difference", period, year)
    return None
