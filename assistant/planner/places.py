"""Figures set side by side by where they stand (互证): form and table, prose and table, tables."""

from assistant.planner.labels import displayed
from assistant.planner.operands import operands_of
from assistant.planner.select import select
from assistant.planner.subjects import project_groups
from assistant.planner.targets import fund_figure, name_of, targets_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.records import Fact


def pair(context: Context) -> QueryPlan | None:
    """A和B相等吗: two named figures side by side."""
    operands = [o for o in operands_of(context) if o.figure]
    figures = [o.figure for o in operands if o.figure]
    if len(figures) != 2 or figures[0].facts == figures[1].facts:
        return None
    return against(context, figures[0], figures[1])


def form_against_table(context: Context) -> QueryPlan | None:
    """申报表的资金和表12的金额一致吗: a project's form against its row in the table."""
    groups = project_groups(context)
    if len(groups) != 1 or not context.says("申报表|绩效表|表单") or len(groups[0].projects) != 1:
        return None
    project = groups[0].projects[0]
    funds = fund_figure(context, project, "资金总额", "年度")
    if not (funds and project.cell):
        return None
    cell = Figure(name=f"{displayed(project.name)}的预算数", facts=(project.cell.fact.id,))
    return against(context, funds, cell)


def prose_against_table(context: Context) -> QueryPlan | None:
    """说明里的和表里的一样吗: the stated figure against the printed cell of the same name."""
    if not (context.says("说明|文字|正文") and context.says("表")):
        return None
    named = [m.values[0] for m in context.of("name")]
    for name in named:
        groups = select(context.view.book, (name,))
        stated = next((g for g in groups if g[0].fact.kind == "statement"), None)
        cell = next((g for g in groups if g[0].fact.kind == "cell"), None)
        if stated and cell:
            return against(
                context,
                Figure(name=f"文字说明的{name}", facts=(stated[0].fact.id,)),
                Figure(name=f"表中的{name}", facts=(cell[0].fact.id,)),
            )
    return None


def against(context: Context, left: Figure, right: Figure) -> QueryPlan:
    """Two figures that should be equal."""
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=(left, right),
        set_name="pair",
    )


def same_everywhere(context: Context) -> QueryPlan | None:
    """表3和表5的项目支出对得上吗: one figure as each table, and the prose, prints it."""
    targets = targets_of(context)
    if context.says("加|之和|下级|上级"):
        return None
    if len(targets) != 1 or project_groups(context):
        return None
    wanted = {m.values[0] for m in context.of("table")}
    places: dict[str, Figure] = {}
    for group in select(context.view.book, targets[0].names):
        fact = group[0].fact
        place = fact.table_id or "prose"
        if len(group) > 1 or fact.amount is None or place in places or fact.kind == "indicator":
            continue
        if group[0].table_kind == "income" and "收入" not in context.text:
            continue  # what comes in for a purpose is another thing than what is spent on it
        if fact.year == fact.report.year and (not wanted or place in wanted):
            name = f"{_place_name(fact)}的{name_of(group, targets[0].names)}"
            places[place] = Figure(name=name, facts=(fact.id,))
    if len(places) < 2:
        return None
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=tuple(places.values())[:5],
        set_name="same",
    )


def _place_name(fact: Fact) -> str:
    return (fact.table or "").split(" ")[0] if fact.table else "文字说明"
