"""Wordings for a year's figure spread evenly over the year (平均每月、每季度、每天)."""

from calendar import isleap

from assistant.compose.figures import operand_lines
from assistant.compose.phrases import amount, bare
from assistant.result import Quantity, Result

_PERIODS = {"monthly": ("每月", "月"), "quarterly": ("每季度", "季度"), "daily": ("每天", "天")}


def over_the_year(result: Result) -> str:
    """A year's figure by the month, the quarter or the day, with the year's figure and its place;
    of the day, what it is divided by."""
    year = result.operands[0]
    assert result.outcome is not None
    each, period = _PERIODS[result.plan.operation]
    said = bare(year) if year.unit == result.outcome.unit else amount(year)
    division = f"（{said}÷{_days(year)}）" if result.plan.operation == "daily" else ""
    head = f"{year.name}按全年平均，{each}{amount(result.outcome)}{division}。"
    head += f"报告没有按{period}的数，这是推算。"
    return f"{head}\n{operand_lines(result, year)}"


def _days(year: Quantity) -> int:
    facts = [part.fact for part in (year.parts or (year,)) if part.fact]
    return 366 if isleap(facts[0].year or 1) else 365
