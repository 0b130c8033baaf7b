"""What the reconciliation found on what a question names (勾稽发现)."""

import re
from collections.abc import Sequence

from assistant.planner.items import item_named
from assistant.planner.labels import folded
from assistant.planner.operands import operands_of
from assistant.planner.subjects import project_groups
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text
from index.records import Finding, Severity

_WHOLE_TABLE = re.compile(
    r"哪些(?:数字|地方|表|数据|数)|有没有(?:问题|错|矛盾|对不上|差错|不一致)|数字有|整份|全部|报告(?:里|中)?.{0,6}(?:问题|错|矛盾)|前后"
)


_GRAVITY = ("contradiction", "explain", "misprint", "rounding")
"""The gravest findings are told first."""


_TOLD = 12


def contradictions(context: Context) -> QueryPlan | None:
    """What contradicts itself in what was named, before figures are set side by side anew."""
    return told_of(context, ("contradiction", "misprint"))


def told_of(context: Context, gravity: Sequence[Severity]) -> QueryPlan | None:
    """The findings on what was named, where one of them is as grave as that."""
    words = _named_words(context)
    findings = context.view.extraction.findings
    grave = any(f.severity in gravity and _touches(f, word) for f in findings for word in words)
    return findings_on(context) if grave else None


def findings_on(context: Context) -> QueryPlan | None:
    """The findings that touch what was named, or all of them."""
    findings = context.view.extraction.findings
    words = _named_words(context)
    if context.carried_over or context.says("结转"):
        words = ["结转"]
    nothing_else = not context.mentions and not context.asking_rests(2) and context.says(_RIGHT)
    if not words and not (
        (nothing_else and not context.previous.figures)
        or _WHOLE_TABLE.search(context.text)
        or context.says("勾稽|报告|这份|数字|平衡|收支|预算表|前后|账")
    ):
        return None
    chosen = [
        i for i, finding in enumerate(findings)
        if not words or any(_touches(finding, word) for word in words)
    ]  # fmt: skip
    chosen.sort(key=lambda i: _GRAVITY.index(findings[i].severity))
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        texts=tuple(
            Text(kind="finding", report=context.view.report.id, index=i) for i in chosen[:_TOLD]
        ),
        figures=tuple(o.figure for o in operands_of(context) if o.figure)[:2],
        set_name="findings",
        subject="、".join(words),
        top=len(findings) if not words else len(chosen),
    )


_RIGHT = "算得?对|加得对|正确|有误|算错|写错|差错|错误"
"""算得对吗, of a report and of nothing in particular."""


def _named_words(context: Context) -> list[str]:
    names = [v for m in context.of("name") for v in m.values]
    groups = project_groups(context)
    names += [folded(p.name) for g in groups for p in g.projects]
    if not names and context.has("pronoun", "follow"):
        names = [*context.previous.names, *(folded(p) for p in context.previous.projects)]
    return names


def _touches(finding: Finding, word: str) -> bool:
    """Whether the finding is about what the word names: by its rule, or a side's row or column."""
    if word in folded(finding.rule):
        return True
    for side in finding.sides:
        item = item_named(side.row or "")
        row = folded(item.name if item else side.row or "")
        within = {folded(name) for name in item.above[1:]} if item else set()
        named = [part.strip() for part in folded(side.column or "").split("/")]
        if (
            word == row
            or word in within
            or row.endswith(word)
            or (row.startswith(word) and row.endswith(("总计", "合计")))
            or word in named
            or (len(word) > 6 and word in folded(side.table or ""))
        ):
            return True
    return False
