"""Wordings for checks: what was set against what, and whether it holds (核对)."""

from assistant.compose.phrases import amount, source
from assistant.result import Quantity, Result

_TONES = {
    "contradiction": "矛盾",
    "explain": "需要说明",
    "rounding": "四舍五入",
    "misprint": "疑似笔误",
}


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
    parts = " + ".join(f"{q.name}{amount(q)}" for q in result.members)
    names = "、".join(q.name for q in result.members)
    head = f"{names}相加为{amount(added)}，{_printed_as(whole)}"
    return f"{head}，{_verdict(result)}\n计算：{parts}。\n{_places(*result.members, whole)}"


def _printed_as(whole: Quantity) -> str:
    return f"报告中{whole.name}为{amount(whole)}"


def _product(result: Result) -> str:
    product, funds = result.operands[:2]
    quantity, price = result.members[:2]
    head = f"数量乘单价为{amount(product)}，{_printed_as(funds)}，{_verdict(result)}"
    return (
        f"{head}\n计算：{quantity.name}{amount(quantity)} × {price.name}{amount(price)}。\n"
        f"{_places(quantity, price, funds)}"
    )


def _pair(result: Result) -> str:
    left, right = result.operands[:2]
    return (
        f"{left.name}为{amount(left)}，{right.name}为{amount(right)}，{_verdict(result)}\n"
        f"{_places(left, right)}"
    )


def _verdict(result: Result) -> str:
    if result.holds or result.outcome is None:
        return "两者相等，对得上。"
    return f"两者不相等，相差{amount(result.outcome)}。"


def _places(*quantities: Quantity) -> str:
    facts = [q.fact for q in quantities if q.fact]
    places = dict.fromkeys(source(fact)[1:-1] for fact in facts)
    return f"出处：{'；'.join(places)}。" if places else ""


def _findings(result: Result) -> str:
    about = f"与「{result.plan.subject}」有关的" if result.plan.subject else ""
    total = result.plan.top or 0
    if not result.findings:
        return f"按勾稽关系逐项核对，{about or '报告中'}数字没有发现对不上的地方。"
    lines = [f"- [{_TONES[finding.severity]}] {finding.message}" for finding in result.findings]
    more = "" if total <= len(result.findings) else "更多结果见「勾稽核对」。"
    return "\n".join([f"按勾稽关系核对，{about}发现如下：", *lines, more]).rstrip()
