"""A figure without one of its parts (剔除): 公用经费不含福利费, 人员经费扣除津贴补贴."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.planner.arithmetic import binary
from assistant.planner.book import WHOLES, Address, is_total
from assistant.planner.mentions import Mention
from assistant.planner.targets import figure_of, targets_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear

_BEFORE = re.compile(
    r"(?:不算|不含|不包括|不包含|不计入?|剔除|扣除|扣掉|扣去|除去|除开|刨去|刨掉|刨开|撇开|抛开|去掉|去除|除了?|排除|减掉)"
    r"(?:掉|了)?(?:各种|各项|任何|其中的?|里面的?|那个)?$"
)
_BEHIND = re.compile(r"(?:除外|以外|之外|不算在内|不计在内|不算)")
_SETS = ("top", "bottom", "list", "count", "share", "reason", "audit", "average")


def without_a_part(context: Context) -> QueryPlan | Unclear | None:
    """The whole less the part that is left out; the figure alone where the other is no part of it.

    What is left out must never be answered, or added to what is asked for.
    """
    if context.has(*_SETS) or context.of("project", "table"):
        return None
    out = [m for m in context.of("name") if _is_left_out(context, m)]
    kept = [m for m in context.of("name") if m not in out]
    if not out:
        return None
    names = _kept_names(context, kept)
    whole = figure_of(context, names) if names else None
    if whole is None or len(out) != 1:
        return _cannot(context, out)
    name = out[0].values[0]
    within, alone = figure_of(context, (*names, name)), figure_of(context, (name,))
    several = within is not None and len(within.facts) > 1
    if several and within and alone and _worth(context, within) == _worth(context, alone):
        return binary(context, "difference", whole, alone)  # all of it is within the whole
    for part in (within, alone):
        if part and part.facts != whole.facts and _contains(context, whole, part):
            return binary(context, "difference", whole, part)
    if alone and _beside(context, whole, alone):
        report, unit = context.view.report.id, context.question.unit
        return QueryPlan(operation="look_up", report=report, figures=(whole,), unit=unit)
    return _cannot(context, out)


def _kept_names(context: Context, kept: list[Mention]) -> tuple[str, ...]:
    """What remains named: one figure; where nothing is, the whole of what is spent."""
    if not kept:
        spent = context.says("支出|花|预算|钱|开支") and not context.says("收入")
        return (context.view.book.whole(income=False),) if spent else ()
    targets = targets_of(replace(context, mentions=tuple(kept)))
    return targets[0].names if len(targets) == 1 else ()


def _is_left_out(context: Context, mention: Mention) -> bool:
    before = _BEFORE.search(context.text[: mention.start])
    told = mention.values[0] != "上年结转"
    return told and bool(before or _BEHIND.match(context.text, mention.end))


def _place(context: Context, figure: Figure) -> Address:
    return context.view.book.by_fact[figure.facts[0]]


def _worth(context: Context, figure: Figure) -> list[Decimal | None]:
    return [context.view.book.by_fact[fact].fact.amount for fact in figure.facts]


def _contains(context: Context, whole: Figure, part: Figure) -> bool:
    """Whether the part is within the whole: below its row, in its column, or under its total."""
    holder, held = _place(context, whole), _place(context, part)
    code, own = holder.fact.code or "", held.fact.code or ""
    if holder.row and holder.row in held.parents:
        return True
    if held.table_kind == "economic" and own.startswith(_OF_THE_ECONOMIC.get(holder.row, "-")):
        return True
    if code and own.startswith(code) and len(own) > len(code):
        return True
    if holder.fact.table_id == held.fact.table_id and holder.fact.kind == "cell":
        if not holder.row and not held.row:
            return holder.columns[:1] == held.columns[:1] and _is_whole_column(holder)
        return holder.columns == held.columns and _is_whole(holder) and not _is_whole(held)
    names = {name for name in (holder.row, *holder.columns) if name in WHOLES}
    told = not is_total(held.row) or any(not is_total(column) for column in held.columns)
    return bool(names) and "收入" not in (held.side or "") and told


_OF_THE_ECONOMIC = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310")}
"""Which classes of the economic classification (政府收支分类科目) the two are made up of."""


def _is_whole(address: Address) -> bool:
    return is_total(address.row) or address.row in WHOLES


def _is_whole_column(address: Address) -> bool:
    return all(is_total(column) for column in address.columns[1:])


def _beside(context: Context, one: Figure, other: Figure) -> bool:
    """Whether both are single rows of one table, neither of them a heading or a total."""
    left, right = _place(context, one), _place(context, other)
    same = left.fact.table_id == right.fact.table_id and left.fact.kind == "cell"
    if left.row in _OF_THE_ECONOMIC:
        return False
    single = not _is_whole(left) and left.row != "" and left.row not in right.parents
    holds_more = any(left.row in a.parents for a in context.view.book.addresses)
    return same and single and not holds_more


def _cannot(context: Context, out: list[Mention]) -> Unclear:
    names = "、".join(m.text for m in out)
    return Unclear(
        kind="clarify",
        message=f"没有把握从所问的数里去掉「{names}」，可以分别问两个数。",
    )
