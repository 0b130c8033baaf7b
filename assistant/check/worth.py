"""Is a shown number worth what a cell or a formula says? Exact, or rounded once for display.

Rounding is allowed only where the shown unit is coarser than the printed one (元 shown as 万元),
and never so far that fewer than two digits stay.
"""

from decimal import Decimal

from index.amounts import MONEY_UNITS, convert, is_money, rounded
from index.numerals import Number

_SAME_UNIT = ({"人", "名", "位"}, {"个", "项"}, {"万", "万元"}, {"亿", "亿元"}, {"%", "％"})


def same_unit(shown: str | None, printed: str | None) -> bool:
    """Whether two units of measure are one (人 and 名 are; % and 个百分点 are not)."""
    left, right = shown or "", printed or ""
    return left == right or any(left in group and right in group for group in _SAME_UNIT)


def money_unit(unit: str | None) -> str | None:
    """The money unit meant: 万 is 万元 where money is spoken of."""
    spoken = {"万": "万元", "亿": "亿元", "千": "千元"}.get(unit or "", unit)
    return spoken if is_money(spoken) else None


def shows(number: Number, value: Decimal, unit: str | None) -> bool:
    """Whether the number shows a value printed in a unit, exactly or rounded into a coarser one."""
    if money_unit(unit) and is_money(unit):
        return _shows_money(number, value, unit or "")
    if unit and unit[0] in "万亿" and unit[1:] == number.unit:
        scale = convert(Decimal(1), f"{unit[0]}元", "元")
        return number.value == value * scale
    return same_unit(number.unit, unit) and number.value == value


def shows_computed(number: Number, value: Decimal, unit: str | None) -> bool:
    """Whether the number shows a computed value, rounded half up at the places shown."""
    shown = money_unit(number.unit) if is_money(unit) else None
    if shown:
        value = convert(value, unit or "", shown)
    elif not same_unit(number.unit, unit):
        return False
    if value == number.value:
        return True
    return number.places >= 1 and rounded(value, number.places) == number.value


def _shows_money(number: Number, value: Decimal, unit: str) -> bool:
    shown = money_unit(number.unit)
    if shown is None:
        return False
    worth = convert(value, unit, shown)
    if worth == number.value:
        return True
    coarser = MONEY_UNITS[shown] > MONEY_UNITS[unit]
    return coarser and _rounds_to(number, worth)


def _rounds_to(number: Number, value: Decimal) -> bool:
    enough = len(number.value.normalize().as_tuple().digits) >= 2
    return enough and rounded(value, number.places) == number.value
