"""Wordings for checks: what was set against what, and whether it holds (核对)."""

from assistant.compose.phrases import amount, bare, source
from assistant.result import Quantity, Result


def audit(result: Result) -> str:
    """Both sides and the difference, or the findings."""
    if result.plan.set_name == "sum":
        return _sum(result)
    if result.plan.set_name == "product":
        return _product(result)
    if result.plan.set_name == "pair":
        return _pair(result)
    return _findings(result)


def _sum(result: Result) -> str:
    added, whole = result.operands[:2]
    spelt = "+".join(bare(q) for q in result.members)
    names = "、".join(q.name for q in result.members)
    head = f"{names}相加为{amount(added)}（{spelt}）。{_printed_as(whole)}，{_verdict(result)}"
    return "\n".join(
        [head, *(f"- {q.name}为{amount(q)}{_place(q)}" for q in (*result.members, whole))]
    )


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
    return "\n".join(
        [
            f"{left.name}与{right.name}{_verdict(result)}",
            *(f"- {q.name}为{amount(q)}{_place(q)}" for q in (left, right)),
        ]
    )


def _place(quantity: Quantity) -> str:
    return source(quantity.fact) if quantity.fact else ""


def _verdict(result: Result) -> str:
    if result.holds or result.outcome is None:
        return "两者相等，对得上。"
    return f"两者不相等，相差{amount(result.outcome)}。"


def _findings(result: Result) -> str:
    about = f"与「{result.plan.subject}」有关的" if result.plan.subject else ""
    if not result.findings:
        return f"按勾稽关系逐项核对，{about or '报告中'}数字没有发现对不上的地方。"
    lines = [quote.quoted for quote in result.quotes]
    more = result.plan.top or 0
    rest = ["其余见勾稽核对结果。"] if more > len(result.findings) else []
    return "\n".join([f"按勾稽关系核对，{about}发现如下。", *lines, *rest])
