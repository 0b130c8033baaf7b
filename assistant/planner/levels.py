"""Sets of accounts by their level (类、款、项): all of them, or those with figures in a column."""

import re

from assistant.planner.book import Address, is_total
from assistant.planner.having import having
from assistant.planner.labels import displayed
from assistant.planner.members import Members
from assistant.planner.rows import column_cells, figures_of
from assistant.planner.view import Context

_LEVELS = {"类": 1, "款": 2, "项": 3}
_LEVEL = re.compile(r"(类|款|项)级?(?:级)?(?:的)?科目|科目.{0,4}(类|款|项)级|(类|款|项)级")


def levels(context: Context) -> Members | None:
    """The accounts of the level that the question names; of none named, the lowest."""
    match = _LEVEL.search(context.text)
    functional = context.says(r"功能科目|支出科目|功能分类")
    classes = context.says(
        r"(?:哪|几|各)(?:一)?(?:个)?(?:大)?类(?:的)?(?:支出|开支|花)|一大?类(?:支出|开支)"
        r"|各项(?:支出|开支)|(?:支出|开支|花[的得]钱)[^，,。]{0,3}哪一?大?类"
        r"|(?:[前两二三四五六七八九十\d]大|最[多大高少小低]的[两二三四五六七八九十\d])类(?!级)"
    )
    if not match and not functional and not classes and "科目" not in context.text:
        return None
    if context.says("经济科目|经济分类"):
        return None
    level = _LEVELS[next(g for g in match.groups() if g)] if match else None
    kind = "income" if context.says("收入") and not context.says("支出") else "expenditure"
    rows = [a for a in column_cells(context, (kind,)) if a.fact.code]
    if level is None:
        level = 1 if classes or context.says("大类") else 3
    lengths = {1: 3, 2: 5, 3: 7}
    chosen = [a for a in rows if len(a.fact.code or "") == lengths[level]]
    parents = {v for m in context.of("name") for v in m.values}
    under = [a for a in chosen if parents & (a.parents | {(a.fact.code or "")[:-2]})]
    name = {1: "类级科目", 2: "款级科目", 3: "项级科目"}[level]
    found = having(context, _whole_rows(context, kind, lengths[level]))
    if found:
        figures = figures_of(found.rows, blanks=found.blanks)
        column = found.rows[0].columns[-1] if found.rows else ""
        shown = "" if is_total(column) else displayed(column)
        return Members(name=name, figures=figures, filters=(found.filter,), measure=shown)
    column = chosen[0].columns[-1] if chosen else ""
    measure = "" if is_total(column) or column == "本年收入合计" else displayed(column)
    return Members(name=name, figures=figures_of(under or chosen), measure=measure)


def _whole_rows(context: Context, kind: str, length: int) -> list[Address]:
    """All cells of the rows of one level."""
    return [
        a
        for a in context.view.book.addresses
        if a.table_kind == kind and len(a.fact.code or "") == length
    ]


_SPENT_ON = re.compile(
    r"(?:花|用)(?:在|到|去|往)?(?:了)?哪|(?:花|用)(?:在|到)了?(?:什么|啥)|钱去哪|大头|支出结构"
    r"|(?:花|用)(?:钱|得|的)?(?:钱)?最多的?(?:是|在|去)?(?:什么|啥|哪)"
)


_LARGEST = re.compile(
    r"最[大多高小少低]的?(?:[那一几二三四五两十]|\d)*(?:笔|项|块|个)?(?:支出|花费|花销|钱)"
    r"(?:$|[是有在为花用?？，,、])"
    r"|哪(?:一)?(?:笔|项|块|个?方面)的?(?:支出|花费|钱)(?:金额)?(?:花得)?最"
    r"|(?:支出|花费)(?:金额)?最[大多高]的(?:[是那一几二三四五两十?？]|\d|$)"
)
"""最大的一笔支出: the largest rows of all spending."""
_SINGLE = re.compile("笔|哪(?:一)?项")


_ALL_SPENT = frozenset({"支出总计", "本年支出合计"})


def asks_where_it_goes(context: Context) -> bool:
    """钱主要花在什么地方: of all spending, whether or not it says to list."""
    return _SPENT_ON.search(context.text) is not None


def all_spending(context: Context) -> Members | None:
    """钱主要花在哪: all spending by its functional classes, the largest first; 最大的一笔支出 is
    one of its lowest rows."""
    named = [v for m in context.of("name") for v in m.values if v not in _ALL_SPENT]
    largest = _LARGEST.search(context.text)
    if named or not (largest or _SPENT_ON.search(context.text)) or context.asking_rests(2):
        return None
    if context.of("project", "entry", "organisation", "absent"):
        return None
    single = largest and _SINGLE.search(context.text)
    cells = [a for a in column_cells(context, ("expenditure",)) if a.fact.code]
    rows = [a for a in cells if len(a.fact.code or "") == (7 if single else 3)]
    name = "项级科目" if single else "类级科目"
    return Members(name=name, figures=figures_of(rows), ordered=not largest)
