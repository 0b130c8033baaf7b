"""Numbers with units in English (数额): 935.85万元 is CNY 9,358,500 ("935.85万元").

Money is told in yuan, exactly, and beside it as the report prints it. Read back, the two have to be
the same amount; anything else is no amount.
"""

import re
from decimal import Decimal

from index.amounts import MONEY_UNITS, convert

_UNITS = {
    "个百分点": " percentage points",
    "%": "%",
    "倍": " times",
    "人": " people",
    "辆": " vehicles",
    "家": " establishments",
    "套": " sets",
    "平方米": " square metres",
    "个": " items",
    "项": " entries",
}
"""Each unit that is no money under one English name, and each name under one unit."""

_ENGLISH_UNITS = {english: chinese for chinese, english in _UNITS.items()}
NUMBER = r"[≥≤]?-?\d+(?:,\d+)*(?:\.\d+)?"
_PLAIN = r"-?\d+(?:,\d+)*(?:\.\d+)?"


def _any_of(words: dict[str, str] | dict[str, Decimal]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONEY = rf"{_PLAIN}(?:{_any_of(MONEY_UNITS)})"
_ENGLISH_MONEY = rf'CNY {_PLAIN} \("{_MONEY}"\)'
CHINESE = rf"(?:{_MONEY}|{NUMBER}(?:{_any_of(_UNITS)}))"
ENGLISH = rf"(?:{_ENGLISH_MONEY}|{NUMBER}(?:{_any_of(_ENGLISH_UNITS)}))"
_SPLIT = re.compile(rf"(?P<number>{NUMBER})(?P<unit>.+)")
_TOLD = re.compile(rf'CNY (?P<yuan>{_PLAIN}) \("(?P<printed>{_MONEY})"\)')


def to_english(text: str) -> str:
    """The text with every amount in English."""
    return re.sub(CHINESE, lambda match: _said(match[0]), text)


def to_chinese(text: str) -> str | None:
    """The text with every English amount as it is printed; None where one is told as two."""
    read = [(match, _read(match[0])) for match in re.finditer(ENGLISH, text)]
    for match, printed in reversed(read):
        if printed is None:
            return None
        text = text[: match.start()] + printed + text[match.end() :]
    return text


def _said(amount: str) -> str:
    match = _SPLIT.fullmatch(amount)
    assert match
    if match["unit"] in _UNITS:
        return match["number"] + _UNITS[match["unit"]]
    return f'CNY {_in_yuan(match["number"], match["unit"])} ("{amount}")'


def _in_yuan(number: str, unit: str) -> str:
    """The amount in yuan: the digits as printed, as many as mean something in another unit."""
    value = convert(Decimal(number.replace(",", "")), unit, "元")
    if unit != "元":
        value = value.normalize()
    return f"{value:,f}"


def _read(amount: str) -> str | None:
    told = _TOLD.fullmatch(amount)
    if told:
        return told["printed"] if _said(told["printed"]) == amount else None
    match = _SPLIT.fullmatch(amount)
    assert match
    return match["number"] + _ENGLISH_UNITS[match["unit"]]
