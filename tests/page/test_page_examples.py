"""Example questions come from what the loaded reports hold."""

from dataclasses import replace

from page_samples import EXTRACTION

from assistant.page.examples import KINDS, MOST_OF_A_KIND, example_questions

FINDING = EXTRACTION.findings


def test_examples_of_every_kind_name_rows_and_projects_of_the_report() -> None:
    examples = example_questions([EXTRACTION])
    assert [e.kind for e in examples] == sorted((e.kind for e in examples), key=KINDS.index)
    assert [e.question for e in examples] == [
        "钱主要花在哪？",
        "基本支出占支出总额的比例是多少？",
        "档案馆的项目支出是多少？",
        "金额最大的三个项目是哪些？",
        "哪些数字对不上？" if FINDING else "收支总表平衡吗？",
    ]


def test_with_several_reports_an_example_says_which_one_it_means() -> None:
    other = replace(
        EXTRACTION, report=replace(EXTRACTION.report, department="某市水务局", year=2032)
    )
    examples = example_questions([EXTRACTION, other])
    questions = [e.question for e in examples]
    assert questions[0] == "哪个部门的三公经费最高？"
    assert "2031年某市档案局的钱主要花在哪？" in questions
    assert any(question.startswith("2032年某市水务局的") for question in questions)
    assert all(sum(e.kind == kind for e in examples) <= MOST_OF_A_KIND for kind in KINDS)


def test_a_report_without_tables_or_forms_offers_nothing_that_it_cannot_answer() -> None:
    bare = replace(EXTRACTION, tables=(), forms=(), passages=())
    assert example_questions([bare]) == ()
    assert example_questions([]) == ()
