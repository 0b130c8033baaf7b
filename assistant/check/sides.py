"""Which operand does each side of a comparison name? A比B多…, A占B的…, A是B的…倍 (两端)."""

import re
from dataclasses import dataclass

from assistant.check.claims import Claim
from assistant.check.folding import fold
from assistant.check.naming import objection_to_names, objection_to_owner
from assistant.check.proof import Proof
from assistant.check.sight import NAMING, Sight
from assistant.check.tokens import HOLE, Lexicon, Token, tokens_of
from assistant.evidence import Cited, Formula

_DIVIDERS = {
    "than": re.compile(r"比|较|相比于|比起|相较于|相较|对比"),
    "share": re.compile(r"占|占了|占到|约占"),
    "ratio": re.compile(r"是|为|即|相当于|等于|达到|达"),
    "minus": re.compile(r"减去|减|扣除"),
}
_WITHIN = re.compile(r"(?:^|[,;:])?([^,;:]*?)在([^,;:]*?)(?:之)?[中里]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The words on the two sides of a divider; `right` is empty where the whole goes unsaid."""

    left: str
    right: str


def sides_of(claim: Claim, divider: str, own: Lexicon, proof: Proof) -> Sides | None:
    """The claim split at its last divider that has a name on one side, or None."""
    tokens = tokens_of(claim.before + claim.near, own, proof.known)
    pattern = _DIVIDERS[divider]
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].kind in NAMING or not pattern.fullmatch(tokens[i].text):
            continue
        if divider == "ratio" and not _names_something(tokens[i + 1 :]):
            continue
        return Sides(left=_text(tokens[:i]), right=_text(_until_measured(tokens[i + 1 :])))
    return None


def share_sides(claim: Claim, own: Lexicon, proof: Proof) -> Sides | None:
    """The part and the whole of a share: A占B的…, A在B中的占比, A占比 …."""
    words = claim.before + claim.near
    sides = sides_of(claim, "share", own, proof)
    if sides is not None:
        return sides
    if not any(t.kind == "share" for t in tokens_of(words, own, proof.known)):
        return None
    clause = re.split("[;]", words)[-1]
    within = _WITHIN.search(clause)
    if within and within[1].strip():
        return Sides(left=within[1], right=within[2])
    return Sides(left=re.split("占比|比重|比例|所占", words)[0], right="")


def side_names(
    id_: str, side: str, proof: Proof, claim: Claim, *, inherited: str = ""
) -> str | None:
    """Why a side does not name an operand (a cited fact or another formula), or None."""
    cited = next((c for c in proof.facts if c.id == id_), None)
    if cited is not None:
        return _objection_to_fact(cited, side, proof, claim, inherited)
    formula = next((f for f in proof.evidence.formulas if f.id == id_), None)
    if formula is None:
        return "没有这个数"
    unnamed = _objection_to_formula(formula, side, proof)
    if unnamed is None and formula.kind == "sum":
        return _objection_to_whose(formula, side, proof, claim)
    return unnamed and _objection_to_share_said(formula, side, proof, claim, unnamed)


def _objection_to_whose(formula: Formula, side: str, proof: Proof, claim: Claim) -> str | None:
    """A sum is called alike in two years and in two bodies: the side says whose it is."""
    for cited in proof.facts:
        if cited.id not in formula.operands:
            continue
        own = proof.own(cited)
        heard = (claim.heading, claim.previous)
        sight = Sight(
            near=_named_in(side, own, proof),
            before=(),
            after=(),
            heading=tokens_of(heard[0], own, proof.known),
            previous=tokens_of(heard[1], own, proof.known),
        )
        wrong = objection_to_owner(cited, sight, proof.scene)
        if wrong:
            return wrong
    return None


def _objection_to_fact(
    cited: Cited, side: str, proof: Proof, claim: Claim, inherited: str
) -> str | None:
    own = proof.own(cited)
    heard = (claim.heading, claim.previous)
    is_whole = proof.names[cited.id].is_total and bool(inherited)
    if is_whole:
        inherited, heard = _whose(inherited, own, proof), ("", "")
    words = side.rstrip(",;:()、的" + HOLE)
    cut = max((m.end() for m in re.finditer(f"[,;:{HOLE}]", words)), default=0)
    sight = Sight(
        near=_named_in(words[cut:], own, proof),
        before=_named_in(inherited + words[:cut], own, proof),
        after=(),
        heading=tokens_of(heard[0], own, proof.known),
        previous=tokens_of(heard[1], own, proof.known),
        total_is_clear=is_whole,
    )
    return objection_to_names(cited, proof.names[cited.id], sight, proof.scene)


def _named_in(words: str, own: Lexicon, proof: Proof) -> tuple[Token, ...]:
    """The words without those that say that it is a share (占比, 比重)."""
    return tuple(t for t in tokens_of(words, own, proof.known) if t.kind != "share")


def _whose(words: str, own: Lexicon, proof: Proof) -> str:
    """Year and body alone: 2025年商务委的人员经费占基本支出 is of that year's and its 基本支出."""
    tokens = tokens_of(words, own, proof.known)
    kept = (t.text for t in tokens if t.kind == "year" or t.text in proof.scene.departments)
    return "，".join(kept)


def _objection_to_formula(formula: Formula, side: str, proof: Proof) -> str | None:
    words = fold(side)
    if any(fold(name) in words for name in formula.names if name):
        return None
    cited = [c for c in proof.facts if c.id in formula.operands]
    named = all(any(name in words for name in proof.names[c.id].row) for c in cited)
    return None if cited and named else "没有点明算式的名称"


_SHARE_SAID = re.compile(r"^(?P<part>[^占]+)占(?P<whole>[^占]+?)的?(?:比重|比例|份额)?$")


def _objection_to_share_said(
    formula: Formula, side: str, proof: Proof, claim: Claim, unnamed: str
) -> str | None:
    """A share as one side of a comparison (A占B的比重): its part and its whole by name."""
    said = _SHARE_SAID.match(side)
    if formula.kind != "share" or said is None:
        return unnamed
    part, whole = formula.operands
    return side_names(part, said["part"], proof, claim) or side_names(
        whole, said["whole"], proof, claim, inherited=said["part"]
    )


def _until_measured(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words before 多, 少, 增加, 相差."""
    end = next((i for i, t in enumerate(tokens) if t.kind in ("up", "down", "gap")), len(tokens))
    return tokens[:end]


def _names_something(tokens: tuple[Token, ...]) -> bool:
    return any(t.kind in NAMING for t in tokens)


def _text(tokens: tuple[Token, ...]) -> str:
    return "".join(token.text for token in tokens)
