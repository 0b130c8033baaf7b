"""What is a Chinese numeral (中文数字) worth? Exact `Decimal` values, no context.

Knows 〇零一二两三四五六七八九, 十百千万亿, 廿, the spoken short forms (一万二 is
12000, 三千五 is 3500), decimals (三点五), digit strings (二〇二三). What is not well formed
(十四五, 百, 万里) is None.
"""

import re
from decimal import Decimal

DIGITS: dict[str, int] = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}

SCALES: dict[str, Decimal] = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}

_FORMAL = str.maketrans("拾佰仟萬億兩廿", "十百千万亿两廿")
_D = f"[{''.join(DIGITS)}]"
_POSITIVE = f"[{''.join(c for c, v in DIGITS.items() if v)}]"
_SECTION = re.compile(
    rf"(?:(?P<q>{_POSITIVE})千)?(?:[零〇]?(?P<b>{_POSITIVE})百)?"
    rf"(?:[零〇]?(?P<s>{_POSITIVE})?(?P<ten>十))?(?P<zero>[零〇])?(?P<d>{_POSITIVE})?"
)

HAN_NUMERAL = rf"(?:{_D}|[十百千万亿拾佰仟廿])+(?:点{_D}+)?"
"""Pattern of a run that may be a Chinese numeral; `han_value` decides."""


def han_value(text: str) -> Decimal | None:
    """The exact value of a Chinese numeral; None where the text is not a well-formed one."""
    text = text.translate(_FORMAL).replace("廿", "二十")
    whole, point, decimals = text.partition("点")
    value = _digit_string(whole) if len(whole) > 1 else None
    if value is None:
        value = _whole(whole)
    if value is None or not point:
        return value if not point else None
    if not decimals or any(c not in DIGITS for c in decimals):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in decimals))


def _digit_string(text: str) -> Decimal | None:
    """二〇二三 = 2023."""
    if any(c not in DIGITS for c in text):
        return None
    return Decimal("".join(str(DIGITS[c]) for c in text))


def _whole(text: str) -> Decimal | None:
    for scale in "亿万":
        left, found, right = text.rpartition(scale)
        if found:
            return _scaled(left, SCALES[scale], right)
    return _section(text)


def _scaled(left: str, scale: Decimal, right: str) -> Decimal | None:
    high = _whole(left)
    if high is None or high == 0:
        return None
    if not right:
        return high * scale
    if right in DIGITS:
        return high * scale + DIGITS[right] * scale / 10
    low = _whole(right.lstrip("零〇"))
    return None if low is None or low >= scale else high * scale + low


def _section(text: str) -> Decimal | None:
    """A numeral below 10,000."""
    if text in DIGITS:
        return Decimal(DIGITS[text])
    match = _SECTION.fullmatch(text)
    if not text or not match:
        return None
    parts = match.groupdict()
    tens = DIGITS[parts["s"]] if parts["s"] else 1 if parts["ten"] else 0
    value = DIGITS.get(parts["q"] or "零", 0) * 1000 + DIGITS.get(parts["b"] or "零", 0) * 100
    value += tens * 10
    if parts["d"]:
        value += DIGITS[parts["d"]] * _last_scale(parts)
    elif parts["zero"]:
        return None
    return Decimal(value)


def _last_scale(parts: dict[str, str | None]) -> int:
    """What the last digit counts: 三千五 is 3500, 三百五 is 350, 三百零五 is 305."""
    if parts["zero"] or parts["ten"]:
        return 1
    if parts["b"]:
        return 10
    return 100 if parts["q"] else 1
