"""Questions whose answer is worded: definitions, form fields, indicators, duties (文字内容)."""

import re

from assistant.planner.labels import canonical, folded
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text, Unclear
from index.records import Passage
from index.vocabulary import by_name

_PEOPLE = ("人员编制", "行政编制", "事业编制", "离退休人员")
_TOPIC_HEADINGS = {
    "本部门职责": "职责|职能",
    "机构设置": "机构设置|机构构成|单位构成",
    "预算单位构成": "机构设置|单位构成",
    "国有资产占有使用情况": "国有资产",
    "绩效评价": "绩效管理|绩效",
    "年度主要工作任务": "工作任务|重点工作",
    "增减变化原因": "变动|增减",
}


def define(context: Context) -> QueryPlan | Unclear | None:
    """X是什么意思: the glossary's paragraph on the term."""
    if (
        not context.has("define")
        or context.of("project", "entry")
        or context.has("amount", "reason")
    ):
        return None
    wanted = [v for m in context.of("name", "absent", "topic", "field") for v in m.values]
    wanted += [m.text for m in context.rests]
    for passage in context.view.extraction.passages:
        if passage.term and _same_term(passage.term, wanted, context.text):
            return _quoting(context, passage, subject=folded(passage.term), operation="define")
    held = _passage_on(context, wanted)
    if held and context.says("什么意思|啥意思|指什么|指的是|什么是|何谓|什么叫|含义|定义|名词"):
        return _quoting(context, held, subject=wanted[0], operation="define")
    return None


def _same_term(term: str, wanted: list[str], text: str) -> bool:
    name = canonical(term)
    return name in wanted or folded(term) in text or any(canonical(w) == name for w in wanted)


def _passage_on(context: Context, wanted: list[str]) -> Passage | None:
    """A glossary paragraph that explains the term on its way (公务接待费反映…)."""
    for name in wanted:
        for passage in context.view.extraction.passages:
            if passage.term and re.search(rf"{re.escape(name)}(?:反映|是指|指)", passage.text):
                return passage
    return None


def topic(context: Context) -> QueryPlan | None:
    """Duties, structure, staffing, assets: the passages under their heading."""
    topics = [v for m in context.of("topic") for v in m.values]
    for name in topics:
        if name in _PEOPLE:
            found = [p for p in context.view.extraction.passages if re.search(r"\d+人", p.text)]
        else:
            pattern = _TOPIC_HEADINGS.get(name) or _own_pattern(name)
            found = [p for p in context.view.extraction.passages if _under(p, pattern)]
        if found:
            return _passages(context, found[:4], name)
    return None


def _own_pattern(name: str) -> str:
    term = by_name(name)
    names = term.names if term else (name,)
    return "|".join(re.escape(folded(n)) for n in names)


def _under(passage: Passage, pattern: str) -> bool:
    return bool(passage.headings) and re.search(pattern, folded(passage.headings[-1])) is not None


def _passages(context: Context, found: list[Passage], subject: str) -> QueryPlan:
    texts = tuple(Text(kind="passage", report=context.view.report.id, index=p.index) for p in found)
    return QueryPlan(
        operation="describe", report=context.view.report.id, texts=texts, subject=subject
    )


def _quoting(context: Context, passage: Passage, subject: str, operation: str) -> QueryPlan:
    return QueryPlan(
        operation="define" if operation == "define" else "describe",
        report=context.view.report.id,
        texts=(Text(kind="passage", report=context.view.report.id, index=passage.index),),
        subject=subject,
    )


def under_heading(context: Context) -> QueryPlan | None:
    """What stands under a heading that bears the wording (房屋情况, 车辆情况)."""
    if context.has("amount", "share", "sum") or context.of("project", "name"):
        return None
    words = [folded(v) for m in context.of("absent") for v in (*m.values, m.text)]
    words += [m.text for m in context.rests if len(m.text) >= 2]
    for word in words:
        found = [p for p in context.view.extraction.passages if _titled(p, word)]
        if found:
            return _passages(context, found[:3], word)
    return None


def _titled(passage: Passage, word: str) -> bool:
    return bool(passage.headings) and word in folded(passage.headings[-1])


def enumerated(context: Context) -> QueryPlan | None:
    """下设哪些股室: the passage that names what it counts."""
    if not context.says("哪些|有什么|名单|哪几个|列出|都有"):
        return None
    named = {v for m in context.of("name") for v in m.values}
    for statement in context.view.extraction.statements:
        if statement.measure == "count" and canonical(statement.subject) in named:
            passages = [p for p in context.view.extraction.passages if p.index == statement.passage]
            return _passages(context, passages, statement.subject)
    return None
