"""Rows that one year's report lists and the other year's does not (新增、不再列出的科目)."""

import re
from collections.abc import Sequence

from assistant.planner.members import Members
from assistant.planner.sets import members_of, says_new
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Unclear

_NEW = re.compile(
    r"(?:新增|新设|新列|增设|多出|多了|新出现)[了的]?(?:几个|多少个|哪些|哪几个|哪个|什么)?(?:支出|功能)?(?:类|款|项)?级?科目"
)
_GONE = re.compile(
    r"(?:取消|不再列|少了|减掉|去掉|没有再列)[出了的]*(?:几个|多少个|哪些|哪几个|哪个|什么)?(?:支出|功能)?(?:类|款|项)?级?科目"
)
_HERE_NOT_THERE = re.compile(
    r"(?P<held>(?:19|20)\d\d)年?(?:预算)?(?:里|中)?(?:列?有|列了|出现).{0,6}?(?P<lacking>(?:19|20)\d\d)年?(?:预算)?(?:里|中)?(?:没有|没列|不再|未列)"
)


def asked(text: str) -> bool:
    """Whether the question wants the rows that are new, or no longer there."""
    return any(pattern.search(text) for pattern in (_NEW, _GONE)) or (
        _HERE_NOT_THERE.search(text) is not None and "科目" in text
    )


def appeared(contexts: Sequence[Context]) -> QueryPlan | Unclear | None:
    """新增了哪些科目: the accounts of a report that the report of the other year does not list."""
    text = contexts[0].question.text
    if not asked(text):
        return None
    later, *rest = sorted(contexts, key=lambda c: -(c.view.report.year or 0))
    if len(rest) != 1:
        return _no_other_year(later)
    held, lacking = (rest[0], later) if _is_gone(text) else (later, rest[0])
    members, others = members_of(held), members_of(lacking)
    if not members or not others:
        return None
    known = set(_accounts(lacking, others))
    new = [
        f for f, a in zip(members.figures, _accounts(held, members), strict=True) if a not in known
    ]
    gone = held is not later
    name = f"{'不再列出' if gone else '新增'}的{members.name}"
    return QueryPlan(
        operation="list",
        report=held.view.report.id,
        members=tuple(new),
        set_name=name,
        notes=(f"这里指{'次年' if gone else '上年'}的报告没有列出的科目。",),
    )


def new_projects_unknown(context: Context) -> Unclear | None:
    """新增项目 where none is marked as carried over: the report does not tell new from old."""
    marked = any(project.carried_over for project in context.view.projects)
    if marked or not says_new(context.text):
        return None
    return Unclear(
        kind="not_found",
        message=f"《{context.view.report.title}》没有写明哪些项目是新增的，无法判断。",
    )


def _is_gone(text: str) -> bool:
    both = _HERE_NOT_THERE.search(text)
    return both["held"] < both["lacking"] if both else _GONE.search(text) is not None


def _accounts(context: Context, members: Members) -> list[str]:
    book = context.view.book
    return [book.by_fact[f.facts[0]].fact.code or f.name for f in members.figures]


def _no_other_year(context: Context) -> Unclear:
    title = context.view.report.title
    return Unclear(
        kind="not_found",
        message=f"没有收录与《{title}》相邻年度的同类报告，无法判断科目有没有增减。",
    )
