"""How a question holds an amount against its rows (比较的说法): 超过100万, 20万以上."""

import re

from assistant.query_plan import Amount
from assistant.steps import Comparison, Condition

_BEFORE: tuple[tuple[Comparison, str], ...] = (
    ("at_least", "不低于|不少于|不小于|不下|至少|大于等于|at least|no less than|not less than"),
    (
        "at_most",
        "不超过|不高于|不多于|不大于|至多|小于等于|at most|no more than|not more than|up to",
    ),
    (
        "over",
        "超过|大于|高于|多于|超出|超|过|破|more than|over|above|exceeding|greater than|exceeds?",
    ),
    ("under", "低于|小于|少于|不到|不足|不满|没到|未满|未到|less than|below|under|fewer than"),
)
_AFTER: tuple[tuple[Comparison, str], ...] = (
    ("at_least", "及?以上|or more"),
    ("at_most", "及?以下|以内|or less"),
)
_STANDS_BEFORE = [(kind, re.compile(rf"(?:{words})了?$")) for kind, words in _BEFORE]
_STANDS_AFTER = [(kind, re.compile(rf"\(?(?:含|不含)?\)?(?:{words})")) for kind, words in _AFTER]


def comparison_of(text: str, amount: Amount) -> Comparison | None:
    """What the folded question says of an amount; None where it says nothing, or two things."""
    found: set[Comparison | None] = set()
    for match in re.finditer(rf"(?<![\d.]){re.escape(amount.text)}", text):
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        said = next((kind for kind, words in _STANDS_BEFORE if words.search(before)), None)
        found.add(said or next((k for k, words in _STANDS_AFTER if words.match(after)), None))
    return found.pop() if len(found) == 1 else None


def amount_conditions(text: str, amounts: tuple[Amount, ...]) -> tuple[Condition, ...]:
    """A condition for each amount, where every one has its comparison; else none."""
    said = [comparison_of(text, amount) for amount in amounts]
    return tuple(
        Condition(comparison=comparison, amount=amount)
        for comparison, amount in zip(said, amounts, strict=True)
        if comparison and all(said)
    )
