"""Wordings for a stated percentage of change that was worked out again (增减百分比复算)."""

from assistant.compose.figures import stated_change
from assistant.compose.phrases import amount, bare, figure, source
from assistant.result import Quantity, Result


def rate(result: Result) -> str:
    """Whether the stated percentage is right, the percentage worked out, and the figures."""
    current, before, stated, *change = result.operands
    name = result.plan.subject
    assert stated.fact is not None
    moved_by = tuple(q.fact for q in (*change, stated) if q.fact)
    said = f"- 报告写明：{stated_change(name, moved_by)}{source(stated.fact)}。"
    lines = [said, *_figures(result, current, before)]
    if result.outcome is None:
        head = f"算不出增减的百分比：{name}上年的数为零，不能作除数，报告写的百分比没有意义。"
        return "\n".join([head, *lines])
    fell = (result.outcome.value or 0) < 0
    moved = f"{'下降' if fell else '增长'}{figure(result.outcome).lstrip('-')}%"
    verdict = "算得对，四舍五入后与报告写明的相符" if result.holds else "与报告写明的不一致"
    return "\n".join([f"{name}比上年数{moved}，{verdict}。", *lines])


def _figures(result: Result, current: Quantity, before: Quantity) -> list[str]:
    year = result.extraction.report.year or 0
    assert current.fact is not None
    now = f"- {year}年{current.name}为{amount(current)}{source(current.fact)}。"
    if before.fact:
        return [
            now,
            f"- {before.fact.year}年{current.name}为{amount(before)}{source(before.fact)}。",
        ]
    moved = before.parts[1]
    assert moved.fact is not None
    sign = "+" if (moved.value or 0) < 0 else "-"
    change = (moved.fact.printed or "").lstrip("-−")
    worked_out = f"（{bare(current)}{sign}{change}）"
    return [
        now,
        f"- {stated_change(current.name, (moved.fact,))}{source(moved.fact)}。",
        f"- {year - 1}年{current.name}为{amount(before)}{worked_out}，是推算的。",
    ]
