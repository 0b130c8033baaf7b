"""Example questions come from what the loaded reports hold."""

from dataclasses import replace

from page_samples import EXTRACTION

from assistant.page.examples import MOST_EXAMPLES, example_questions


def test_examples_name_rows_projects_and_terms_of_the_report() -> None:
    assert example_questions([EXTRACTION]) == (
        "档案馆的项目支出是多少？",
        "基本支出占支出总额的比例是多少？",
        "金额最大的三个项目是哪些？",
        "库房恒温改造的立项依据是什么？",
        "什么是行政运行费？",
    )


def test_with_several_reports_an_example_says_which_one_it_means() -> None:
    other = replace(
        EXTRACTION, report=replace(EXTRACTION.report, department="某市水务局", year=2032)
    )
    questions = example_questions([EXTRACTION, other])
    assert questions[0] == "某市档案局2031年档案馆的项目支出是多少？"
    assert questions[1] == "某市水务局2032年档案馆的项目支出是多少？"
    assert len(questions) <= MOST_EXAMPLES


def test_a_report_without_tables_or_forms_offers_nothing_that_it_cannot_answer() -> None:
    bare = replace(EXTRACTION, tables=(), forms=(), passages=())
    assert example_questions([bare]) == ()
    assert example_questions([]) == ()
