"""Plain look-ups: one figure, one project, yes or no (查数)."""

import re
from dataclasses import replace

from assistant.planner.absences import nearby, not_written
from assistant.planner.claimed import claimed_in, held_to_an_amount
from assistant.planner.enumerations import listed_in
from assistant.planner.form_words import TEXT_FIELDS
from assistant.planner.headcounts import counted
from assistant.planner.operands import Operand, operands_of
from assistant.planner.subjects import previous_projects
from assistant.planner.targets import figure_of, project_figure
from assistant.planner.view import Context
from assistant.planner.wholes import BARE_AMOUNT
from assistant.query_plan import Figure, QueryPlan, Unclear
from index.amounts import is_money


def look_up(context: Context) -> QueryPlan | Unclear | None:
    """One figure by its names; or the yes-no and exists questions about it."""
    worded = next((m for m in context.of("field") if m.formal and m.values[0] in TEXT_FIELDS), None)
    if worded and not context.has("amount"):
        return not_written(context, worded.values[0])
    if context.has("top", "bottom") and context.says(_LARGEST_WITHIN):
        return None  # the whole is not the largest of its rows
    operands = _main_operands(context, operands_of(context))
    if not operands:
        return _previous_figure(context)
    lacking = next((o for o in operands if o.figure is None and o.group is None), None)
    if lacking is not None:
        return _no_such_cell(context, lacking)
    figures = [f for o in operands for f in _figures(context, o)]
    if not figures:
        return None
    if context.says("钱|经费|金额|资金|万元") and not _is_money_figure(context, figures):
        return None
    uncounted = counted(context) if _is_money_figure(context, figures) else None
    if uncounted:
        return uncounted
    namesakes = _namesakes(context, figures)
    if namesakes:
        return _each_of(context, namesakes)
    stray = _stray(context, figures[-1])
    if stray:
        return _only_without(context, stray, figures[-1])
    if operands[0].group and len(operands) == 1 and context.says("每[套户个枚次人卷辆台]|单价"):
        return None  # all of a project's money is no price for one
    if len(figures) > 1 and operands[0].group and len(operands) == 1:
        return _several_projects(context, operands[0], figures)
    if context.says(_WHY) and len(figures) == 1 and not context.has("amount"):
        return _no_reason(context, figures[-1])
    exists = context.has("exists") and not context.has("amount")
    found = held_to_an_amount(context, tuple(figures))
    return replace(found, claimed=claimed_in(context), subject="exists" if exists else "")


_WHY = "为什么|为何|为啥|原因|怎么会|咋会|凭什么"
_LARGEST_WITHIN = r"(?:里|中|内)面?[^,，。]{0,4}最[大多高小少低]"


def _no_reason(context: Context, figure: Figure) -> Unclear:
    """为什么变化: the figure alone is no reason."""
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》没有写明「{figure.name}」增减的原因。",
        suggestions=(f"{figure.name}是多少？",),
    )


def _namesakes(context: Context, figures: list[Figure]) -> tuple[Figure, ...]:
    """The accounts of one name under several codes (一般行政管理事务), where the question tells
    neither code nor class: none of them is the one that is meant."""
    book = context.view.book
    asked = book.by_fact[figures[0].facts[0]]
    fact = asked.fact
    if len(figures) != 1 or len(figures[0].facts) != 1 or fact.kind != "cell" or not fact.code:
        return ()
    named = {value for mention in context.of("name") for value in mention.values}
    if named & (asked.parents | {fact.code}):
        return ()
    alike = {
        a.fact.code: Figure(name=f"{figures[0].name}（{a.fact.code}）", facts=(a.fact.id,))
        for a in book.bearing(asked.row)
        if a.fact.kind == "cell" and a.fact.table_id == fact.table_id
        if (a.row, a.columns) == (asked.row, asked.columns) and a.fact.code
    }
    codes = set(alike)
    highest = {c: f for c, f in alike.items() if not any(c != d and c.startswith(d) for d in codes)}
    return tuple(highest.values()) if len(highest) > 1 else ()


def _each_of(context: Context, figures: tuple[Figure, ...]) -> QueryPlan:
    return QueryPlan(
        operation="list",
        report=context.view.report.id,
        members=figures,
        set_name="同名科目",
        unit=context.question.unit,
    )


_RECKONED = re.compile(
    r"除以|乘以|乘上|[÷×]|减半|对半|翻[倍番]|平分|平摊|(?<![\d万亿])的?(?:一半|三分之一|四分之一)"
)


def _stray(context: Context, figure: Figure) -> str | None:
    """Words of weight behind the last name (政府采购授予中小企业, 是什么车型) ask for something
    else; a reckoning that is not carried out (除以12) must not be left out silently."""
    reckoned = _RECKONED.search(context.text)
    if reckoned and not context.question.unit:
        return context.text[reckoned.start() :].rstrip("？?")
    last = max((m.end for m in context.mentions if m.kind in ("name", "project")), default=0)
    lacking = _lacking_part(context)
    if lacking:
        return None if lacking in figure.name else lacking
    behind = [m for m in context.asking_rests(2) if m.start >= last > 0]
    behind = [m for m in behind if m.text not in figure.name]
    between = context.text[last : behind[0].start] if behind else "，"
    if _JUDGES.fullmatch(between):
        weighty = 2
    elif between in ("", "的", "给", "中"):
        weighty = _WEIGHTY
    else:
        return None
    said = sum(m.length for m in behind)
    return context.text[behind[0].start : behind[-1].end] if said >= weighty else None


def _lacking_part(context: Context) -> str | None:
    """政务大厅的房租: an item right behind a project that the report does not hold."""
    ends = {m.end for m in context.of("project")}
    for mention in context.of("absent"):
        if mention.start in ends or (
            mention.start - 1 in ends and context.text[mention.start - 1] == "的"
        ):
            return mention.text
    return None


_JUDGES = re.compile(r"的?(?:全部|全|都|主要)?是(?:什么|啥|哪种|哪个)?")
"""其他收入全部是利息吗: what stands behind is what is asked of the figure."""
_WEIGHTY = 3
"""Characters that mean nothing in the report from which on they are not chatter."""


def _only_without(context: Context, stray: str, figure: Figure) -> Unclear:
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》中有「{figure.name}」，没有找到与「{stray}」对应的数。",
        suggestions=(f"{figure.name}是多少？", *nearby(context)),
    )


def _main_operands(context: Context, operands: list[Operand]) -> list[Operand]:
    """Without names that only lead up to the figure: A里的B is B; an everyday word that the report
    has no figure for gives way to a name that it has; the same figure counts once."""
    found = [o for o in operands if o.figure or o.group]
    lacking = [o for o in operands if o not in found]
    kept = found if found and all(_everyday(context, o) for o in lacking) else operands
    kept = [
        o for n, o in enumerate(kept)
        if n + 1 == len(kept) or not _leads_to(context, o, kept[n + 1])
    ]  # fmt: skip
    kept = [o for o in kept if not any(o is not p and _says_less(o, p) for p in kept)]
    once = {o.figure.facts if o.figure else o.names or str(o.start): o for o in kept}
    return list(once.values())


def _says_less(operand: Operand, other: Operand) -> bool:
    """Whether the other one names the same row more exactly."""
    return bool(operand.names) and set(operand.names) < set(other.names)


def _everyday(context: Context, operand: Operand) -> bool:
    return all(not m.formal for m in context.of("name") if operand.start <= m.start < operand.end)


def _leads_to(context: Context, first: Operand, second: Operand) -> bool:
    if first.group and not second.group:
        return False
    listed = {item.start for item in listed_in(context)}
    if {first.start, second.start} <= listed or _are_siblings(context, first, second):
        return False  # 水电费, 水费电费 are both of them
    between = context.text[first.end : second.start]
    inside = (
        r"(?:预算|支出|经费)?(?:(?:当中|之中|里面|里头|中|里|内|下面|下)的?,?"
        r"(?:(?:部门)?经济科目[为是])?.{0,2})?的?"
    )
    return re.fullmatch(inside, between) is not None


def _are_siblings(context: Context, first: Operand, second: Operand) -> bool:
    """Whether both are items of the economic classification under one column."""
    held = [context.view.book.by_fact[o.figure.facts[0]] for o in (first, second) if o.figure]
    if len(held) < 2 or any(a.table_kind != "economic" for a in held):
        return False
    if any(context.text[o.start : o.end] not in o.names for o in (first, second)):
        return False  # 工资津贴补贴: an everyday word may only lead up to the item
    one, other = held[0].fact, held[1].fact
    alike = (one.table_id, one.column_path) == (other.table_id, other.column_path)
    return alike and one.row != other.row and len(one.code or "") == len(other.code or "")


def _several_projects(context: Context, operand: Operand, figures: list[Figure]) -> QueryPlan:
    """Several projects bear the wording: each is shown, and their total."""
    return QueryPlan(
        operation="sum",
        report=context.view.report.id,
        members=tuple(figures),
        set_name="项目",
        unit=context.question.unit,
        subject=operand.group.wording if operand.group else "",
    )


def _figures(context: Context, operand: Operand) -> list[Figure]:
    if operand.figure:
        return [operand.figure]
    if operand.group is None:
        return []
    found = [project_figure(context, project) for project in operand.group.projects]
    return [figure for figure in found if figure]


def _no_such_cell(context: Context, operand: Operand) -> Unclear:
    report = context.view.report
    organisation = context.organisation
    names = "的".join(operand.names)
    if organisation and figure_of(context, operand.names):
        message = f"报告没有按单位列出「{names}」，查不到{organisation}的数；只有全部门的数。"
        return Unclear(kind="not_found", message=message, suggestions=(f"全部门的{names}是多少？",))
    single = [name for name in operand.names if figure_of(context, (name,))]
    return Unclear(
        kind="not_found",
        message=f"报告（{report.title}）里没有「{names}」这个数。",
        suggestions=tuple(f"{name}是多少？" for name in single) or nearby(context),
    )


def _previous_figure(context: Context) -> QueryPlan | None:
    """换算成元呢 / 它是多少: what was just said, in another unit."""
    spoken_of = previous_projects(context)
    if "实施期" in context.text and len(spoken_of) == 1:
        period = project_figure(context, spoken_of[0])
        return _of_one(context, period) if period else None
    bare = BARE_AMOUNT.match(context.text) and len(context.previous.figures) == 1
    if not context.previous.figures or not (bare or context.has("follow", "pronoun", "convert")):
        return None
    if bare and not _is_money_figure(context, list(context.previous.figures)):
        return None
    if not (context.question.unit or context.has("amount", "convert")):
        return None
    projects = previous_projects(context)
    figures = context.previous.figures
    if context.question.unit == "元" and len(projects) == 1:
        figures = tuple(f for f in (project_figure(context, projects[0]),) if f) or figures
    return QueryPlan(
        operation="look_up",
        report=context.view.report.id,
        figures=figures[:1],
        unit=context.question.unit,
    )


def _is_money_figure(context: Context, figures: list[Figure]) -> bool:
    """Whether any of the figures is a sum of money, as the question wants."""
    units = {context.view.book.by_fact[i].fact.unit for f in figures for i in f.facts}
    return any(is_money(unit) for unit in units)


def main_figure(context: Context) -> Figure | None:
    """The one figure that a question names, as far as this report prints it."""
    operands = _main_operands(context, operands_of(context))
    figures = [f for o in operands for f in _figures(context, o)]
    return figures[-1] if figures else None


def _of_one(context: Context, figure: Figure) -> QueryPlan:
    return QueryPlan(
        operation="look_up",
        report=context.view.report.id,
        figures=(figure,),
        unit=context.question.unit,
    )
