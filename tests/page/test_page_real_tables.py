"""Every table of real reports on the page: nothing printed is lost, every finding finds its way."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.page.form_table import shown_tables
from assistant.page.places import by_name, side_place
from assistant.page.table_file import shown_sheet
from assistant.page.table_html import sheet
from assistant.page.table_view import TableView, table_view
from index.build import read_and_extract
from index.records import Extraction
from index.sheets import Figure

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "data" / "reports").glob("*.txt"))
FILES += sorted((ROOT.parent / "shared" / "reports").glob("*.pdf"))
REPORTS = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem[-12:])


@cache
def extraction(file: Path) -> Extraction:
    return read_and_extract(file)


def views(file: Path) -> list[TableView]:
    taken = extraction(file)
    return [table_view(taken.report, table) for table in shown_tables(taken)]


@REPORTS
def test_every_printed_figure_and_name_stands_on_screen_once(file: Path) -> None:
    for view in views(file):
        rows = view.table.rows
        printed = Counter(cell.printed for row in rows for cell in row.cells if cell.printed)
        printed.update(
            name for row in rows for name in (row.code, row.label, row.qualifier) if name
        )
        cells = [cell for line in view.lines for cell in line.cells]
        assert Counter(cell.text for cell in cells if cell.text) == printed, view.table.name


@REPORTS
def test_every_figure_of_the_table_is_a_number_in_its_file(file: Path) -> None:
    for view in views(file):
        made = shown_sheet(view, [line.key for line in view.lines])
        figures = [e.value for row in made.rows for e in row if isinstance(e, Figure)]
        cells = [cell for row in view.table.rows for cell in row.cells]
        assert Counter(figures) == Counter(c.amount for c in cells if c.amount is not None)
        assert len(made.rows) == len(view.lines)


@REPORTS
def test_every_line_that_folds_folds_something_printed_below_it(file: Path) -> None:
    for view in views(file):
        assert all(line.parent is None or line.parent < line.key for line in view.lines)


@REPORTS
def test_every_side_of_a_finding_that_names_a_table_leads_to_it(file: Path) -> None:
    taken = extraction(file)
    tables = by_name(shown_tables(taken))
    sides = [side for finding in taken.findings for side in finding.sides if side.table]
    for side in sides:
        place = side_place(side, tables)
        assert place is not None, side
        table, cell = place
        if cell is not None:
            row = next(row for row in table.rows if row.index == cell[0])
            assert any(each.column == cell[1] for each in row.cells)


@REPORTS
def test_a_finding_marks_the_cell_that_prints_its_figure(file: Path) -> None:
    taken = extraction(file)
    tables = by_name(shown_tables(taken))
    for side in (side for finding in taken.findings for side in finding.sides):
        place = side_place(side, tables)
        if place is None or place[1] is None or place[0].id.startswith("form"):
            continue
        at, column = place[1]
        row = next(row for row in place[0].rows if row.index == at)
        assert next(cell.printed for cell in row.cells if cell.column == column) == side.printed


@REPORTS
def test_every_table_is_drawn(file: Path) -> None:
    for view in views(file):
        html = sheet(view)
        assert html.count("<tr ") == len(view.lines)
        assert ("空表：" in html) == view.table.empty
