"""One wording for each operation; the finished draft goes to the check as plain text (成文)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answer import Item, Status
from assistant.compose import (
    audits,
    averages,
    figures,
    multitude,
    reports,
    sets,
    side_by_side,
    texts,
    verdicts,
)
from assistant.compose.phrases import shown
from assistant.compose.reports import with_report_named
from assistant.department_names import report_name
from assistant.query_plan import COMPLETION, RATE, Operation, QueryPlan
from assistant.result import Quantity, Result
from index.amounts import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A worded answer, not yet checked."""

    text: str
    status: Status = "answered"
    value: str | None = None
    unit: str | None = None
    items: tuple[Item, ...] = ()
    warnings: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


Write = Callable[[Result], str]

_WRITERS: dict[Operation, Write] = {
    "look_up": figures.look_up,
    "verify": verdicts.verify,
    "share": figures.share,
    "leaders": sets.leaders,
    "ratio": figures.ratio,
    "difference": figures.difference,
    "movement": side_by_side.movements,
    "quotient": sets.unit_cost,
    "monthly": averages.over_the_year,
    "quarterly": averages.over_the_year,
    "daily": averages.over_the_year,
    "compare": figures.compare,
    "growth": figures.growth,
    "change": figures.change,
    "prior": figures.prior,
    "explain": texts.explain,
    "sum": sets.total,
    "average": sets.average,
    "count": sets.count,
    "list": sets.listed,
    "rank": sets.ranked,
    "define": texts.define,
    "describe": texts.describe,
    "indicators": texts.describe,
    "audit": audits.audit,
    "meta": texts.meta,
    "tables": texts.tables,
    "catalogue": texts.catalogue,
}


_ACROSS: dict[Operation, Write] = {
    "list": reports.listed,
    "rank": reports.ranked,
    "sum": reports.total,
    "average": reports.average,
    "difference": reports.difference,
    "share": side_by_side.shares,
    "movement": side_by_side.movements,
}
"""Wordings for one figure in several reports."""


_OVER_MANY: dict[Operation, Write] = {
    "list": multitude.listed,
    "rank": multitude.ranked,
    "sum": multitude.total,
    "average": multitude.average,
}
"""Wordings for one figure over more reports than are shown."""


def _writer(plan: QueryPlan) -> Write:
    if plan.multitude:
        return _OVER_MANY[plan.operation]
    if plan.operation == "share" and plan.set_name == COMPLETION:
        return side_by_side.rates
    if plan.operation == "share" and plan.members and not plan.across:
        return sets.composition
    return (_ACROSS if plan.across else {}).get(plan.operation) or _WRITERS[plan.operation]


def compose(result: Result) -> Draft:
    """The draft of a result."""
    text = _writer(result.plan)(result)
    text = with_report_named(text, result)
    draft = Draft(
        text="\n".join([text, *result.plan.notes, *reports.beside(result)]),
        items=_items(result),
        suggestions=result.plan.suggestions,
        warnings=tuple(finding.message for finding in result.touched),
    )
    return _with_headline(draft, result)


def _with_headline(draft: Draft, result: Result) -> Draft:
    outcome = _headline(result)
    if outcome is None or outcome.value is None:
        return draft
    if outcome.fact is not None and outcome.fact.kind == "cell":
        return replace(draft, value=plain(outcome.value), unit=outcome.unit)
    value = shown(outcome.value, outcome.unit)
    fell = result.plan.operation == "growth" and result.plan.claimed_direction == "decrease"
    moved = result.plan.operation in ("change", "explain") or result.plan.set_name == RATE
    if moved or fell:
        value = abs(value)  # the sentence says 增加 or 减少; the figure is its size
    return replace(draft, value=plain(value), unit=outcome.unit)


def _headline(result: Result) -> Quantity | None:
    if result.plan.operation in ("look_up", "verify") and len(result.operands) > 1:
        return None
    if result.plan.operation == "compare":
        return None
    return result.outcome


def _items(result: Result) -> tuple[Item, ...]:
    if result.plan.operation in ("audit", "explain", "change"):
        return ()
    rows = result.members
    if rows and result.plan.operation == "look_up":
        own = report_name(result.extraction.report)
        rows = (*(replace(q, name=f"{own}的{q.name}") for q in result.operands), *rows)
    if not rows and len(result.operands) > 1 and result.plan.operation in ("look_up", "compare"):
        rows = result.operands
    if not rows and result.outcome:
        rows = result.outcome.parts
    return tuple(_item(quantity) for quantity in rows)


def _item(quantity: Quantity) -> Item:
    value = None if quantity.value is None else plain(quantity.value)
    return Item(label=quantity.name, value=value, unit=quantity.unit, citations=quantity.cited)
