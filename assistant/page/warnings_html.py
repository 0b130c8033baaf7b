"""Warnings with an answer (提示): a reconciliation finding shows both of its sides."""

from collections.abc import Sequence

from assistant.page.markup import Html, tag
from index.records import Extraction, Finding, FindingSide
from index.show import SEVERITY_NAMES


def warnings_block(warnings: Sequence[str], extractions: Sequence[Extraction]) -> Html | None:
    """The warnings; those that are findings of the cited reports open to both sides."""
    if not warnings:
        return None
    findings = {f.message: f for each in extractions for f in each.findings}
    lines = (_warning(warning, findings.get(warning)) for warning in warnings)
    return tag("ul", *lines, class_="mz-warnings")


def _warning(warning: str, finding: Finding | None) -> Html:
    if finding is None:
        return tag("li", warning)
    return tag(
        "li",
        tag("strong", f"勾稽{SEVERITY_NAMES[finding.severity]}："),
        warning,
        tag("ul", *(tag("li", _side(side)) for side in finding.sides), class_="mz-sides"),
    )


def _side(side: FindingSide) -> str:
    """What one side says and where."""
    place = [side.table or "正文", side.row, side.column, f"第 {side.page} 页"]
    return f"{side.printed}：{' · '.join(part for part in place if part)}"
