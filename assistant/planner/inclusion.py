"""Whether one item counts among another (三公经费包括会议费吗), by what the whole is said to be."""

import re

from assistant.planner.labels import canonical, folded
from assistant.planner.mentions import Mention
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text
from index.records import Passage

_INCLUDES = re.compile(r"(?:包不包括|包不包含|包括|包含|涵盖|含不含|含有)")
_COUNTS_AS = re.compile(r"(?:算不算|是不是属于|属不属于|属于|算是?)(?:在|进|到)?")
_YES_OR_NO = re.compile(r"吗|么[?？]?$|嘛|算不算|属不属于|是不是|是否|包不包|含不含")


def inclusion(context: Context) -> QueryPlan | None:
    """The glossary's paragraph on the whole, which names its parts; where the part is not in it,
    that is said."""
    between = _INCLUDES.search(context.text) or _COUNTS_AS.search(context.text)
    named = [m for m in context.mentions if m.kind in ("name", "absent", "topic")]
    if not between or not _YES_OR_NO.search(context.text) or context.has("amount", "sum"):
        return None
    before = [m for m in named if m.end <= between.start()]
    behind = [m for m in named if m.start >= between.end()]
    if not (before and behind):
        return None
    whole, part = before[-1], behind[0]
    if between.re is _COUNTS_AS:
        whole, part = part, whole
    paragraph = _explaining(context, whole)
    if paragraph is None:
        return None
    names = {part.text, *part.values}
    said = any(folded(name) in folded(paragraph.text) for name in names)
    report = context.view.report.id
    return QueryPlan(
        operation="define",
        report=report,
        texts=(Text(kind="passage", report=report, index=paragraph.index),),
        subject=folded(paragraph.term or ""),
        notes=() if said else (f"这段解释没有提到「{part.text}」。",),
    )


def _explaining(context: Context, whole: Mention) -> Passage | None:
    names = {canonical(name) for name in (whole.text, *whole.values)}
    terms = (p for p in context.view.extraction.passages if p.term)
    return next((p for p in terms if p.term and canonical(p.term) in names), None)
