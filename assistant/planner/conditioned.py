"""A set's plan with conditions put on its rows (加条件): amounts and names, each exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.planner.labels import folded
from assistant.query_plan import Filter, QueryPlan, Unclear
from assistant.steps import Comparison, Condition
from index.amounts import is_money

_SETS = frozenset(("list", "count", "rank", "sum", "average"))
_UNITS = {"万": "万元", "亿": "亿元", "块": "元", None: "元"}
Bound = tuple[str, Decimal, str]
"""Name, value and unit of a figure that rows are held to."""


def with_conditions(
    plan: QueryPlan, conditions: Sequence[Condition], bounds: Mapping[int, Bound]
) -> QueryPlan | Unclear:
    """The plan over the rows that meet every condition; Unclear where it goes over no set."""
    if not conditions:
        return plan
    if plan.operation not in _SETS or plan.across or not plan.members:
        return _no_set()
    members, filters = plan.members, []
    for condition in conditions:
        if condition.word is not None:
            negated = condition.comparison == "not_named"
            word = folded(condition.word)
            members = tuple(f for f in members if (word in folded(f.name)) != negated)
            filters.append(Filter(kind="named", text=condition.word, negated=negated))
            continue
        bound = _bound(condition, bounds)
        if bound is None:
            return _no_set()
        filters.append(_filter(condition.comparison, bound))
    return replace(plan, members=members, filters=(*plan.filters, *filters))


def filters_of(conditions: Sequence[Condition]) -> tuple[Filter, ...]:
    """The filters of conditions on amounts of money that the question prints; no others."""
    bounds = ((c.comparison, _bound(c, {})) for c in conditions)
    return tuple(_filter(comparison, bound) for comparison, bound in bounds if bound)


def _bound(condition: Condition, bounds: Mapping[int, Bound]) -> Bound | None:
    if condition.step is not None:
        return bounds.get(condition.step)
    amount = condition.amount
    if amount is None:
        return None
    unit = _UNITS.get(amount.unit, amount.unit or "元")
    return (amount.text, amount.value, unit) if is_money(unit) else None


def _filter(comparison: Comparison, bound: Bound) -> Filter:
    name, value, unit = bound
    inclusive = comparison in ("at_least", "at_most")
    if comparison in ("over", "at_least"):
        return Filter(kind="over", low=value, unit=unit, inclusive=inclusive, text=name)
    return Filter(kind="under", high=value, unit=unit, inclusive=inclusive, text=name)


def _no_set() -> Unclear:
    return Unclear(
        kind="clarify",
        message="没有看懂这些条件要用来挑选哪些行。可以写明是哪些项目或科目。",
        unsure=True,
    )
