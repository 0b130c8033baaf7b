"""One figure in several reports (跨报告): years of a department, departments side by side."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.department_names import report_name
from assistant.planner.lookups import main_figure
from assistant.planner.scope import Scope
from assistant.planner.view import Context
from assistant.query_plan import Figure, Operation, QueryPlan, Unclear


def across(contexts: Sequence[Context], scope: Scope) -> QueryPlan | Unclear:
    """The question's figure in each report, set side by side, compared, added or ranked."""
    first = contexts[0]
    figures = [f for context in contexts if (f := _figure(context))]
    if not figures:
        return _nowhere(first, scope)
    operation = _operation(first, len(figures))
    pair = operation in ("difference", "growth", "ratio", "compare", "share")
    if pair and len(figures) < 2:
        return _only_one(first, figures[0])
    plan = QueryPlan(
        operation=operation,
        report=first.view.report.id,
        figures=tuple(figures[:2]) if pair else (),
        members=() if pair else tuple(figures),
        set_name="份报告" if _same_department(scope) else "个部门",
        across=True,
        descending=not first.has("bottom"),
        top=first.question.top or (1 if operation == "rank" else None),
        unit=first.question.unit,
    )
    return _with_what_lacks(plan, contexts, figures)


def _figure(context: Context) -> Figure | None:
    figure = main_figure(context)
    if figure is None:
        return None
    return replace(figure, name=f"{report_name(context.view.report)}{_of(figure.name)}")


def _of(name: str) -> str:
    return name if name.startswith("的") else f"的{name}"


def _operation(context: Context, number: int) -> Operation:
    if context.has("change_rate"):
        return "growth"
    if context.has("ratio"):
        return "ratio"
    if context.has("difference") or (number == 2 and context.has("change")):
        return "difference"
    if context.has("more_than") and number == 2:
        return "compare"
    if context.has("top", "bottom", "which", "more_than"):
        return "rank"
    if context.has("average"):
        return "average"
    return "sum" if context.has("sum") else "list"


def _same_department(scope: Scope) -> bool:
    return len({report.department for report in scope.reports}) == 1


def _nowhere(context: Context, scope: Scope) -> Unclear:
    names = "、".join(report_name(report) for report in scope.reports)
    return Unclear(
        kind="not_found", message=f"{names}的报告里都没有找到所问的数。可以写明科目或项目的名称。"
    )


def _only_one(context: Context, figure: Figure) -> Unclear:
    return Unclear(
        kind="not_found",
        message=f"只找到{figure.name}，另一份报告里没有对应的数，无法比较。",
        suggestions=(f"{figure.name}是多少？",),
    )


def _with_what_lacks(
    plan: QueryPlan, contexts: Sequence[Context], figures: Sequence[Figure]
) -> QueryPlan:
    """Say which reports lack the figure."""
    held = {figure.facts[0].split("/")[0] for figure in figures}
    lacking = [c.view.report for c in contexts if c.view.report.id not in held]
    if not lacking or plan.operation not in ("list", "sum", "rank", "average"):
        return plan
    names = "、".join(report_name(report) for report in lacking)
    return replace(plan, notes=(f"{names}的报告里没有这一项。",))
