"""Conditions on the amount that a question sets (金额条件): over, under, between, exactly."""

import re
from decimal import Decimal

from assistant.planner.comparisons import amount_conditions
from assistant.planner.conditioned import filters_of
from assistant.planner.view import Context
from assistant.query_plan import Amount, Filter

_OVER = re.compile(r"超过|大于|高于|多于|以上|不低于|不少于|至少|超出|过(?=\d)|破(?=\d)|超")
_UNDER = re.compile(r"低于|小于|少于|以下|不到|不足|不超过|以内|至多|不满|没到|未满")
_INCLUSIVE = re.compile(r"以上|以下|不低于|不少于|至少|不超过|以内|至多")
_BETWEEN = re.compile(r"之间|到|至|~|-|—")
_OPEN_ENDS = re.compile(r"不(?:含|包括|算)\d|不含.{0,2}(?:本数|端点)")
_EXACTLY_BEFORE = re.compile(r"(?:正好|刚好|恰好|恰|整整|等于|都是|同为|金额(?:为|是))(?:是|为)?$")
_EXACTLY_AFTER = re.compile(r"[(]?整?[)]?的?(?:那|这)?(?:几|多少|两|三)?(?:个|笔)?(?:项目|科目)")
_MONEY = {"元": 1, "千元": 1_000, "万元": 10_000, "万": 10_000, "亿元": 10**8, "亿": 10**8, "块": 1}


def amount_filters(context: Context) -> tuple[Filter, ...]:
    """Conditions on the amount: 超过100万, 50万到150万之间, 20万整的项目."""
    amounts = [a for a in context.question.amounts if a.unit in _MONEY]
    bounds = list({_worth(a): a for a in amounts}.values())[:2]
    each = amount_conditions(context.text, tuple(bounds))
    if each:  # 超过20万而且不到50万, 不低于100万
        return filters_of(each)
    if len(bounds) == 2 and _BETWEEN.search(context.text):
        return (_between(context.text, bounds),)
    if not bounds:
        return ()
    value, unit, said = bounds[0].value, _unit(bounds[0].unit), bounds[0].text
    inclusive = bool(_INCLUSIVE.search(context.text))
    if _UNDER.search(context.text):
        return (Filter(kind="under", high=value, unit=unit, inclusive=inclusive, text=said),)
    if _OVER.search(context.text):
        return (Filter(kind="over", low=value, unit=unit, inclusive=inclusive, text=said),)
    if _is_exact(context.text, said):
        return (Filter(kind="between", low=value, high=value, unit=unit, text=said),)
    return ()


def _between(text: str, bounds: list[Amount]) -> Filter:
    low, high = sorted(bounds, key=_worth)
    top = high.value * _MONEY[high.unit or ""] / _MONEY[low.unit or ""]
    said = f"{low.text}到{high.text}"
    ends = not _OPEN_ENDS.search(text)
    return Filter(
        kind="between", low=low.value, high=top, unit=_unit(low.unit), inclusive=ends, text=said
    )


def _is_exact(text: str, said: str) -> bool:
    """Whether the amount itself picks the rows: 二十万（整）的项目, 正好20万."""
    at = text.find(said)
    if at < 0:
        return False
    after = text[at + len(said) :]
    return bool(_EXACTLY_BEFORE.search(text[:at]) or _EXACTLY_AFTER.match(after))


def _worth(amount: Amount) -> Decimal:
    return amount.value * _MONEY[amount.unit or ""]


def _unit(unit: str | None) -> str:
    return {"万": "万元", "亿": "亿元", "块": "元"}.get(unit or "元", unit or "元")
