"""Wordings for checks: what was set against what, and whether it holds (核对)."""

from decimal import Decimal

from assistant.compose.figures import stated_change
from assistant.compose.phrases import amount, bare, source
from assistant.compose.rates import rate
from assistant.query_plan import RATE
from assistant.result import Quantity, Result
from index.amounts import MONEY_UNITS, convert, is_money, places_of, rounded
from index.facts import MEASURE_NAMES


def audit(result: Result) -> str:
    """Both sides and the difference, or the findings."""
    if result.plan.set_name == "sum":
        return _sum(result)
    if result.plan.set_name == "product":
        return _product(result)
    if result.plan.set_name == "pair":
        return _pair(result)
    if result.plan.set_name == "same":
        return _same(result)
    if result.plan.set_name == RATE:
        return rate(result)
    return _findings(result)


def _sum(result: Result) -> str:
    added, whole = result.operands[:2]
    if all(q.fact and q.fact.column_path[-1:] == (_CHANGE,) for q in result.members):
        return _sum_of_changes(result)
    spelt = "+".join(bare(q) for q in result.members)
    names = "、".join(q.name for q in result.members)
    head = f"{names}相加为{amount(added)}（{spelt}）。{_printed_as(whole)}，{_verdict(result)}"
    return "\n".join(
        [head, *(f"- {q.name}为{amount(q)}{_place(q)}" for q in (*result.members, whole))]
    )


_CHANGE = MEASURE_NAMES["change"]


def _sum_of_changes(result: Result) -> str:
    """Stated changes of the parts, added up, against the stated change of the whole."""
    added, whole = result.operands[:2]
    spelt = "+".join(bare(q) for q in result.members)
    verdict = "与报告写明的数相等，对得上。"
    if not result.holds and result.outcome:
        verdict = f"相加数与{whole.name}的增减额相差{amount(result.outcome)}。"
    return "\n".join(
        [
            "报告写明的增减额如下：",
            *(f"- {_moved(q)}" for q in result.members),
            f"以上相加为{amount(added)}（{spelt}）。",
            f"{_moved(whole)}。{verdict}",
        ]
    )


def _moved(quantity: Quantity) -> str:
    direction = "增加" if (quantity.value or 0) >= 0 else "减少"
    return f"{quantity.name}比上年{direction}{amount(quantity)}{_place(quantity)}"


def _printed_as(whole: Quantity) -> str:
    return f"报告中{whole.name}为{amount(whole)}"


def _product(result: Result) -> str:
    product, funds = result.operands[:2]
    quantity, price = result.members[:2]
    head = f"{quantity.name}与{price.name}的乘积为{amount(product)}。"
    head += f"{_printed_as(funds)}，{_verdict(result)}"
    lines = [f"- {q.fact.text}" for q in (quantity, price) if q.fact]
    return "\n".join([head, *lines, f"- {funds.name}为{amount(funds)}{_place(funds)}"])


def _pair(result: Result) -> str:
    left, right = result.operands[:2]
    verdict = _verdict(result)
    if left.rough or right.rough:
        verdict = "并不矛盾" if result.holds else "两者不一致"
        verdict += "，报告的文字只写了约数。"
    elif not result.holds and is_rounded(left, right):
        verdict = (
            f"两者一致，相差的{amount(result.outcome)}是四舍五入。" if result.outcome else verdict
        )
    return "\n".join(
        [
            f"{_spoken(left)}与{_spoken(right)}{verdict}",
            *(_side(q) for q in (left, right)),
        ]
    )


def _is_change(quantity: Quantity) -> bool:
    return quantity.fact is not None and quantity.fact.column_path[-1:] == (_CHANGE,)


def _spoken(quantity: Quantity) -> str:
    return f"{quantity.name}的增减额" if _is_change(quantity) else quantity.name


def _side(quantity: Quantity) -> str:
    """A side with its place; a stated change says against what it is measured."""
    fact = quantity.fact
    if fact and _is_change(quantity):
        return f"- {stated_change(quantity.name, (fact,))}{_place(quantity)}"
    return f"- {quantity.name}为{amount(quantity)}{_place(quantity)}"


def _place(quantity: Quantity) -> str:
    return source(quantity.fact) if quantity.fact else ""


def _verdict(result: Result) -> str:
    if result.holds or result.outcome is None:
        return "两者相等，对得上。"
    rounding = "，在四舍五入的范围内" if _is_rounding(result) else ""
    return f"两者不相等，相差{amount(result.outcome)}{rounding}。"


def is_rounded(left: Quantity, right: Quantity) -> bool:
    """Whether one is the other, rounded to its own unit and places: 171.01万元 of 1,710,062元."""
    if left.unit == right.unit or not (is_money(left.unit) and is_money(right.unit)):
        return False
    coarse, fine = (
        (left, right) if MONEY_UNITS[left.unit] > MONEY_UNITS[right.unit] else (right, left)
    )
    if coarse.value is None or fine.value is None:
        return False
    brought = convert(fine.value, fine.unit, coarse.unit)
    return rounded(brought, places_of(coarse.value)) == coarse.value


def _is_rounding(result: Result) -> bool:
    """Whether figures each rounded to their last place may differ so when added up."""
    addends = [q for q in result.members if q.value is not None]
    figures = (*addends, *result.operands[1:2])
    if not addends or result.outcome is None or len({q.unit for q in figures}) > 1:
        return False
    places = max(places_of(q.value or Decimal(0)) for q in figures)
    return 2 * abs(result.outcome.value or Decimal(0)) <= Decimal(len(figures)).scaleb(-places)


def _findings(result: Result) -> str:
    about = f"与「{result.plan.subject}」有关的" if result.plan.subject else ""
    if not result.findings:
        return f"按勾稽关系逐项核对，{about or '报告中'}数字没有发现对不上的地方。"
    told = list(zip(result.quotes, result.findings, strict=False))
    grave = [quote.quoted for quote, finding in told if finding.severity != "rounding"]
    small = [quote.quoted for quote, finding in told if finding.severity == "rounding"]
    every = result.plan.top or 0
    if grave and small:
        small = ["另有相差仅在末位的四舍五入差异，不是错误，见勾稽核对结果。"]
    elif every > len(told):
        small += ["其余见勾稽核对结果。"]
    return "\n".join([f"按勾稽关系核对，{about}发现如下。", *grave, *small])


def _same(result: Result) -> str:
    """One figure as each place prints it, and whether they agree."""
    verdict = "各处一致，对得上。" if result.holds else "各处不一致。"
    lines = [f"- {q.name}为{amount(q)}{_place(q)}" for q in result.operands]
    return "\n".join([verdict, *lines])
