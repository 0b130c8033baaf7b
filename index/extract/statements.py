"""Which figures does the prose state (文字表述), and of what?

A statement's subject is the noun phrase as printed; where the sentence leaves out the owner
(原值, 年初预算, 事业人员), the owner last spoken of is put before it. Changes are signed.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.extract.statement_antecedents import Said
from index.extract.statement_clauses import figures_of
from index.extract.statement_reading import Paragraph, statement_of
from index.extract.statement_reasons import Reason, reasons_of
from index.records import Passage, Report, Statement


def statements_of(passages: Sequence[Passage], report: Report) -> tuple[Statement, ...]:
    """Every figure that the paragraphs state, in order; definitions of terms state none."""
    found: list[Statement] = []
    for passage in passages:
        if passage.term is None:
            found += _of_passage(passage, report)
    return tuple(replace(statement, index=index) for index, statement in enumerate(found))


def _of_passage(passage: Passage, report: Report) -> list[Statement]:
    reasons = reasons_of(passage.text)
    paragraph = Paragraph(passage=passage, report=report, reasons=reasons)
    said: list[Said] = []
    for figure in figures_of(passage.text):
        statement = statement_of(figure, said, paragraph)
        if statement is not None:
            said.append(Said(statement=statement, position=figure.start))
    return _with_reasons(said, reasons)


def _with_reasons(said: Sequence[Said], reasons: Sequence[Reason]) -> list[Statement]:
    """Each change with the reason given after it; a reason goes back to one subject only."""
    statements = {item.position: item.statement for item in said}
    since = 0
    for reason in reasons:
        before = [at for at in statements if since <= at < reason.start]
        changes = [at for at in before if statements[at].direction]
        if reason.applies and changes:
            subject = statements[changes[-1]].subject
            for at in changes:
                if statements[at].subject == subject:
                    statements[at] = replace(statements[at], reason=reason.text)
        since = reason.end
    return [statements[item.position] for item in said]
