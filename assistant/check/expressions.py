"""Sums spelt out in the answer (430.73÷475.03): each number is a formula's operand, in order."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.check.claims import Reading
from assistant.check.recompute import Executed, Operand
from assistant.check.worth import shows, shows_computed
from index.numerals import Number

_OPERATOR = re.compile(r"(?:[()]|[^\S\n])*([÷/+\-×*])(?:[()]|[^\S\n])*")
"""A dash that opens the next line is no minus."""
_EQUALS = re.compile(r"[()\s]*=[()\s]*约?")
_SAME = {"/": "÷", "*": "×"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A run of numbers joined by operators, with the formula that it spells out."""

    members: tuple[Number, ...]
    result: Number | None
    """The number after the equals sign."""
    done: Executed

    def operand(self, number: Number) -> Operand | None:
        """The operand that a member shows; None for the divisor of an average."""
        at = self.members.index(number)
        shown = _terms(self.done)
        return shown[at][1] if at < len(shown) else None


def expressions_of(reading: Reading, all_done: tuple[Executed, ...]) -> tuple[Expression, ...]:
    """The spelt-out formulas of an answer that are right, operand by operand."""
    found: list[Expression] = []
    for run, operators in _runs(reading):
        before = _quantity_before(reading, run[0].start)
        result = _after_equals(reading, run[-1].end)
        for done in all_done:
            if _spells(run, operators, done) and _is_result(result or before, done):
                found.append(Expression(members=run, result=result, done=done))
                break
    return tuple(found)


def _runs(reading: Reading) -> list[tuple[tuple[Number, ...], tuple[str, ...]]]:
    """Maximal runs of at least two numbers with their operators."""
    text, runs = reading.folded.text, []
    numbers = [n for n in reading.numbers if n.kind in ("quantity", "percent", "year")]
    i = 0
    while i < len(numbers) - 1:
        j, operators = i, []
        while j + 1 < len(numbers):
            match = _OPERATOR.fullmatch(text[numbers[j].end : numbers[j + 1].start])
            if not match:
                break
            operators.append(_SAME.get(match[1], match[1]))
            j += 1
        if operators:
            runs.append((tuple(numbers[i : j + 1]), tuple(operators)))
        i = j + 1
    return runs


def _terms(done: Executed) -> tuple[tuple[str, Operand | None], ...]:
    """The formula as operators and operands, the first operator empty; None divides a mean."""
    kind, operands = done.formula.kind, done.operands
    if kind == "growth":
        a, b = operands
        return (("", a), ("-", b), ("÷", b))
    joined = {"sum": "+", "average": "+", "difference": "-", "prior": "-", "product": "×"}
    operator = joined.get(kind, "÷")
    terms = (("", operands[0]), *((operator, o) for o in operands[1:]))
    return (*terms, ("÷", None)) if done.divisor is not None else terms


def _spells(run: tuple[Number, ...], operators: tuple[str, ...], done: Executed) -> bool:
    if done.formula.kind in ("count", "value"):
        return False
    if operators[-1] == "×" and run[-1].value == 100 and run[-1].unit == "%":
        run, operators = run[:-1], operators[:-1]
    terms = _terms(done)
    if len(terms) != len(run):
        return False
    pairs = zip(run, ("", *operators), terms, strict=True)
    return all(_is_term(number, said, term, done) for number, said, term in pairs)


def _is_term(number: Number, said: str, term: tuple[str, Operand | None], done: Executed) -> bool:
    operator, operand = term
    if operand is None:
        return said == operator and number.value == done.divisor and number.unit is None
    if said == operator and _shows_operand(number, operand, operand.value, done):
        return True
    flipped = {"-": "+", "+": "-"}.get(operator)
    return (
        said == flipped
        and operand.value < 0
        and _shows_operand(number, operand, -operand.value, done)
    )


def _shows_operand(number: Number, operand: Operand, value: Decimal, done: Executed) -> bool:
    """As printed, or brought to the formula's unit; without a unit or with the right one."""
    printed = Decimal(operand.printed.replace(",", "")) if _is_plain(operand.printed) else value
    if number.unit is None:
        return number.value in (abs(printed) if value < 0 or printed < 0 else printed, value)
    return shows(number, value, done.formula.unit) or shows(number, printed, operand.unit)


def _is_plain(printed: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[\d,]+(?:\.\d+)?", printed))


def _is_result(number: Number | None, done: Executed) -> bool:
    if number is None:
        return False
    value, unit = done.value, done.formula.unit
    return shows_computed(number, value, unit) or shows_computed(number, -value, unit)


def _quantity_before(reading: Reading, position: int) -> Number | None:
    text = reading.folded.text
    start = max(text.rfind(c, 0, position) for c in "。!?\n") + 1
    before = [
        n
        for n in reading.numbers
        if start <= n.start
        and n.end <= position
        and n.kind in ("quantity", "percent")
        and not reading.in_label(n)
    ]
    return before[-1] if before else None


def _after_equals(reading: Reading, position: int) -> Number | None:
    text = reading.folded.text
    after = next((n for n in reading.numbers if n.start >= position), None)
    if after is None or not _EQUALS.fullmatch(text[position : after.start]):
        return None
    return after
