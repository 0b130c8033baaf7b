"""Which rows a list, count, sum, average or ranking goes over (集合)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.planner.book import Address, is_total
from assistant.planner.labels import canonical, displayed, folded
from assistant.planner.levels import all_spending, levels
from assistant.planner.members import Members
from assistant.planner.projects import Project
from assistant.planner.rows import (
    column_cells,
    figures_of,
    is_item_under,
    leaves_in_column,
    procurement_kinds,
    rows_under,
    single_rows,
    three_public_columns,
)
from assistant.planner.subjects import project_groups
from assistant.planner.targets import fund_figure
from assistant.planner.view import Context
from assistant.query_plan import Figure, Filter


def members_of(context: Context) -> Members | None:
    """The set that the question speaks of, or None where it speaks of none."""
    for choose in (
        *(_projects, _by_qualifier, _organisations, _headed, levels, _children),
        *(_economic_items, all_spending),
    ):
        members = choose(context)
        if members and (members.figures or members.chosen_by_column):
            return members
    return None


def _projects(context: Context) -> Members | None:
    worded = _BEARING.search(context.text)
    groups = [] if worded else project_groups(context)
    spoken_of = context.says("项目") or says_special_funds(context)
    if not spoken_of and not groups and not _goes_on_about_projects(context):
        return None
    if _means_the_measure(context) or (context.says("科目") and not context.says(_PROJECTS)):
        return None
    chosen = [p for g in groups for p in g.projects] if groups else list(context.view.projects)
    if says_new(context.text) and not any(p.carried_over for p in context.view.projects):
        return None  # the report does not tell new projects from old ones
    filters: list[Filter] = []
    if groups:
        filters.append(Filter(kind="named", text=groups[0].wording))
    if worded:
        word, out = worded["word"], bool(worded["no"])
        filters.append(Filter(kind="named", text=word, negated=out))
        chosen = [p for p in chosen if (word in p.name or word in folded(p.name)) is not out]
    if context.organisation:
        out = _left_out(context)
        filters.append(Filter(kind="implementer", text=context.organisation, negated=out))
        chosen = [p for p in chosen if (p.implementer == context.organisation) is not out]
    carried = False if says_new(context.text) else _carried_over(context)
    if carried is not None:
        filters.append(Filter(kind="carried_over", negated=not carried))
        chosen = [p for p in chosen if p.carried_over == carried]
    figures = tuple(f for p in chosen if (f := _project_total(context, p)))
    return Members(name=_name_of_projects(context), figures=figures, filters=tuple(filters))


_PROJECTS = r"项目(?!支出|经费)|专项"
_BEARING = re.compile(
    r"名(?:称|字)(?:里|中|当中)?(?:面)?(?P<no>不|没有?)?(?:带有?|含有?|包含|包括|有|出现)"
    r"(?P<word>[^，,。的?？]{1,12}?)(?:字样|字眼|二字|两个?字)?的"
)
"""名称里带专家的项目: by what their names hold."""


def every_project(context: Context) -> tuple[Figure, ...]:
    """All projects of the report by their totals in the project table, else in its accounts."""
    return tuple(f for p in context.view.projects if (f := _project_total(context, p)))


def _name_of_projects(context: Context) -> str:
    """Without a project table only those are known that the prose gives an account of."""
    listed = any(p.cell for p in context.view.projects)
    return "项目" if listed or not context.view.projects else "单独说明的项目"


def says_special_funds(context: Context) -> bool:
    """各专项, 四个专项 mean the projects where some are called so; 养老专项 must be one of them."""
    said = re.search(r"(?:^|年|[个些各的有几哪笔类、，,])专项(?:经费|资金)?", context.unnamed)
    return bool(said) and any("专项" in p.name for p in context.view.projects)


def _goes_on_about_projects(context: Context) -> bool:
    """采购中心呢, after a list or a count of projects."""
    return (
        context.previous.whole_set == "项目"
        and bool(context.organisation)
        and not context.of("name")
        and context.has("follow")
    )


def _means_the_measure(context: Context) -> bool:
    """项目支出 is a column; only with 哪些, 三个项目 or 结转 are its projects meant."""
    named = any(canonical("项目支出") in m.values for m in context.of("name"))
    projects = context.says(
        r"哪些|几个(?![亿万千百])|多少个|哪个|(?:个|的|些|类|各|大)项目(?!支出|经费)"
    )
    several = projects or says_special_funds(context)
    return named and not context.carried_over and not several


def _left_out(context: Context) -> bool:
    """除了采购中心: the unit's own projects are the ones that are not meant."""
    unit = context.of("organisation")[-1]
    before, behind = context.text[: unit.start], context.text[unit.end :]
    said = re.search(
        r"(?:不是|不由|不归|并非|非|除了?|除去|不算|不含|不包括|排除|剔除|扣除|去掉|刨去)$", before
    )
    return bool(said or re.match(r"(?:的)?(?:项目)?(?:以外|之外|除外)", behind))


_NEW_PROJECTS = re.compile(
    r"(?:新增|新设|新列|新安排|新立|当年新|今年新)[了的增]?(?!购|建|项目支出)[^，,。]{0,4}?项目"
)


def says_new(text: str) -> bool:
    """新增的项目: those of the year itself, not carried over."""
    return _NEW_PROJECTS.search(text) is not None


def _carried_over(context: Context) -> bool | None:
    if not context.carried_over:
        return None
    return not context.says(
        r"(?:不是|不带|非|除了|除去|除开|不算|不计|不含|剔除|扣除|扣掉|刨去|刨掉|刨开|撇开|抛开|不包括|去掉|去除|没有)"
        r".{0,8}结转|结转.{0,4}(?:以外|之外|除外|不算|不计|不含)|当年新"
    )


def _project_total(context: Context, project: Project) -> Figure | None:
    if project.cell:
        return Figure(name=displayed(project.name), facts=(project.cell.fact.id,))
    if project.form is None or project.form.kind == "targets":
        return None
    funds = fund_figure(context, project, "资金总额", "年度")
    return replace(funds, name=displayed(project.name)) if funds else None


def _organisations(context: Context) -> Members | None:
    running = any("机关运行经费" in m.values for m in context.of("name"))
    if not running or not context.says("单位|部门|中心|[哪两三四五六几]家|谁|各|分别|哪个"):
        return None
    rows = [a for a in column_cells(context, ("running_costs",)) if not is_total(a.row)]
    return Members(name="单位", figures=figures_of(rows), measure="机关运行经费")


_ROWS = re.compile(
    r"最[大多高小少低]的?(?:[一两二三四五六七八九十\d]*[项笔个]|是)|科目|明细|(?:哪|几|各|多少|每|单)(?:一)?(?:行|项|笔|个|类)|(?:的|里|中)(?:行|项)|细目|开支|大头"
)


def _headed(context: Context) -> Members | None:
    """人员经费的明细, 商品和服务支出里的科目: rows of the economic table under a named heading, or
    with a figure in a named column."""
    if not _ROWS.search(context.text):
        return None
    for mention in context.of("name"):
        name = mention.values[0]
        rows = [a for a in context.view.book.addresses if is_item_under(a, name)]
        rows = rows or leaves_in_column(context, name)
        if len(rows) > 1:
            named = f"{displayed(name)}下的科目"
            return Members(name=named, figures=_rows_or_names(context, rows))
    return None


def _by_qualifier(context: Context) -> Members | None:
    """归入社会保障缴费的各行: rows of one 政府经济科目, the second name column."""
    said = context.says(
        r"政府(?:预算)?(?:支出)?经济(?:科目|分类)|归入|归到|归在|对应.{0,8}(?:行|科目)"
    )
    alone = len({v for m in context.of("name", "project", "absent") for v in m.values}) == 1
    for mention in context.of("name"):
        name = mention.values[0]
        if not said and not (alone and _only_qualifies(context, name)):
            continue
        rows = [
            a
            for a in context.view.book.bearing(name)
            if a.qualifier == name and a.columns and is_total(a.columns[-1])
        ]
        if rows:
            figures = single_rows(rows)
            return Members(name=f"归入{displayed(name)}的科目", figures=figures, added=alone)
    return None


def _only_qualifies(context: Context, name: str) -> bool:
    """Whether a name is printed in the second name column alone (社会保障缴费)."""
    bearing = context.view.book.bearing(name)
    return bool(bearing) and all(a.qualifier == name and a.row != name for a in bearing)


def _rows_or_names(context: Context, rows: Iterable[Address]) -> tuple[Figure, ...]:
    """The rows of one name summed; each by itself where single rows are asked for."""
    single = context.says(r"单行|单笔|逐行|每一?行|各行|哪一?行|不合并")
    return single_rows(rows) if single else figures_of(rows)


def _children(context: Context) -> Members | None:
    """Rows under a named heading, or rows that print something in a named column."""
    if context.has("sum") and not context.has("list", "top", "bottom", "count", "average"):
        return None
    for mention in context.of("name"):
        name = mention.values[0]
        if name == canonical("三公经费"):
            rows = [a for a in column_cells(context, ("three_public",)) if not is_total(a.row)]
            if rows and not rows[0].row:
                return Members(name="“三公”经费项目", figures=three_public_columns(context))
            return Members(name="“三公”经费项目", figures=figures_of(rows, blanks=True))
        if name == canonical("政府采购"):
            return Members(name="政府采购类别", figures=procurement_kinds(context))
        figures = figures_of(rows_under(context, name)) or figures_of(
            leaves_in_column(context, name)
        )
        if figures:
            return Members(name=f"{displayed(name)}下的科目", figures=figures)
    return None


_PARTS_OF_BASIC = frozenset({"公用经费", "人员经费"})


def _economic_items(context: Context) -> Members | None:
    if not context.has("top", "bottom", "list", "count") or context.carried_over:
        return None
    if not context.says(
        r"费用|开支|开销|经济科目|经济分类|费(?:最|里|中)|哪(?:一)?项(?:钱|花)|基本支出|工资|补贴|日常"
    ):
        return None
    if {v for m in context.of("name") for v in m.values} & _PARTS_OF_BASIC:
        return None  # 公用经费里最大的一项, where its rows are not told apart
    rows = [
        a
        for a in column_cells(context, ("economic",))
        if a.qualifier or (a.fact.code and len(a.fact.code) == 5)
    ]
    return Members(name="经济科目", figures=figures_of(rows))
