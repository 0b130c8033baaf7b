"""What does one figure of a paragraph state, with what was said before it in mind?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.amounts import is_money
from index.extract.statement_antecedents import Said, changed, latest, owner_of
from index.extract.statement_clauses import Figure, sentence_at
from index.extract.statement_reasons import Reason, cause_before, reason_around
from index.extract.statement_subjects import (
    Subject,
    beyond_counted,
    counted,
    is_elliptic,
    staff_owner,
    subject_of,
)
from index.extract.statement_words import (
    CHANGE,
    COMPARED,
    COMPLETION,
    INVOLVES,
    PRIOR_YEAR,
    SAME_CLAUSE,
    SHARE,
    UP,
    YEAR,
)
from index.records import Direction, Measure, Passage, Report, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with its report and the reasons that it gives."""

    passage: Passage
    report: Report
    reasons: tuple[Reason, ...]


def statement_of(figure: Figure, said: Sequence[Said], paragraph: Paragraph) -> Statement | None:
    """The statement that a figure makes after those `said`; None for a word that makes none."""
    if figure.same:
        return _unchanged(figure, said, paragraph)
    if figure.unit == "%" and (found := COMPLETION.fullmatch(figure.lead)):
        return _share(figure, said, paragraph, found.group("head"), found.group("what"))
    if figure.unit == "%" and (found := SHARE.fullmatch(figure.lead)):
        return _share(figure, said, paragraph, found.group("head"), "")
    if found := CHANGE.fullmatch(figure.lead):
        rises = bool(UP.fullmatch(found.group("verb")))
        return _change(figure, said, paragraph, found.group("head"), rises)
    return _amount(figure, said, paragraph)


def _share(
    figure: Figure, said: Sequence[Said], paragraph: Paragraph, head: str, what: str
) -> Statement:
    subject = subject_of(head, paragraph.report)
    if not subject.text and (before := latest(said)):
        subject = Subject(text=before.subject, year=before.year)
    named = Subject(text=subject.text + what, year=subject.year)
    return _statement(figure, paragraph, named, "share")


def _change(
    figure: Figure, said: Sequence[Said], paragraph: Paragraph, head: str, rises: bool
) -> Statement:
    subject = subject_of(head, paragraph.report)
    amount = figure.amount if rises else -figure.amount
    if not subject.text and (
        before := changed(figure, amount, said, paragraph.passage, paragraph.report)
    ):
        subject = Subject(text=before.subject, year=before.year)
    measure: Measure = "change_rate" if figure.unit == "%" else "change"
    cause = cause_before(paragraph.passage.text, figure.lead_start)
    return _statement(figure, paragraph, subject, measure, amount, cause)


def _unchanged(figure: Figure, said: Sequence[Said], paragraph: Paragraph) -> Statement | None:
    """与上年预算数相同: a change of nothing; a comparison with anything but a year is none."""
    text = paragraph.passage.text
    found = SAME_CLAUSE.fullmatch(figure.lead)
    if reason_around(figure.start, paragraph.reasons):
        return None
    if found and not PRIOR_YEAR.search(found.group("base")):
        return None
    if not found and not COMPARED.search(text[: figure.start]) and not _compared(said):
        return None
    subject = subject_of(found.group("head") if found else figure.lead, paragraph.report)
    before = changed(figure, Decimal(0), said, paragraph.passage, paragraph.report)
    if not subject.text and before:
        subject = Subject(text=before.subject, year=before.year)
    unit = before.unit if before and is_money(before.unit) else "万元"
    return _statement(figure, paragraph, subject, "change", Decimal(0), unit=unit)


def _compared(said: Sequence[Said]) -> bool:
    return any(item.statement.direction for item in said)


def _amount(figure: Figure, said: Sequence[Said], paragraph: Paragraph) -> Statement:
    """An amount of money, a percentage or a number of things or people."""
    measure: Measure = "amount" if is_money(figure.unit) else "count"
    if figure.unit == "%":
        measure = "share"
    words, owner = figure.lead, ""
    if measure == "count":
        words, owner = counted(figure.lead, figure.tail)
    elif figure.close and said and said[-1].statement.measure == "count":
        words = beyond_counted(figure.lead)
    subject = subject_of(words, paragraph.report)
    owned = subject_of(owner, paragraph.report)
    text = _completed(figure, owned.text + subject.text, said, paragraph)
    year = subject.year or owned.year or _year_in_force(figure, paragraph)
    return _statement(figure, paragraph, Subject(text=text, year=year), measure)


def _completed(figure: Figure, subject: str, said: Sequence[Said], paragraph: Paragraph) -> str:
    """The subject with the owner that the sentence leaves out."""
    text = paragraph.passage.text
    if staff_owner(subject) == "":
        begin = sentence_at(text, figure.start)[0]
        return next(
            (
                owner + subject
                for item in reversed(said)
                if item.position >= begin and (owner := staff_owner(item.statement.subject))
            ),
            subject,
        )
    if subject.startswith(INVOLVES):
        before = latest(said)
        return (before.subject if before else "") + subject
    if is_elliptic(subject) or not subject:
        owner = owner_of(figure, said, paragraph.passage)
        return owner + (subject.removeprefix("支出") if owner.endswith("支出") else subject)
    return subject


def _year_in_force(figure: Figure, paragraph: Paragraph) -> int | None:
    """The year that the sentence opens with, if it does."""
    text = paragraph.passage.text
    begin = sentence_at(text, figure.start)[0]
    if text.startswith("截至", begin):
        begin += len("截至")
    opening = YEAR.match(text, begin)
    return int(opening.group("year")) if opening else None


def _statement(
    figure: Figure,
    paragraph: Paragraph,
    subject: Subject,
    measure: Measure,
    amount: Decimal | None = None,
    reason: str | None = None,
    unit: str | None = None,
) -> Statement:
    passage = paragraph.passage
    begin, end = sentence_at(passage.text, figure.start)
    heading = passage.headings[-1] if passage.headings else ""
    value = figure.amount if amount is None else amount
    return Statement(
        index=0,
        passage=passage.index,
        page=passage.page,
        line=passage.line,
        sentence=passage.text[begin:end],
        subject=subject.text or heading,
        measure=measure,
        printed=figure.printed,
        amount=value,
        unit=unit or figure.unit,
        year=subject.year or paragraph.report.year,
        direction=_direction(value) if measure in ("change", "change_rate") else None,
        reason=reason,
    )


def _direction(amount: Decimal) -> Direction:
    return "increase" if amount > 0 else "decrease" if amount < 0 else "same"
