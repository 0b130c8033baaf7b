"""Figures of the year before, printed beside this year's, are told apart by their year."""

from pathlib import Path

from index.extract.assemble import extract
from index.facts import facts_of, is_told_by_year
from index.readers.pdf import read_pdf
from index.records import Fact
from tests.readers.small_pdfs import Sheet, captioned, small_pdf


def facts(folder: Path, *headings: str) -> list[Fact]:
    def page(sheet: Sheet) -> None:
        figures = [f"{number}.00" for number in range(1, len(headings) + 1)]
        rows = [["项目", *headings], ["公务接待费", *figures]]
        y = captioned(sheet, "“三公”经费支出表", unit="万元")
        sheet.table(y, rows, widths=(120, *(90 for _ in headings)))

    document = read_pdf(small_pdf(folder / "某县教育局2024年部门预算.pdf", page))
    return [fact for fact in facts_of(extract(document)) if fact.kind == "cell"]


def test_a_column_of_the_year_before_is_of_that_year(tmp_path: Path) -> None:
    headings = ("2023年预算数", "2024年预算数", "2024年比2023年增减", "上年结转")
    assert [fact.year for fact in facts(tmp_path, *headings)] == [2023, 2024, 2024, 2024]


def test_last_year_is_the_year_before_the_reports(tmp_path: Path) -> None:
    found = facts(tmp_path, "上年预算数", "本年预算数")
    assert [(fact.year, is_told_by_year(fact)) for fact in found] == [(2023, True), (2024, True)]


def test_another_year_over_every_column_is_a_misprint(tmp_path: Path) -> None:
    assert [fact.year for fact in facts(tmp_path, "2023年预算数", "增减额")] == [2024, 2024]
