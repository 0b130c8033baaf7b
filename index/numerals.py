"""Which numbers stand in a text, where, and what are they worth? (文本中的数字)

`find_numbers(text)` yields every number of Chinese or English budget text, in order, each with its
span, exact value, unit and kind. Both the question parser and the numeric check read with it.

* `quantity`: an amount or a count; `value` is in `unit` as shown: 1.2万元 is 1.2 万元, 三千五百万元
  is 3500 万元, 1.2万人 is 12000 人, 1.2万 alone is 1.2 万, 3个亿 is 3 亿, 翻一番 is 2 倍,
  半年 is 0.5 年.
* `percent`: %, 百分之三, 3成 (30 %), 一半 (50 %), unit "%"; 个百分点 has the unit 个百分点.
* `year`, `date`, `code` (2010301, A1806), `document` (吕政办发[2021]50号, 第52期, 第1次).
* `ordinal`: list markers (1. 一、 （二） ①, unit None), tables (表3, unit 表), pages (第12页, unit
  页), ranks (前三, 第3名, unit 名).

Both ends of a range (50万到150万元, 50—150万元) carry the unit. Chinese numerals inside words
(一般公共预算, 三公经费, 一次性, 第一部分, 十四五) are no numbers.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from index import numeral_grammar as grammar
from index.han_numerals import DIGITS, SCALES, han_value

NumberKind = Literal["quantity", "percent", "year", "date", "code", "document", "ordinal"]
"""数量 / 百分数 / 年份 / 日期 / 编码 / 文号 / 序号."""

_ONE_SPELLING = str.maketrans("０１２３４５６７８９．％億萬兩個項戶", "0123456789.%亿万两个项户")
_ALIASES = {
    "块": "元",
    "块钱": "元",
    "％": "%",
    "百分点": "个百分点",
    "㎡": "平方米",
    "m²": "平方米",
}
_SIGNED = re.compile(r"[-−－负]")
_ROUGHLY_BEFORE = re.compile(grammar.ROUGHLY + r"\s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it stands in a text."""

    text: str
    """As written, with its unit."""
    start: int
    end: int
    value: Decimal
    """Exact, in `unit`; a year, code or document number as its digits."""
    unit: str | None
    kind: NumberKind
    places: int = 0
    """Decimal places shown."""
    rough: bool = False
    """约, 近, 余, 多: meant as approximate."""


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of the text, in order; spans are indices into the text as given."""
    half_width = text.translate(_ONE_SPELLING)
    taken = [False] * len(text)
    found: list[Number] = []
    for read in _READERS:
        for number in read(half_width):
            if any(taken[number.start : number.end]):
                continue
            taken[number.start : number.end] = [True] * (number.end - number.start)
            found.append(replace(number, text=text[number.start : number.end]))
    real = sorted((n for n in found if n.unit != _NO_NUMBER), key=lambda n: n.start)
    return _share_units_over_ranges(half_width, real)


def parse_number(text: str) -> Decimal | None:
    """The exact value when the whole text is one number (十五, 3,500, 1.2万, 百分之三 as 3), in its
    own unit except that a bare 万 or 亿 is multiplied out; None otherwise."""
    stripped = text.strip()
    if (value := han_value(stripped)) is not None:
        return value
    numbers = find_numbers(stripped)
    if len(numbers) != 1 or numbers[0].text != stripped:
        return None
    number = numbers[0]
    return number.value * SCALES.get(number.unit or "", Decimal(1))


_NO_NUMBER = "不是数字"
"""Marks a word such as 一般 while the readers take turns."""


def _number(match: re.Match[str], group: str | int, kind: NumberKind, unit: str | None) -> Number:
    written = match[group]
    value = Decimal(written) if written.isdecimal() else han_value(written)
    return _found(match, value if value is not None else Decimal(0), kind, unit)


def _found(
    match: re.Match[str], value: Decimal, kind: NumberKind, unit: str | None, places: int = 0
) -> Number:
    return Number(
        text=match[0],
        start=match.start(),
        end=match.end(),
        value=value,
        unit=_ALIASES.get(unit or "", unit),
        kind=kind,
        places=places,
        rough=bool(_ROUGHLY_BEFORE.search(match.string, 0, match.start())),
    )


def _words(text: str) -> Iterator[Number]:
    for match in grammar.NOT_NUMBERS.finditer(text):
        yield _found(match, Decimal(0), "ordinal", _NO_NUMBER)


def _dates(text: str) -> Iterator[Number]:
    for match in grammar.DATE.finditer(text):
        digits = "".join(c for c in match[0] if c.isdecimal())
        yield _found(match, Decimal(digits or 0), "date", None)


def _documents(text: str) -> Iterator[Number]:
    for match in grammar.DOCUMENT.finditer(text):
        yield _found(match, Decimal(next(g for g in match.groups() if g)), "document", None)


def _years(text: str) -> Iterator[Number]:
    for match in grammar.YEAR.finditer(text):
        written = match[match.lastgroup or 0]
        value = Decimal(written) if written.isdecimal() else han_value(written)
        if value is not None:
            short = value < 100
            yield _found(match, value + 2000 if short else value, "year", None)


_ORDINAL_UNITS = {"table": "表", "page": "页", "p": "页", "nth": "名", "rank": "名", "top": "名"}


def _ordinals(text: str) -> Iterator[Number]:
    for match in grammar.ORDINAL.finditer(text):
        group = match.lastgroup or "marker"
        written = match[group]
        if group == "circle":
            yield _found(match, Decimal(ord(written) - ord("①") + 1), "ordinal", None)
        elif written.isdecimal() or han_value(written) is not None or group == "table":
            first = written.partition("-")[0]
            value = Decimal(first) if first.isdecimal() else han_value(first)
            unit = _ORDINAL_UNITS.get(group)
            yield _found(match, value or Decimal(0), "ordinal", unit)


def _codes(text: str) -> Iterator[Number]:
    for match in grammar.CODE.finditer(text):
        group = match.lastgroup or "bare"
        start, end = match.span(group)
        digits = "".join(c for c in match[group] if c.isdecimal())
        code = _found(match, Decimal(digits), "code", None)
        yield replace(code, start=start, end=end, text=match[group])


def _fractions(text: str) -> Iterator[Number]:
    for match in grammar.FRACTION.finditer(text):
        part = _decimal(match["part"])
        base = SCALES.get(match["base"]) or han_value(match["base"])
        if part is not None and base:
            places = len(match["part"].partition(".")[2] or match["part"].partition("点")[2])
            yield _found(match, part if base == 100 else part * 100 / base, "percent", "%", places)


def _tenths(text: str) -> Iterator[Number]:
    for match in grammar.TENTHS.finditer(text):
        whole = _decimal(match["digits"] or match["han"])
        half = match["half"]
        more = Decimal(0) if not half else Decimal(5) if half == "半" else Decimal(DIGITS[half])
        if whole is not None:
            yield _found(match, whole * 10 + more, "percent", "%")


def _doublings(text: str) -> Iterator[Number]:
    for match in grammar.DOUBLED.finditer(text):
        times = _decimal(match["times"]) if match["times"] else Decimal(1)
        doubled = Decimal(2) ** int(times or 1) if not match[0].endswith("倍") else (times or 2)
        yield _found(match, Decimal(2 if match[0].endswith("翻倍") else doubled), "quantity", "倍")


def _halves(text: str) -> Iterator[Number]:
    for match in grammar.HALF.finditer(text):
        if match["whole"]:
            yield _found(match, Decimal(50), "percent", "%")
        elif match["half"]:
            yield _found(match, Decimal("0.5"), "quantity", match["half"], 1)
        elif (whole := _decimal(match["mixed"])) is not None:
            yield _found(match, whole + Decimal("0.5"), "quantity", match["unit"], 1)


def _compounds(text: str) -> Iterator[Number]:
    """3亿5千万元, 1万2千, 1万5."""
    for match in grammar.COMPOUND.finditer(text):
        value = _compound_value(match["number"])
        if value is not None:
            yield _found(match, value, "quantity", match["unit"])


def _compound_value(written: str) -> Decimal | None:
    total, group, last = Decimal(0), Decimal(0), Decimal(1)
    for digits, scales in re.findall(r"(\d+(?:\.\d+)?)([亿万千百十]*)", written):
        factor = Decimal(1)
        for scale in scales:
            factor *= SCALES[scale]
        if not scales and len(digits) == 1 and last > 1:
            factor = last / 10
        group += Decimal(digits) * factor
        last = factor
        if scales.endswith(("亿", "万")) and len(scales) > 1:
            total, group = total + group, Decimal(0)
    return total + group


def _plain(text: str) -> Iterator[Number]:
    for match in grammar.PLAIN.finditer(text):
        digits = match["digits"].replace(",", "").replace("，", "")
        sign = -1 if match["sign"] and _SIGNED.match(match["sign"]) else 1
        number = _with_unit(match, Decimal(digits) * sign, len(digits.partition(".")[2]))
        yield replace(number, rough=number.rough or bool(match["more"]))


def _with_unit(match: re.Match[str], value: Decimal, places: int) -> Number:
    unit = match["unit"]
    if unit and unit[0] in SCALES and len(unit) > 1 and not unit.endswith(("元", "块", "块钱")):
        value, unit = value * SCALES[unit[0]], unit[1:]
    percent = unit in ("%", "％", "个百分点", "百分点")
    return _found(match, value, "percent" if percent else "quantity", unit, places)


def _han(text: str) -> Iterator[Number]:
    for match in grammar.HAN.finditer(text):
        written = match["digits"]
        value = han_value(written)
        if value is None or not (
            match["unit"] or match["counted"] or _is_plainly_a_number(written)
        ):
            continue
        number = _han_with_unit(match, written, value)
        signed = -number.value if match["sign"] else number.value
        yield replace(number, value=signed, rough=number.rough or bool(match["more"]))


def _han_with_unit(match: re.Match[str], written: str, value: Decimal) -> Number:
    unit, places = match["unit"], len(written.partition("点")[2])
    scale = match["scale"] or (written[-1] if written[-1] in "万亿" and unit == "元" else None)
    if not scale:
        return _found(match, value, "percent" if unit == "个百分点" else "quantity", unit, places)
    if not match["scale"]:
        value = value / SCALES[scale]
    if unit and unit != "元":
        return _found(match, value * SCALES[scale], "quantity", unit, places)
    return _found(match, value, "quantity", f"{scale}{unit or ''}", places)


def _is_plainly_a_number(written: str) -> bool:
    """三千五百, 二十, 三点五, 一万 are numbers without a unit; 三 and 十 are not."""
    return len(written) > 1 and any(c in SCALES or c in "点拾佰仟廿" for c in written)


def _decimal(written: str) -> Decimal | None:
    return Decimal(written) if written[0].isascii() else han_value(written)


_READERS = (
    *(_words, _dates, _documents, _years, _ordinals, _codes),
    *(_fractions, _tenths, _doublings, _halves, _compounds, _plain, _han),
)
"""In order of precedence: what an earlier reader takes, a later one does not see."""


def _share_units_over_ranges(text: str, numbers: list[Number]) -> tuple[Number, ...]:
    """Give the first number of a range the unit of the second: 50—150万元, 50万到150万元."""
    shared = list(numbers)
    for i, (first, second) in enumerate(itertools.pairwise(numbers)):
        same = {first.kind, second.kind} <= {"quantity", "percent"}
        if not same or not grammar.RANGE.fullmatch(text[first.end : second.start]):
            continue
        bare = first.unit is None and second.unit is not None
        if bare or (first.unit in ("万", "亿") and second.unit == f"{first.unit}元"):
            shared[i] = replace(first, unit=second.unit, kind=second.kind)
    return tuple(shared)
