"""The user's own numbers said back: only as a quotation, a denial or a condition (复述)."""

import re

from assistant.amount_wordings import in_figures
from assistant.check.claims import Claim
from assistant.check.folding import fold
from assistant.check.worth import money_unit
from index.amounts import MONEY_UNITS
from index.numerals import Number, find_numbers

_QUOTING = re.compile(
    r"(?:您|你)?(?:提到|所说|说的|问的|给出|提供|所称|提问|问到|填写|写的)|不是|并非|而非|不等于|问题中|问句中|题中|没有达到|并没有"
)
_CONDITION_BEFORE = re.compile(
    r"(?:超过|高于|大于|多于|低于|少于|小于|不足|不低于|不超过|不少于|介于|在|至少|最多|和|到|至|与|以及|—|-)$"
)
_CONDITION_AFTER = re.compile(
    r"^\s*(?:\(?含\)?)?(?:及)?(?:以上|以下|以内|之间|到|至|和|与|-|—|~|的)"
)
_SELECTED = re.compile(
    r"的?[^,;。:]{0,6}(?:项目|科目|支出|单位|指标|费用|部门|经费|收入|行|笔|有|共|列)"
)


def is_echo(claim: Claim, question: str) -> bool:
    """Whether the number is the user's own, and the sentence quotes it, denies it, or uses it as
    the condition of a selection (50万元到150万元之间的项目)."""
    if not any(_is_same(claim.number, asked) for asked in find_numbers(fold(in_figures(question)))):
        return False
    if _QUOTING.search(claim.near):
        return True
    conditional = _CONDITION_BEFORE.search(claim.near.rstrip()) or _CONDITION_AFTER.match(
        claim.rest
    )
    return bool(conditional and _CONDITION_AFTER.match(claim.rest) and _SELECTED.search(claim.rest))


def _is_same(number: Number, asked: Number) -> bool:
    left, right = money_unit(number.unit), money_unit(asked.unit)
    if left and right:
        return number.value * MONEY_UNITS[left] == asked.value * MONEY_UNITS[right]
    return number.value == asked.value and number.unit == asked.unit
