"""Numbers with units in English (数额): 935.85万元 is 935.85 × 10,000 yuan, digits as printed."""

import re

_UNITS = (
    ("百万元", " × 1 million yuan"),
    ("千万元", " × 10 million yuan"),
    ("亿元", " × 100 million yuan"),
    ("万元", " × 10,000 yuan"),
    ("千元", " × 1,000 yuan"),
    ("元", " yuan"),
    ("百分点", " percentage points"),
    ("个百分点", " percentage points"),
    ("%", "%"),
    ("倍", " times"),
    ("人", " people"),
    ("辆", " vehicles"),
    ("家", " establishments"),
    ("套", " sets"),
    ("平方米", " square metres"),
    ("个", " items"),
    ("项", " entries"),
)
"""Each unit under one English name, and each name under one unit."""

_TO_ENGLISH = dict(_UNITS)
_TO_CHINESE = {english: chinese for chinese, english in _UNITS} | {" percentage points": "个百分点"}
NUMBER = r"[≥≤]?-?\d[\d,]*(?:\.\d+)?"


def _any_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


CHINESE = rf"{NUMBER}(?:{_any_of(_TO_ENGLISH)})"
ENGLISH = rf"{NUMBER}(?:{_any_of(_TO_CHINESE)})"
_CHINESE = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{_any_of(_TO_ENGLISH)})")
_ENGLISH = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{_any_of(_TO_CHINESE)})(?![\d,.]*\d)")


def to_english(text: str) -> str:
    """The text with every amount in English."""
    return _CHINESE.sub(lambda m: m["number"] + _TO_ENGLISH[m["unit"]], text)


def to_chinese(text: str) -> str:
    """The text with every English amount as Chinese writes it."""
    return _ENGLISH.sub(lambda m: m["number"] + _TO_CHINESE[m["unit"]], text)
