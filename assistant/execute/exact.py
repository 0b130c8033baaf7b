"""The arithmetic of answers over exact decimals (运算规则)."""

from calendar import isleap
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.evidence import FormulaKind
from assistant.result import Quantity
from index.amounts import MONEY_UNITS, convert, is_money
from index.errors import AmountError

HUNDRED = Decimal(100)


def common_unit(operands: Sequence[Quantity]) -> str:
    """The unit in which the operands are added: their own if they share it, else the smallest
    money unit among them."""
    units = {q.unit for q in operands}
    if len(units) == 1:
        return operands[0].unit
    if all(is_money(unit) for unit in units):
        return min(units, key=lambda unit: MONEY_UNITS[unit])
    raise AmountError(f"单位不同，不能一起计算：{'、'.join(sorted(units))}")


def formula_value(kind: FormulaKind, operands: Sequence[Quantity], unit: str) -> Decimal:
    """The exact result; money is brought to one unit first, a blank counts as nothing."""
    if kind == "count":
        return Decimal(len(operands))
    if kind == "product":
        return _product(operands, unit)
    if kind == "quotient":
        money, number = operands
        return _fraction((_in(money, unit), number.value or Decimal(0)))
    base = unit if is_money(unit) else common_unit(operands)
    values = [_in(q, base) for q in operands]
    if kind == "daily":
        return values[0] / days_of_year(operands[0])
    return _RULES[kind](values)


def days_of_year(quantity: Quantity) -> int:
    """365 or 366: the days of the one year that a figure is of."""
    parts = quantity.parts or (quantity,)
    years = {part.fact.year for part in parts if part.fact}
    year = years.pop() if len(years) == 1 else None
    if year is None:
        raise AmountError("不是一个年度的数，无法按天平均")
    return 366 if isleap(year) else 365


def _in(quantity: Quantity, unit: str) -> Decimal:
    if quantity.value is None:
        return Decimal(0)
    return convert(quantity.value, quantity.unit, unit) if is_money(unit) else quantity.value


def _product(operands: Sequence[Quantity], unit: str) -> Decimal:
    result = Decimal(1)
    for quantity in operands:
        result *= _in(quantity, unit) if is_money(quantity.unit) else quantity.value or Decimal(0)
    return result


def _fraction(values: Sequence[Decimal]) -> Decimal:
    if not values[1]:
        raise AmountError("除数为零，无法计算")
    return values[0] / values[1]


_RULES: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "sum": lambda v: sum(v, Decimal(0)),
    "difference": lambda v: v[0] - v[1],
    "prior": lambda v: v[0] - v[1],
    "ratio": _fraction,
    "share": lambda v: _fraction(v) * HUNDRED,
    "growth": lambda v: _fraction((v[0] - v[1], v[1])) * HUNDRED,
    "average": lambda v: sum(v, Decimal(0)) / len(v),
    "value": lambda v: v[0],
    "monthly": lambda v: v[0] / 12,
    "quarterly": lambda v: v[0] / 4,
}
