"""Wordings for a figure that the question puts an amount to (对不对、超没超过)."""

from assistant.compose.figures import sentence
from assistant.query_plan import Threshold
from assistant.result import Result

_MET: dict[Threshold, str] = {
    "over": "是的，超过您问到的{}。",
    "at_least": "是的，达到您问到的{}。",
    "under": "是的，低于您问到的{}。",
    "at_most": "是的，没有超过您问到的{}。",
}
_NOT_MET: dict[Threshold, str] = {
    "over": "没有超过您问到的{}。",
    "at_least": "没有达到您问到的{}。",
    "under": "不是，没有低于您问到的{}。",
    "at_most": "不是，超过您问到的{}。",
}


def verify(result: Result) -> str:
    """是 / 不是 / 超过 / 没有超过, and the figure."""
    claimed, how = result.plan.claimed, result.plan.threshold
    quantity = result.operands[0]
    said = sentence(result, quantity)
    if claimed is None or quantity.value is None:
        return said
    if how:
        return (_MET if result.holds else _NOT_MET)[how].format(claimed.text) + said
    if result.holds:
        return f"是的。{said}"
    return f"不是您提到的{claimed.text}。{said}"
