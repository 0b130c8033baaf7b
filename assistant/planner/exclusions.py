"""A figure without one of its parts (剔除): 公用经费不含福利费, 人员经费扣除津贴补贴."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.planner.arithmetic import binary
from assistant.planner.book import WHOLES, Address, is_total
from assistant.planner.joint import joint_figure
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
    out = _left_out(context)
    kept = [m for m in context.of("name") if m not in out]
    if not out:
        return None
    names = _kept_names(context, kept)
    whole = figure_of(context, names) if names else None
    if _unread(context, out):
        return _cannot(context, out)
    if whole and len(out) > 1:
        return _without_several(context, whole, names, out)
    if whole is None:
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


def _left_out(context: Context) -> list[Mention]:
    """除了甲和乙: what is left out, and what is joined to it."""
    out: list[Mention] = []
    for mention in context.of("name", "absent"):
        joined = out and _JOINED.fullmatch(context.text[out[-1].end : mention.start])
        if joined or _is_left_out(context, mention):
            out.append(mention)
    return out


def _unread(context: Context, out: list[Mention]) -> bool:
    """Whether something is left out that the report does not know (除了水费和无人机费)."""
    return out[-1].kind == "absent" or bool(_AND_UNKNOWN.match(context.text, out[-1].end))


_AND_UNKNOWN = re.compile(
    r"(?:[、和与及跟同]|以及)(?!其他)[\u4e00-\u9fff]{2,8}?(?:还有|还剩|剩|之外|以外|外|后|是|呢|[?？]|$)"
)
_JOINED = re.compile(r"[、和与及跟同]|以及|还有")


def _without_several(
    context: Context, whole: Figure, names: tuple[str, ...], out: list[Mention]
) -> QueryPlan | Unclear:
    """公用经费里除了工会经费和福利费还有多少: less their sum, where each is a part of the whole."""
    parts: list[Figure] = []
    for mention in out:
        name = mention.values[0]
        both = (figure_of(context, (*names, name)), figure_of(context, (name,)))
        held = [f for f in both if f and f.facts != whole.facts and _contains(context, whole, f)]
        if mention.kind == "absent" or not held or None in _worth(context, held[0]):
            return _cannot(context, out)
        alone = both[1]
        all_of_it = alone and _worth(context, alone) == _worth(context, held[0])
        parts.append(alone if alone and all_of_it else held[0])
    nested = any(a is not b and _contains(context, a, b) for a in parts for b in parts)
    if nested or len({part.facts for part in parts}) < len(parts):
        return _cannot(context, out)
    return binary(context, "difference", whole, joint_figure(parts))


def _kept_names(context: Context, kept: list[Mention]) -> tuple[str, ...]:
    """What remains named: one figure; where nothing is, the whole of what is spent."""
    if not kept:
        spent = context.says("支出|花|预算|钱|开支") and not context.says("收入")
        return (context.view.book.whole(income=False),) if spent else ()
    targets = targets_of(replace(context, mentions=tuple(kept)))
    return targets[0].names if len(targets) == 1 else ()


def _is_left_out(context: Context, mention: Mention) -> bool:
    before = _BEFORE.search(context.text[: mention.start])
    behind = _BEHIND.match(context.text, mention.end)
    told = mention.values[0] != "上年结转"
    follows = behind and any(m.start == behind.end() for m in context.of("name", "absent"))
    return told and bool(before or (behind and not follows))  # 人员经费不算基本工资


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
        message=f"没有把握从所问的数里去掉「{names}」，可以把各个数分开来问。",
    )
