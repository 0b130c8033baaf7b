"""Pairs of figures: a part and its whole, a row in two years (成对计算)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.execute.ledger import Ledger
from assistant.material import Material
from assistant.query_plan import HOW_MANY, Figure, Movement
from assistant.result import Quantity, Result


def share(material: Material, ledger: Ledger) -> Result:
    """A part's share in its whole; of several parts or reports each one's, and how far two of these
    are apart."""
    plan = material.plan
    if not plan.members:
        (operands,) = _pairs(ledger, plan.figures[:2])
        outcome = _share_of(operands, ledger)
        return replace(_empty(material, ledger), operands=operands, outcome=outcome)
    pairs = _pairs(ledger, plan.members)
    shares = [replace(_share_of(pair, ledger), name=pair[0].name, parts=pair) for pair in pairs]
    shares.sort(key=lambda q: q.worth, reverse=plan.descending)
    shares = _first(shares, plan.top)
    apart = shares[0] if plan.top == 1 and len(shares) == 1 else None
    if plan.set_name == "points":
        apart = ledger.compute("difference", shares[:2], ("相差", "百分点"), "个百分点")
    return replace(_empty(material, ledger), members=tuple(shares), outcome=apart)


def _first(shares: list[Quantity], top: int | None) -> list[Quantity]:
    """The first so many; those that tie with the last of them belong to the answer."""
    if top is None or len(shares) <= top:
        return shares
    last = shares[top - 1].worth
    return [*shares[:top], *(q for q in shares[top:] if q.worth == last)]


def _share_of(pair: Sequence[Quantity], ledger: Ledger) -> Quantity:
    return ledger.compute("share", pair[:2], ("占比", "占"), "%")


def movement(material: Material, ledger: Ledger) -> Result:
    """The rows that moved as asked between two years, the largest movement first."""
    plan = material.plan
    moved = []
    for later, earlier in _pairs(ledger, plan.members):
        if later.value is None or earlier.value is None:
            continue
        gap = later.worth - earlier.worth
        if _as_asked(plan.moved, gap):
            moved.append((abs(gap), later, earlier))
    moved.sort(key=lambda row: -row[0])
    rows = tuple(
        replace(_gap(later, earlier, ledger), name=later.name, parts=(later, earlier))
        for _, later, earlier in moved[: plan.top]
    )
    outcome = rows[0] if len(rows) == 1 else None
    if rows and plan.subject == HOW_MANY:
        outcome = ledger.compute("count", rows, ("共", plan.set_name), "个")
    return replace(
        _empty(material, ledger), members=rows, outcome=outcome, considered=len(plan.members) // 2
    )


def _as_asked(moved: Movement, gap: Decimal) -> bool:
    if moved == "same":
        return not gap
    return bool(gap) and (moved == "any" or (gap > 0) == (moved == "increase"))


def _gap(later: Quantity, earlier: Quantity, ledger: Ledger) -> Quantity:
    pair = (later, earlier) if later.worth >= earlier.worth else (earlier, later)
    return ledger.compute("difference", pair, ("相差",))


def _pairs(ledger: Ledger, figures: Sequence[Figure]) -> list[tuple[Quantity, Quantity]]:
    quantities = [ledger.quantity(figure) for figure in figures]
    return list(zip(quantities[::2], quantities[1::2], strict=True))


def _empty(material: Material, ledger: Ledger) -> Result:
    return Result(plan=material.plan, extraction=material.extraction, evidence=ledger.evidence)
