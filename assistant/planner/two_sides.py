"""The two sides of 甲和乙一致吗 (两边核对): each by its name, by its amount, or by its words.

Where one side is not found, nothing else may be told in its place.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.planner.labels import folded
from assistant.planner.operands import operands_of
from assistant.planner.organisations import abbreviates
from assistant.planner.places import against
from assistant.planner.stated_by_words import repeats
from assistant.planner.stated_sums import whole_stated
from assistant.planner.targets import name_of
from assistant.planner.view import Context
from assistant.query_plan import Amount, Figure, QueryPlan, Unclear
from index.amounts import convert, is_money

Span = tuple[int, int]

_AGREE = (
    "一致|对得上|对得起来|对不对得上|能对上|对上|一样|相等|相同|相符|吻合|合得上|等于"
    "|是不是等|是否等"
)
_COMPARED = re.compile(
    rf"(?P<left>[^,，。;；:：]+?)[,，]?(?:和|与|跟|同(?!一|样)|(?<![大小]于)等于|=)(?P<right>[^,，。;；:：和与跟]+?)"
    rf"(?:两者|两边|两个数|两项|是不是|是否|能不能|能否|到底|金额|数字)*(?:{_AGREE}|[吗么?？]*$)"
)
_PLACES = re.compile(
    r"表\d|表[一二三四五六七八九十]|[总报申]表|表里|表中|表格|文字|说明|正文|上年|去年|前后|各项|各科目"
    r"|分项|结转|单价|数量|成本|乘|加|[、+]|概况|依据|原因"
)
"""Words of where or how a figure stands; such a side is not a thing of its own."""
_GENERAL = re.compile("收入|支出|预算|决算|年度|资金|项目|金额|合计|总数|总额|总计|之和")
_ADDED_UP = re.compile("加起来|相加|之和|合起来|加在一起|加总")
_LEAST = 3
"""Characters that a side must have to be words of its own."""


def two_sides(context: Context) -> QueryPlan | Unclear | None:
    """Both sides against one another; where only one is found, that one, and that the other is
    not. None where names explain both, or where a place or a sum is meant."""
    said = _COMPARED.search(context.unnamed)
    if said is None or context.of("table", "entry", "organisation"):
        return None
    spans = (said.span("left"), said.span("right"))
    added = _sum_in_words(context, *spans)
    if added:
        return added
    named = [_by_name(context, span) for span in spans]
    if all(named):
        return None
    if _ADDED_UP.search(said[0]):
        return None  # which figures are added is not said side by side
    left, right = (
        _by_amount(context, span) or name or _by_words(context, span)
        for span, name in zip(spans, named, strict=True)
    )
    if left and right:
        return against(context, left, right) if left.facts != right.facts else None
    missing = context.text[slice(*spans[1 if left else 0])]
    if not (left or right) or not _is_a_thing(missing):
        return None
    return _one_found(context, missing)


def _is_a_thing(words: str) -> bool:
    """Whether the words name something of their own, not where or how a figure stands."""
    return _PLACES.search(words) is None and len(_GENERAL.sub("", _bare(words))) >= _LEAST


def _by_name(context: Context, span: Span) -> Figure | None:
    held = [o for o in operands_of(context) if span[0] <= o.start and o.end <= span[1]]
    within = [o for o in held if o.names] or held  # 某项目的计容面积: the project owns it
    return within[0].figure if len(within) == 1 else None


def _by_amount(context: Context, span: Span) -> Figure | None:
    """购买服务119余万: the figure of that amount whose name the question speaks of most."""
    side = context.text[slice(*span)]
    typed = [a for a in context.question.amounts if a.unit and a.text in side]
    if len(typed) != 1:
        return None
    pairs = {context.text[i : i + 2] for i in range(len(context.text) - 1)}
    best: tuple[int, Figure] | None = None
    for address in context.view.book.addresses:
        fact = address.fact
        if fact.amount is None or not _is_amount(fact.amount, fact.unit or "", typed[0]):
            continue
        name = folded(fact.row)
        shared = sum(name[i : i + 2] in pairs for i in range(len(name) - 1))
        if shared and (best is None or shared > best[0]):
            best = (shared, Figure(name=name_of((address,)), facts=(fact.id,)))
    return best[1] if best else None


def _is_amount(value: Decimal, unit: str, typed: Amount) -> bool:
    wanted = _SPELT.get(typed.unit or "", typed.unit or "")
    return is_money(unit) and is_money(wanted) and convert(value, unit, wanted) == typed.value


_SPELT = {"万": "万元", "亿": "亿元", "块": "元"}


def _by_words(context: Context, span: Span) -> Figure | None:
    """地上面积: the one stated figure whose subject the words shorten, or repeat."""
    words = _bare(context.unnamed[slice(*span)])
    if len(words) < _LEAST:
        return None
    found = [
        s
        for s in context.view.extraction.statements
        if s.measure in ("amount", "count")
        and (abbreviates(words, folded(s.subject)) or repeats(words, s.subject))
    ]
    if not found or len({(s.amount, s.unit) for s in found}) > 1:
        return None
    fact = f"{context.view.report.id}/statement{found[0].index}"
    return Figure(name=name_of((context.view.book.by_fact[fact],)), facts=(fact,))


_SAYS_NOTHING = re.compile(
    r"■+的?|(?:19|20)\d\d年?度?|报告里?|写的?|说的?|是|的|那个?|这个?|一共|总共|金额|数字|多少|\d[\d,.]*余?[万亿]?元?"
)


def _bare(text: str) -> str:
    return _SAYS_NOTHING.sub("", text)


_ADDED = re.compile(r"加(?!起来|总|在)上?|\+")
_LISTED = re.compile(r"加(?!起来|总|在)上?|\+|、|和|与|及")


def _sum_in_words(context: Context, left: Span, right: Span) -> QueryPlan | Unclear | None:
    """地上面积加地下面积，跟总建筑面积: parts that no name explains, against the whole that the
    prose names them of; a part that is not found is said so."""
    named = bool(context.of("name"))
    segments = _segments(context, left, _ADDED if named else _LISTED)
    if len(segments) < 2:
        return None
    parts = [_by_name(context, span) or _by_words(context, span) for span in segments]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        missing = context.text[slice(*segments[parts.index(None)])]
        counted = re.search("各|所有|全部|几|[两三四五六]个?项", missing)
        thing = _is_a_thing(missing) and not counted
        return _one_found(context, missing) if known and thing else None
    whole = _by_name(context, right) or _by_words(context, right)
    if whole is None and re.search("总|一共|合计|全部", context.text[slice(*right)]):
        whole = whole_stated(context, known[0])
    return sum_against(context, known, whole) if whole else None


def _segments(context: Context, span: Span, joined: re.Pattern[str]) -> list[Span]:
    side = context.unnamed[slice(*span)]
    edges = [0, *(edge for m in joined.finditer(side) for edge in m.span()), len(side)]
    return [(span[0] + a, span[0] + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def sum_against(context: Context, parts: Sequence[Figure], whole: Figure) -> QueryPlan:
    """Parts that should add up to the whole."""
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=(whole,),
        members=tuple(parts),
        set_name="sum",
        subject=whole.name,
    )


def _one_found(context: Context, missing: str) -> Unclear:
    report = context.view.report
    said = _bare(missing).strip("的")
    return Unclear(
        kind="not_found",
        message=f"在《{report.title}》中没有找到「{said}」这个数，两边无法核对。",
        suggestions=tuple(
            f"{report.year}年{o.figure.name}是多少？" for o in operands_of(context) if o.figure
        )[:2],
    )
