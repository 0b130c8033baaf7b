"""Do the rows that a list shows meet the conditions that it says they meet? (条件的核对)

The finished text is read afresh: what its heading says of an amount (超过100万元的项目) is held
against the amount of every list line below it. A bound by name (超过培训费的) is the figure that an
earlier sentence gives under that name.
"""

import operator
import re
from collections.abc import Callable
from decimal import Decimal

from index.amounts import MONEY_UNITS, convert
from index.numerals import find_numbers

_NAMED = r"(?P<bound>[^，。；：的]{1,40}?)"
_AMOUNT = r"(?P<bound>[^，。；：的年]{1,20}?)"
_CONDITIONS: tuple[tuple[re.Pattern[str], Callable[[Decimal, Decimal], bool]], ...] = (
    (re.compile(rf"超过{_NAMED}的"), operator.gt),
    (re.compile(rf"低于{_NAMED}的"), operator.lt),
    (re.compile(rf"{_AMOUNT}以上的"), operator.ge),
    (re.compile(rf"{_AMOUNT}以下的"), operator.le),
)
_MONEY = rf"-?\d+(?:,\d+)*(?:\.\d+)?(?:{'|'.join(sorted(MONEY_UNITS, key=len, reverse=True))})"
_LINE = re.compile(rf"^\d+\. .*：(?P<amount>{_MONEY})(?:（.*)?$", re.MULTILINE)


def unmet_conditions(text: str, earlier: str = "") -> tuple[str, ...]:
    """The list lines that do not meet a condition their heading states, or all of them where its
    bound cannot be read, and a figure said to be over or under what it is not; `earlier` is what
    was said before, where bounds by name are given."""
    heading = text.split("\n")[0]
    unmet: list[str] = []
    for pattern, holds in _CONDITIONS:
        for match in pattern.finditer(heading):
            bound = _amount(match["bound"]) or _named(match["bound"], earlier)
            for line in _LINE.finditer(text):
                value = _amount(line["amount"])
                if bound is None or value is None or not holds(value, bound):
                    unmet.append(line[0])
    return (*unmet, *_unmet_threshold(text))


_THRESHOLD = re.compile(
    r"(?P<denied>没有)?(?P<how>超过|达到|低于)您问到的(?P<bound>[^。]{1,20})。"
    rf"(?P<rest>[^\n]*?(?:为|合计)(?P<amount>{_MONEY}))?"
)
_HOW = {"超过": operator.gt, "达到": operator.ge, "低于": operator.lt}


def _unmet_threshold(text: str) -> tuple[str, ...]:
    """The sentences that hold a figure wrongly against the amount asked about (没有超过您问到的
    3亿元), or hold none that can be read."""
    unmet = []
    for said in _THRESHOLD.finditer(text):
        bound, value = _amount(said["bound"]), _amount(said["amount"] or "")
        true = bound is not None and value is not None and _HOW[said["how"]](value, bound)
        if bound is None or value is None or true is bool(said["denied"]):
            unmet.append(said[0])
    return tuple(unmet)


def _amount(text: str) -> Decimal | None:
    """The one amount of money that the words are, in yuan."""
    found = find_numbers(text)
    if len(found) != 1 or found[0].text != text.strip():
        return None
    unit = {"万": "万元", "亿": "亿元", "块": "元", None: "元"}.get(found[0].unit, found[0].unit)
    return convert(found[0].value, unit, "元") if unit in MONEY_UNITS else None


def _named(name: str, earlier: str) -> Decimal | None:
    """The amount that an earlier sentence gives under this name."""
    said = re.search(
        rf"{re.escape(name)}(?:预算数|决算数)?(?:为|合计|：)(?P<amount>{_MONEY})", earlier
    )
    return _amount(said["amount"]) if said else None
