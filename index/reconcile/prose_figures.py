"""Figures that the prose states (文字表述), paragraph by paragraph and subject by subject."""

import re
from collections.abc import Iterator
from decimal import Decimal

from index.reconcile import shape
from index.reconcile.figures import Figure, comparable, grain_of
from index.records import Extraction, FindingSide, Measure, Statement

_YEAR = re.compile(r"^(?:20\d{2})年?度?")
_ENDING = re.compile(r"(?:当年|上年)?(?:预算|决算)?(?:总额|执行数|安排|数)$|(?:预算|决算)$")


def subject_key(subject: str) -> str:
    """A subject or label without year, quotation marks and a closing 预算(数) / 决算(数)."""
    text = _YEAR.sub("", shape.plain_label(subject))
    return _ENDING.sub("", text) or text


def statement_figure(statement: Statement) -> Figure:
    """The figure of a statement, the sentence being its text; a change is taken without sign."""
    side = FindingSide(
        page=statement.page,
        table=None,
        row=statement.subject,
        column=None,
        printed=statement.printed,
        text=statement.sentence,
    )
    grain = grain_of(statement.printed)
    moved = statement.measure in ("change", "change_rate")
    amount = abs(statement.amount) if moved else statement.amount
    return Figure(amount=amount, unit=statement.unit, grain=grain, side=side)


def of_report_year(extraction: Extraction, statement: Statement) -> bool:
    """Whether a statement is of the report's own year."""
    return statement.year is None or statement.year == extraction.report.year


def by_passage(extraction: Extraction) -> Iterator[tuple[Statement, ...]]:
    """The statements of each paragraph, in order."""
    found: dict[int, list[Statement]] = {}
    for statement in extraction.statements:
        found.setdefault(statement.passage, []).append(statement)
    return (tuple(items) for items in found.values())


def before(
    statements: tuple[Statement, ...], statement: Statement, measure: Measure, year: int | None
) -> Statement | None:
    """The nearest statement of another measure, of the same subject and paragraph."""
    same = [
        item
        for item in statements
        if item.measure == measure
        and item is not statement
        and subject_key(item.subject) == subject_key(statement.subject)
        and (year is None or item.year is None or item.year == year)
    ]
    return min(same, key=lambda item: abs(item.index - statement.index)) if same else None


def signed_change(statement: Statement) -> Decimal:
    """A stated change with its sign: below zero for 减少."""
    amount = abs(statement.amount)
    return -amount if statement.direction == "decrease" else amount


def now_and_last(
    extraction: Extraction, passage: tuple[Statement, ...], statement: Statement
) -> tuple[Figure, Figure] | None:
    """The stated amounts of this year and of the year before, of a statement's subject."""
    year = extraction.report.year
    if year is None:
        return None
    now = before(passage, statement, "amount", year)
    last = before(passage, statement, "amount", year - 1)
    if now is None or last is None or now.year != year or last.year != year - 1:
        return None
    this, prior = statement_figure(now), statement_figure(last)
    return (this, prior) if comparable(this, prior) else None
