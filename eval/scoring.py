"""Scoring one answer (评分), from the words that a user reads and from the structured fields.

Pure: answer object and gold in, `Score` out. A figure counts only if both the words and the
structured value hold it, in a unit of its kind.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from eval.cases import CitedRow, Gold, NumberGold, RefusalGold, TextGold

AnswerObject = Mapping[str, Any]
"""An answer as other programs see it: the JSON object of the contract."""

DECLINED = frozenset({"refused", "clarify", "not_found"})

_YUAN = {
    "元": Decimal(1),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
_NUMBER = re.compile(
    r"(-?\d[\d,]*(?:\.\d+)?)\s*"
    r"(亿元|万元|亿|万|元|%|％|个百分点|倍|个|人|项|辆|家|户|本|枚|卷|张|条|台)?"
)
_NOTHING = re.compile(r"(未安排|没有安排|无预算|为0|0元|0万元|0\.00万元|没有|无)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The verdict on one case."""

    right: bool
    cited: bool | None
    """Whether the right rows are cited; None where the gold names none."""
    unsupported: bool
    """An answer was given although one of its numbers is proved by nothing."""
    wrong: bool
    """An answer was given, and it is not the right one (worse than declining)."""
    reason: str = ""
    """What went amiss, in Chinese; empty where nothing did."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure reduced to its kind: money in yuan, percent, or a count."""

    kind: str
    amount: Decimal


def plain_words(text: object) -> str:
    """The text without separators, spaces and emphasis, full-width characters folded."""
    folded = unicodedata.normalize("NFKC", str(text) if text is not None else "")
    return re.sub(r"[,， *]", "", folded)


def quantity(value: object, unit: object) -> Quantity | None:
    """The value with its unit as a `Quantity`; None where it is no number."""
    try:
        amount = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    if not amount.is_finite():
        return None
    name = str(unit or "").replace("％", "%")
    if name in _YUAN:
        return Quantity("money", amount * _YUAN[name])
    return Quantity("%" if name == "%" else "count", amount)


def _accepted(gold: NumberGold) -> list[tuple[Quantity, Decimal]]:
    """The accepted quantities, each with its tolerance."""
    accepted = []
    for value, unit in ((gold.value, gold.unit), *gold.alt):
        wanted = quantity(value, unit)
        if wanted is not None:
            accepted.append((wanted, gold.tol * _YUAN.get(unit, Decimal(1))))
    return accepted


def _close(given: Quantity | None, wanted: Quantity, tolerance: Decimal) -> bool:
    return (
        given is not None
        and given.kind == wanted.kind
        and abs(given.amount - wanted.amount) <= tolerance
    )


def number_right(answer: AnswerObject, gold: NumberGold) -> bool:
    """Whether the words and the headline value both hold an accepted figure."""
    words = plain_words(answer.get("answer"))
    if gold.zero_ok and _NOTHING.search(words):
        return True
    value = answer.get("value")
    headline = quantity(value, answer.get("unit")) if value is not None else None
    accepted = _accepted(gold)
    spoken = [quantity(found[1], found[2]) for found in _NUMBER.finditer(words)]
    return any(_close(headline, *each) for each in accepted) and any(
        _close(number, *each) for number in spoken for each in accepted
    )


def _holds(words: str, alternatives: str) -> bool:
    return any(plain_words(one) in words for one in alternatives.split("|"))


def text_right(answer: AnswerObject, gold: TextGold) -> bool:
    """Whether the words or the listed items hold every string that they must."""
    items = answer.get("items") or []
    listed = "".join(plain_words(json.dumps(item, ensure_ascii=False)) for item in items)
    words = plain_words(answer.get("answer")) + listed
    return all(_holds(words, alternatives) for alternatives in gold.must)


def rows_cited(answer: AnswerObject, wanted: Sequence[CitedRow]) -> bool:
    """Whether, for each wanted row, one citation holds both its figure and its label."""
    cited = []
    for citation in answer.get("citations") or []:
        printed = plain_words(f"{citation.get('raw')} {citation.get('text', '')}")
        cited.append((printed, plain_words(citation.get("row")) + printed))
    return all(
        any(_holds(printed, figure) and _holds(row, label) for printed, row in cited)
        for figure, label in wanted
    )


def _names_choices(answer: AnswerObject, gold: RefusalGold) -> bool:
    """Whether the words or the suggestions name all that asking back must name."""
    offered = [answer.get("answer"), *(answer.get("suggestions") or [])]
    words = "".join(map(plain_words, offered))
    return all(_holds(words, alternatives) for alternatives in gold.must)


def _answer_right(answer: AnswerObject, gold: Gold) -> bool:
    if isinstance(gold, RefusalGold):
        declined = answer.get("status") in DECLINED and answer.get("value") is None
        return declined and _names_choices(answer, gold)
    if isinstance(gold, NumberGold):
        return number_right(answer, gold)
    return answer.get("status") == "answered" and text_right(answer, gold)


def _reason(gold: Gold, *, right: bool, forbidden: bool, cited: bool | None) -> str:
    if forbidden:
        return "答案中出现了不该出现的内容"
    if not right:
        kinds = {
            "number": "数值或单位不符",
            "text": "缺少必须提到的内容",
            "refuse": "本应不作答或反问",
        }
        return kinds[gold.type]
    return "引用的行不对" if cited is False else ""


def score(answer: AnswerObject, gold: Gold) -> Score:
    """The verdict on an answer object."""
    words = plain_words(answer.get("answer"))
    forbidden = any(plain_words(each) in words for each in gold.must_not)
    right = _answer_right(answer, gold)
    given = answer.get("status") == "answered"
    cited = rows_cited(answer, gold.cite) if gold.cite else None
    verdicts = [check.get("verdict") for check in answer.get("checks") or []]
    return Score(
        right=right and not forbidden,
        cited=cited,
        unsupported=given and "unsupported" in verdicts,
        wrong=given and (forbidden or not right),
        reason=_reason(gold, right=right, forbidden=forbidden, cited=cited),
    )
