"""Lists, counts, rankings, sums and averages over a set of rows (列举、计数、排名)."""

import re

from assistant.cues import cues_in
from assistant.planner.bounds import amount_filters
from assistant.planner.comparisons import threshold_asked
from assistant.planner.labels import canonical
from assistant.planner.levels import asks_where_it_goes
from assistant.planner.members import Members
from assistant.planner.sets import every_project, members_of
from assistant.planner.subjects import project_groups
from assistant.planner.targets import figure_of, project_figure
from assistant.planner.view import Context
from assistant.query_plan import BOTH_ENDS, Operation, QueryPlan, Unclear

_ORDERED = re.compile(
    r"第几|排(?:名|在)?(?:多少|几)|排名|排序|排个?[序队]|排一下|排列|从[高低大小多少]到[高低大小多少]"
)
_SET_CUES = ("top", "bottom", "count", "list", "average", "sum")


_EACH_NAMED = re.compile(
    r"■(?:的?预算|的?数)?(?:[、,，和与及跟同]|以及|还有)■[^、,，]{0,6}(?:各|分别)"
)
"""甲和乙各是多少 names each figure that it wants."""


_MOVED_ROWS = re.compile(
    r"哪(?:个|些|一|几|项|类|笔).{0,8}(?:增加|增长|减少|下降|降低|上升|提高|没有变化|持平|不变)"
    r"|(?:增加|增长|减少|下降|降低|上升|提高|涨|降)得?(?:金额)?最[多大快少小](?:的)?(?:科目|支出|项目)?(?:是|有)?"
    r"(?:哪|什么|啥)"
)


def asks_which_moved(context: Context) -> bool:
    """哪个科目增加最多, 减少最多的是哪一项: of rows against the year before."""
    return _MOVED_ROWS.search(context.unnamed) is not None


def over_a_set(context: Context) -> QueryPlan | Unclear | None:
    """The operation over the set that the question speaks of, or None where it speaks of none."""
    if asks_which_moved(context) and members_of(context) is not None:
        return _no_year_before(context)
    largest = _is_it_the_first(context)
    if largest:
        return largest
    if _EACH_NAMED.search(context.unnamed):
        return None
    if _is_one_held_to_an_amount(context):
        return None
    filters = amount_filters(context)
    asked = context.has(*_SET_CUES) or bool(filters) or context.carried_over
    asked = asked or asks_where_it_goes(context)
    if not (asked or context.has("amount")):
        return None
    members = members_of(context)
    if members and not (asked or members.added):
        return None
    if members is None or (len(members.figures) < 2 and not _asks_for_set(context, members)):
        return None
    operation = "rank" if members.ordered else _operation(context, members, bool(filters))
    if operation is None:
        return None
    if operation == "sum" and members.name == "项目" and not (members.filters or filters):
        figure = figure_of(context, (canonical("项目支出"),))
        if figure and not context.says("加起来|相加|\\d+个|逐"):
            return QueryPlan(
                operation="look_up",
                report=context.view.report.id,
                figures=(figure,),
                unit=context.question.unit,
            )
    return _plan(context, members, operation)


def of_largest_share(context: Context) -> QueryPlan | Unclear | None:
    """人员经费里占比最大的是哪项: the largest of its rows; the share of 人员经费 is no answer."""
    if not _LARGEST_SHARE.search(context.text) or context.of("project"):
        return None
    found = over_a_set(context)
    return found if found is None or isinstance(found, Unclear) or found.members else None


_LARGEST_SHARE = re.compile(
    r"(?:里|中|内|的)[^，,。]{0,6}?(?:占比|比重|比例|占得|占的)最[大高多小低少]"
)


def _is_one_held_to_an_amount(context: Context) -> bool:
    """三公经费低于10万吗: whether one figure is over or under, not which rows are."""
    amounts = [a for a in context.question.amounts if a.unit]
    if len(amounts) != 1 or context.has("list", "count") or context.says("项目|科目|哪|各|每"):
        return False
    return threshold_asked(context.text, amounts[0]) is not None


def _no_year_before(context: Context) -> Unclear:
    """哪个科目减少最多: the largest is no answer where the year before is not there."""
    report = context.view.report
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》没有逐项列出比上年的增减，也没有可以对照的上年报告，无法逐项比较。",
        suggestions=(f"{report.year}年支出总计比上年增减多少？",),
    )


def _is_it_the_first(context: Context) -> QueryPlan | None:
    """最大的项目是不是甲: the first of all projects beside the one that is asked about."""
    if not (context.has("top", "bottom") and context.has("yesno")) or context.of("field"):
        return None
    if context.has("which", "who") or context.says("是(?:什么|哪|谁)"):
        return None
    groups = project_groups(context)
    asked = groups[0].projects if len(groups) == 1 else ()
    figures = tuple(f for p in asked[:3] if (f := project_figure(context, p)))
    if not figures or len(asked) > 3 or context.question.ordinal:
        return None
    return QueryPlan(
        operation="rank",
        report=context.view.report.id,
        figures=figures,
        members=every_project(context),
        set_name="项目",
        descending=context.has("top"),
        top=1,
    )


def _asks_for_set(context: Context, members: Members) -> bool:
    return (members.are_projects or members.chosen_by_column) and context.has("count", "list")


def _operation(context: Context, members: Members, filtered: bool) -> Operation | None:
    if context.has("average"):
        return "average"
    if context.has("top", "bottom"):
        return "rank"
    money_summed = context.has("sum") and context.says("万元|元|钱|金额")
    if context.has("count") and _AND_ADDED.search(context.unnamed):
        return "sum"  # 有几个项目，合计多少: the sum tells how many there are
    if context.has("count") and not money_summed and not _count_is_given(context):
        return "count"
    if context.carried_over and context.has("amount") and not context.has("list"):
        return "sum"
    narrowed = bool(members.filters) or filtered or context.says("所有|全部|这些|各项|每")
    if context.has("sum") and (narrowed or members.are_projects) and context.has("amount"):
        return "sum"
    if _EACH_ADDED.search(context.text):
        return "sum"
    if context.has("list") or filtered:
        return "list"
    if context.has("sum") and (narrowed or members.added):
        return "sum"
    return "sum" if members.added and context.has("amount") else None


_AND_ADDED = re.compile(
    r"(?:几|多少)[个项笔].{0,6}?[,，、;；和].{0,4}?(?:合计|一共|总共|共计|加起来|总额|总金额|总的)(?:金额|预算)?"
    r"(?:是|有|为|要|花|安排)?多少(?![个项笔])"
)
_EACH_ADDED = re.compile(r"[各每](?!占)[^，,。]{1,8}(?:合计|加起来|加总|相加|之和|总和|一共|总共)")


def _count_is_given(context: Context) -> bool:
    """那两个项目一共多少钱: the number is the user's, the money is asked for."""
    return context.says(r"(?:两|三|四|五|六|七|八|九|十|\d+)个项目") and context.says(
        "钱|万|元|金额"
    )


def _plan(context: Context, members: Members, operation: Operation) -> QueryPlan:
    ordinal = context.question.ordinal
    both = operation == "rank" and context.has("top") and context.has("bottom")
    bottom = context.has("bottom") and not (both or context.says("从高到低|从大到小|从多到少"))
    top = 1 if ordinal else context.question.top
    if operation == "rank" and top is None and not members.ordered:
        top = None if _ORDERED.search(context.text) else 1
    if operation == "rank" and (top or 0) > 1 and "sum" in cues_in(context.unnamed):
        operation = "leaders"  # 最贵的三个项目加起来: their sum, and which they are
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        members=members.figures,
        set_name=members.name,
        filters=(*members.filters, *amount_filters(context)),
        descending=not bottom,
        top=top,
        skip=(ordinal or 1) - 1,
        subject=BOTH_ENDS if both and top == 1 and not ordinal else members.measure,
        unit=context.question.unit,
    )


def of_previous(context: Context) -> QueryPlan | None:
    """一共多少 / 平均多少 / 哪个最多 of what the last answer listed."""
    figures = context.previous.figures
    if len(figures) < 2 or context.of("name", "project", "organisation"):
        return None
    if amount_filters(context):
        return None  # 那100万以上的呢: of all rows, not of those that the last answer kept
    if context.question.ordinal and context.previous.operation in ("share", "ratio", "growth"):
        return None  # part and whole are no ranking
    operation: Operation | None = None
    if context.has("average"):
        operation = "average"
    elif context.has("top", "bottom"):
        operation = "rank"
    elif context.has("sum") or re.search("加起来", context.text):
        operation = "sum"
    elif context.has("count"):
        operation = "count"
    if operation is None:
        return None
    members = Members(name=context.previous.whole_set or "项", figures=figures)
    return _plan(context, members, operation)
