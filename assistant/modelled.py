"""Where the rules and a language model meet (规则与模型): what it is offered, what of it is taken.

The rules plan first, find the figures and word the answer; the model is asked for a plan only
where the words were not understood, and for better words only where every figureless sentence can
be held to the draft's.
"""

from collections.abc import Iterable, Sequence

from assistant.answer import Check
from assistant.compose import Draft
from assistant.department_names import report_name
from assistant.llm.proposing import Asked
from assistant.llm.slots import slotted
from assistant.llm.turn import ModelTurn
from assistant.llm.wording import Numbered, Prove
from assistant.planner.proposals import (
    as_question,
    named_in_english,
    objection_to_proposal,
    said_plainly,
)
from assistant.planner.proposed_steps import as_steps
from assistant.proposal import Offer, Proposal
from assistant.query_plan import Operation, Question, Reading
from assistant.result import Result
from assistant.steps import Step
from index.corpus import Corpus
from index.records import Report

MOST_REPORTS, MOST_ROWS, MOST_COLUMNS = 40, 40, 24
LONGEST_DRAFT, LONGEST_PASSAGES, LONGEST_QUESTION = 400, 3000, 1000
"""Characters of a first paragraph that is worded, of passages that are shown, and of a question
with which the model is asked at all."""
MOST_LETTERS = 80
"""Characters of a label: no proposal may name a longer one."""
LONGEST_OFFER = 1800
"""Characters of all the rows, or of the reports and of the columns together, that are offered."""

LONGEST_AMOUNTS = 200
"""Characters of the amounts that the question prints, as they are listed."""

_WORDED: frozenset[Operation] = frozenset(
    ("look_up", "share", "ratio", "difference", "sum", "average", "monthly", "quotient", "prior")
)
_EXTRACTED: frozenset[Operation] = frozenset(("describe", "define"))
_SHORT_PROSE = 150
"""Characters of quoted prose that nobody needs shortened."""


def offer_for(corpus: Corpus, question: Question) -> Offer:
    """The labels that lie nearest the question, of all reports, and the official names of what it
    says in English; never a figure."""
    reports = _listable(corpus.reports())
    held = {report.id for report in reports}
    columns: dict[str, None] = {}
    named = named_in_english(question)
    rows: dict[str, None] = dict.fromkeys(named)
    words = " ".join((question.text, *named))
    for hit in corpus.search(words, sorted(held), kinds=["row"], k=MOST_ROWS):
        table = next(t for t in corpus.extraction(hit.report_id).tables if t.id == hit.table_id)
        rows.setdefault(table.rows[hit.index].label)
        for column in table.columns:
            columns.setdefault(column.path[-1])
    return Offer(
        reports=tuple((f"R{i}", report.id) for i, report in enumerate(reports, 1)),
        rows=_that_fit(rows, MOST_ROWS, LONGEST_OFFER),
        columns=_that_fit(columns, MOST_COLUMNS, LONGEST_OFFER // 4),
    )


def _that_fit(labels: Iterable[str], most: int, length: int) -> tuple[str, ...]:
    """The first labels, no more than the model can read; one that is too long is left out."""
    found: list[str] = []
    for label in labels:
        if 0 < len(label) <= MOST_LETTERS and len(found) < most and len(label) + 1 <= length:
            found.append(label)
            length -= len(label) + 1
    return tuple(found)


def question_from(
    turn: ModelTurn, corpus: Corpus, question: Question, before: Reading
) -> tuple[Proposal, tuple[Step, ...]] | None:
    """A proposal and the plain questions that it stands for; None where there is none to use."""
    reports = corpus.reports()
    if len(question.original) > LONGEST_QUESTION:
        return None
    offer = offer_for(corpus, question)
    asked = Asked(
        question=question.original,
        amounts=_numbered(question),
        before="、".join(before.names) or "无",
        reports="\n".join(_listed(offer, reports)),
        rows="；".join(offer.rows) or "无",
        columns="；".join(offer.columns) or "无",
    )
    found = turn.proposal(asked, lambda p: objection_to_proposal(p, offer, question, reports))
    if found is None:
        return None
    if found.is_compound:
        return found, as_steps(found, offer, question, reports, said_plainly)
    return found, (Step(question=as_question(found, offer, reports)),)


def _numbered(question: Question) -> str:
    """The amounts that the question prints; where there are too many, none."""
    listed = "；".join(f"{i}. {a.text}" for i, a in enumerate(question.amounts, 1))
    return listed if 0 < len(listed) <= LONGEST_AMOUNTS else "无"


def _listable(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The first reports, no more names than the model can read."""
    names = {report.id: f"R00 {report_name(report)}" for report in reports}
    fitting = set(_that_fit(names.values(), MOST_REPORTS, LONGEST_OFFER // 2))
    return tuple(report for report in reports if names[report.id] in fitting)[:MOST_REPORTS]


def _listed(offer: Offer, reports: Sequence[Report]) -> list[str]:
    names = {report.id: report_name(report) for report in reports}
    return [f"{number} {names[id_]}" for number, id_ in offer.reports]


def reworded(
    turn: ModelTurn,
    question: str,
    result: Result,
    draft: Draft,
    checks: tuple[Check, ...],
    prove: Prove,
) -> str | None:
    """The model's words for the first paragraph of a checked draft, with what follows as it is;
    None where the draft's own stand."""
    operation = result.plan.operation
    if draft.status != "answered" or len(question) > LONGEST_QUESTION:
        return None
    if operation in _EXTRACTED:
        return _extracted(turn, question, result, draft, prove)
    first, *others = draft.text.split("\n")
    figures = slotted(first, checks)
    if operation not in _WORDED or len(first) > LONGEST_DRAFT or not figures.values:
        return None
    first_again = turn.worded(question, figures, lambda text: prove("\n".join([text, *others])))
    return "\n".join([first_again, *others]) if first_again else None


def _extracted(
    turn: ModelTurn, question: str, result: Result, draft: Draft, prove: Prove
) -> str | None:
    passages = [
        Numbered(text=cited.passage.text, page=cited.passage.page)
        for cited in result.evidence.cited
        if cited.passage
    ]
    length = sum(len(passage.text) for passage in passages)
    if not _SHORT_PROSE < length <= LONGEST_PASSAGES or result.operands:
        return None
    return turn.extracted(question, draft.text.split("\n")[0], passages, prove)
