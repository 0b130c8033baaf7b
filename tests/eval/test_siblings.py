"""Sibling reports: extracted cell by cell, every identity kept, no name or figure in common."""

import hashlib
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.siblings import MOST, Sibling, Spread, sibling
from eval.siblings.book import book_of
from eval.siblings.tables import tables_of_book
from index.extract.assemble import extract
from index.readers.text_dump import document_of
from index.reconcile import reconcile
from index.records import Extraction

NUMBERS = (0, 1, 2)
PAIRS = list(combinations(NUMBERS, 2))


@cache
def made(number: int) -> tuple[Sibling, Extraction]:
    report = sibling(number, seed=7)
    sha256 = hashlib.sha256(report.text.encode()).hexdigest()
    return report, extract(document_of(report.text, source=report.file_name, sha256=sha256))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_cell_of_a_sibling_is_read_as_it_was_made(number: int) -> None:
    report, read = made(number)
    tables = tables_of_book(report.book)
    assert [table.name for table in read.tables] == [table.name for table in tables]
    for got, wanted in zip(read.tables, tables, strict=True):
        assert [(row.code, row.label, row.cells) for row in got.rows] == [
            (row.code, row.label, row.cells) for row in wanted.rows
        ]
        assert (got.empty, got.unit, got.notes) == (wanted.empty, wanted.unit, wanted.notes)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_sibling_says_whose_it_is_and_of_which_year(number: int) -> None:
    report, read = made(number)
    known, book = read.report, report.book
    assert (known.title, known.department, known.region) == (
        book.title,
        book.department,
        book.region,
    )
    assert (known.year, known.kind) == (book.year, "budget")


@pytest.mark.parametrize("number", NUMBERS)
def test_every_project_of_a_sibling_has_a_form_with_its_funds(number: int) -> None:
    report, read = made(number)
    wanted = {
        project.name: (project.implementer, project.amount * 10_000, f"≥{project.quantity}个")
        for project in report.book.projects
    }
    assert {
        form.project: (form.implementer, form.funds[0].amount, form.indicators[0].value)
        for form in read.forms
    } == wanted


@pytest.mark.parametrize("number", NUMBERS)
def test_a_sibling_states_figures_and_contradicts_itself_nowhere(number: int) -> None:
    _, read = made(number)
    assert len(read.statements) > 50
    assert {statement.measure for statement in read.statements} >= {
        "amount",
        "share",
        "change",
        "change_rate",
    }
    assert [finding.message for finding in reconcile(read)] == []


def test_a_sibling_with_one_wrong_figure_contradicts_itself() -> None:
    report, _ = made(0)
    right = f"基本支出{report.book.basic:,}万元，占"
    assert report.text.replace("\n", "").count(right) == 1
    wrong = report.text.replace(f"{report.book.basic:,}", f"{report.book.basic + 9:,}")
    read = extract(document_of(wrong, source="错.txt", sha256="0" * 64))
    assert "contradiction" in {finding.severity for finding in reconcile(read)}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_siblings_share_no_name(one: int, other: int) -> None:
    assert not names_of(one) & names_of(other)


def names_of(number: int) -> set[str | None]:
    _, read = made(number)
    forms = {name for form in read.forms for name in (form.project, form.implementer)}
    return {read.report.title, read.report.department, read.report.region, *forms}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_siblings_differ_in_every_figure(one: int, other: int) -> None:
    figures, others = figures_of(one), figures_of(other)
    common = figures.keys() & others.keys()
    assert len(common) > 60
    assert not [address for address in common if figures[address] == others[address]]


def figures_of(number: int) -> dict[tuple[str, str, str], Decimal]:
    """The figures of all tables by address, the year left out of it."""
    report, read = made(number)
    year = str(report.book.year)
    return {
        (
            table.number or "",
            row.label,
            "/".join(table.columns[cell.column].path).replace(year, ""),
        ): (cell.amount)
        for table in read.tables
        for row in table.rows
        for cell in row.cells
        if cell.amount
    }


def test_the_same_seed_makes_the_same_report_and_another_seed_another() -> None:
    assert sibling(4, seed=1).text == sibling(4, seed=1).text
    assert sibling(4, seed=1).text != sibling(4, seed=2).text


def test_all_siblings_of_a_seed_bear_different_names() -> None:
    departments = {book_of(number, 0).department for number in range(MOST)}
    assert len(departments) == MOST


def test_siblings_can_share_a_place_and_report_of_several_years() -> None:
    spread = Spread(departments=3, years=2)
    books = [book_of(number, 0, spread) for number in range(12)]
    assert len({book.title for book in books}) == 12
    assert [len({b.region for b in books}), len({b.department for b in books})] == [2, 6]
    assert [book.year for book in books[:4]] == [2025, 2026, 2025, 2026]
    assert books[0].department == books[1].department
    assert books[0].basic != books[1].basic


def test_ten_thousand_siblings_bear_ten_thousand_titles() -> None:
    spread = Spread(departments=8, years=2)
    assert spread.most > 10_000
    places = {spread.place(number) for number in range(10_000)}
    assert len(places) == 10_000


def test_the_command_writes_as_many_files_as_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["siblings", "--count", "3", "--out", str(tmp_path / "out"), "--seed", "7"]) == 0
    assert "3 份" in capsys.readouterr().out
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert written == {made(n)[0].file_name: made(n)[0].text for n in NUMBERS}


@pytest.mark.parametrize("count", ["0", "-1", str(MOST + 1), "many"])
def test_a_count_that_cannot_be_made_is_refused(tmp_path: Path, count: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["siblings", "--count", count, "--out", str(tmp_path)])
    assert ended.value.code == 2
