"""A model may untangle what was asked; it may not ask something else."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.planner.proposals import as_question, objection_to_plan, objection_to_proposal
from assistant.proposal import Offer, Proposal, ProposedOperation, ProposedTerm
from assistant.query_plan import Unclear
from assistant.question import understand
from index.corpus import Corpus
from index.records import Report

OFFER_ROWS = ("会议费", "培训费", "差旅费", "义务教育支出")


@pytest.fixture(scope="module")
def report(bundled_store: Path) -> Report:
    return Corpus.open(bundled_store).reports()[0]


def offer(report: Report) -> Offer:
    return Offer(reports=(("R1", report.id),), rows=OFFER_ROWS, columns=("2023年预算数",))


def proposal(
    operation: ProposedOperation, *rows: str, report: str = "R1", column: str | None = None
) -> Proposal:
    terms = (ProposedTerm(report=report, row=row, column=column) for row in rows)
    return Proposal(operation=operation, terms=tuple(terms))


def objection(made: Proposal, question: str, report: Report) -> str | None:
    return objection_to_proposal(made, offer(report), understand(question), (report,))


@pytest.mark.parametrize(
    ("made", "question"),
    [
        (proposal("look_up", "会议费"), "会议开销多少"),
        (proposal("look_up", "培训费"), "what was spent on staff training in 2023?"),
        (proposal("compare", "会议费", "培训费"), "会议与培训孰多"),
        (proposal("sum", "会议费", "培训费", "差旅费"), "会议培训差旅共计"),
        (proposal("look_up", "会议费", column="2023年预算数"), "会议开销多少"),
        (proposal("rank", "项目"), "哪些项目花钱最多"),
    ],
)
def test_what_the_question_speaks_of_may_be_planned(
    made: Proposal, question: str, report: Report
) -> None:
    assert objection(made, question, report) is None


@pytest.mark.parametrize(
    ("made", "question", "told"),
    [
        (proposal("look_up", "接待费"), "接待花了多少", "“接待费”不在清单里"),
        (proposal("look_up", "会议费", column="决算数"), "会议费", "“决算数”不在清单里"),
        (proposal("look_up", "会议费", report="R9"), "会议费", "没有编号为“R9”的报告"),
        (proposal("look_up", "会议费"), "培训花了多少", "问题没有说到“会议费”"),
        (proposal("look_up", "义务教育支出"), "支出是多少", "问题没有说到“义务教育支出”"),
        (proposal("look_up", "培训费"), "what does constraining cost", "问题没有说到“培训费”"),
        (proposal("look_up", "会议费"), "今天天气如何", "问题没有说到“会议费”"),
        (proposal("look_up"), "会议费", "需要 1 项"),
        (proposal("look_up", "会议费", "培训费"), "会议费和培训费", "至多 1 项"),
        (proposal("difference", "会议费"), "会议费差多少", "需要 2 项"),
        (proposal("ratio", *OFFER_ROWS[:3]), "会议费培训费差旅费", "至多 2 项"),
        (proposal("sum", *["会议费"] * 7), "会议费", "至多 6 项"),
        (proposal("look_up", "会议费"), "2019年会议费", "年度与问题所说的不同"),
        (proposal("look_up", "会议费"), "会议费超过3万元吗", "每个数额都要写进条件"),
    ],
)
def test_what_the_question_does_not_say_may_not(
    made: Proposal, question: str, told: str, report: Report
) -> None:
    assert told in (objection(made, question, report) or "")


SAID: list[tuple[ProposedOperation, tuple[str, ...], str]] = [
    ("look_up", ("会议费",), "会议费是多少？"),
    ("difference", ("会议费", "培训费"), "培训费多多少？"),
    ("ratio", ("会议费", "培训费"), "培训费的多少倍？"),
    ("share", ("会议费", "培训费"), "培训费的比例是多少？"),
    ("compare", ("会议费", "培训费"), "培训费哪个多？"),
    ("sum", ("会议费", "培训费"), "培训费合计多少？"),
    ("average", ("会议费", "培训费"), "培训费平均是多少？"),
    ("list", ("会议费", "培训费"), "培训费分别是多少？"),
    ("change", ("会议费",), "会议费比上年增减多少？"),
    ("reason", ("会议费",), "会议费为什么比上年增减？"),
    ("rank", ("项目",), "预算最多的5个项目是哪些？"),
]


@pytest.mark.parametrize(("operation", "rows", "ending"), SAID, ids=[s[0] for s in SAID])
def test_every_operation_can_be_said_as_a_question(
    operation: ProposedOperation, rows: tuple[str, ...], ending: str, report: Report
) -> None:
    said = as_question(proposal(operation, *rows), offer(report), (report,))
    assert said.startswith("2023年")
    assert said.endswith(ending)
    assert "{" not in said


def test_a_label_is_said_as_it_stands(report: Report) -> None:
    owner = replace(report, id="r", title="馆{0}", department=None, year=None)
    offered = Offer(reports=(("R1", "r"),), rows=("{1}费",), columns=())
    assert as_question(proposal("look_up", "{1}费"), offered, (owner,)) == "馆{0}的{1}费是多少？"


def test_what_the_rules_decline_stays_declined() -> None:
    declined = Unclear(kind="not_found", message="报告没有这个数。")
    assert objection_to_plan(proposal("look_up", "会议费"), declined) == "报告没有这个数。"
