"""A table on screen is the table of the report; a file holds the lines that were on screen."""

import csv
import io
from base64 import b64decode
from dataclasses import replace
from decimal import Decimal

from openpyxl import load_workbook
from page_samples import COLUMNS, EXTRACTION, HOSTILE, REPORT, TABLE

from assistant.page.form_table import form_table, shown_tables
from assistant.page.links import find_report, identity, parse_address, table_link
from assistant.page.places import by_name, side_place
from assistant.page.table_choice import chooser
from assistant.page.table_desk import GONE, NO_TABLE, REPLACED, opened, saved
from assistant.page.table_file import file_name, shown_sheet, table_file
from assistant.page.table_html import Marks, sheet
from assistant.page.table_view import TableView, table_view
from index.records import Column, Extraction, FindingSide, FormFund, Report, Row, Table

INCOME = tuple(
    replace(row, index=2 * row.index, code=None, level=None, parent=None, side="收入",
            cells=(replace(row.cells[0], column=1),))
    for row in TABLE.rows[:2]
)  # fmt: skip
SPENDING = tuple(
    replace(row, index=2 * row.index + 1, code=None, level=None, parent=None, side="支出",
            cells=(replace(row.cells[0], column=3),))
    for row in TABLE.rows[:3]
)  # fmt: skip
TWO_SIDED = replace(
    TABLE,
    columns=(
        Column(path=("收入", "项目"), role="label", side="收入"),
        Column(path=("收入", "预算数"), role="value", side="收入"),
        Column(path=("支出", "项目"), role="label", side="支出"),
        Column(path=("支出", "预算数"), role="value", side="支出"),
    ),
    rows=(INCOME[0], SPENDING[0], INCOME[1], SPENDING[1], SPENDING[2]),
)


class OneReport:
    """A corpus of the invented report."""

    def __init__(self, *reports: Report) -> None:
        self._reports = reports or (REPORT,)

    def reports(self) -> tuple[Report, ...]:
        return self._reports

    def extraction(self, report_id: str) -> Extraction:
        return next(replace(EXTRACTION, report=r) for r in self._reports if r.id == report_id)


def view(table: Table = TABLE) -> TableView:
    return table_view(REPORT, table)


def texts(shown: TableView) -> list[list[str | None]]:
    return [[cell.text for cell in line.cells] for line in shown.lines]


# --- the view -----------------------------------------------------------------------------------


def test_every_row_and_figure_of_the_table_stands_as_printed() -> None:
    assert texts(view())[3] == ["2012602", "一般行政管理事务", "50.00", None, "50.00"]
    assert len(view().lines) == len(TABLE.rows)


def test_lines_stand_under_their_parents_and_totals_stay_apart() -> None:
    assert [line.parent for line in view().lines] == [None, 0, 1, 1, 1, 1, None]
    assert [line.key for line in view().lines if line.total] == [6]
    assert view().depth == 3


def test_the_two_sides_of_a_printed_line_stand_next_to_each_other() -> None:
    shown = view(TWO_SIDED)
    assert texts(shown)[0] == ["一般公共服务支出", "1,234.56", "一般公共服务支出", "1,234.56"]
    assert texts(shown)[2] == [None, None, "行政运行", "634.56"]
    assert len(shown.lines) == 3


def test_code_columns_printed_apart_are_one() -> None:
    parts = tuple(Column(path=("项目", "科目编码", part), role="code") for part in "类款项")
    label = Column(path=("项目", "科目名称"), role="label")
    shown = view(replace(TABLE, columns=(*parts, label), rows=()))
    assert [column.path for column in shown.columns] == [("项目", "科目编码"), label.path]


def test_a_form_is_shown_like_a_table() -> None:
    fund = FormFund(name="资金总额", half="年度", printed="130,000", amount=Decimal(130000), line=1)
    form = replace(EXTRACTION.forms[0], funds=(fund,))
    assert texts(view(form_table(form))) == [
        ["项目名称", None, "库房恒温改造"],
        ["资金总额", "年度", "130,000"],
    ]
    assert [table.id for table in shown_tables(EXTRACTION)] == ["t03", "form0", "form1", "form2"]


# --- the HTML -----------------------------------------------------------------------------------


def test_the_lowest_heading_of_a_column_sorts_it() -> None:
    html = sheet(view())
    assert html.count('class="mz-sort"') == len(COLUMNS)
    assert 'data-column="4"><button type="button" class="mz-sort">项目支出' in html
    assert 'colspan="3">2031年预算数' in html


def test_only_what_a_link_points_out_is_marked() -> None:
    html = sheet(view(), Marks(rows={2}, cells={(2, 4), (3, 3)}))
    assert html.count("<mark>") == 2
    assert "<mark>400.00</mark>" in html
    assert "<mark>（空白）</mark>" in html
    assert html.count("mz-cited-row") == 1


def test_an_empty_table_is_said_to_be_empty_and_its_note_is_kept() -> None:
    html = sheet(view(replace(TABLE, empty=True, rows=(), notes=("注：本表无数据",))))
    assert "空表" in html
    assert "注：本表无数据" in html


def test_nothing_printed_in_a_report_is_markup() -> None:
    row = replace(TABLE.rows[0], label=HOSTILE, code=HOSTILE)
    hostile = replace(TABLE, title=HOSTILE, unit=HOSTILE, notes=(HOSTILE,), rows=(row,))
    html = sheet(view(hostile))
    assert "<script" not in html
    assert "<img" not in html


# --- files --------------------------------------------------------------------------------------


def test_a_file_holds_the_lines_on_screen_in_their_order() -> None:
    made = shown_sheet(view(), [5, 2, 999, 5])
    assert made.heading[2:] == (
        "2031年预算数 / 合计（万元）",
        "2031年预算数 / 基本支出（万元）",
        "2031年预算数 / 项目支出（万元）",
        "页",
    )
    assert [row[1] for row in made.rows] == ["档案馆", "行政运行"]


def test_csv_and_xlsx_hold_the_same_figures_and_say_where_they_come_from() -> None:
    content = table_file(view(), [3, 2], "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert heading[-4:] == ["所在报告", "所在表", "文件", "sha256"]
    assert lines[0][:6] == ["2012602", "一般行政管理事务", "50.00", "", "50.00", "5"]
    book = load_workbook(io.BytesIO(table_file(view(), [3, 2], "xlsx")))
    _, first, second = book.worksheets[0].values
    assert first == ("2012602", "一般行政管理事务", 50, None, 50, 5)
    assert second[2] == 634.56
    assert book.sheetnames[1] == "来源"


def test_a_label_that_looks_like_a_formula_stays_a_text() -> None:
    table = replace(TABLE, rows=(replace(TABLE.rows[0], label="=1+1"),))
    book = load_workbook(io.BytesIO(table_file(view(table), [0], "xlsx")))
    cell = book.worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert b",'=1+1," in table_file(view(table), [0], "csv")


def test_a_file_name_holds_nothing_that_a_system_refuses() -> None:
    assert file_name(["某局", "2031", "表3 支出/总表?"], "csv") == "某局_2031_表3_支出_总表.csv"
    assert file_name(["", None], "xlsx") == "明账.xlsx"


# --- links --------------------------------------------------------------------------------------

ADDRESS = {"table": "000000000000/t03"}


def test_a_link_opens_the_table_with_its_cells_marked() -> None:
    link = table_link(REPORT, "t03", rows=[2], cells=[(2, 4)])
    assert link == f"?table=000000000000/t03&of={identity(REPORT)}&row=2&cells=2:4"
    address = parse_address("000000000000/t03", identity(REPORT), "2", "2:4,x:y")
    assert address is not None
    assert (address.rows, address.cells) == ((2,), ((2, 4),))
    given = opened(OneReport(), {**ADDRESS, "cells": "2:4"})
    assert "<mark>400.00</mark>" in given["sheet"]
    assert given["notice"] == ""


def test_a_link_to_a_report_that_has_been_replaced_says_so_and_opens_the_new_one() -> None:
    new = replace(REPORT, id="f" * 12, sha256="f" * 64)
    given = opened(OneReport(new), {**ADDRESS, "of": identity(REPORT), "cells": "2:4"})
    assert REPLACED in given["notice"]
    assert 'data-table="ffffffffffff/t03"' in given["sheet"]
    assert "<mark>" not in given["sheet"]


def test_a_link_to_a_report_that_is_gone_says_so() -> None:
    other = replace(REPORT, department="某市水务局", sha256="f" * 64)
    address = parse_address("000000000000/t03", identity(REPORT))
    assert address is not None
    assert find_report(address, [other]) == (None, "gone")
    assert GONE in opened(OneReport(other), {**ADDRESS, "of": identity(REPORT)})["notice"]


def test_a_link_to_a_table_that_the_report_has_not_says_so() -> None:
    assert NO_TABLE in opened(OneReport(), {"table": "000000000000/t99"})["notice"]


def test_whatever_a_browser_sends_is_answered_with_a_table() -> None:
    for sent in (
        None,
        [],
        "x",
        {"table": 7},
        {"table": HOSTILE},
        {"table": "/", "cells": "9" * 99},
    ):
        assert "mz-whole" in opened(OneReport(), sent)["sheet"]


def test_a_file_is_made_of_the_table_that_is_named_or_not_at_all() -> None:
    given = saved(OneReport(), {**ADDRESS, "lines": [2, "3", True, None], "format": "csv"})
    assert given["name"] == "某市档案局_2031_预算公开表3_2031年预算支出总表.csv"
    assert len(b64decode(given["data"]).decode().splitlines()) == 2
    assert "error" in saved(OneReport(), {"table": "ffffffff/t03"})
    assert "error" in saved(OneReport(), None)
    assert "data" in saved(OneReport(), {**ADDRESS, "lines": 7})


# --- places -------------------------------------------------------------------------------------


def side(table: str | None, row: str | None, column: str | None, printed: str) -> FindingSide:
    return FindingSide(page=5, table=table, row=row, column=column, printed=printed, text="")


def test_a_side_of_a_finding_is_found_in_its_table() -> None:
    found = side_place(
        side(TABLE.name, "2012601 行政运行", "2031年预算数 / 项目支出", "400.00"), by_name([TABLE])
    )
    assert found == (TABLE, (2, 4))


def test_a_sum_that_is_printed_nowhere_has_a_table_but_no_cell() -> None:
    assert side_place(side(TABLE.name, "下列4行之和", "项目支出", "1"), by_name([TABLE])) == (
        TABLE,
        None,
    )


def test_what_prose_says_stands_in_no_table() -> None:
    assert side_place(side(None, "财政拨款收入", None, "0.3"), by_name([TABLE])) is None


def test_a_row_without_a_name_is_found_by_its_column() -> None:
    nameless: Row = replace(TABLE.rows[0], label="", code=None)
    table = replace(TABLE, rows=(nameless,))
    found = side_place(
        side(TABLE.title, None, "2031年预算数 / 基本支出", "234.56"), by_name([table])
    )
    assert found is not None
    assert found[1] == (0, 3)


# --- choosing -----------------------------------------------------------------------------------


def test_reports_of_a_department_stand_together_and_say_year_kind_and_version() -> None:
    later = replace(REPORT, id="1" * 12, year=2032)
    other = replace(REPORT, id="2" * 12, department="某市博物馆", kind="final_accounts")
    again = replace(REPORT, id="3" * 12)
    html = chooser([REPORT, other, later, again], EXTRACTION, TABLE)
    names = ["某市博物馆 · 2031 年 · 决算", "某市档案局 · 2032 年", "2031 年 · 预算 · 版本 1/2"]
    assert sorted(names, key=html.index) == names
    assert f'<option value="{REPORT.id}" selected>' in html
    assert '<option value="t03" selected>预算公开表3' in html
    assert '<optgroup label="绩效目标申报表">' in html
