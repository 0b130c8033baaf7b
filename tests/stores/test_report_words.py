"""Which reports does a query name, and what does it say beside?"""

from dataclasses import replace

from invented import invented_extraction

from index.stores.report_words import ReportWords

REPORT = invented_extraction().report
WORDS = ReportWords([REPORT, replace(REPORT, id="b", department="青石县")])


def test_departments_and_years_are_left_out_of_what_is_embedded() -> None:
    assert WORDS.without("青石县文化局2031年图书馆多少钱") == "图书馆多少钱"
    assert WORDS.without("2031年度图书馆") == "图书馆"


def test_a_query_that_says_nothing_else_is_kept() -> None:
    assert WORDS.without("青石县文化局") == "青石县文化局"
    assert WORDS.without("图书馆") == "图书馆"
