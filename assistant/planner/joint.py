"""Several names spoken of as one operand (合并计算): 水费和电费合计占公用经费多少.

Every name that the question joins goes into the figure, or there is none: to leave one out
unsaid would answer another question.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.planner.enumerations import listed_in
from assistant.planner.operands import Operand, operands_of
from assistant.planner.view import Context
from assistant.query_plan import Figure

ADDED = r"加上?|\+|再加上?|连同"
_LINK = re.compile(
    rf"(?:的?(?:支出|费用|预算数?|经费|金额|决算数?))?(?:(?:{ADDED}|[、,，和与及跟同]|以及|还有){{1,2}})?"
)
_NUMBER = r"(?:[两二三四五六七八九十\d]+(?:大)?(?:者|项|个|样|笔|类|块|种)?)?"
SUMMED = re.compile(
    rf"的?(?:支出|费用|预算数?|经费|金额|决算数?|钱|等)?的?[,，]?(?:这|那)?{_NUMBER}(?:支出|费用|科目|经费)?"
    r"的?(?:全部|都)?(?:一共|合计|总共|共计|总计|加起来|相加|之和|总和|总额|的?和(?=[占是比与跟同])|合起来|加总|加到一起|"
    r"加在一起|合在一起|加一起|加一块|合一块|拢共|统共|一起|共(?=占|是|比|计))"
)


def joined(context: Context, operands: Sequence[Operand]) -> list[Operand]:
    """The operands, those that the question adds (甲和乙合计, 甲加乙) as one."""
    found: list[Operand] = []
    for run in runs_of(context, operands):
        one = _as_one(run) if is_summed(context, run) else None
        found += [one] if one else run
    return found


def adds_several(context: Context) -> bool:
    """Whether the question adds several of its names to one figure."""
    return any(is_summed(context, run) for run in runs_of(context, operands_of(context)))


def listed_names(context: Context) -> list[Figure]:
    """The figures that the question names one after the other without adding them."""
    runs = [run for run in runs_of(context, operands_of(context)) if len(run) > 1]
    if len(runs) != 1 or is_summed(context, runs[0]) or not is_linked(context, runs[0]):
        return []
    figures = {o.figure.facts: o.figure for o in runs[0] if o.figure}
    return list(figures.values()) if len(figures) > 1 else []


def is_linked(context: Context, run: Sequence[Operand]) -> bool:
    """Whether a word or a comma joins each to the next."""
    links = (context.text[a.end : b.start] for a, b in pairwise(run))
    return all(links)


def joint_of(context: Context) -> Figure | None:
    """The one figure that the question makes of several, where it speaks of nothing else."""
    found = joined_operands(context)
    figure = found[0].figure if len(found) == 1 else None
    return figure if figure and figure.joint else None


def joined_operands(context: Context) -> list[Operand]:
    """The operands of the question, those that it adds as one."""
    return joined(context, operands_of(context))


def as_one(run: Sequence[Operand]) -> Operand | None:
    """The run as one operand where it is of several."""
    return _as_one(run) if len(run) > 1 else None


def runs_of(context: Context, operands: Sequence[Operand]) -> list[list[Operand]]:
    """The operands in runs with nothing but words that join between them (甲、乙和丙)."""
    runs: list[list[Operand]] = []
    for operand in operands:
        before = runs[-1][-1] if runs else None
        if before and _LINK.fullmatch(context.text[before.end : operand.start]):
            runs[-1].append(operand)
        else:
            runs.append([operand])
    return [part for run in runs for part in _set_against(context, run)]


def _set_against(context: Context, run: list[Operand]) -> list[list[Operand]]:
    """丙与甲、乙合计相差多少: what is set against a sum by another word than joins the sum."""
    links = [context.text[a.end : b.start] for a, b in pairwise(run)]
    if len(run) < 3 or not context.has("difference", "more_than", "ratio"):
        return [run]
    apart = links[0] in ("和", "与", "跟", "同") and links[0] not in links[1:]
    return [run[:1], run[1:]] if apart else [run]


def is_summed(context: Context, run: Sequence[Operand]) -> bool:
    """Whether the question adds what stands in the run."""
    if len(run) < 2:
        return False
    links = [context.text[a.end : b.start] for a, b in pairwise(run)]
    if not any(links) and {o.start for o in run} <= {item.start for item in listed_in(context)}:
        return True  # 水电费 is one word for both
    added = any(re.search(ADDED, link) for link in links)
    return added or bool(SUMMED.match(context.text, run[-1].end))


def _as_one(run: Sequence[Operand]) -> Operand | None:
    figures = list({o.figure.facts: o.figure for o in run if o.figure}.values())
    if len(figures) < 2 or any(o.figure is None for o in run):
        return None
    return Operand(start=run[0].start, end=run[-1].end, figure=joint_figure(figures))


def joint_figure(figures: Sequence[Figure]) -> Figure:
    """The figures as one, by all their names."""
    return Figure(
        name="、".join(figure.name for figure in figures) + "合计",
        facts=tuple(fact for figure in figures for fact in figure.facts),
        joint=tuple(figures),
    )
