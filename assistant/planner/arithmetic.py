"""Shares, ratios, differences, comparisons and sums of named figures (运算)."""

import re
from collections.abc import Sequence

from assistant.planner.book import is_total
from assistant.planner.operands import Operand, followed_by, operands_of, whole_of
from assistant.planner.sets import members_of
from assistant.planner.subjects import project_groups
from assistant.planner.targets import figure_of, fund_figure
from assistant.planner.view import Context
from assistant.query_plan import Figure, Operation, QueryPlan, Unclear

_SHARE_VERB = re.compile(r"占|相当于")
_TIMES = re.compile(r"是|为|相当于|除以|和|与|跟|比")
_THAN = re.compile(r"比|减去|减|和|与|跟|同|、")


def share(context: Context) -> QueryPlan | None:
    """A占B的百分之几; B is the whole that A is part of where the question leaves it out."""
    if not context.has("share") or context.has("average"):
        return None
    operands = _usable(operands_of(context))
    verb = _SHARE_VERB.search(context.text)
    left, right = _around(context, operands, verb.start() if verb else len(context.text))
    part = left.figure if left else _previous(context)
    if part is None:
        return None
    whole = right.figure if right else whole_of(context, part)
    if whole is None or whole.facts == part.facts:
        whole = whole_of(context, part)
    if whole is None or whole.facts == part.facts:
        return None
    return _binary(context, "share", part, whole)


def _around(
    context: Context, operands: Sequence[Operand], position: int
) -> tuple[Operand | None, Operand | None]:
    before = [o for o in operands if o.start < position]
    after = [o for o in operands if o.start >= position]
    if len(before) >= 2 and not after:
        holders = [o for o in before if followed_by(context, o, r"(?:当中|之中|里面|中|里|内)")]
        if holders and holders[0] is before[0]:
            return before[-1], holders[0]
        return before[0], before[1]
    if not before and after and context.previous.figures:
        return None, after[0]
    if not before and len(after) >= 2:
        return after[0], after[1]
    return (before[0] if before else (after[0] if after else None)), (
        after[0] if after and before else None
    )


def ratio(context: Context) -> QueryPlan | None:
    """A是B的几倍, A除以B."""
    if not (context.has("ratio") or "除以" in context.text):
        return None
    pair = _pair(context, _TIMES)
    return _binary(context, "ratio", *pair) if pair else None


def difference(context: Context) -> QueryPlan | None:
    """A比B多多少, A和B相差多少, A减去B."""
    if not context.has("difference"):
        return None
    pair = _pair(context, _THAN)
    return _binary(context, "difference", *pair) if pair else None


def compare(context: Context) -> QueryPlan | None:
    """A和B哪个多, A比B多吗."""
    if not context.has("more_than"):
        return None
    pair = _pair(context, _THAN)
    return _binary(context, "compare", *pair) if pair else None


def total(context: Context) -> QueryPlan | None:
    """A和B一共多少, 这几项合计; one named figure is no sum."""
    if not (context.has("sum") or re.search(r"加", context.text)):
        return None
    operands = operands_of(context)
    figures = [f for o in operands for f in _figures(o)]
    if len(figures) < 2 and context.has("follow", "pronoun"):
        figures = [*context.previous.figures, *figures]
    distinct = tuple({f.facts: f for f in figures}.values())
    if len(distinct) < 2 or any(o.figure is None and o.group is None for o in operands):
        return None
    return QueryPlan(
        operation="sum",
        report=context.view.report.id,
        members=distinct,
        set_name="项" if not all(o.group for o in operands) else "项目",
        unit=context.question.unit,
    )


def _figures(operand: Operand) -> list[Figure]:
    if operand.figure:
        return [operand.figure]
    projects = operand.group.projects if operand.group else ()
    return [Figure(name=p.name, facts=(p.cell.fact.id,)) for p in projects if p.cell]


def _usable(operands: Sequence[Operand]) -> list[Operand]:
    return [operand for operand in operands if operand.figure]


def _previous(context: Context) -> Figure | None:
    return context.previous.figures[0] if context.previous.figures else None


def _pair(context: Context, connector: re.Pattern[str]) -> tuple[Figure, Figure] | None:
    operands = operands_of(context)
    if len(operands) >= 2:
        left, right = _completed(context, operands[0], operands[1])
        return (left, right) if left and right else None
    previous = context.previous.figures
    if len(operands) == 1 and operands[0].figure and previous:
        before = connector.search(context.text)
        first = bool(before and before.start() < operands[0].start)
        pair = (previous[0], operands[0].figure)
        return pair if first else (pair[1], pair[0])
    if not operands and len(context.previous.recent) == 2:
        return context.previous.recent[0], context.previous.recent[1]
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


def _binary(context: Context, operation: Operation, left: Figure, right: Figure) -> QueryPlan:
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        figures=(left, right),
        unit=context.question.unit,
    )


def per_head(context: Context) -> Unclear | None:
    """平均每月, 人均, 每辆车: the reports divide by nothing but their own rows."""
    if not context.says(r"人均|每(?:个)?(?:人|月|天|辆|户|平方米|季度|周)|平均到每|月均|日均|户均"):
        return None
    if context.of("project") or not context.says("平均|均|摊|多少"):
        return None
    return Unclear(
        kind="not_found",
        message="报告没有按人、按月或按件的平均数，口径不明，这里不作推算。可以先问总数。",
    )


def halves(context: Context) -> QueryPlan | None:
    """A project's annual funds against those of its whole period (年度 / 实施期)."""
    groups = project_groups(context)
    if "实施期" not in context.text or len(groups) != 1 or len(groups[0].projects) != 1:
        return None
    project = groups[0].projects[0]
    year = fund_figure(context, project, "资金总额", "年度")
    period = fund_figure(context, project, "资金总额", "实施期")
    if not (year and period):
        return None
    if context.has("share"):
        return _binary(context, "share", year, period)
    if context.has("difference") or context.says("减|还差|后续|剩"):
        return _binary(context, "difference", period, year)
    return None


def share_of_leaders(context: Context) -> QueryPlan | None:
    """前三大项目占项目支出的比重: the first rows of a set against a whole."""
    if not (context.has("share") and context.has("top", "bottom") and context.question.top):
        return None
    members = members_of(context)
    operands = _usable(operands_of(context))
    whole = operands[-1].figure if operands else None
    if members is None or len(members.figures) < 2:
        return None
    whole = whole or whole_of(context, members.figures[0])
    if whole is None:
        return None
    return QueryPlan(
        operation="leaders",
        report=context.view.report.id,
        figures=(whole,),
        members=members.figures,
        set_name=members.name,
        filters=members.filters,
        descending=not context.has("bottom"),
        top=context.question.top,
    )
