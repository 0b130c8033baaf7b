"""The figures of a performance target form (绩效目标申报表): funds, indicators, stated amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from index.amounts import MONEY_UNITS
from index.reconcile.figures import Figure, grain_of
from index.reconcile.shape import squeezed
from index.records import FindingSide, Form, FormField, FormFund, Half, Indicator

HALVES: tuple[Half, ...] = ("年度", "实施期")

Bound = Literal["≥", "≤", ""]

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_QUANTITY = re.compile(rf"(≥|>=|>|不少于|不低于|≤|<=|<|不超过|不高于|=)?{_NUMBER}(\D{{0,6}})")
_MONEY = re.compile(rf"{_NUMBER}(亿元|百万元|万元|元)")
_BRACKETED = re.compile(r"\([^()]*\)")
_AT_LEAST = ("≥", ">=", ">", "不少于", "不低于")
_AT_MOST = ("≤", "<=", "<", "不超过", "不高于")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The numeric value of an indicator (指标值), with the bound that it states, if any."""

    figure: Figure
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedAmount:
    """An amount that a worded field of a form states, with the words before and after it."""

    figure: Figure
    before: str
    after: str


def form_name(form: Form) -> str:
    """The form as a reader would cite it: its title and its project."""
    return f"{form.title} {form.project}"


def form_side(form: Form, row: str, half: Half | None, printed: str, text: str) -> FindingSide:
    """A place in a form."""
    return FindingSide(
        page=form.page, table=form_name(form), row=row, column=half, printed=printed, text=text
    )


def fund_figure(form: Form, fund: FormFund) -> Figure | None:
    """The figure of a source of funds, or None where it is blank."""
    if fund.amount is None or fund.printed is None:
        return None
    text = f"{fund.half}{fund.name}：{fund.printed}{form.unit}"
    side = form_side(form, f"{fund.half}{fund.name}", fund.half, fund.printed, text)
    return Figure(amount=fund.amount, unit=form.unit, grain=grain_of(fund.printed), side=side)


def total_fund(form: Form, half: Half) -> Figure | None:
    """The total funds (资金总额) of one half of a form."""
    for fund in form.funds:
        if fund.half == half and "总额" in fund.name:
            return fund_figure(form, fund)
    return None


def sources_of(form: Form, half: Half) -> tuple[Figure, ...]:
    """The sources that make up the total funds of one half, blank ones left out."""
    found = (
        fund_figure(form, fund)
        for fund in form.funds
        if fund.half == half and "总额" not in fund.name
    )
    return tuple(figure for figure in found if figure is not None)


def quantity_of(form: Form, indicator: Indicator) -> Quantity | None:
    """The value of an indicator where it is one number with one unit, else None."""
    text = squeezed(indicator.value)
    found = _QUANTITY.fullmatch(text)
    if not found or "/" in text:
        return None
    sign, number, unit = found.groups()
    bound: Bound = "≥" if sign in _AT_LEAST else "≤" if sign in _AT_MOST else ""
    side = form_side(
        form,
        f"{indicator.kind} {indicator.name}",
        indicator.half,
        indicator.value,
        f"{indicator.kind} {indicator.name} {indicator.value}",
    )
    amount = Decimal(number.replace(",", ""))
    figure = Figure(amount=amount, unit=unit, grain=grain_of(number), side=side)
    return Quantity(figure=figure, bound=bound)


def is_money_quantity(quantity: Quantity) -> bool:
    """Whether an indicator's value is an amount of money."""
    return quantity.figure.unit in MONEY_UNITS


def stated_amounts(form: Form, field: FormField) -> Iterator[StatedAmount]:
    """The amounts of money in a worded field, those in brackets left out: they are parts."""
    text = _BRACKETED.sub("", squeezed(field.text or ""))
    for found in _MONEY.finditer(text):
        number, unit = found.groups()
        side = form_side(form, field.name, field.half, f"{number}{unit}", field.text or "")
        figure = Figure(
            amount=Decimal(number.replace(",", "")), unit=unit, grain=grain_of(number), side=side
        )
        before, after = text[max(0, found.start() - 12) : found.start()], text[found.end() :][:4]
        yield StatedAmount(figure=figure, before=before, after=after)


def field_text(form: Form, name: str) -> str:
    """The text of a worded field, empty where it is blank or missing."""
    return next((field.text or "" for field in form.fields if field.name == name), "")


def digit_slip(left: Decimal, right: Decimal) -> bool:
    """Whether one amount is the other with a digit lost, two swapped, or the point moved.

    Such a pair is a slip of the pen (笔误) rather than two different amounts.
    """
    if not left or not right or left == right:
        return False
    if left.normalize().as_tuple().digits == right.normalize().as_tuple().digits:
        return True
    short, long = sorted((f"{left:.2f}", f"{right:.2f}"), key=len)
    if len(long) - len(short) == 1:
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    swaps = (long[:i] + long[i + 1] + long[i] + long[i + 2 :] for i in range(len(long) - 1))
    return len(short) == len(long) and short in swaps
