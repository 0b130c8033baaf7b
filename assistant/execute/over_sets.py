"""Operations over the rows of a set: list, count, sum, average, rank, the leaders' share (集合)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.conditions import phrases
from assistant.evidence import FormulaKind
from assistant.execute.filters import passing
from assistant.execute.ledger import Ledger
from assistant.material import Material
from assistant.query_plan import BOTH_ENDS, Further, QueryPlan
from assistant.result import Quantity, Result

Run = Callable[[Material, Ledger], Result]
"""One operation of a plan over its material."""


def over_set(kind: FormulaKind | None, unit: str | None, names: tuple[str, ...]) -> Run:
    """Lists the rows that meet the conditions, and counts, sums or averages them where asked."""

    def run(material: Material, ledger: Ledger) -> Result:
        result = _members(material, ledger)
        if not result.members:
            return result
        said = _condition_words(material.plan)
        further = _further(material.plan, ledger)
        counted = "份" if material.plan.multitude else "个"
        number = ledger.compute("count", result.members, ("共", *said), counted, further)
        if kind is None:
            return result
        if kind == "count":
            return replace(result, outcome=number)
        wanted = unit or material.plan.unit
        printed = [q for q in result.members if q.value is not None]
        if kind == "sum" and len(printed) < min(2, len(result.members)):
            return result  # there is nothing to add
        rows = printed if kind == "sum" else result.members
        outcome = ledger.compute(kind, rows, (*names, *said), wanted, further)
        return replace(result, outcome=outcome)

    return run


def _further(plan: QueryPlan, ledger: Ledger) -> tuple[Further, ...]:
    """The figures of reports that are not shown; those that have none are counted."""
    many = plan.multitude
    if many is None:
        return ()
    for number in {many.blank, many.lacking, many.unread} - {0}:
        nothing = (Further(value=Decimal(0), unit="份"),) * number
        ledger.compute("count", (), ("另有",), "份", nothing)
    return many.further


def _members(material: Material, ledger: Ledger) -> Result:
    """The rows of the plan's set that meet its conditions."""
    plan = material.plan
    every = [ledger.quantity(figure) for figure in plan.members]
    return Result(
        plan=plan,
        extraction=material.extraction,
        evidence=ledger.evidence,
        members=tuple(passing(every, plan.filters)),
        considered=len(every),
    )


def _condition_words(plan: QueryPlan) -> tuple[str, ...]:
    """Words by which a sentence may call the set: its name, and its conditions."""
    whole = "".join(phrases(plan))
    names = [f"{whole}{plan.set_name}", whole, *phrases(plan), plan.set_name]
    return tuple(dict.fromkeys(name for name in names if name))


def rank(material: Material, ledger: Ledger) -> Result:
    """The rows in order, cut where the plan says; rows that tie with the last one stay."""
    plan = material.plan
    result = _members(material, ledger)
    filled = [q for q in result.members if q.value is not None]
    ordered = sorted(filled, key=lambda q: q.worth, reverse=plan.descending)
    if plan.subject == BOTH_ENDS and len(ordered) > 1:
        return replace(result, members=(ordered[0], ordered[-1]))
    end = plan.skip + plan.top if plan.top else None
    if end and len(ordered) > end:
        last = ordered[end - 1].worth
        while end < len(ordered) and ordered[end].worth == last:
            end += 1  # rows that tie with the last one belong to the answer
    chosen = tuple(ordered[plan.skip : end])
    asked = tuple(ledger.quantity(figure) for figure in plan.figures)
    if asked:  # 最大的项目是不是甲
        result = replace(result, operands=asked, holds=_holds_any(chosen, asked))
    further = _further(plan, ledger)
    if len(chosen) > 1 or plan.multitude:
        counted = ("共", "份") if plan.multitude else ("个", "个")
        names = (counted[0], *_condition_words(plan))
        ledger.compute("count", chosen, names, counted[1], further)
    return replace(result, members=chosen, outcome=chosen[0] if len(chosen) == 1 else None)


def _holds_any(chosen: tuple[Quantity, ...], asked: tuple[Quantity, ...]) -> bool:
    return any(row.fact == one.fact for row in chosen for one in asked)


def leaders(material: Material, ledger: Ledger) -> Result:
    """The first rows of the set, their sum, and its share in the whole where one is asked for."""
    plan = material.plan
    result = rank(replace(material, plan=replace(plan, figures=())), ledger)
    result = replace(result, plan=plan)
    if not result.members:
        return result
    names = ("合计", *_condition_words(plan))
    if not plan.figures:
        return replace(result, outcome=ledger.compute("sum", result.members, names, plan.unit))
    whole = ledger.quantity(plan.figures[0])
    summed = ledger.compute("sum", result.members, names)
    outcome = ledger.compute("share", (summed, whole), ("占比", "占"), "%")
    return replace(result, operands=(summed, whole), outcome=outcome)
