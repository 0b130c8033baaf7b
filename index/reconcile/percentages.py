"""Shares (占比) and rates of change (增减幅度) of the prose, computed again from its amounts."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from index.amounts import is_money
from index.reconcile.figures import (
    Disagreement,
    Figure,
    agree,
    comparable,
    disagreement,
    exact,
    gap,
)
from index.reconcile.prose_figures import (
    before,
    by_passage,
    now_and_last,
    of_report_year,
    signed_change,
    statement_figure,
)
from index.records import Extraction, FindingSide, Statement

HUNDRED = Decimal(100)


def percentage(name: str, part: Figure, whole: Figure, said: Figure, formula: str) -> Figure:
    """Part ÷ whole × 100 under that name, rounded to the places of the printed percentage.

    Its grain is what the rounding of the two amounts may move it by: 0.01 in 0.31 is much.
    """
    share = abs(part.converted(whole.unit).amount) / whole.amount
    blur = (part.converted(whole.unit).grain + whole.grain * share) / whole.amount * HUNDRED
    value = (share * HUNDRED).quantize(said.grain, rounding=ROUND_HALF_UP)
    printed = f"{exact(value)}%"
    side = FindingSide(
        page=said.side.page,
        table=None,
        row=name,
        column=None,
        printed=printed,
        text=f"{formula} = {printed}",
    )
    return Figure(amount=value, unit="%", grain=max(said.grain, blur), side=side)


def _share_of(part: Figure, whole: Figure, said: Figure) -> Figure:
    formula = f"{part.side.printed} ÷ {whole.side.printed} × 100%"
    return percentage("重算占比", part, whole, said, formula)


def _wholes(passage: tuple[Statement, ...], part: Statement) -> list[Figure]:
    """The amounts of the paragraph that a share may be of, the first one first."""
    figures = [
        statement_figure(item)
        for item in passage
        if item.measure == "amount"
        and item.index < part.index
        and is_money(item.unit)
        and item.year == part.year
    ]
    own = statement_figure(part)
    return [figure for figure in figures if figure.amount and gap(figure, own) >= 0]


def shares(extraction: Extraction) -> Iterator[Disagreement]:
    """占比 = amount ÷ the amount that the paragraph opens with, or another one before it."""
    for passage in by_passage(extraction):
        for statement in passage:
            part = before(passage, statement, "amount", statement.year)
            if statement.measure != "share" or part is None or not is_money(part.unit):
                continue
            said, own = statement_figure(statement), statement_figure(part)
            found = [_share_of(own, whole, said) for whole in _wholes(passage, part)]
            if found and not any(agree(said, share) for share in found):
                yield from disagreement("占比", said, found[0])


def _rate(change: Figure, prior: Figure, said: Figure, formula: str) -> Figure | None:
    if prior.amount <= 0:
        return None
    return percentage("重算增减幅度", change, prior, said, formula)


def _rate_from_change(passage: tuple[Statement, ...], rate: Statement) -> Figure | None:
    """The rate from this year's amount and the change: change ÷ (amount - change)."""
    now = before(passage, rate, "amount", rate.year)
    moved = before(passage, rate, "change", rate.year)
    if now is None or moved is None:
        return None
    this, change = statement_figure(now), statement_figure(moved)
    if not comparable(this, change):
        return None
    signed = signed_change(moved)
    this = this.converted(change.unit)
    prior = Figure(amount=this.amount - signed, unit=this.unit, grain=this.grain, side=this.side)
    sign = "+" if signed < 0 else "-"
    text = f"{moved.printed} ÷ ({now.printed} {sign} {moved.printed}) × 100%"
    return _rate(change, prior, statement_figure(rate), text)


def _rate_from_last(
    extraction: Extraction, passage: tuple[Statement, ...], rate: Statement
) -> Figure | None:
    """The rate from the stated amounts of both years: (this - last) ÷ last."""
    found = now_and_last(extraction, passage, rate)
    if found is None:
        return None
    now, last = found
    change = Figure(
        amount=gap(last, now), unit=last.unit, grain=last.grain + now.grain, side=now.side
    )
    text = f"({now.side.printed} - {last.side.printed}) ÷ {last.side.printed} × 100%"
    return _rate(change, last, statement_figure(rate), text)


def change_rates(extraction: Extraction) -> Iterator[Disagreement]:
    """增减幅度 = change ÷ last year's amount, stated or implied by this year's and the change."""
    for passage in by_passage(extraction):
        for statement in passage:
            if statement.measure != "change_rate" or not of_report_year(extraction, statement):
                continue
            said = statement_figure(statement)
            found = _rate_from_change(passage, statement)
            found = found or _rate_from_last(extraction, passage, statement)
            if found is not None:
                yield from disagreement("增减幅度", said, found)
