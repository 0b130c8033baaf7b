"""Questions whose answer is worded: definitions, form fields, indicators, duties (文字内容)."""

import re

from assistant.planner.headcounts import sets_apart
from assistant.planner.labels import canonical, folded
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text, Unclear
from index.records import Passage, Statement
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


_DEFINES = re.compile(
    r"(?:啥|什么)?叫做?(?:啥|什么)|(?:啥|什么)叫|的?概念|到底是哪|是哪(?:三|几|些)|哪三(?:公|项|块|种)"
    r"|(?:有|是)?(?:什么|啥|哪些)?(?:区别|不同|差别)|包括哪几|包含哪几|由哪几(?:部分|块|项|种)|怎么定义"
)
_ASKS_A_FIGURE = re.compile(
    r"哪些(?:项目|科目|事项)|what is the (?:total|amount|budget|sum)|多少|几(?:个|项目)"
)
_STRUCTURE = re.compile(
    r"(?:由|把|包含|包括|涵盖|覆盖|含|下属|下辖|所属|下设|有)(?:了)?(?:哪几个|哪些|哪几家|几个|几家|多少个)"
    r"(?:预算|下属|所属|二级|基层)?单位|(?:预算)?单位构成|(?:哪几个|哪些|几个)(?:预算)?单位(?:组成|构成)"
)
_ASSETS = (
    (re.compile("房产|房子|房屋|办公用?房|楼房|房地产|多少房"), "房屋|房产"),
    (re.compile("车"), "车辆|用车"),
)
_PURCHASED = re.compile(
    r"(?:啥|什么)时候(?:买|购)|年(?:买|购)|何时(?:买|购)|购置(?:时间|年份|日期)|购于"
    r"|(?:什么|啥|哪种)(?:样的)?车|车型|车辆情况|买了?多久"
)


_WORTH = "钱|费|万|花|原值"
_NAMES_ASKED = re.compile("哪些|有什么|名单|哪几个|列出|都有|叫什么|叫啥|名称|名字")


def define(context: Context) -> QueryPlan | Unclear | None:
    """X是什么意思, X和Y有什么区别: the glossary's paragraphs on the terms."""
    asked = _DEFINES.search(context.text)
    if not (asked or context.has("define")) or context.of("project", "entry"):
        return None
    if _ASKS_A_FIGURE.search(context.text) or context.has("amount", "reason"):
        return None
    wanted = [v for m in context.of("name", "absent", "topic", "field") for v in m.values]
    wanted += [m.text for m in context.rests]
    terms = [p for p in context.view.extraction.passages if p.term]
    found = [p for p in terms if p.term and _same_term(p.term, wanted, context.text)]
    if found:
        several = re.search("区别|不同|差别|[和与跟、]|分别", context.text)
        chosen = sorted(found, key=lambda p: _place(p, context.text))[: 3 if several else 1]
        return _defining(context, chosen, "、".join(folded(p.term or "") for p in chosen))
    held = _passage_on(context, wanted)
    if held and (
        asked or context.says("什么意思|啥意思|指什么|指的是|什么是|何谓|什么叫|含义|定义|名词")
    ):
        return _defining(context, [held], wanted[0])
    return None


def _place(passage: Passage, text: str) -> int:
    """Where the question names the term; terms that it names in other words come first."""
    return text.find(folded(passage.term or ""))


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


def _defining(context: Context, passages: list[Passage], subject: str) -> QueryPlan:
    return QueryPlan(
        operation="define",
        report=context.view.report.id,
        texts=tuple(
            Text(kind="passage", report=context.view.report.id, index=p.index) for p in passages
        ),
        subject=subject,
    )


def structure(context: Context) -> QueryPlan | None:
    """由哪几个单位组成: the passage that names the units of the budget."""
    if not _STRUCTURE.search(context.text) or context.of("project", "entry"):
        return None
    figures = [
        v for m in context.of("name") for v in m.values if v.endswith(("费", "支出", "收入"))
    ]
    if figures or context.says("钱|最|实施|项目|人员|人"):
        return None
    under = [p for p in context.view.extraction.passages if _under(p, "机构|单位构成|预算构成")]
    found = [p for p in under if re.search("包括|包含|单位", p.text)] or under
    return _passages(context, _with_list(under, found[:2]), "预算单位构成") if found else None


def _with_list(under: list[Passage], chosen: list[Passage]) -> list[Passage]:
    """With the items of a list that a chosen paragraph leads on to (具体包括：)."""
    if not chosen or not chosen[-1].text.endswith(("：", ":")):
        return chosen
    listed = [p for p in under if p.index > chosen[-1].index and p.headings == chosen[-1].headings]
    return [*chosen, *listed[:_MOST_LISTED]]


_MOST_LISTED = 20
"""Paragraphs of one heading that are quoted at most."""


def assets(context: Context) -> QueryPlan | None:
    """Houses, and what is told of the vehicles besides their number (何时购置, 什么车)."""
    bought = _PURCHASED.search(context.text)
    if context.of("project", "table") or context.says("钱|费|万|花" if bought else _WORTH):
        return None
    houses, vehicles = (word.search(context.text) is not None for word, _ in _ASSETS)
    if context.of("name") and not vehicles:
        return None
    if not houses and not (vehicles and _PURCHASED.search(context.text)):
        return None
    asked = [heading for word, heading in _ASSETS if word.search(context.text)]
    found = [p for h in asked for p in context.view.extraction.passages if _under(p, h)]
    return _passages(context, found, "国有资产占有使用情况") if found else None


def topic(context: Context) -> QueryPlan | None:
    """Duties, structure, staffing, assets: the passages under their heading."""
    if context.of("name") and (context.has("amount") or _names_a_figure(context)):
        return None  # 2025年部门预算中，教育支出是多少
    topics = [v for m in context.of("topic") for v in m.values]
    for name in topics:
        if name in _PEOPLE:
            found = [p for p in context.view.extraction.passages if re.search(r"\d+人", p.text)]
        else:
            pattern = _TOPIC_HEADINGS.get(name) or _own_pattern(name)
            found = [p for p in context.view.extraction.passages if _under(p, pattern)]
        if found:
            listed = _with_list(found, found[:4])
            return _passages(context, listed if listed[4:] else found[:_MOST_LISTED], name)
    return None


def _names_a_figure(context: Context) -> bool:
    """2025年部门预算2169999某支出的项目支出预算数: an account by its code, behind the topic."""
    last = max(m.end for m in context.of("topic")) if context.of("topic") else 0
    coded = any(
        value.isdigit() for m in context.of("name") if m.start >= last for value in m.values
    )
    return coded and not context.has("define", "reason")


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


def under_heading(context: Context) -> QueryPlan | None:
    """What stands under a heading that bears the wording (房屋情况, 车辆情况): a word that makes up
    at least half of what the heading says."""
    if context.has("amount", "share", "sum", "top", "bottom", "count", "which"):
        return None
    if context.of("project", "name"):
        return None
    words = [folded(v) for m in context.of("absent") for v in (*m.values, m.text)]
    words += [m.text for m in context.rests if len(m.text) >= 2]
    for word in words:
        found = [p for p in context.view.extraction.passages if _titled(p, word)]
        if found:
            return _passages(context, found[:3], word)
    return None


_SAYS_LITTLE = re.compile("情况|说明|变化|变动|增减|原因|其他|本部门|部门|预算|的|及|和|[()（）]")


def _titled(passage: Passage, word: str) -> bool:
    heading = folded(passage.headings[-1]) if passage.headings else ""
    return word in heading and 2 * len(word) >= len(_SAYS_LITTLE.sub("", heading))


def stated(context: Context) -> QueryPlan | None:
    """实行绩效目标管理的项目有几个, 涉及多少拨款: what the prose states of things of a kind."""
    if sets_apart(context):
        return None
    involved = "涉及" in context.text
    if not (context.has("count") or involved) or context.of("project"):
        return None
    if _BOTH_ASKED.search(context.text) or context.says("指标|这个项目|那个项目|该项目"):
        return None  # how many and which: the paragraph tells both; of one project: its form
    for statement in context.view.extraction.statements:
        fits = statement.measure == "amount" if involved else statement.measure == "count"
        if fits and ("涉及" in statement.subject) == involved and _spoken_of(context, statement):
            fact = f"{context.view.report.id}/statement{statement.index}"
            return QueryPlan(
                operation="look_up",
                report=context.view.report.id,
                figures=(Figure(name=statement.subject, facts=(fact,)),),
            )
    return None


_BOTH_ASKED = re.compile(
    r"(?:几|多少)(?:个|家)[^,，。]{0,8}[,，、]?(?:分别|都|各)?(?:是|有|叫)?(?:哪些|哪几|什么名|叫什么)"
)


def _spoken_of(context: Context, statement: Statement) -> bool:
    """Whether the question holds every telling part of what the figure is said of."""
    parts = re.split(r"的|实行|编报|涉及|当年|20\d\d年度", folded(statement.subject))
    if "涉及" in context.text:
        parts = [part for part in parts if part != "项目"]
    told = [part for part in parts if part]
    said = context.text.replace("当年", "")
    return sum(map(len, told)) >= 4 and all(_within(part, said) for part in told)


def _within(part: str, text: str) -> bool:
    """The part as it stands, or its two halves apart (一般公共预算…拨款)."""
    return part in text or any(
        part[:i] in text and part[i:] in text for i in range(2, len(part) - 1)
    )


def enumerated(context: Context) -> QueryPlan | None:
    """下设哪些股室: the passage that names what it counts."""
    if not _NAMES_ASKED.search(context.text):
        return None
    named = {v for m in context.of("name") for v in m.values}
    for statement in context.view.extraction.statements:
        if statement.measure == "count" and canonical(statement.subject) in named:
            every = context.view.extraction.passages
            own = [p for p in every if p.index == statement.passage]
            return _passages(context, _with_list(list(every), own), statement.subject)
    return None
