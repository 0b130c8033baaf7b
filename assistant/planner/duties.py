"""Whether a department sees to a matter (负责…吗, 管不管…): the duties that name it."""

import re

from assistant.planner.labels import folded
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text, Unclear
from index.records import Passage

_ASKED = re.compile(
    r"(?:是不是|是否|是|有没有|也)?(?:负责|主管|分管|承担|管不管|管没管|负不负责)"
    r"(?P<matter>[\u4e00-\u9fff]{2,14}?)(?:方面|领域)?的?(?:工作|事情|事务|职责|职能|事)?(?:吗|么|嘛|[?？]|$)"
)
_YES_OR_NO = re.compile(r"吗|么[?？]?$|嘛|是不是|是否|不管|没管|不负责|有没有")
_OF_DUTIES = re.compile(r"职责|职能")
_SAYS_LITTLE = re.compile(r"管理|监管|监督|工作|服务|指导|组织|协调|全区|本区|区里|的")
_SHORTEST = 2
"""Characters of a matter that a duty must share."""


def duty(context: Context) -> QueryPlan | Unclear | None:
    """财政局负责国有资产管理吗: the duties that speak of it, or that none does."""
    asked = _ASKED.search(context.text)
    if not asked or not _YES_OR_NO.search(context.text) or context.of("project", "entry"):
        return None
    duties = [p for p in context.view.extraction.passages if _of_duties(p)]
    if not duties:
        return None
    matter = asked["matter"]
    core = _SAYS_LITTLE.sub("", matter) or matter
    best = max(_shared(core, folded(p.text)) for p in duties)
    if best < max(_SHORTEST, -(-len(core) // 2)):
        return Unclear(
            kind="not_found",
            message=f"《{context.view.report.title}》写的职责中没有提到「{matter}」。",
            suggestions=("主要职责是什么？",),
        )
    found = [p for p in duties if _shared(core, folded(p.text)) == best]
    report = context.view.report.id
    return QueryPlan(
        operation="describe",
        report=report,
        texts=tuple(Text(kind="passage", report=report, index=p.index) for p in found[:3]),
        subject="本部门职责",
    )


def _of_duties(passage: Passage) -> bool:
    return any(_OF_DUTIES.search(folded(heading)) for heading in passage.headings)


def _shared(wording: str, text: str) -> int:
    """Characters of the longest run that the wording and the text share."""
    sizes = range(len(wording), 0, -1)
    runs = ((size, wording[i : i + size]) for size in sizes for i in range(len(wording) - size + 1))
    return next((size for size, run in runs if run in text), 0)
