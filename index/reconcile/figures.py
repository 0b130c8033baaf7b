"""What one side of an identity is worth, and whether two sides agree.

A `Figure` is an amount with its unit, the worth of one unit in its last printed place, and the
place where it stands. Whatever a rule compares, cells, funds, statements or sums of them, is a
figure first; so there is one comparison, and one notion of rounding (四舍五入).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.amounts import convert, grouped, is_money
from index.records import FindingSide, Severity

ONE = Decimal(1)
_DECIMALS = re.compile(r"\.(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One side of an identity: what it is worth and where it stands."""

    amount: Decimal
    unit: str
    grain: Decimal
    """Worth of one unit in the last printed place, in `unit`."""
    side: FindingSide

    def converted(self, unit: str) -> "Figure":
        """The same figure in another unit of money; other units stay as they are."""
        if self.unit == unit or not (is_money(self.unit) and is_money(unit)):
            return self
        return replace(
            self,
            amount=convert(self.amount, self.unit, unit),
            grain=convert(self.grain, self.unit, unit),
            unit=unit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A finding before it has an id and the name of its rule."""

    severity: Severity
    message: str
    sides: tuple[FindingSide, ...]
    difference: str | None = None
    unit: str | None = None


def grain_of(printed: str) -> Decimal:
    """Worth of one unit in the last printed place: 0.01 for 475.03, 1 for 61,350."""
    found = _DECIMALS.search(printed)
    return ONE.scaleb(-len(found.group(1))) if found else ONE


def comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures can be held against each other at all."""
    return left.unit == right.unit or (is_money(left.unit) and is_money(right.unit))


def gap(left: Figure, right: Figure) -> Decimal:
    """Left less right, in the unit of left."""
    return left.amount - right.converted(left.unit).amount


def agree(left: Figure, right: Figure) -> bool:
    """Whether two figures are the same, or differ only by the rounding of a coarser unit.

    A sum printed in 万元 agrees with one in 元 when the latter rounds to the former.
    """
    difference = abs(gap(left, right))
    if not difference or left.unit == right.unit:
        return not difference
    return difference <= _coarser(left, right) / 2


def within_rounding(left: Figure, right: Figure, addends: int = 1) -> bool:
    """Whether the difference is no more than rounding leaves (尾差).

    That is one unit of the last printed place, or half a unit for each of many addends; and half
    a unit of the coarser place where one side is printed with fewer decimals.
    """
    difference = abs(gap(left, right))
    finer = min(left.grain, right.converted(left.unit).grain)
    coarser = _coarser(left, right)
    slack = finer * max(ONE, Decimal(addends) / 2)
    return difference <= (slack if coarser == finer else max(slack, coarser / 2))


def _coarser(left: Figure, right: Figure) -> Decimal:
    return max(left.grain, right.converted(left.unit).grain)


def _name(side: FindingSide) -> str:
    """The row, or the heading where a row has no name; both for a total row."""
    heading = (side.column or "").rpartition(" / ")[2]
    if not side.row:
        return heading
    named = side.row.endswith("合计") and heading and not heading.endswith(("计", "数", "额"))
    return f"{side.row}（{heading}）" if named and side.table else side.row


def described(figure: Figure) -> str:
    """The figure as a sentence may name it: 合计（公用经费） 44.30万元."""
    printed = figure.side.printed
    unit = "" if printed.endswith(figure.unit) else figure.unit
    return f"{_name(figure.side)} {printed}{unit}".strip()


def exact(value: Decimal) -> str:
    """The value as a plain decimal string, without the zeros that a conversion leaves."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def disagreement(
    what: str,
    left: Figure,
    right: Figure,
    *,
    addends: int = 1,
    otherwise: Severity = "contradiction",
    remark: str = "",
    others: Sequence[Figure] = (),
) -> Iterator[Disagreement]:
    """Nothing where the sides agree; else one disagreement, rounding or `otherwise`.

    `others` are figures that stand behind one of the sides and are shown after the two.
    """
    if not comparable(left, right) or agree(left, right):
        return
    rounding = within_rounding(left, right, addends)
    difference = exact(abs(gap(left, right)))
    shown = grouped(Decimal(difference))
    tail = "，在四舍五入的尾差之内" if rounding else remark
    yield Disagreement(
        severity="rounding" if rounding else otherwise,
        message=(f"{what}：{described(left)}，{described(right)}，相差{shown}{left.unit}{tail}。"),
        difference=difference,
        unit=left.unit,
        sides=(left.side, right.side, *(other.side for other in others)),
    )


def total(figures: Iterable[Figure], name: str) -> Figure:
    """The sum of figures in the unit of the first, as a computed side named `name`.

    A zero is exact, however it is printed, and does not make the sum coarser.
    """
    items = list(figures)
    unit = items[0].unit
    parts = [item.converted(unit) for item in items]
    amount = sum((part.amount for part in parts), Decimal(0))
    grain = max((part.grain for part in parts if part.amount), default=ONE)
    first = items[0].side
    shown = grouped(amount.quantize(min(part.grain for part in parts)))
    side = FindingSide(
        page=first.page,
        table=first.table,
        row=name,
        column=first.column,
        printed=shown,
        text=" + ".join(item.side.printed for item in items) + f" = {shown}",
    )
    return Figure(amount=amount, unit=unit, grain=grain, side=side)
