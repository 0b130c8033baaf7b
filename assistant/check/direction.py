"""Does a claim measure what the fact measures, and in the same direction? (口径与增减方向)"""

import re
from decimal import Decimal

from assistant.check.folding import fold
from assistant.check.sight import NAMING, Sight
from assistant.check.tokens import Token
from assistant.check.words import TokenKind
from index.facts import MEASURE_NAMES
from index.numerals import Number
from index.records import Fact

_UP = re.compile(r"增|上升|提高|上涨|多")
_DOWN = re.compile(r"减|下降|降低|少")
_MEASURES = {name: measure for measure, name in MEASURE_NAMES.items()}


def measure_of(fact: Fact) -> str:
    """What a fact's figure is; every figure that is not stated in prose is an amount."""
    if fact.kind != "statement" or not fact.column_path:
        return "amount"
    return _MEASURES.get(fact.column_path[-1], "amount")


_NOT_AN_AMOUNT: tuple[TokenKind, ...] = (
    *("share", "up", "down", "gap", "than", "same", "average"),
)


def objection_to_measure(number: Number, fact: Fact, sight: Sight) -> str | None:
    """Why the words before the number measure something else than the fact does, or None."""
    if sight.has("not"):
        return "否定"
    measure = measure_of(fact)
    if measure in ("change", "change_rate"):
        return _objection_to_direction(number, fact, sight)
    if measure == "share":
        return None if "share" in _measuring(sight) else "没有说是占比"
    return "说成了增减、占比或平均" if sight.has(*_NOT_AN_AMOUNT) else None


def claimed_sign(number: Number, sight: Sight) -> int | None:
    """1 for 增加, -1 for 减少, 0 for 相差; None where no such word stands before the number."""
    words = _measuring(sight)
    sign = -1 if number.value < 0 else 1
    for word in words:
        if word in ("up", "down"):
            return sign if word == "up" else -sign
    return 0 if "gap" in words else None


def _objection_to_direction(number: Number, fact: Fact, sight: Sight) -> str | None:
    sign = claimed_sign(number, sight)
    if sign is None or "share" in _measuring(sight):
        return "没有说是增减"
    printed = _printed_sign(fact)
    if sign and printed and sign != printed:
        return "增减方向相反"
    return None


def _printed_sign(fact: Fact) -> int:
    """1 where the report says increase, -1 for decrease, 0 where it says neither."""
    amount = fact.amount or Decimal(0)
    if amount < 0:
        return -1
    words = fold(fact.text)
    at = words.find(fold(fact.printed or "").lstrip("+-"))
    said = words[:at] if at >= 0 else words
    up = max((m.start() for m in _UP.finditer(said)), default=-1)
    down = max((m.start() for m in _DOWN.finditer(said)), default=-1)
    return 0 if not amount or up == down else 1 if up > down else -1


def _measuring(sight: Sight) -> tuple[str, ...]:
    """Kinds of the words before the number, nearest first; for a number that stands alone (in a
    bracket, after a comma) those of the number before it."""
    words: tuple[Token, ...] = sight.near
    if all(token.kind in ("break", "function") for token in words):
        words = sight.before
    kinds = [token.kind for token in reversed(words)]
    measured = next((i for i, k in enumerate(kinds) if k in NAMING), len(kinds))
    return tuple(kinds[: measured + 1]) if words is sight.before else tuple(kinds)
