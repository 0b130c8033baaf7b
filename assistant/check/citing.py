"""Which cited facts prove a number: worth, measure, names, and no rival by the same name (引证)."""

import re
from decimal import Decimal

from assistant.check.claims import Claim
from assistant.check.direction import measure_of, objection_to_measure
from assistant.check.names import Names
from assistant.check.naming import objection_to_names
from assistant.check.proof import Proof
from assistant.check.sight import Sight
from assistant.check.worth import money_unit, shows
from assistant.evidence import Cited
from index.amounts import convert, is_money, rounded
from index.numerals import Number, find_numbers
from index.records import Fact

_RUN_TOGETHER = re.compile(r"合计|总计|共计|平均|(?:等|的)?(?:项目|科目|单位)合计|项目|科目")
"""What cannot follow a figure at once: 以上5.36万元项目合计…."""


def citing(claim: Claim, proof: Proof) -> tuple[str, ...]:
    """Ids of the cited facts that prove the claim."""
    return tuple(c.id for c in proof.facts if objection(claim, c, proof) is None)


def objection(claim: Claim, cited: Cited, proof: Proof) -> str | None:
    """Why this fact does not prove the claim; None where it does."""
    fact = cited.fact
    assert fact is not None
    if not _is_worth(claim.number, fact):
        return "数值不符"
    if _RUN_TOGETHER.match(claim.rest):
        return "与后文连读"
    sight = proof.sight(claim, cited)
    return (
        objection_to_measure(claim.number, fact, sight)
        or objection_to_names(cited, proof.names[cited.id], sight, proof.scene)
        or _objection_to_rivals(claim, cited, sight, proof)
    )


def _is_worth(number: Number, fact: Fact) -> bool:
    """Whether the number shows the fact's figure; a change may be shown without its sign."""
    if fact.amount is None or fact.unit is None:
        return _is_in_words(number, fact)
    if shows(number, fact.amount, fact.unit):
        return True
    unsigned = measure_of(fact) in ("change", "change_rate")
    return unsigned and shows(number, -fact.amount, fact.unit)


def _is_in_words(number: Number, fact: Fact) -> bool:
    """A worded value such as 每天8小时 holds the number itself."""
    printed = find_numbers(fact.printed or "")
    return any((n.value, n.unit) == (number.value, number.unit) for n in printed)


def _objection_to_rivals(claim: Claim, cited: Cited, sight: Sight, proof: Proof) -> str | None:
    """A claim that fits two cited figures of different worth proves neither."""
    for rival in proof.facts:
        if rival is cited or rival.fact is None or _agree(cited.fact, rival.fact):
            continue
        if is_money(money_unit(claim.number.unit)) != is_money(rival.fact.unit):
            continue
        seen = proof.sight(claim, rival)
        if objection_to_measure(claim.number, rival.fact, seen):
            continue
        if objection_to_names(rival, proof.names[rival.id], seen, proof.scene):
            continue
        if not _only_here(sight, proof.names[cited.id], proof.names[rival.id]):
            return f"也可以指{rival.id}"
    return None


def _only_here(sight: Sight, names: Names, rival: Names) -> bool:
    """Whether the claim says a name that this fact has and the rival has not, or has only in the
    title of its table."""
    said = {token.text for token in sight.backwards()} | {token.text for token in sight.after}
    here, there = names.kinds, rival.kinds
    own = {n for n in here if n not in there or there[n] == "context" != here[n]}
    sentence = {token.text for token in (*sight.before, *sight.near)}
    if not sentence & rival.row:  # the rival is named only by its second name column
        own |= {n for n in names.row if there.get(n) == "qualifier"}
    return bool(said & own)


def _agree(fact: Fact | None, rival: Fact) -> bool:
    """Whether two figures are worth the same, at the coarser one's printed places."""
    if fact is None or fact.amount is None or rival.amount is None:
        return fact is not None and fact.printed == rival.printed
    if not (is_money(fact.unit) and is_money(rival.unit)):
        return (fact.amount, fact.unit) == (rival.amount, rival.unit)
    left = convert(fact.amount, fact.unit or "", "万元")
    right = convert(rival.amount, rival.unit or "", "万元")
    places = min(_places(fact), _places(rival))
    return rounded(left, places) == rounded(right, places)


def _places(fact: Fact) -> int:
    """Decimal places of a figure once it is shown in 万元."""
    shift = 0 if fact.unit == "万元" else 4
    printed = -int((fact.amount or Decimal(0)).as_tuple().exponent)
    return max(printed + shift, 0)
