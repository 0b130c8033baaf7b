"""The 说明 tab says what is inside, since when, and what the words of the page mean."""

from page_samples import EXTRACTION, SOURCES

from assistant.page.about_html import ABSENCES, MOST_LISTED, STATUSES, about, shown_time
from assistant.page.render import STATUS_WORDS
from index.records import outline_of


def test_the_four_statuses_are_the_words_that_answers_bear() -> None:
    assert [name for name, _ in STATUSES] == list(STATUS_WORDS.values())


def test_zero_blank_empty_table_and_not_inside_are_told_apart() -> None:
    assert [name for name, _ in ABSENCES] == ["0", "空白", "空表", "未收录"]


def test_every_report_stands_with_its_pages_and_when_it_was_read() -> None:
    html = about([outline_of(EXTRACTION)], SOURCES)
    assert "某市档案局 · 2031 年 · 预算" in html
    assert '<td class="mz-value">20</td>' in html
    assert "2031-02-04 02:30" in html


def test_of_very_many_reports_the_first_are_listed_and_all_are_counted() -> None:
    html = about([outline_of(EXTRACTION)] * (MOST_LISTED + 1), SOURCES)
    assert f"收录的报告（{MOST_LISTED + 1} 份）" in html
    assert f"这里列出前 {MOST_LISTED} 份" in html
    assert html.count("2031 年 · 预算") == MOST_LISTED


def test_a_file_that_could_not_be_read_is_named_with_its_reason() -> None:
    html = about([outline_of(EXTRACTION)], SOURCES)
    assert "scan.pdf：没有文字层" in html
    assert "<script" not in html


def test_a_store_without_times_says_so() -> None:
    assert shown_time(None) == "未记录"
