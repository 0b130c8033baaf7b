"""What was budgeted for an account, and what was spent on it (年初预算与决算): the two figures."""

from collections.abc import Iterator

from assistant.planner.items import item_named
from assistant.planner.labels import canonical, displayed
from assistant.planner.view import Context
from assistant.query_plan import Figure
from index.facts import is_budgeted
from index.records import Statement

_NO_NAMES = frozenset({"合计", "小计", "预算数", "年初预算数", "全年预算数", "调整预算数"})
"""Headings that name no expense."""
_MEASURES = ("年初预算", "完成预算", "决算数", "预算数", "执行数", "支出总计", "本年支出合计")


def names_in(context: Context) -> list[str]:
    """What the question names, without the words for budget and outturn themselves."""
    named = [v for m in context.of("name") for v in m.values]
    return [n for n in named if n not in _MEASURES and not n.endswith(("决算", "年初预算"))]


def of_accounts(context: Context, names: list[str]) -> Iterator[Statement]:
    """The statements on these very accounts."""
    for statement in context.view.extraction.statements:
        item = item_named(statement.subject)
        if item and canonical(item.name) in names:
            yield statement


def pair(context: Context, names: list[str]) -> tuple[Figure | None, Figure | None]:
    """The budget set at the start of the year and the outturn, as the prose gives them."""
    if names:
        found = list(of_accounts(context, names[-1:])) or _of_measure(context, names[-1])
        label = displayed(names[-1])
    else:
        every = context.view.extraction.statements
        found = [s for s in every if item_named(s.subject) is None and "三公" not in s.subject]
        label = ""
    if of_income(context):
        found = [s for s in found if "收入" in s.subject and "支出" not in s.subject]
    budget = _ending(context, found, label, "年初预算")
    spent = _ending(context, found, label, "收入决算" if of_income(context) else "支出决算")
    return budget or _budget_cell(context, names), spent


def of_income(context: Context) -> bool:
    """预算收入和决算收入差多少: of income, on which what was spent is no answer."""
    return "收入" in context.text and "支出" not in context.text


def _of_measure(context: Context, name: str) -> list[Statement]:
    """Statements on a measure that is no account; of one account none stands for its heading."""
    return [
        s
        for s in context.view.extraction.statements
        if item_named(s.subject) is None and name in canonical(s.subject)
    ]


def _ending(
    context: Context, statements: list[Statement], label: str, ending: str
) -> Figure | None:
    for s in statements:
        if s.measure == "amount" and s.subject.endswith(ending):
            fact = f"{context.view.report.id}/statement{s.index}"
            return Figure(name=f"{label}的{ending}" if label else s.subject, facts=(fact,))
    return None


def _budget_cell(context: Context, names: list[str]) -> Figure | None:
    """The 预算数 printed beside the 决算数 (三公)."""
    for name in names[-1:]:
        for address in context.view.book.bearing(name):
            last = [c for c in address.columns if c not in _NO_NAMES][-1:]
            if is_budgeted(address.fact) and last == [name]:
                return Figure(name=f"{displayed(name)}的预算数", facts=(address.fact.id,))
    return None
