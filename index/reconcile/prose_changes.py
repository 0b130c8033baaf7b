"""Shares, changes and rates of the prose, computed again, and the words for their direction."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from index.amounts import is_money
from index.reconcile.figures import (
    Disagreement,
    Figure,
    agree,
    comparable,
    described,
    disagreement,
    exact,
    gap,
)
from index.reconcile.prose_figures import (
    before,
    by_passage,
    of_report_year,
    statement_figure,
    subject_key,
)
from index.records import Direction, Extraction, FindingSide, Statement

_UP = re.compile(r"增加|增长|上升|提高|调增|新增|上调")
_DOWN = re.compile(r"减少|下降|降低|调减|压减|压缩|下调|取消|调出|未")
_WORDS: dict[Direction, str] = {"increase": "增加", "decrease": "减少", "same": "持平"}
HUNDRED = Decimal(100)


def _computed(name: str, amount: Decimal, like: Figure, formula: str) -> Figure:
    """A recomputed percentage, rounded to the places of the printed one."""
    value = amount.quantize(like.grain, rounding=ROUND_HALF_UP)
    printed = f"{exact(value)}%"
    side = FindingSide(
        page=like.side.page,
        table=None,
        row=name,
        column=None,
        printed=printed,
        text=f"{formula} = {printed}",
    )
    return Figure(amount=value, unit="%", grain=like.grain, side=side)


def _share_of(part: Figure, whole: Figure, said: Figure) -> Figure:
    value = part.converted(whole.unit).amount / whole.amount * HUNDRED
    formula = f"{part.side.printed} ÷ {whole.side.printed} × 100%"
    return _computed("重算占比", value, said, formula)


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


def _signed(statement: Statement) -> Decimal:
    amount = statement.amount
    return -amount if statement.direction == "decrease" and amount > 0 else amount


def _rate(change: Decimal, prior: Decimal, said: Figure, formula: str) -> Figure | None:
    if prior <= 0:
        return None
    return _computed("重算增减幅度", abs(change) / prior * HUNDRED, said, formula)


def _rate_from_change(passage: tuple[Statement, ...], rate: Statement) -> Figure | None:
    """The rate from this year's amount and the change: change ÷ (amount - change)."""
    now = before(passage, rate, "amount", rate.year)
    moved = before(passage, rate, "change", rate.year)
    if now is None or moved is None:
        return None
    this, change = statement_figure(now), statement_figure(moved)
    if not comparable(this, change):
        return None
    signed = _signed(moved)
    prior = this.converted(change.unit).amount - signed
    sign = "+" if signed < 0 else "-"
    text = f"{moved.printed} ÷ ({now.printed} {sign} {moved.printed}) × 100%"
    return _rate(signed, prior, statement_figure(rate), text)


def _prior(
    extraction: Extraction, passage: tuple[Statement, ...], now: Statement
) -> Statement | None:
    """The stated amount of the year before, of the same subject."""
    year = extraction.report.year
    if year is None or now.year != year:
        return None
    return before(passage, now, "amount", year - 1)


def _rate_from_prior(
    extraction: Extraction, passage: tuple[Statement, ...], rate: Statement
) -> Figure | None:
    now = before(passage, rate, "amount", extraction.report.year)
    last = _prior(extraction, passage, now) if now else None
    if now is None or last is None or last is now or last.year == now.year:
        return None
    this, prior = statement_figure(now), statement_figure(last)
    if not comparable(this, prior) or not prior.amount:
        return None
    difference = gap(prior, this)
    text = f"({now.printed} - {last.printed}) ÷ {last.printed} × 100%"
    return _rate(difference, prior.amount, statement_figure(rate), text)


def change_rates(extraction: Extraction) -> Iterator[Disagreement]:
    """增减幅度 = change ÷ last year's amount, stated or implied by this year's and the change."""
    for passage in by_passage(extraction):
        for statement in passage:
            if statement.measure != "change_rate" or not of_report_year(extraction, statement):
                continue
            said = statement_figure(statement)
            found = _rate_from_change(passage, statement)
            found = found or _rate_from_prior(extraction, passage, statement)
            if found is not None:
                yield from disagreement("增减幅度", said, found)


def _movement(now: Figure, prior: Figure) -> Direction:
    difference = gap(now, prior)
    return "increase" if difference > 0 else "decrease" if difference < 0 else "same"


def directions(extraction: Extraction) -> Iterator[Disagreement]:
    """增加 / 减少 / 持平 = the sign of this year's amount less the stated one of last year."""
    for passage in by_passage(extraction):
        for now in passage:
            last = _prior(extraction, passage, now) if now.measure == "amount" else None
            moved = before(passage, now, "change", now.year) or before(
                passage, now, "change_rate", now.year
            )
            if last is None or last.year == now.year or moved is None or moved.direction is None:
                continue
            this, prior = statement_figure(now), statement_figure(last)
            if not comparable(this, prior) or _movement(this, prior) == moved.direction:
                continue
            real = _WORDS[_movement(this, prior)]
            yield Disagreement(
                severity="explain" if moved.direction == "same" else "contradiction",
                message=(
                    f"文字说明称{now.subject}“{_WORDS[moved.direction]}”，"
                    f"而由{described(prior)}到{described(this)}是{real}。"
                ),
                sides=(this.side, prior.side, statement_figure(moved).side),
                difference=exact(abs(gap(this, prior))),
                unit=this.unit,
            )


def amounts_of_change(extraction: Extraction) -> Iterator[Disagreement]:
    """比上年增减额 = this year's amount less the stated one of last year."""
    for passage in by_passage(extraction):
        for moved in passage:
            now = before(passage, moved, "amount", extraction.report.year)
            last = _prior(extraction, passage, now) if now else None
            if moved.measure != "change" or now is None or last is None or last.year == now.year:
                continue
            this, prior = statement_figure(now), statement_figure(last)
            said = statement_figure(moved)
            if not (comparable(this, prior) and comparable(this, said)):
                continue
            amount = abs(gap(this, prior))
            text = f"{now.printed} - {last.printed} = {exact(amount)}"
            side = FindingSide(
                page=now.page,
                table=None,
                row="重算增减额",
                column=None,
                printed=exact(amount),
                text=text,
            )
            grain = max(this.grain, prior.converted(this.unit).grain)
            again = Figure(amount=amount, unit=this.unit, grain=grain, side=side)
            yield from disagreement(f"{now.subject}比上年增减额", said, again, addends=2)


def reasons(extraction: Extraction) -> Iterator[Disagreement]:
    """The reason given for a decrease speaks of a decrease, that for an increase of an increase."""
    for statement in extraction.statements:
        reason, direction = statement.reason or "", statement.direction
        up, down = bool(_UP.search(reason)), bool(_DOWN.search(reason))
        if (direction == "decrease" and up and not down) or (
            direction == "increase" and down and not up
        ):
            side = statement_figure(statement).side
            why = FindingSide(
                page=side.page, table=None, row="原因", column=None, printed=reason, text=reason
            )
            yield Disagreement(
                severity="explain",
                message=(
                    f"文字说明称{statement.subject}{_WORDS[direction]}，"
                    f"给出的原因却是“{reason}”，方向相反。"
                ),
                sides=(side, why),
            )


def _change_of(extraction: Extraction, word: str, other: str) -> Statement | None:
    """The first stated change of all income, or of all expenditure, against the year before."""
    for statement in extraction.statements:
        subject = subject_key(statement.subject)
        if statement.measure != "change" or word not in subject or other in subject:
            continue
        if re.search(r"总计|预算|拨款|合计", statement.subject + statement.sentence[:30]):
            return statement
    return None


def _same_this_year(extraction: Extraction, income: Statement, spending: Statement) -> bool:
    """Whether income and expenditure of this year are stated as equal."""
    figures = []
    for passage in by_passage(extraction):
        for change in (income, spending):
            if change in passage:
                now = before(passage, change, "amount", extraction.report.year)
                figures += [statement_figure(now)] if now else []
    return len(figures) == 2 and comparable(*figures) and not gap(*figures)


def income_and_expenditure_change(extraction: Extraction) -> Iterator[Disagreement]:
    """Where income = expenditure this year, both changed by the same amount.

    The two may be held against different bases (预算数 and 执行数), so an inequality wants an
    explanation.
    """
    income = _change_of(extraction, "收入", "支出")
    spending = _change_of(extraction, "支出", "收入")
    if income is None or spending is None or income.direction != spending.direction:
        return
    if _same_this_year(extraction, income, spending):
        yield from disagreement(
            "收入与支出比上年的增减额",
            statement_figure(income),
            statement_figure(spending),
            otherwise="explain",
            remark="，两者比较的上年口径可能不同",
        )


def changes_add_up(extraction: Extraction) -> Iterator[Disagreement]:
    """Change of the total = changes of 基本支出 and 项目支出, where a paragraph gives all three."""
    for passage in by_passage(extraction):
        changes = [item for item in passage if item.measure == "change" and item.direction]
        basic = [item for item in changes if "基本支出" in item.subject]
        project = [item for item in changes if re.search(r"项目(支出|经费)", item.subject)]
        wholes = [item for item in changes if re.search(r"总计|收入|支出总", item.subject)]
        for whole in wholes[:1] if basic and project else ():
            said = statement_figure(whole)
            one, two = statement_figure(basic[0]), statement_figure(project[0])
            amount = abs(_signed(basic[0]) + two.amount * (1 if _signed(project[0]) > 0 else -1))
            side = FindingSide(
                page=whole.page,
                table=None,
                row="基本支出与项目支出增减额之和",
                column=None,
                printed=exact(amount),
                text=f"{one.side.printed} + {two.side.printed}",
            )
            added = Figure(amount=amount, unit=one.unit, grain=one.grain, side=side)
            yield from disagreement("总额的增减额", said, added, addends=2, otherwise="explain")
