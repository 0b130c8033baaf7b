"""Conditions on the amount of a set's rows (筛选)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.query_plan import Filter
from assistant.result import Quantity
from index.amounts import convert, is_money


def passing(quantities: Iterable[Quantity], filters: Sequence[Filter]) -> list[Quantity]:
    """The quantities that meet every condition on the amount; blanks meet none."""
    conditions = [f for f in filters if f.kind in ("over", "under", "between")]
    return [q for q in quantities if all(_meets(q, condition) for condition in conditions)]


def _meets(quantity: Quantity, condition: Filter) -> bool:
    value = _value(quantity, condition.unit or "元")
    if value is None:
        return False
    if condition.low is not None:
        closed = condition.inclusive or condition.kind == "between"
        over = value >= condition.low if closed else value > condition.low
        if not over:
            return False
    if condition.high is not None:
        return value <= condition.high if condition.inclusive else value < condition.high
    return True


def _value(quantity: Quantity, unit: str) -> Decimal | None:
    if quantity.value is None or not is_money(quantity.unit):
        return None
    return convert(quantity.value, quantity.unit, unit)
