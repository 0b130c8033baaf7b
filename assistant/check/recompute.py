"""What does a formula give when it is executed again from cited figures?"""

import math
from calendar import isleap
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.evidence import Evidence, Formula, FormulaKind
from index.amounts import convert, grouped, is_money, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A figure in a formula: as printed, and brought to the formula's unit."""

    id: str
    value: Decimal
    """In the unit that the formula calculates in."""
    printed: str
    unit: str
    """The unit of `printed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """A formula executed again."""

    formula: Formula
    operands: tuple[Operand, ...]
    value: Decimal
    citations: tuple[str, ...]
    """The cited facts it rests on, those of its operand formulas included."""
    divisor: int | None = None
    """What a mean is divided by: the number of its operands, 12 months, the days of the year."""


def execute(formula: Formula, evidence: Evidence) -> Executed | None:
    """The formula's result from its cited operands; None where an operand is missing, blank or of
    another measure, where a divisor is zero, or where the result is not the stated value."""
    operands = _operands(formula, evidence)
    if operands is None:
        return None
    divisor = _divisor(formula, len(operands), evidence)
    value = _apply(formula.kind, tuple(o.value for o in operands), divisor)
    if value is None or abs(value - formula.value) > Decimal("1e-9") * max(abs(value), Decimal(1)):
        return None
    return Executed(
        formula=formula,
        operands=operands,
        value=value,
        citations=_citations(formula, evidence),
        divisor=divisor,
    )


def readable(executed: Executed) -> str:
    """The formula with its operands as printed: 935.85 ÷ 958.88."""
    kind, number = executed.formula.kind, len(executed.operands)
    if kind == "count":
        return f"共{number}项"
    if executed.formula.further:
        begun = " + ".join(o.printed for o in executed.operands[:_SPELT_OUT])
        divided = f"，再 ÷ {number}" if kind == "average" else ""
        return f"{begun} + …（共{number}个数相加{divided}）"
    printed = [_with_unit(executed, o) for o in executed.operands]
    if kind == "average":
        return f"({' + '.join(printed)}) ÷ {len(printed)}"
    if kind in PERIODS:
        return f"{printed[0]} ÷ {executed.divisor}"
    if kind == "growth":
        return f"({printed[0]} - {printed[1]}) ÷ {printed[1]}"
    return _OPERATORS[kind].join(printed)


_SPELT_OUT = 3
"""Operands that a formula over very many begins with."""
_OPERATORS = {
    "sum": " + ",
    "difference": " - ",
    "prior": " - ",
    "ratio": " ÷ ",
    "share": " ÷ ",
    "product": " × ",
    "quotient": " ÷ ",
    "value": " = ",
}


def _with_unit(executed: Executed, operand: Operand) -> str:
    """Units are shown where the operands do not share one."""
    shared = len({o.unit for o in executed.operands}) == 1
    return operand.printed if shared else f"{operand.printed}{operand.unit}"


def _operands(formula: Formula, evidence: Evidence) -> tuple[Operand, ...] | None:
    if formula.kind == "count":
        return _counted(formula, evidence)
    found = [_operand(id_, evidence) for id_ in formula.operands]
    operands = tuple(o for o in found if o is not None)
    if not operands or len(operands) < len(found):
        return None
    units = (*(o.unit for o in operands), *(f.unit for f in formula.further))
    common = _common_unit(formula, units)
    if common is None:
        return None
    further = [
        Operand(id="", value=_in(f.value, f.unit, common), printed=grouped(f.value), unit=f.unit)
        for f in formula.further
    ]
    return (*(replace(o, value=_in(o.value, o.unit, common)) for o in operands), *further)


def _counted(formula: Formula, evidence: Evidence) -> tuple[Operand, ...] | None:
    """What is counted must be cited or computed, each once; it may be blank or worded."""
    cited = {c.id for c in evidence.cited} | {f.id for f in evidence.formulas}
    if not set(formula.operands) <= cited or len(set(formula.operands)) != len(formula.operands):
        return None
    one = Operand(id="", value=Decimal(1), printed="1", unit=formula.unit)
    return (*(replace(one, id=id_) for id_ in formula.operands), *((one,) * len(formula.further)))


def _operand(id_: str, evidence: Evidence) -> Operand | None:
    for cited in evidence.cited:
        if cited.id == id_ and cited.fact and cited.fact.amount is not None:
            fact = cited.fact
            amount, unit = cited.fact.amount, fact.unit or ""
            return Operand(id=id_, value=amount, printed=fact.printed or grouped(amount), unit=unit)
    for formula in evidence.formulas:
        if formula.id == id_ and id_ not in formula.operands:
            done = execute(formula, evidence)
            if done:
                shown = grouped(rounded(done.value).normalize())
                return Operand(id=id_, value=done.value, printed=shown, unit=formula.unit)
    return None


def _common_unit(formula: Formula, units: tuple[str, ...]) -> str | None:
    """The unit in which the operands are calculated; None where they do not go together."""
    if formula.kind == "product":
        return formula.unit
    if formula.kind == "quotient":
        money_over_things = is_money(units[0]) and not any(is_money(u) for u in units[1:])
        return formula.unit if money_over_things and is_money(formula.unit) else None
    kind, all_money = formula.kind, all(is_money(unit) for unit in units)
    if kind in ("share", "ratio", "growth"):
        same = len(set(units)) == 1
        return units[0] if all_money or same else None
    if all_money:
        return formula.unit if is_money(formula.unit) else None
    points = kind == "difference" and formula.unit == "个百分点" and set(units) == {"%"}
    return units[0] if points or set(units) == {formula.unit} else None


def _in(value: Decimal, unit: str, wanted: str) -> Decimal:
    return convert(value, unit, wanted) if is_money(unit) and is_money(wanted) else value


PERIODS = ("monthly", "quarterly", "daily")
"""A year's figure spread evenly over it."""


def _divisor(formula: Formula, number: int, evidence: Evidence) -> int | None:
    """What an average divides by; the days are those of the year of the cited facts."""
    if formula.kind == "daily":
        cited = _citations(formula, evidence)
        years = {c.fact.year for c in evidence.cited if c.id in cited and c.fact}
        year = years.pop() if len(years) == 1 else None
        return (366 if isleap(year) else 365) if year else None
    return {"average": number, "monthly": 12, "quarterly": 4}.get(formula.kind)


def _apply(kind: FormulaKind, values: tuple[Decimal, ...], divisor: int | None) -> Decimal | None:
    if kind in ("sum", "count"):
        return sum(values, Decimal(0))
    if kind == "average":
        return sum(values, Decimal(0)) / len(values)
    if kind == "product":
        return math.prod(values, start=Decimal(1))
    if kind == "value":
        return values[0] if len(values) == 1 else None
    if kind in PERIODS:
        return values[0] / divisor if divisor and len(values) == 1 else None
    if len(values) != 2:
        return None
    first, second = values
    if kind in ("difference", "prior"):
        return first - second
    if second == 0:
        return None
    return {
        "ratio": first / second,
        "quotient": first / second,
        "share": first / second * 100,
        "growth": (first - second) / second * 100,
    }[kind]


def _citations(formula: Formula, evidence: Evidence) -> tuple[str, ...]:
    """The citation ids that the formula rests on, each once."""
    inner = {f.id: f for f in evidence.formulas}
    found: list[str] = []
    for id_ in formula.operands:
        deeper = _citations(inner[id_], evidence) if id_ in inner else (id_,)
        found.extend(deeper)
    return tuple(dict.fromkeys(found))
