"""Is a changed answer true all the same? What figures are worth, and which rows share them."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.check.claims import sentence_span
from assistant.evidence import Evidence
from index.amounts import convert, is_money
from index.numerals import Number, find_numbers
from index.records import Fact, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A correct answer with all that it rests on."""

    text: str
    question: str
    evidence: Evidence
    reports: tuple[Report, ...]
    facts: tuple[Fact, ...] = ()
    """All figures of the reports, to tell which changed answers are true all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a figure is worth; money in yuan."""

    value: Decimal
    unit: str | None
    half: Decimal = Decimal(0)


def worth(fact: Fact) -> Worth | None:
    """What a fact is worth; None for a blank."""
    if fact.amount is None:
        return None
    if not is_money(fact.unit):
        return Worth(value=fact.amount, unit=fact.unit)
    return Worth(value=convert(fact.amount, fact.unit or "", "元"), unit="元")


def number_worth(number: Number) -> Worth:
    """What a number says, with the half of its last place by which a rounded one may be off."""
    if not is_money(number.unit):
        return Worth(value=number.value, unit=number.unit)
    half = Decimal(5).scaleb(-number.places - 1)
    yuan = [convert(v, number.unit or "", "元") for v in (number.value, half)]
    return Worth(value=yuan[0], unit="元", half=yuan[1])


def close(first: Worth | None, second: Worth | None) -> bool:
    """Whether two figures are one figure, rounded differently."""
    if first is None or second is None or first.unit != second.unit:
        return False
    return abs(first.value - second.value) <= max(first.half, second.half)


def same_row(name: str, other: str, answered: Answered) -> bool:
    """Whether the other row has every figure that the answer gives for this one."""
    facts = [c.fact for c in answered.evidence.cited if c.fact]
    mine = {worth(f) for f in facts if f.row == name or not any(f.row == name for f in facts)}
    theirs = {worth(f) for f in (*facts, *answered.facts) if f.row == other}
    shown = {w for w in mine if w is not None}
    return bool(shown) and shown <= theirs


def same_column(other: str, answered: Answered) -> bool:
    """Whether a cited row has the same figure in the other column too."""
    cited = [c.fact for c in answered.evidence.cited if c.fact]
    return any(
        other in "".join(fact.column_path) and fact.row == mine.row and worth(fact) == worth(mine)
        for mine in cited
        for fact in answered.facts
    )


def both_changes(first: Worth | None, second: Worth | None, answered: Answered) -> bool:
    """Whether both are the change of one subject: 增加45.17% is as true as 增加446.13万元."""
    subjects: list[set[str]] = [set(), set()]
    for cited in answered.evidence.cited:
        fact = cited.fact
        if fact and fact.column_path and fact.column_path[-1].startswith("比上年"):
            mine = worth(fact)
            for changed, rows in zip((first, second), subjects, strict=True):
                if changed and mine and abs(mine.value) == abs(changed.value):
                    rows.add(fact.row)
    return bool(subjects[0] & subjects[1])


def same_year(year: str, number: Number, answered: Answered) -> bool:
    """Whether every figure of the sentence is that of the other year too, as the report has it."""
    start, end = sentence_span(answered.text, number.start)
    shown = [
        number_worth(n)
        for n in find_numbers(answered.text)
        if start <= n.start < end and n.kind in ("quantity", "percent") and n.unit
    ]
    cited = [c.fact for c in answered.evidence.cited if c.fact and str(c.fact.year) == year]
    return bool(shown) and all(any(close(worth(f), w) for f in cited) for w in shown)
