"""Shares (占比): of a figure in a whole, of a set, of the first rows of a ranking."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.arithmetic import binary, previous_figure, spoken_of, usable
from assistant.planner.book import WHOLES, Address, is_total
from assistant.planner.joint import as_one, is_linked, joined_operands, runs_of
from assistant.planner.labels import canonical
from assistant.planner.members import Members
from assistant.planner.operands import Operand, followed_by, operands_of, whole_of
from assistant.planner.sets import members_of, says_special_funds
from assistant.planner.targets import figure_of, hints_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear
from index.amounts import is_money

_SHARE_VERB = re.compile(r"占|相当于")


def share(context: Context) -> QueryPlan | Unclear | None:
    """A占B的百分之几; B is the whole that A is part of where the question leaves it out."""
    if not context.has("share") or context.has("average"):
        return None
    if context.has("change_rate") and context.has("change") and not context.says("占|比重|比例"):
        return None  # 降了百分之几 is a change, not a share
    if of_set := _share_of_set(context):
        return of_set
    verb = _SHARE_VERB.search(context.text)
    operands = usable(_together(context, verb.start() if verb else len(context.text)))
    larger = _which_takes_more(context, operands, verb.end()) if verb else None
    if larger:
        return larger
    left, right = _around(context, operands, verb.start() if verb else len(context.text))
    if right and verb and _of_several(context, operands, verb.end()):
        return Unclear(kind="clarify", message="占的是哪一个？请一次只写一个总数。")
    unknown = _unknown_side(context, verb.start() if verb else len(context.text), left)
    unknown = unknown or (_unknown_whole(context, verb.end()) if verb and not right else None)
    if unknown:
        return unknown
    part = left.figure if left else spoken_of(context)
    several = left is None and len(context.previous.figures) > 1
    if part is None or (several and (context.has("top", "bottom") or context.question.ordinal)):
        return None
    inside = (
        _inside_the_column(context, left) or _inside_the_whole(context, left)
        if left and not right
        else None
    )
    if inside:
        return binary(context, "share", *inside)
    whole = right.figure if right else _holder(context, left) or whole_of(context, part)
    if right and whole and whole.facts == part.facts:  # 财政拨款 led both to its own table
        plain = replace(hints_of(context), prefer=frozenset())
        whole = figure_of(context, right.names, plain)
    if whole is None or whole.facts == part.facts:
        whole = whole_of(context, part)
    if whole is None or whole.facts == part.facts:
        return None
    return binary(context, "share", _money_like(context, left, part, whole), whole)


def _together(context: Context, verb: int) -> list[Operand]:
    """The operands, those before 占 that are joined (甲和乙占…, 甲、乙合计占…) as one."""
    operands = joined_operands(context)
    before = [o for o in operands if o.start < verb]
    if len(before) != len(operands) - 1 or context.says(r"哪|谁|各|分别"):
        return operands
    runs = [run for run in runs_of(context, before) if len(run) == len(before)]
    one = as_one(runs[0]) if runs and verb - before[-1].end <= _NEAR else None
    return [one, *operands[len(before) :]] if one else operands


_NEAR = 4
"""Characters between the last of the parts and 占."""


def _of_several(context: Context, operands: Sequence[Operand], verb: int) -> bool:
    """占甲和乙的多少: of each of them or of both together, it does not say."""
    after = [o for o in operands if o.start >= verb]
    first = runs_of(context, after)[0] if after else []
    return len(first) > 1 and is_linked(context, first)


def _money_like(context: Context, left: Operand | None, part: Figure, whole: Figure) -> Figure:
    """三公经费里公务用车占多少: not the number of cars but the column of the whole's own table
    that begins so."""
    facts = context.view.book.by_fact
    if left is None or part.facts[0] not in facts or whole.facts[0] not in facts:
        return part  # spoken of before, in another report
    own, held = facts[part.facts[0]].fact, facts[whole.facts[0]]
    if is_money(own.unit) or not is_money(held.fact.unit):
        return part
    begins = {
        (level, name)
        for a in facts.values()
        if a.fact.table_id == held.fact.table_id and a.row == held.row
        for level, name in enumerate(a.columns)
        if len(left.names) == 1 and name.startswith(left.names[0])
    }
    outermost = sorted(begins)[:1]
    return (figure_of(context, (outermost[0][1],)) if outermost else None) or part


def _which_takes_more(context: Context, operands: Sequence[Operand], verb: int) -> QueryPlan | None:
    """甲和乙哪个占丙多: of one whole, the larger takes the more."""
    before = [o.figure for o in operands if o.end < verb and o.figure]
    if len(before) != 2 or not _WHICH.search(context.text, 0, verb):
        return None
    return binary(context, "compare", *before)


_WHICH = re.compile(r"(?:哪一?个|哪一?项|谁)(?:更)?(?:占|$)|哪一?个.{0,4}占")
_WITHIN = re.compile(r"(?:的)?(?:当中|之中|里面|里头|中|里|内)")


def _holder(context: Context, part: Operand | None) -> Figure | None:
    """基本支出里人员经费占多少: the whole named within the address of the part itself."""
    names = part.names if part else ()
    for mention in context.of("name"):
        rest = [name for name in names if name not in mention.values]
        if rest and len(rest) < len(names) and _WITHIN.match(context.text, mention.end):
            held = tuple(name for name in names if name not in rest)
            return _of_same_row(context, part, held) or figure_of(context, held)
    return None


def _of_same_row(context: Context, part: Operand | None, names: tuple[str, ...]) -> Figure | None:
    """某科目中项目支出占比: the row's own total beside its column, in the same table."""
    own = context.view.book.by_fact.get(part.figure.facts[0]) if part and part.figure else None
    if own is None or own.fact.kind != "cell" or own.row not in names:
        return None
    return figure_of(context, names, replace(hints_of(context), table=own.fact.table_id))


def _inside_the_column(context: Context, part: Operand) -> tuple[Figure, Figure] | None:
    """项目支出一共多少 → 其中行政运行占多少: the row within the column just spoken of."""
    previous = previous_figure(context)
    address = context.view.book.by_fact.get(previous.facts[0]) if previous else None
    if not (address and previous and is_total(address.row) and address.columns):
        return None
    column = address.columns[-1]
    if is_total(column) or column in part.names or not context.says(_OF_IT):
        return None
    figure = figure_of(context, (*part.names, column))
    return (figure, previous) if figure and figure.facts != previous.facts else None


def _inside_the_whole(context: Context, part: Operand) -> tuple[Figure, Figure] | None:
    """收入总计是多少 → 其中财政拨款占多少: the part on the side of the total just spoken of."""
    previous = previous_figure(context)
    address = context.view.book.by_fact.get(previous.facts[0]) if previous else None
    if not (address and previous and part.names and _is_whole(address)):
        return None
    side = _side(address)
    if side is None or not context.says(_OF_IT) or not all(map(is_total, address.columns[1:])):
        return None
    hints = hints_of(context)
    for at in (replace(hints, table=address.fact.table_id, side=side), replace(hints, side=side)):
        figure = figure_of(context, part.names, at)
        if figure and figure.facts != previous.facts:
            return figure, previous
    return None


_OF_IT = "其中|里|当中|中的|它|这"


def _is_whole(address: Address) -> bool:
    return address.fact.kind == "cell" and (is_total(address.row) or address.row in WHOLES)


def _side(address: Address) -> str | None:
    """收入 or 支出, where the table has both."""
    return next((side for side in ("收入", "支出") if side in (address.side or "")), None)


_SET_NARROWED = ("carried_over", "implementer")


def _share_of_set(context: Context) -> QueryPlan | None:
    """结转的项目占项目支出的比例: the sum of a narrowed set against a whole."""
    narrowed = context.carried_over or context.organisation or says_special_funds(context)
    if not narrowed or context.has("top", "bottom"):
        return None
    members = members_of(context)
    if members is None or not members.are_projects or len(members.figures) < 2:
        return None
    if {f.kind for f in members.filters} - set(_SET_NARROWED):
        return None
    verb = _SHARE_VERB.search(context.text)
    after = [o.figure for o in operands_of(context) if verb and o.start >= verb.start()]
    whole = next((f for f in after if f), None) or figure_of(context, (canonical("项目支出"),))
    return _leaders(context, members, whole, None) if whole else None


def _around(
    context: Context, operands: Sequence[Operand], position: int
) -> tuple[Operand | None, Operand | None]:
    before = [o for o in operands if o.start < position]
    after = [o for o in operands if o.start >= position]
    if len(before) >= 2 and not after:
        holders = [o for o in before if followed_by(context, o, r"(?:当中|之中|里面|中|里|内)")]
        if holders:
            inner = [o for o in before if o is not holders[0]]
            return inner[-1], holders[0]
        return before[0], before[1]
    if not before and after and context.previous.figures:
        return None, after[0]
    if not before and len(after) >= 2:
        return after[0], after[1]
    return (before[0] if before else (after[0] if after else None)), (
        after[0] if after and before else None
    )


def share_of_leaders(context: Context) -> QueryPlan | None:
    """前三大项目占项目支出的比重: the first rows of a set against a whole."""
    top = context.question.top or (1 if context.says(_LEADER) else None)
    if not (context.has("share") and context.has("top", "bottom") and top):
        return None
    members = members_of(context)
    operands = usable(operands_of(context))
    whole = operands[-1].figure if operands else None
    if members is None or len(members.figures) < 2:
        return None
    whole = whole or whole_of(context, members.figures[0])
    if whole is None:
        return None
    return _leaders(context, members, whole, top)


_LEADER = r"(?:哪|谁)[^占]{0,8}最[^占]*占|最[^占]{0,8}(?:哪|谁)[^占]*占"
"""哪个最多？占几成: the first one's share."""


def _leaders(context: Context, members: Members, whole: Figure, top: int | None) -> QueryPlan:
    return QueryPlan(
        operation="leaders",
        report=context.view.report.id,
        figures=(whole,),
        members=members.figures,
        set_name=members.name,
        filters=members.filters,
        descending=not context.has("bottom"),
        top=top,
    )


_HOLDS = re.compile(r"(?P<kind>(?:专?项(?:目|资金|经费)?)?)" + _WITHIN.pattern)
"""What makes an unknown name the whole: 某某专项里."""


_SHARE_WORDS = re.compile(r"的?(?:多少|多大|比|百分|几|%|份额|多高|了)")


def _unknown_whole(context: Context, behind: int) -> Unclear | None:
    """占社保类多少: a whole that is named and not known is not replaced by another."""
    end = _SHARE_WORDS.search(context.text, behind)
    said = context.text[behind : end.start() if end else len(context.text)]
    unknown = any(
        behind <= m.start < behind + len(said)
        for m in (*context.of("absent"), *context.asking_rests(2))
    )
    if not said or not unknown:
        return None
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》里没有找到「{said}」这个总数，无法算占比。",
        suggestions=(),
    )


def _unknown_side(context: Context, verb: int, left: Operand | None) -> Unclear | None:
    """What stands before 占 but is not known must not be replaced by what stands behind it."""
    before = [m for m in (*context.of("absent"), *context.asking_rests(2)) if m.start < verb]
    named = left is not None and left.start < verb
    changes_asked = context.says(r"增加额|增长额|减少额|增减额|增量")
    if named and left is not None:
        behind = context.text.find("中", left.end, verb) >= 0
        before = [
            m
            for m in before
            if _HOLDS.match(context.text, m.end) or (behind and m.start >= left.end)
        ]
    if not changes_asked and not before:
        return None
    what = "增减额"
    if not changes_asked:
        holding = _HOLDS.match(context.text, before[0].end)
        what = before[0].text + (holding["kind"] if holding else "")
    return Unclear(
        kind="not_found",
        message=f"报告《{context.view.report.title}》中没有可以用来算占比的「{what}」。",
    )
