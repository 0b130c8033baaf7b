"""Amounts inside a form that must fit its funds: descriptions, cost indicators, unit costs.

Care is taken not to call a part a contradiction: amounts in brackets, prices per piece, and
several costs of which only some are listed are parts, not the whole.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.reconcile.figures import Disagreement, Figure, agree, disagreement, total
from index.reconcile.form_figures import (
    HALVES,
    Quantity,
    StatedAmount,
    digit_slip,
    form_side,
    is_money_quantity,
    quantity_of,
    stated_amounts,
    total_fund,
)
from index.reconcile.shape import squeezed
from index.records import Extraction, Form, Half, Indicator, Severity

DESCRIPTIONS = frozenset({"项目概况", "项目概述", "总体目标"})
_WHOLE = re.compile(
    r"(合计|共计|总计|总额|共需|共|需要|需|为|金额|费用|经费|预算|资金)(人民币)?[:：]?$"
)
_PRICE = re.compile(r"每|单价|标准|价格|人均|均价|限价")
_VAGUE = re.compile(r"约|近|余|左右|总投资|概算|累计|已|单价")
_WHOLE_COST = re.compile(r"合计|总|全年|全部|项目成本|年度成本")
_UNIT_COST = re.compile(r"每|单价|单位成本|人均|平均|标准|均价")


def _slip_or(worst: Severity, left: Figure, right: Figure) -> tuple[Severity, str]:
    if digit_slip(left.converted(right.unit).amount, right.amount):
        return "misprint", "，疑为漏写或错写一位数字"
    return worst, ""


def _is_whole(amount: StatedAmount) -> bool:
    vague = _VAGUE.search(amount.before[-6:]) or re.match(r"左右|以上|以内|余", amount.after)
    price = _PRICE.search(amount.before) or re.match(r"[/／每]", amount.after)
    return bool(_WHOLE.search(amount.before)) and not vague and not price


def description_and_funds(extraction: Extraction) -> Iterator[Disagreement]:
    """The amount that a form's description gives as the whole = 资金总额 of the form.

    Holds where any amount of the description, or their sum, equals the funds of either half.
    """
    for form in extraction.forms:
        funds = [figure for half in HALVES if (figure := total_fund(form, half)) is not None]
        for field in form.fields if funds else ():
            if field.name not in DESCRIPTIONS or field.half == "实施期":
                continue
            amounts = list(stated_amounts(form, field))
            known = [amount.figure for amount in amounts]
            known += [total(known, "之和")] if len(known) > 1 else []
            wholes = [amount.figure for amount in amounts if _is_whole(amount)]
            if len(wholes) != 1 or any(agree(one, fund) for one in known for fund in funds):
                continue
            severity, remark = _slip_or("contradiction", wholes[0], funds[0])
            what = f"“{form.project}”的{field.name}与资金"
            yield from disagreement(what, wholes[0], funds[0], otherwise=severity, remark=remark)


def _costs(form: Form, half: Half) -> Iterator[tuple[Indicator, Quantity]]:
    for indicator in form.indicators:
        if indicator.half == half and "成本" in (indicator.kind + indicator.category):
            quantity = quantity_of(form, indicator)
            if quantity is not None and is_money_quantity(quantity):
                yield indicator, quantity


def _fits(cost: Quantity, funds: Figure) -> bool:
    """Whether a cost, with its bound, is met by the funds."""
    amount, limit = cost.figure.converted(funds.unit).amount, funds.amount
    if cost.bound == "≥":
        return amount <= limit
    if cost.bound == "≤":
        return amount >= limit
    return agree(cost.figure, funds)


def _names_the_project(form: Form, indicator: Indicator) -> bool:
    name, project = squeezed(indicator.name), squeezed(form.project)
    return len(name) >= 4 and (name in project or project in name)


def _one_cost(
    form: Form, indicator: Indicator, cost: Quantity, funds: Figure
) -> Iterator[Disagreement]:
    """A lone cost: the whole where its name says so or it exceeds the funds, else a part."""
    whole = _WHOLE_COST.search(indicator.name) or _names_the_project(form, indicator)
    exceeds = cost.figure.converted(funds.unit).amount > funds.amount
    worst: Severity = "contradiction" if whole or exceeds else "explain"
    severity, remark = _slip_or(worst, cost.figure, funds)
    if severity == "explain":
        remark = "，成本指标只涵盖资金的一部分"
    what = f"“{form.project}”的成本指标与资金"
    yield from disagreement(what, cost.figure, funds, otherwise=severity, remark=remark)


def _costs_of_half(form: Form, half: Half) -> Iterator[Disagreement]:
    funds = total_fund(form, half)
    costs = [
        (item, cost)
        for item, cost in _costs(form, half)
        if not _UNIT_COST.search(squeezed(item.name))
    ]
    if funds is None or not funds.amount or not costs:
        return
    if any(_fits(cost, funds) for _item, cost in costs):
        return
    if len(costs) == 1:
        yield from _one_cost(form, *costs[0], funds)
        return
    added = total([cost.figure for _item, cost in costs], f"{len(costs)}项成本之和")
    if added.converted(funds.unit).amount > funds.amount:
        what = f"“{form.project}”的成本指标与资金"
        yield from disagreement(what, added, funds, otherwise="explain", remark="，各项可能重叠")


def _once(found: Iterator[Disagreement]) -> Iterator[Disagreement]:
    """One finding where both halves of a form say the same."""
    seen: set[tuple[str, ...]] = set()
    for item in found:
        key = (item.sides[0].table or "", *(squeezed(side.printed) for side in item.sides))
        if key not in seen:
            seen.add(key)
            yield item


def cost_and_funds(extraction: Extraction) -> Iterator[Disagreement]:
    """成本指标 in 元 against 资金总额 of the same half; several costs against it by their sum.

    A cost lower than the funds may be a part of them and then only wants an explanation; several
    that stay below the funds are parts and are left alone.
    """
    for form in extraction.forms:
        yield from _once(item for half in HALVES for item in _costs_of_half(form, half))


def _product(form: Form, count: Quantity, price: Quantity) -> Figure:
    amount = count.figure.amount * price.figure.amount
    printed = f"{amount:,f}{price.figure.unit}"
    text = f"{count.figure.side.text} × {price.figure.side.text} = {printed}"
    half: Half = "年度" if count.figure.side.column == "年度" else "实施期"
    side = form_side(form, "数量 × 单位成本", half, printed, text)
    return Figure(amount=amount, unit=price.figure.unit, grain=Decimal(1), side=side)


def _counts(form: Form, half: Half) -> Iterator[Quantity]:
    for indicator in form.indicators:
        if indicator.half == half and indicator.kind == "数量指标":
            quantity = quantity_of(form, indicator)
            if quantity is None or is_money_quantity(quantity):
                continue
            if quantity.figure.unit not in ("%", ""):
                yield quantity


def _quantity_times_cost(form: Form, half: Half) -> Iterator[Disagreement]:
    funds = total_fund(form, half)
    prices: Sequence[Quantity] = [
        cost for item, cost in _costs(form, half) if _UNIT_COST.search(squeezed(item.name))
    ]
    counts = list(_counts(form, half))
    if funds is None or len(prices) != 1 or len(counts) != 1:
        return
    product = _product(form, counts[0], prices[0])
    bound = counts[0].bound or prices[0].bound
    if _fits(Quantity(figure=product, bound=bound), funds):
        return
    what = f"“{form.project}”的数量、单位成本与资金"
    remark = "，可能经过取整"
    yield from disagreement(what, product, funds, otherwise="explain", remark=remark)


def quantity_times_unit_cost(extraction: Extraction) -> Iterator[Disagreement]:
    """数量 × 单位成本 = 资金总额, where a form has one quantity and one cost per piece.

    A quantity of at least n (≥) needs no more than that the product stays within the funds.
    Funds are often rounded up from the product, so a difference wants an explanation.
    """
    for form in extraction.forms:
        yield from _once(item for half in HALVES for item in _quantity_times_cost(form, half))
