"""Which formulas prove a number: executed again, called by name, its operands named (演算)."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.check.claims import Claim
from assistant.check.direction import claimed_sign, objection_to_measure
from assistant.check.folding import fold
from assistant.check.names import GENERIC_TOTALS, formula_names
from assistant.check.naming import (
    objection_to_cell,
    objection_to_names,
    objection_to_owner,
    objection_to_year,
    year_said,
    years_said,
)
from assistant.check.proof import Proof
from assistant.check.recompute import Executed
from assistant.check.sides import Sides, share_sides, side_names, sides_of
from assistant.check.sight import Sight, sight_of
from assistant.check.tokens import Lexicon, tokens_of
from assistant.check.words import OPERATIONS, TokenKind
from assistant.check.worth import shows_computed
from assistant.evidence import Cited

_FEW = 3
"""Operands up to which each must be named in the claim."""


def objection(
    claim: Claim, done: Executed, proof: Proof, *, all_done: tuple[Executed, ...], spelt_out: bool
) -> str | None:
    """Why this formula does not prove the claim; None where it does. `spelt_out` says that the
    formula itself stands before the number: 958.88 - 475.03 = 483.85."""
    if not _is_worth(claim, done):
        return "数值不符"
    own = _own_names(done, proof)
    sight = sight_of(claim, own, proof.known)
    strangers = [t for t in sight.near if t.kind in _STRANGERS]
    if strangers:
        return f"“{strangers[0].text}”不是算式的名称"
    if spelt_out:
        return _objection_to_unnamed(claim, done, own, proof)
    if done.formula.kind in ("difference", "growth"):
        return _objection_to_comparison(claim, done, own, sight, proof)
    if done.formula.kind == "share":
        return _objection_to_share(claim, done, own, proof)
    if done.formula.kind == "ratio":
        return _objection_to_ratio(claim, done, own, proof)
    if done.formula.kind in ("prior", "value"):
        return _objection_to_one_figure(claim, done, own, proof)
    return _objection_to_set(claim, done, own, sight, proof, all_done)


_STRANGERS: tuple[TokenKind, ...] = ("unknown", "other", "other_row", "other_column", "not")


def _is_worth(claim: Claim, done: Executed) -> bool:
    value, unit = done.value, done.formula.unit
    if shows_computed(claim.number, value, unit):
        return True
    signless = done.formula.kind in ("difference", "growth")
    return signless and shows_computed(claim.number, -value, unit)


def _cited(done: Executed, proof: Proof) -> tuple[Cited, ...]:
    return tuple(c for c in proof.facts if c.id in done.citations)


def _own_names(done: Executed, proof: Proof) -> Lexicon:
    """The names of all operands and of the results."""
    ids = (done.formula.id, *done.formula.operands)
    return proof.united(_cited(done, proof), (f for f in proof.evidence.formulas if f.id in ids))


def _objection_to_comparison(
    claim: Claim, done: Executed, own: Lexicon, sight: Sight, proof: Proof
) -> str | None:
    """A比B多…, A与B相差…: the sign must follow from which operand stands on which side."""
    sign = claimed_sign(claim.number, sight)
    if sign == 0 and claim.number.value < 0:
        return "相差不能为负"
    sides = sides_of(claim, "than", own, proof)
    if sides is None:
        minus = sides_of(claim, "minus", own, proof)
        if minus is not None:
            return _objection_to_order(claim, done, minus, proof, 1)
        if sign is None or (sign != 0 and done.formula.kind == "difference"):
            return "没有说是相差"
        if sign != 0 and (sign > 0) != (done.value > 0):
            return "增减方向相反"
        return _objection_to_unnamed(claim, done, own, proof)
    if sign is None:
        return "没有说多少"
    return _objection_to_order(claim, done, sides, proof, sign)


def _objection_to_order(
    claim: Claim, done: Executed, sides: Sides, proof: Proof, sign: int
) -> str | None:
    first, second = (o.id for o in done.operands)
    orders = [(first, second, done.value)]
    if done.formula.kind == "difference":
        orders.append((second, first, -done.value))
    found = "没有点明相比的两项"
    for left, right, value in orders:
        named = side_names(left, sides.left, proof, claim) or side_names(
            right, sides.right, proof, claim, inherited=_handed_down(left, right, sides, proof)
        )
        if named is None:
            magnitude = abs(claim.number.value) if sign else Decimal(0)
            wrong = sign != 0 and magnitude != 0 and (sign > 0) != (value > 0)
            return "增减方向相反" if wrong else None
        found = named
    return found


def _handed_down(left: str, right: str, sides: Sides, proof: Proof) -> str:
    """What the right side takes over from the left: not its row, where it names one of its own."""
    one, other = proof.names.get(left), proof.names.get(right)
    if one is None or other is None or not any(name in sides.right for name in other.row):
        return sides.left
    words = sides.left
    for name in sorted(one.row - other.row, key=len, reverse=True):
        words = words.replace(name, "", 1)
    return words


def _objection_to_share(claim: Claim, done: Executed, own: Lexicon, proof: Proof) -> str | None:
    sides = share_sides(claim, own, proof)
    if sides is None:
        return "没有说是占比"
    part, whole = (o.id for o in done.operands)
    wrong = side_names(part, sides.left, proof, claim)
    if wrong:
        return wrong
    if tokens_of(sides.right, own, proof.known) and _says_something(sides.right, own, proof):
        return side_names(whole, sides.right, proof, claim, inherited=sides.left)
    return None if _is_understood(whole, claim, proof) else "没有点明占的是什么"


def _says_something(side: str, own: Lexicon, proof: Proof) -> bool:
    kinds = {t.kind for t in tokens_of(side, own, proof.known)}
    return bool(kinds - {"function", "break", "share"})


def _is_understood(id_: str, claim: Claim, proof: Proof) -> bool:
    """An unsaid whole is the table's total or something named before."""
    cited = next((c for c in proof.facts if c.id == id_), None)
    if cited is None:
        return False
    said = claim.before + claim.heading + claim.previous
    names = proof.names[cited.id]
    return names.is_total or any(name in said for name in names.row)


def _objection_to_ratio(claim: Claim, done: Executed, own: Lexicon, proof: Proof) -> str | None:
    sides = sides_of(claim, "ratio", own, proof)
    if sides is None:
        return "没有说是谁的几倍"
    first, second = (o.id for o in done.operands)
    return side_names(first, sides.left, proof, claim) or side_names(
        second, sides.right, proof, claim, inherited=sides.left
    )


def _objection_to_one_figure(
    claim: Claim, done: Executed, own: Lexicon, proof: Proof
) -> str | None:
    """A converted figure, or the prior year's figure of the first operand's row."""
    cited = next((c for c in proof.facts if c.id == done.operands[0].id), None)
    if cited is None or cited.fact is None:
        return "没有引用"
    sight = sight_of(claim, Lexicon.of({**own.kinds, **proof.names[cited.id].kinds}), proof.known)
    wrong = objection_to_measure(claim.number, cited.fact, sight)
    if done.formula.kind == "value":
        return wrong or objection_to_names(cited, proof.names[cited.id], sight, proof.scene)
    said = year_said(sight.backwards(), cited.report.year)
    if cited.fact.year is None or said != cited.fact.year - 1:
        return "没有点明是上年"
    return wrong or objection_to_cell(cited, proof.names[cited.id], sight)


def _objection_to_set(
    claim: Claim,
    done: Executed,
    own: Lexicon,
    sight: Sight,
    proof: Proof,
    all_done: tuple[Executed, ...],
) -> str | None:
    """合计, 平均, 共N个, 乘积: the operation said, few operands named, no other set meant."""
    words = OPERATIONS[done.formula.kind] | set(formula_names(done.formula))
    if not any(t.text in words for t in (*sight.near, *sight.before)):
        return "没有说是怎么算的"
    if sight.has("share", "up", "down", "gap"):
        return "说成了增减或占比"
    rivals = [d for d in all_done if d.formula.kind == done.formula.kind and d.value != done.value]
    if rivals and not all(
        _is_this_set(claim, done, rival, proof) or _is_of_this_owner(done, rival, sight, proof)
        for rival in rivals
    ):
        return "也可以指另一组数"
    years = (
        objection_to_year(c.fact, sight, proof.scene)
        for c in _cited(done, proof)
        if c.fact and c.fact.year not in years_said(sight)
    )
    wrong_year = next((w for w in years if w), None)
    if done.formula.kind == "count":
        return wrong_year
    return wrong_year or _objection_to_unnamed(claim, done, own, proof)


def _is_this_set(claim: Claim, done: Executed, rival: Executed, proof: Proof) -> bool:
    said = claim.previous + claim.heading + claim.before + claim.near + claim.rest
    called = set(formula_names(done.formula)) - set(formula_names(rival.formula))
    line = (claim.before + claim.near).strip(" ;:")
    if line in called:  # a list line that is headed by this sum's own name
        return True
    here = set(formula_names(done.formula)) | set(_row_names(done, proof))
    there = set(formula_names(rival.formula)) | set(_row_names(rival, proof))
    return any(name in said for name in here - there)


def _is_of_this_owner(done: Executed, rival: Executed, sight: Sight, proof: Proof) -> bool:
    """Whether the claim names the year and body of these figures, not of the other set's."""
    own = (objection_to_owner(cited, sight, proof.scene) for cited in _cited(done, proof))
    others = (objection_to_owner(cited, sight, proof.scene) for cited in _cited(rival, proof))
    return not any(own) and all(others)


def _row_names(done: Executed, proof: Proof) -> Iterator[str]:
    for cited in _cited(done, proof):
        names = proof.names[cited.id]
        yield from names.row | names.qualifier | (names.column if names.is_total else frozenset())


def _objection_to_unnamed(claim: Claim, done: Executed, own: Lexicon, proof: Proof) -> str | None:
    """Each of a few operands must be named in this sentence, the one before or the heading."""
    if len(done.operands) > _FEW:
        return None
    words = "，".join((claim.previous, claim.heading, claim.before, claim.near, claim.rest))
    said = {token.text for token in tokens_of(words, own, proof.known)}
    called = [name for name in formula_names(done.formula) if name in said]
    summed = _called_sums(done, words, proof)
    for cited in _cited(done, proof):
        if cited.id in summed:
            continue
        names = proof.names[cited.id]
        spoken = names.row - GENERIC_TOTALS | names.column
        if names.is_total and not names.needs_column:
            spoken |= names.context | names.row
        if not names.is_total:
            spoken = names.row
        within = any(word in name for word in spoken for name in called)
        if not (said & spoken or within):
            return f"没有点明{cited.id}"
    return None


def _called_sums(done: Executed, words: str, proof: Proof) -> set[str]:
    """The figures within operands that are sums themselves and are called by their own name."""
    sums = [f for f in proof.evidence.formulas if f.id in done.formula.operands]
    called = [f for f in sums if f.names and fold(f.names[0]) in words]
    return {id_ for formula in called for id_ in formula.operands}
