"""How a question holds an amount against its rows (比较的说法): 超过100万, 20万以上."""

import re

from assistant.query_plan import Amount, Threshold
from assistant.steps import Comparison, Condition

_BEFORE: tuple[tuple[Comparison, str], ...] = (
    ("at_least", "不低于|不少于|不小于|不下|至少|大于等于|at least|no less than|not less than"),
    (
        "at_most",
        "不超过|不高于|不多于|不大于|至多|小于等于|at most|no more than|not more than|up to",
    ),
    (
        "over",
        "超过|大于|高于|多于|超出|突破|超|过|破"
        "|more than|over|above|exceeding|greater than|exceeds?",
    ),
    ("under", "低于|小于|少于|不到|不足|不满|没到|未满|未到|less than|below|under|fewer than"),
)
_AFTER: tuple[tuple[Comparison, str], ...] = (
    ("at_least", "(?:及|或)?以上|或更多|or more"),
    ("at_most", "(?:及|或)?以下|以内|or less"),
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


_REACHES = re.compile(r"(?:有没有|是否有|(?<!没)有|达到|达|够|到|上)了?$")
_ASKED = re.compile(r"吗|么|嘛|没有?[?？]?$|了没|有没有|是不是|是否|对不对|吧[?？]?$")


def threshold_asked(text: str, amount: Amount) -> Threshold | None:
    """Whether a figure is over or under the amount, where that is asked of it (超过3亿了吗, 有没有
    3.5亿); None where it is not asked, or equality is."""
    if not _ASKED.search(text):
        return None
    said = comparison_of(text, amount)
    if said in ("over", "at_least", "under", "at_most"):
        return said
    at = text.find(amount.text)
    return "at_least" if said is None and _REACHES.search(text[: max(at, 0)]) else None


def amount_conditions(text: str, amounts: tuple[Amount, ...]) -> tuple[Condition, ...]:
    """A condition for each amount, where every one has its comparison; else none."""
    said = [comparison_of(text, amount) for amount in amounts]
    return tuple(
        Condition(comparison=comparison, amount=amount)
        for comparison, amount in zip(said, amounts, strict=True)
        if comparison and all(said)
    )
