"""Tables that print last year beside this year, the budget beside the accounts, or 表一 before
their title."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from in_memory import CorpusInMemory, extraction_of

from assistant.ask import Assistant
from tests.readers.small_pdfs import Sheet, Spans, captioned, small_pdf

Rows = Sequence[Sequence[str | None]]


def asked(folder: Path, title: str, rows: Rows, spans: Spans) -> Assistant:
    def page(sheet: Sheet) -> None:
        y = captioned(sheet, "“三公”经费支出表", unit="万元")
        sheet.table(y, rows, widths=[80] * len(rows[0]), spans=spans)

    path = small_pdf(folder / f"{title}.pdf", page)
    return Assistant(CorpusInMemory([extraction_of(path)]))  # type: ignore[arg-type]


BESIDE: Rows = [
    ["项目", "上年预算数", "本年预算数", "增减额"],
    ["合计", "30.00", "25.00", "-5.00"],
    ["公务接待费", "5.00", "3.00", "-2.00"],
    ["公务用车购置及运行费", "25.00", "22.00", "-3.00"],
]
ACCOUNTS: Rows = [
    ["预算数", None, None, "决算数", None, None],
    ["合计", "因公出国（境）费", "公务接待费", "合计", "因公出国（境）费", "公务接待费"],
    ["6.00", "2.00", "4.00", "3.85", "2.00", "1.85"],
]


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("2024年公务接待费是多少？", "3.00", "2024年"),
        ("公务接待费预算是多少？", "3.00", "2024年"),
        ("公务接待费去年预算是多少？", "5.00", "2023年"),
    ],
)
def test_each_year_is_answered_from_its_own_column(
    tmp_path: Path, question: str, value: str, said: str
) -> None:
    answer, _ = asked(tmp_path, "某县教育局2024年部门预算", BESIDE, {}).ask(question)
    assert (answer.status, answer.value) == ("answered", value)
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("2024年公务接待费决算数是多少？", "1.85", "决算数为1.85万元"),
        ("2024年公务接待费预算数是多少？", "4.00", "预算数为4.00万元"),
    ],
)
def test_budget_and_accounts_under_headings_above_the_expense_are_not_mixed(
    tmp_path: Path, question: str, value: str, said: str
) -> None:
    spans = {(0, 0): (1, 3), (0, 3): (1, 3)}
    answer, _ = asked(tmp_path, "某县教育局2024年度部门决算", ACCOUNTS, spans).ask(question)
    assert (answer.status, answer.value) == ("answered", value)
    assert said in answer.answer


@pytest.mark.parametrize("number", ["表一：", "表1　"])
def test_a_table_whose_number_stands_before_its_title_is_cited_with_it(
    tmp_path: Path, number: str
) -> None:
    def page(sheet: Sheet) -> None:
        y = captioned(sheet, f"{number}“三公”经费支出表", unit="万元")
        sheet.table(y, BESIDE, widths=[80] * 4)

    path = small_pdf(tmp_path / "某县教育局2024年部门预算.pdf", page)
    corpus = CorpusInMemory([extraction_of(path)])
    answer, _ = Assistant(corpus).ask("公务接待费预算是多少？")  # type: ignore[arg-type]
    assert (answer.status, answer.value) == ("answered", "3.00")
    assert f"（{number[:2]} “三公”经费支出表" in answer.answer
