"""Spending on a field, in everyday words (某方面的支出): the functional class that is called so."""

import re

from assistant.planner.labels import canonical, folded
from assistant.planner.rows import column_cells
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan

_ASKED = re.compile(
    r"(?P<field>[\u4e00-\u9fff]{2,6}?)(?:(?:方面|领域|这块|这一块)(?:上|里)?的?|上面?)?"
    r"(?:一共|总共|总的)?(?:要|准备|打算|计划|安排)?"
    r"(?:的?(?:支出|开支|投入|预算)|花|用)(?:了|费)?(?:是|有|要|多少|几|多大|$|[?？])"
)
_CLASS = 3
"""Digits of a class (类) in the account classification."""


def spending_on(context: Context) -> QueryPlan | None:
    """教育方面花了多少: the one class in whose name the field stands (its words, in their order);
    None where none or several are called so, or where the question names anything known."""
    if context.of("name", "project", "entry", "table", "organisation", "topic", "field"):
        return None
    asked = _ASKED.search(_without_lead(context.text))
    if asked is None or context.has("share", "change", "reason", "top", "bottom", "list", "count"):
        return None
    classes = {
        folded(a.fact.row): a.row
        for a in column_cells(context, ("expenditure",))
        if len(a.fact.code or "") == _CLASS
    }
    named = [row for label, row in classes.items() if _holds(label, asked["field"])]
    figure = figure_of(context, (canonical(named[0]),)) if len(named) == 1 else None
    if figure is None:
        return None
    return QueryPlan(
        operation="look_up",
        report=context.view.report.id,
        figures=(figure,),
        unit=context.question.unit,
    )


def _without_lead(text: str) -> str:
    """The question without the year and what leads to the field."""
    return re.sub(r"^(?:(?:19|20)\d\d年度?|今年|本年|年度|预算|[在对于的里中,，])+", "", text)


def _holds(label: str, field: str) -> bool:
    """Whether the label has the field's words of two characters each, one behind the other."""
    if field in label:
        return True
    pairs = [field[i : i + 2] for i in range(0, len(field), 2)]
    return len(field) >= 4 and len(field) % 2 == 0 and all(pair in label for pair in pairs)
