"""A stated percentage of change worked out again from the figures beside it (增减百分比复算)."""

from dataclasses import replace
from decimal import Decimal

from assistant.execute.ledger import Ledger
from assistant.result import Quantity, Result
from index.amounts import convert, is_money, places_of, rounded
from index.facts import MEASURE_NAMES


def recomputed_rate(result: Result, ledger: Ledger) -> Result:
    """The change in per cent, and whether the stated one is that, rounded; no outcome where the
    year before is zero, of which nothing is a percentage."""
    current, before, stated, *change = result.operands
    if before.fact and before.fact.column_path[-1:] == (MEASURE_NAMES["change"],):
        prior = ledger.compute("prior", (current, before), ("上年数",))
        before = replace(prior, parts=(current, before))
    result = replace(result, operands=(current, before, stated, *change), outcome=None)
    if not before.worth:
        return replace(result, evidence=ledger.evidence, holds=False)
    rate = ledger.compute("growth", (current, before), ("增减百分比", "增长率"), "%")
    return replace(result, evidence=ledger.evidence, outcome=rate, holds=_is_stated(rate, stated))


def _is_stated(rate: Quantity, stated: Quantity) -> bool:
    printed = abs(stated.value or Decimal(0))
    return rounded(abs(rate.value or Decimal(0)), places_of(printed)) == printed


def may_be_same(left: Quantity, right: Quantity) -> bool:
    """Whether 119余万元 may stand for the other figure: from 119 up to, not including, 120."""
    about, other = (left, right) if left.rough else (right, left)
    places = places_of(about.value or Decimal(0))
    step = convert(Decimal(1).scaleb(-places), about.unit, "元") if is_money(about.unit) else 1
    return about.worth <= other.worth < about.worth + step
