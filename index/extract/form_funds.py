"""What amounts does a performance target form state, by source of funds (项目资金)?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.amounts import MONEY_UNITS, parse_amount
from index.extract.form_blocks import Section
from index.extract.form_labels import FUND_NAMES
from index.records import FormFund, Half

_AMOUNT = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?|[-—－–]+")
_UNIT = re.compile(rf"[（(]\s*(?:单位[：:])?({'|'.join(MONEY_UNITS)})\s*[）)]")
_LEAD = re.compile(r"^其中[：:]")
_TOTAL_HALF = re.compile(r"^(?:实施期|年度|中期|项目)(?=资金总额)")
_HALVES: tuple[Half, Half] = ("实施期", "年度")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A printed source of funds and the amount printed beside it, if any."""

    name: str
    printed: str | None
    line: int


def fund_unit(section: Section) -> str:
    """The money unit in brackets beside 项目资金; 元 where there is none."""
    found = _UNIT.search(section.rest + "".join(line.text.strip() for line in section.lines))
    return found.group(1) if found else "元"


def funds_of(section: Section) -> tuple[FormFund, ...]:
    """Every source of funds in both halves; a blank amount is None, a printed 0 is zero."""
    seen: dict[str, int] = {}
    funds = []
    for pair in _pairs(section):
        nth = seen.get(pair.name, 0)
        seen[pair.name] = nth + 1
        if nth < len(_HALVES):
            funds.append(
                FormFund(
                    name=pair.name,
                    half=_HALVES[nth],
                    printed=pair.printed,
                    amount=parse_amount(pair.printed),
                    line=pair.line,
                )
            )
    return tuple(funds)


def _pairs(section: Section) -> Iterator[_Pair]:
    """Names with their amounts, in order; a name wrapped over lines is put together."""
    name, begun = "", 0
    for line in section.lines:
        if _UNIT.fullmatch(line.text.strip()):
            continue
        for position, word in enumerate(line.text.split()):
            if _AMOUNT.fullmatch(word):
                if name:
                    yield _Pair(name=_plain(name), printed=word, line=begun)
                name = ""
            elif name and (position or _plain(name) in FUND_NAMES):
                yield _Pair(name=_plain(name), printed=None, line=begun)
                name, begun = word, line.number
            else:
                begun = begun if name else line.number
                name += word
    if name:
        yield _Pair(name=_plain(name), printed=None, line=begun)


def _plain(name: str) -> str:
    """The source as a reader would call it: without 其中： and without its half."""
    return _TOTAL_HALF.sub("", _LEAD.sub("", name).rstrip("：:"))
