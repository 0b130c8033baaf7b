"""A claim as seen from one fact: which words are its own names, which are another's (视角)."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.check.claims import Claim
from assistant.check.tokens import Lexicon, Token, tokens_of
from assistant.check.words import ANAPHORA, TokenKind

NAMING: frozenset[TokenKind] = frozenset(
    (
        "row",
        "qualifier",
        "above",
        "column",
        "context",
        "other_row",
        "other_column",
        "other",
        "unknown",
    )
)
"""What names a figure, rather than saying something of it."""

_AFTERWARDS = ("(", "为", "是", "用于", "属于", "的")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The words of a claim, nearest the number last, and those that follow it."""

    near: tuple[Token, ...]
    """Just before the number: the noun phrase it is said of, and the verb."""
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    heading: tuple[Token, ...]
    previous: tuple[Token, ...]
    total_is_clear: bool = False
    """Whether 合计 alone says which total: after 占 it is that of what was just named."""

    def backwards(self) -> Iterator[Token]:
        """All words from the number back to the start of what it can refer to."""
        for part in (self.near, self.before, self.heading, self.previous):
            yield from reversed(part)

    def has(self, *kinds: TokenKind) -> bool:
        """Whether the words just before the number hold one of these kinds."""
        return any(token.kind in kinds for token in self.near)


def sight_of(claim: Claim, own: Lexicon, known: Lexicon) -> Sight:
    """The claim cut into words as seen from the owner of these names."""
    goes_on = not claim.heading and ANAPHORA.match(claim.before + claim.near)
    heard = claim.previous if goes_on else ""
    near = tokens_of(claim.near, own, known)
    cut = noun_after_comparison(near)
    return Sight(
        near=near[cut:],
        before=tokens_of(claim.before, own, known) + near[:cut],
        after=tokens_of(claim.after, own, known) if claim.after.startswith(_AFTERWARDS) else (),
        heading=tokens_of(claim.heading, own, known),
        previous=tokens_of(heard, own, known),
    )


def noun_after_comparison(near: tuple[Token, ...]) -> int:
    """Where the words after the last 占 or 比 begin if they name something (占基本支出475.03万元的
    …), else 0: in 占33.13% and 比上年增加 the comparison is what the number measures."""
    for i in range(len(near) - 1, -1, -1):
        if near[i].kind in ("share", "than"):
            named = any(token.kind in NAMING for token in near[i + 1 :])
            measured = any(token.kind in ("up", "down", "gap") for token in near[i + 1 :])
            return i + 1 if named and not measured else 0
    return 0
