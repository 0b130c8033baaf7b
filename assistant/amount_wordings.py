"""Amounts in wordings of questions (数额的说法): 1.5 million yuan is 1500000元, 过亿 is 过一亿."""

import re
from decimal import Decimal

_SCALES = {
    "": 1,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_NUMBER = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)\s*(?P<{0}scale>thousand|million|billion|mn|bn|k|m)?"
_MONEY = re.compile(
    rf"(?<![\w.,]){_NUMBER.format('a')}\s*(?:yuan|rmb|cny)\b"
    rf"|(?:\b(?:rmb|cny)|¥)\s*{_NUMBER.format('b')}(?![\w.])",
    re.IGNORECASE,
)


_BARE_SCALE = re.compile(
    r"(?<=[过破超上达够到足])(?=[百千]?[万亿]\s*(?:元|块|吗|了|没|的|[?？,，。]|$))"
)
"""过亿, 破千万, 不到万元: one of the scale."""


def in_figures(text: str) -> str:
    """The text with its English amounts of money in yuan, the way Chinese writes them, and a
    number before a scale that stands alone."""
    return _BARE_SCALE.sub("一", _MONEY.sub(_yuan, text))


def _yuan(match: re.Match[str]) -> str:
    number = match["a"] or match["b"]
    scale = (match["ascale"] or match["bscale"] or "").lower()
    value = Decimal(number.replace(",", "")) * _SCALES[scale]
    whole = value.to_integral_value()
    return f"{whole if value == whole else value:f}元"
