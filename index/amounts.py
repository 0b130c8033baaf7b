"""Exact numbers and units: what a printed figure is worth, without a float anywhere.

Money is a `Decimal` with a unit beside it; in SQL it is an integer number of fen (分).
A blank or a dash is missing (`None`), "0" is zero.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from index.errors import AmountError

MONEY_UNITS: dict[str, Decimal] = {
    "分": Decimal("0.01"),
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
"""Money units (货币单位), each as its worth in yuan."""

DASHES = frozenset("-—–－―─⸺⸻")

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PRINTED = re.compile(rf"(?P<sign>[+\-△]?)(?P<digits>{_DIGITS})|\((?P<less>{_DIGITS})\)")
"""A figure; one in brackets or behind △ is negative, as accountants print it (负数)."""
_ORDINAL = re.compile(r"\([0-9]{1,2}\)")
"""In brackets, what rather counts paragraphs or columns than money."""
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {ord("−"): "-"}


def parse_amount(text: str | None) -> Decimal | None:
    """The exact value of a printed figure; None for a blank or a dash.

    Accepts full-width forms, thousands separators and the signs of a negative figure: a leading
    minus, brackets around it, or △; nothing else.
    """
    if text is None:
        return None
    printed = text.strip()
    if not printed or all(c in DASHES for c in printed):
        return None
    plain = "".join(printed.translate(_HALF_WIDTH).split())
    found = _PRINTED.fullmatch(plain)
    if not found or _ORDINAL.fullmatch(plain):
        raise AmountError(f"cannot read {text!r} as an amount: expected digits, a dash or a blank")
    value = Decimal((found["digits"] or found["less"]).replace(",", ""))
    return -value if found["less"] or found["sign"] in ("-", "△") else value


def is_money(unit: str | None) -> bool:
    """Whether the unit is one of money."""
    return unit in MONEY_UNITS


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """The same amount in another unit, exactly (元 → 万元 is a division by 10,000)."""
    if unit == to:
        return value
    if unit not in MONEY_UNITS or to not in MONEY_UNITS:
        raise AmountError(f"cannot turn {unit} into {to}: expected two money units")
    return value * MONEY_UNITS[unit] / MONEY_UNITS[to]


def to_fen(value: Decimal, unit: str) -> int:
    """The amount as an integer number of fen (分); an amount finer than a fen is an error."""
    fen = convert(value, unit, "分")
    if fen != fen.to_integral_value():
        raise AmountError(f"{value} {unit} is no whole number of fen")
    return int(fen)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """The value rounded half up (四舍五入), once, for display."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """The exact value as a plain decimal string: no exponent, no separators."""
    return format(value, "f")


def grouped(value: Decimal) -> str:
    """The exact value with thousands separators, as the reports print it."""
    return format(value, ",f")


def places_of(value: Decimal) -> int:
    """Digits behind the decimal point, as many as were printed: 2 for 10.00."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
