"""Quantity times price for one against the funds of a project (数量乘单价)."""

import re
from collections.abc import Sequence

from assistant.planner.labels import displayed
from assistant.planner.projects import Project
from assistant.planner.subjects import previous_projects, project_groups
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.amounts import convert
from index.facts import indicator_amount
from index.records import Form, Indicator

AMOUNT_UNITS = ("元", "万元")


def quantity_times_price(context: Context) -> QueryPlan | None:
    """A project's quantity times its price for one against its funds of the year."""
    groups = project_groups(context)
    projects = groups[0].projects if groups else previous_projects(context)
    projects = _typed(context, projects) or _typed(context, context.view.projects) or projects
    for project in projects:
        pair = quantity_and_price(project.form) if project.form else None
        if pair and project.form:
            prefix = f"{context.view.report.id}/form{project.form.index}"
            quantity, price = (
                f"{prefix}/indicator{project.form.indicators.index(i)}" for i in pair
            )
            funds = next(
                (
                    n
                    for n, f in enumerate(project.form.funds)
                    if f.half == "年度" and f.name.endswith("资金总额")
                ),
                None,
            )
            if funds is None:
                return None
            return QueryPlan(
                operation="audit",
                report=context.view.report.id,
                figures=(
                    Figure(name=pair[0].name, facts=(quantity,)),
                    Figure(name=pair[1].name, facts=(price,)),
                    Figure(
                        name=f"{displayed(project.name)}的年度资金总额",
                        facts=(f"{prefix}/fund{funds}",),
                    ),
                ),
                set_name="product",
                subject=displayed(project.name),
            )
    return None


def quantity_and_price(form: Form) -> tuple[Indicator, Indicator] | None:
    """The form's quantity and its price for one (每套成本 138元), this year's half."""
    annual = [i for i in form.indicators if i.half == "年度" and indicator_amount(i)]
    quantities = [
        i for i in annual if i.kind == "数量指标" and unit_of(i) not in (*AMOUNT_UNITS, "%")
    ]
    prices = [i for i in annual if i.kind == "成本指标" and unit_of(i) in AMOUNT_UNITS]
    telling = [p for p in prices if re.search(r"每|单价|单位成本|标准|/", p.name)]
    telling = telling or [p for p in prices if not _is_whole_cost(form, p)]
    if len(quantities) == 1 and len(telling) == 1:
        return quantities[0], telling[0]
    return None


def _is_whole_cost(form: Form, cost: Indicator) -> bool:
    """Whether a cost is all of the project's money (全部CA证书 30240元) and so no price for one."""
    amount = indicator_amount(cost)
    worth = convert(*amount, "元") if amount else None
    return any(
        f.half == "年度"
        and f.name.endswith("资金总额")
        and f.amount is not None
        and convert(f.amount, form.unit, "元") == worth
        for f in form.funds
    )


def unit_of(indicator: Indicator) -> str:
    """The unit of an indicator's value, empty where it is worded."""
    amount = indicator_amount(indicator)
    return amount[1] if amount else ""


def _typed(context: Context, projects: Sequence[Project]) -> tuple[Project, ...]:
    """Those whose quantity and price the user typed (444户乘138元)."""
    typed = {a.value for a in context.question.amounts}
    found = []
    for project in projects:
        pair = quantity_and_price(project.form) if project.form else None
        values = {amount[0] for i in pair or () if (amount := indicator_amount(i))}
        if values and values <= typed:
            found.append(project)
    return tuple(found)
