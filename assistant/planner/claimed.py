"""A figure beside the amount that a question puts to it (对不对、超没超过)."""

from assistant.planner.comparisons import threshold_asked
from assistant.planner.view import Context
from assistant.query_plan import Amount, Figure, QueryPlan


def held_to_an_amount(context: Context, figures: tuple[Figure, ...]) -> QueryPlan:
    """The figures, held against an amount where it is asked whether they are that or pass it."""
    claimed = claimed_in(context)
    threshold = threshold_asked(context.text, claimed) if claimed else None
    asked = claimed and (threshold or context.has("yesno"))
    return QueryPlan(
        operation="verify" if asked else "look_up",
        report=context.view.report.id,
        figures=figures,
        unit=context.question.unit,
        claimed=claimed if asked else None,
        threshold=threshold,
    )


def claimed_in(context: Context) -> Amount | None:
    """The amount that the question names last, with its unit."""
    amounts = [a for a in context.question.amounts if a.unit]
    return amounts[-1] if amounts else None
