"""Tables from small drawn PDFs, one trap each: what stands in the report stands in the table."""

from pathlib import Path

import pytest

from index.errors import ReportUnreadable
from index.extract.assemble import extract
from index.readers.pdf import read_pdf
from index.records import Extraction, Table
from tests.readers.small_pdfs import (
    ACCOUNT_WIDTHS,
    EDUCATION,
    LEFT,
    TOTAL,
    Draw,
    Sheet,
    accounts,
    captioned,
    small_pdf,
)

ACROSS = {(3, 0): (1, 4)}


def extracted(folder: Path, *pages: Draw, name: str = "某县教育局2024年部门预算") -> Extraction:
    return extract(read_pdf(small_pdf(folder / f"{name}.pdf", *pages)))


def only_table(folder: Path, *pages: Draw) -> Table:
    (table,) = extracted(folder, *pages).tables
    return table


def printed(table: Table) -> list[tuple[str | None, str, list[str | None]]]:
    return [(row.code, row.label, [cell.printed for cell in row.cells]) for row in table.rows]


WHOLE = [
    ("205", "教育支出", ["300", "200", "100"]),
    ("20502", "普通教育", ["300", "200", "100"]),
    ("2050203", "初中教育", ["300", "200", "100"]),
    (None, "合计", ["300", "200", "100"]),
]


def test_merged_headings_make_the_paths_and_code_parts_make_the_codes(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        accounts(sheet, captioned(sheet), *EDUCATION, TOTAL, spans=ACROSS)

    table = only_table(tmp_path, page)
    assert (table.title, table.unit, table.department) == (
        "2024年部门支出预算总表",
        "元",
        "某县教育局",
    )
    assert [column.path for column in table.columns][:5] == [
        ("项目", "功能分类科目编码", "类"),
        ("项目", "功能分类科目编码", "款"),
        ("项目", "功能分类科目编码", "项"),
        ("项目", "功能分类科目名称"),
        ("支出预算", "合计"),
    ]
    assert printed(table) == WHOLE
    assert [(row.level, row.parent) for row in table.rows[:3]] == [
        (1, None),
        (2, "205"),
        (3, "20502"),
    ]


def test_a_total_alone_on_the_next_page_with_fewer_columns_belongs_to_the_table(
    tmp_path: Path,
) -> None:
    def first(sheet: Sheet) -> None:
        accounts(sheet, captioned(sheet), *EDUCATION)

    def second(sheet: Sheet) -> None:
        widths = (sum(ACCOUNT_WIDTHS[:4]), *ACCOUNT_WIDTHS[4:])
        sheet.table(60, [["合计", "300", "200", "100"]], widths=widths)

    table = only_table(tmp_path, first, second)
    assert printed(table) == WHOLE
    assert table.pages == (1, 2)
    assert table.rows[-1].page == 2


def test_a_header_printed_again_on_the_next_page_is_no_row(tmp_path: Path) -> None:
    def first(sheet: Sheet) -> None:
        accounts(sheet, captioned(sheet), *EDUCATION[:2])

    def second(sheet: Sheet) -> None:
        accounts(sheet, 60, EDUCATION[2], TOTAL, spans={(1, 0): (1, 4)})

    table = only_table(tmp_path, first, second)
    assert printed(table) == WHOLE


def test_a_caption_drawn_as_cells_and_printed_again_begins_no_new_table(tmp_path: Path) -> None:
    head = [
        ["2024年部门支出预算总表", None, None],
        ["部门：某县教育局", None, "单位：元"],
        ["科目编码", "科目名称", "合计"],
    ]
    spans = {(0, 0): (1, 3), (1, 0): (1, 2)}

    def page(code: str, name: str) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.table(60, [*head, [code, name, "300"]], widths=(80, 200, 100), spans=spans)

        return draw

    table = only_table(tmp_path, page("205", "教育支出"), page("20502", "普通教育"))
    assert (table.title, table.unit, table.pages) == ("2024年部门支出预算总表", "元", (1, 2))
    assert [row.code for row in table.rows] == ["205", "20502"]


def test_a_row_cut_by_the_end_of_the_page_is_one_row(tmp_path: Path) -> None:
    def first(sheet: Sheet) -> None:
        cut = ("205", "02", "99", "其他普通", "50", "", "50")
        accounts(sheet, captioned(sheet), *EDUCATION, cut)

    def second(sheet: Sheet) -> None:
        rest = ("", "", "", "教育支出", "", "", "")
        sheet.table(60, [rest, TOTAL], widths=ACCOUNT_WIDTHS, spans={(1, 0): (1, 4)})

    rows = printed(only_table(tmp_path, first, second))
    assert rows[3] == ("2050299", "其他普通教育支出", ["50", None, "50"])
    assert len(rows) == 5


def test_a_first_row_merged_into_the_header_is_read_as_a_row(tmp_path: Path) -> None:
    header = [
        ["项目", None, None, None, "合计", "基本支出", "项目支出"],
        ["科目编码", None, None, "科目名称", None, None, None],
        ["类", "款", "项", "合计", "300", "200", "100"],
    ]
    spans = {(0, 0): (1, 4), (1, 0): (1, 3)} | {(0, column): (2, 1) for column in (4, 5, 6)}

    def page(sheet: Sheet) -> None:
        y = captioned(sheet)
        sheet.table(y, [*header, *EDUCATION], widths=ACCOUNT_WIDTHS, spans=spans)

    table = only_table(tmp_path, page)
    assert table.columns[0].path == ("项目", "科目编码", "类")
    assert printed(table) == [WHOLE[3], *WHOLE[:3]]


def test_a_code_with_its_zero_left_out_is_whole_again(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [["类", "款", "科目名称", "决算数"], ["301", "", "工资福利支出", "9.00"]]
        rows.append(["301", "2", "津贴补贴", "9.00"])
        sheet.table(captioned(sheet), rows, widths=(40, 40, 200, 100))

    assert [row.code for row in only_table(tmp_path, page).rows] == ["301", "30102"]


def test_a_code_before_the_name_in_one_cell_is_the_code(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [["功能分类科目", "预算数"], ["205 教育支出", "300"], ["20502 普通教育", "300"]]
        rows += [["[2050203]初中教育", "300"], ["合计", "300"]]
        sheet.table(captioned(sheet), rows, widths=(200, 100))

    table = only_table(tmp_path, page)
    assert [(row.code, row.label, row.parent) for row in table.rows] == [
        ("205", "教育支出", None),
        ("20502", "普通教育", "205"),
        ("2050203", "初中教育", "20502"),
        (None, "合计", None),
    ]


def test_a_project_whose_name_begins_with_a_number_keeps_it(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [["项目名称", "预算数"], ["311 工程", "300"], ["道路养护", "200"], ["绿化", "100"]]
        sheet.table(captioned(sheet), rows, widths=(200, 100))

    table = only_table(tmp_path, page)
    assert (table.rows[0].code, table.rows[0].label) == (None, "311工程")


def test_codes_printed_once_are_those_of_the_row_above(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [EDUCATION[0], ("", "02", "", "普通教育", "300", "", ""), EDUCATION[2]]
        rows.append(("", "", "04", "高中教育", "0", "", ""))
        accounts(sheet, captioned(sheet), *rows)

    codes = [row.code for row in only_table(tmp_path, page).rows]
    assert codes == ["205", "20502", "2050203", "2050204"]


def test_income_and_expenditure_are_two_sides(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["本年收入", None, "本年支出", None],
            ["项目", "预算数", "项目", "预算数"],
            ["一、财政拨款收入", "300", "一、教育支出", "280"],
            ["1. 一般公共预算资金", "300", "二、住房保障支出", "20"],
            ["二、事业收入", "", "", ""],
            ["收入总计", "300", "支出总计", "300"],
        ]
        spans = {(0, 0): (1, 2), (0, 2): (1, 2)}
        y = captioned(sheet, "2024年部门财务收支预算总表")
        sheet.table(y, rows, widths=(140, 90, 140, 90), spans=spans)

    table = only_table(tmp_path, page)
    assert [(row.side, row.label, row.cells[0].printed) for row in table.rows] == [
        ("本年收入", "一、财政拨款收入", "300"),
        ("本年支出", "一、教育支出", "280"),
        ("本年收入", "1.一般公共预算资金", "300"),
        ("本年支出", "二、住房保障支出", "20"),
        ("本年收入", "二、事业收入", None),
        ("本年收入", "收入总计", "300"),
        ("本年支出", "支出总计", "300"),
    ]
    assert table.rows[2].parent == "一、财政拨款收入"


def test_income_beside_expenditure_needs_no_heading_over_them(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["收入", "预算数", "支出", "预算数"],
            ["一、财政拨款收入", "300", "一、基本支出", "280"],
            ["二、其他收入", "", "二、项目支出", "20"],
            ["收入总计", "300", "支出总计", "300"],
        ]
        y = captioned(sheet, "2024年部门收支总表")
        sheet.table(y, rows, widths=(140, 90, 140, 90))

    table = only_table(tmp_path, page)
    assert [(row.side, row.label, row.cells[0].printed) for row in table.rows] == [
        ("收入", "一、财政拨款收入", "300"),
        ("支出", "一、基本支出", "280"),
        ("收入", "二、其他收入", None),
        ("支出", "二、项目支出", "20"),
        ("收入", "收入总计", "300"),
        ("支出", "支出总计", "300"),
    ]


def test_two_halves_under_the_same_headings_stay_apart(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["类", "款", "科目名称", "决算数", "类", "款", "科目名称", "决算数"],
            ["301", "", "工资福利支出", "9.00", "302", "", "商品和服务支出", "4.00"],
            ["301", "01", "基本工资", "9.00", "302", "01", "办公费", "4.00"],
            ["人员经费合计", None, None, "9.00", "公用经费合计", None, None, "4.00"],
        ]
        spans = {(3, 0): (1, 3), (3, 4): (1, 3)}
        y = captioned(sheet, "一般公共预算财政拨款基本支出决算表", unit="万元")
        sheet.table(y, rows, widths=(30, 30, 110, 60) * 2, spans=spans)

    table = only_table(tmp_path, page)
    assert [(row.side, row.code, row.label) for row in table.rows] == [
        ("left", "301", "工资福利支出"),
        ("right", "302", "商品和服务支出"),
        ("left", "30101", "基本工资"),
        ("right", "30201", "办公费"),
        ("left", None, "人员经费合计"),
        ("right", None, "公用经费合计"),
    ]
    assert {cell.unit for row in table.rows for cell in row.cells} == {"万元"}


def test_a_name_wrapped_above_and_below_its_figure_is_one_name(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        wrapped = ("205", "02", "99", "其他\n普通教育\n支出", "50", "", "50")
        y = captioned(sheet)
        header = [["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"]]
        sheet.table(y, [*header, wrapped], widths=ACCOUNT_WIDTHS, height=36)

    assert printed(only_table(tmp_path, page)) == [
        ("2050299", "其他普通教育支出", ["50", None, "50"])
    ]


def test_budget_and_final_accounts_stand_side_by_side_in_one_row(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["财政拨款“三公”经费", None, None, None],
            ["合计", None, "公务接待费", None],
            ["预算数", "决算数", "预算数", "决算数"],
            ["0.95", "", "0.95", ""],
        ]
        spans = {(0, 0): (1, 4), (1, 0): (1, 2), (1, 2): (1, 2)}
        y = captioned(sheet, "财政拨款“三公”经费支出决算表", unit="万元")
        sheet.table(y, rows, widths=(110,) * 4, spans=spans)

    table = only_table(tmp_path, page)
    assert [column.path[1:] for column in table.columns] == [
        ("合计", "预算数"),
        ("合计", "决算数"),
        ("公务接待费", "预算数"),
        ("公务接待费", "决算数"),
    ]
    assert printed(table) == [(None, "", ["0.95", None, "0.95", None])]


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        y = captioned(sheet, "2024年部门政府性基金预算支出功能分类预算表")
        blank = ("",) * 7
        total = ("合计", None, None, None, "", "", "")
        y = accounts(sheet, y, blank, blank, total, spans={(2, 0): (1, 4)})
        sheet.text(y + 20, "注:本部门2024年无政府性基金预算，故本表为空表。", size=9)

    table = only_table(tmp_path, page)
    assert table.empty
    assert table.notes == ("注:本部门2024年无政府性基金预算，故本表为空表。",)
    assert printed(table) == [(None, "合计", [None, None, None])]


def test_a_title_drawn_as_a_cell_across_the_table_is_its_title(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["2024年部门支出预算总表", None, None],
            ["单位：万元", None, None],
            ["科目编码", "科目名称", "预算数"],
            ["205", "教育支出", "3.00"],
        ]
        sheet.table(80, rows, widths=(100, 200, 100), spans={(0, 0): (1, 3), (1, 0): (1, 3)})

    table = only_table(tmp_path, page)
    assert (table.title, table.unit) == ("2024年部门支出预算总表", "万元")
    assert printed(table) == [("205", "教育支出", ["3.00"])]


def test_department_and_unit_in_two_cells_above_the_header_are_the_caption(
    tmp_path: Path,
) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["2024年部门支出预算总表", None, None],
            ["编制部门：某县教育局", None, "单位：万元"],
            ["科目编码", "科目名称", "预算数"],
            ["205", "教育支出", "3.00"],
        ]
        sheet.table(80, rows, widths=(100, 200, 100), spans={(0, 0): (1, 3), (1, 0): (1, 2)})

    table = only_table(tmp_path, page)
    assert (table.title, table.unit, table.department) == (
        "2024年部门支出预算总表",
        "万元",
        "某县教育局",
    )
    assert [column.path for column in table.columns] == [("科目编码",), ("科目名称",), ("预算数",)]


def test_a_title_with_its_unit_on_the_same_line_is_the_title(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(80, "部门支出总表　（单位：万元）")
        rows = [["科目编码", "科目名称", "预算数"], ["205", "教育支出", "3.00"]]
        sheet.table(100, rows, widths=(100, 200, 100))

    table = only_table(tmp_path, page)
    assert (table.title, table.unit) == ("部门支出总表", "万元")


def test_a_table_without_rules_at_its_sides_keeps_its_outer_columns(tmp_path: Path) -> None:
    cells = [
        ["科目编码", "科目名称", "预算数"],
        ["205", "教育支出", "3.00"],
        ["20502", "普通教育", "3.00"],
    ]

    def page(sheet: Sheet) -> None:
        y = captioned(sheet)
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                sheet.text(y + row * 24 + 16, text, x=LEFT + column * 150 + 3, size=9)
        for row in range(4):
            sheet.bar(LEFT, y + row * 24, 450, 0.7)
        for x in (LEFT + 150, LEFT + 300):
            sheet.bar(x, y, 0.7, 72)

    assert printed(only_table(tmp_path, page)) == [
        ("205", "教育支出", ["3.00"]),
        ("20502", "普通教育", ["3.00"]),
    ]


def test_a_quantity_is_in_its_own_measure_and_not_in_money(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["序号", "采购项目名称", "采购数量", "计量单位", "预算金额"],
            ["1", "台式计算机", "20", "台", "12.00"],
            ["2", "物业服务", "1", "项", "85.60"],
        ]
        y = captioned(sheet, "政府采购预算表", unit="万元")
        sheet.table(y, rows, widths=(40, 160, 80, 80, 80))

    table = only_table(tmp_path, page)
    assert printed(table)[0] == ("1", "台式计算机", ["20", "台", "12.00"])
    assert {row.side for row in table.rows} == {None}
    assert [[cell.unit for cell in row.cells][::2] for row in table.rows] == [
        ["台", "万元"],
        ["项", "万元"],
    ]


def test_a_row_of_column_numbers_is_no_row(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            ["栏次", None, "1", "2", "3"],
            ["205", "教育支出", "3.00", "2.00", "1.00"],
        ]
        y = captioned(sheet, unit="万元")
        sheet.table(y, rows, widths=(80, 140, 80, 80, 80), spans={(1, 0): (1, 2)})

    assert printed(only_table(tmp_path, page)) == [("205", "教育支出", ["3.00", "2.00", "1.00"])]


def test_a_row_that_numbers_two_columns_or_gives_formulas_is_no_row(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        two = [["项目", "决算数"], ["栏次", "1"], ["一、教育支出", "3.00"]]
        y = sheet.table(captioned(sheet, "表一支出决算表"), two, widths=(200, 100))
        formulas = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
        formulas += [["**", "**", "1=2+3", "2", "3"], ["205", "教育支出", "3.00", "2.00", "1.00"]]
        y = captioned(sheet, "表二支出决算表", y=y + 60)
        sheet.table(y, formulas, widths=(60, 150, 60, 60, 60))

    tables = extracted(tmp_path, page).tables
    assert [printed(table) for table in tables] == [
        [(None, "一、教育支出", ["3.00"])],
        [("205", "教育支出", ["3.00", "2.00", "1.00"])],
    ]


def test_the_numbers_of_a_forms_lines_are_neither_codes_nor_rows(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["收入", None, None, "支出", None, None],
            ["项目", "行次", "金额", "项目", "行次", "金额"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、财政拨款收入", "1", "9.00", "一、教育支出", "32", "5.00"],
            ["", "2", "", "二、科学技术支出", "33", "4.00"],
            ["本年收入合计", "3", "9.00", "本年支出合计", "34", "9.00"],
        ]
        spans = {(0, 0): (1, 3), (0, 3): (1, 3)}
        y = captioned(sheet, "收入支出决算总表", unit="万元")
        sheet.table(y, rows, widths=(120, 40, 70) * 2, spans=spans)

    table = only_table(tmp_path, page)
    assert printed(table) == [
        (None, "一、财政拨款收入", ["9.00"]),
        (None, "一、教育支出", ["5.00"]),
        (None, "二、科学技术支出", ["4.00"]),
        (None, "本年收入合计", ["9.00"]),
        (None, "本年支出合计", ["9.00"]),
    ]
    assert {row.side for row in table.rows} == {"收入", "支出"}


def test_years_over_columns_are_headings(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [
            ["项目", "预算数", None],
            [None, "2023", "2024"],
            ["一、教育支出", "3.00", "4.00"],
        ]
        spans = {(0, 0): (2, 1), (0, 1): (1, 2)}
        sheet.table(captioned(sheet), rows, widths=(200, 100, 100), spans=spans)

    table = only_table(tmp_path, page)
    assert [column.path for column in table.columns][1:] == [("预算数", "2023"), ("预算数", "2024")]
    assert printed(table) == [(None, "一、教育支出", ["3.00", "4.00"])]


def test_a_table_number_beside_the_unit_is_the_number(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.title(70, "收入支出决算总表")
        sheet.text(90, "公开01表", x=450)
        sheet.text(110, "部门：某县教育局")
        sheet.text(110, "单位：万元", x=450)
        rows = [["项目", "决算数"], ["一、财政拨款收入", "3.00"], ["本年收入合计", "3.00"]]
        sheet.table(120, rows, widths=(200, 100))

    table = only_table(tmp_path, page)
    assert (table.number, table.title, table.unit) == ("公开01表", "收入支出决算总表", "万元")
    assert table.department == "某县教育局"


@pytest.mark.parametrize("printed_title", ["表一：部门收支总表", "表1　部门收支总表"])
def test_a_number_before_the_title_is_the_number(tmp_path: Path, printed_title: str) -> None:
    def page(sheet: Sheet) -> None:
        rows = [["项目", "预算数"], ["一、教育支出", "3.00"]]
        sheet.table(captioned(sheet, printed_title), rows, widths=(200, 100))

    table = only_table(tmp_path, page)
    assert (table.number, table.title) == (printed_title[:2], "部门收支总表")


def test_two_tables_on_one_page_are_two_tables(tmp_path: Path) -> None:
    rows = [["项目", "预算数"], ["一、教育支出", "3.00"], ["支出总计", "3.00"]]

    def page(sheet: Sheet) -> None:
        y = sheet.table(captioned(sheet, "表一支出总表"), rows, widths=(200, 100))
        sheet.table(captioned(sheet, "表二支出总表", y=y + 60), rows, widths=(200, 100))

    titles = [table.title for table in extracted(tmp_path, page).tables]
    assert titles == ["表一支出总表", "表二支出总表"]


def test_a_caption_at_the_foot_of_a_page_belongs_to_the_table_on_the_next(tmp_path: Path) -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(700, "本部门无其他情况。", x=LEFT + 24)
        captioned(sheet, y=780)

    def second(sheet: Sheet) -> None:
        accounts(sheet, 60, *EDUCATION, TOTAL, spans=ACROSS)

    table = only_table(tmp_path, first, second)
    assert (table.title, table.unit, table.pages) == ("2024年部门支出预算总表", "元", (2,))


def test_a_budget_of_one_organisation_is_not_called_that_of_a_department(tmp_path: Path) -> None:
    def cover(sheet: Sheet) -> None:
        sheet.title(300, "某市某县2024年单位预算", size=24)
        sheet.title(360, "预算单位：某市某县第一中学")

    def page(sheet: Sheet) -> None:
        accounts(sheet, 80, *EDUCATION, TOTAL, spans=ACROSS)

    report = extracted(tmp_path, cover, page, name="download").report
    assert report.title == "某市某县第一中学2024年单位预算"


def unruled(sheet: Sheet, title: str, y: float) -> float:
    rows = [["科目编码", "科目名称", "合计", "基本支出"], ["205", "教育支出", "300", "200"]]
    rows.append(["20502", "普通教育", "300", "200"])
    y = captioned(sheet, title, y=y)
    for index, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.text(y + index * 20, text, x=LEFT + column * 110, size=9)
    return y + len(rows) * 20


def test_a_table_without_rules_is_named_and_its_figures_are_not_guessed(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        y = unruled(sheet, "部门支出总表", y=80)
        accounts(sheet, captioned(sheet, "财政拨款支出表", y=y + 40), *EDUCATION)

    extraction = extracted(tmp_path, page)
    open_table, ruled = sorted(extraction.tables, key=lambda table: len(table.rows))
    assert (open_table.title, open_table.unit, open_table.pages) == ("部门支出总表", "元", (1,))
    assert (open_table.columns, open_table.rows, open_table.empty) == ((), (), False)
    assert "没有分栏的框线" in open_table.notes[0]
    assert (ruled.title, len(ruled.rows)) == ("财政拨款支出表", 3)
    assert extraction.passages == ()


def test_a_report_whose_tables_all_lack_rules_says_so(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        unruled(sheet, "部门支出总表", y=80)

    with pytest.raises(ReportUnreadable, match="没有分栏的框线"):
        extracted(tmp_path, page)


def test_a_pdf_without_a_ruled_table_is_no_report(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(100, "2024年预算总收入300万元。")

    with pytest.raises(ReportUnreadable, match="没有找到任何预算表"):
        extracted(tmp_path, page)


def test_a_report_without_a_telling_file_name_is_known_by_its_cover(tmp_path: Path) -> None:
    def cover(sheet: Sheet) -> None:
        sheet.title(300, "某市某县2024年县级部门预算", size=24)
        sheet.title(360, "预算主管部门：某市某县教育局")

    def page(sheet: Sheet) -> None:
        rows = [["项目", "预算数"], ["一、教育支出", "3.00"], ["支出总计", "3.00"]]
        sheet.title(80, "部门支出预算总表")
        sheet.table(100, rows, widths=(200, 100))

    report = extracted(tmp_path, cover, page, name="download").report
    assert report.title == "某市某县教育局2024年部门预算"
    assert (report.department, report.region) == ("某市某县教育局", "某市某县")
    assert (report.year, report.kind) == (2024, "budget")


def test_what_a_report_does_not_say_is_unknown(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        rows = [["项目", "金额"], ["一、教育支出", "3.00"]]
        sheet.title(80, "支出总表")
        sheet.table(100, rows, widths=(200, 100))

    report = extracted(tmp_path, page, name="download").report
    assert (report.department, report.region, report.year, report.kind) == (
        None,
        None,
        None,
        "unknown",
    )


def test_paragraphs_begin_where_lines_are_indented(tmp_path: Path) -> None:
    def prose(sheet: Sheet) -> None:
        sheet.title(60, "预算编制说明")
        sheet.text(
            100, "本部门2024年收入预算三百万元，比上年减少二十万元，主要是因为今年项", x=LEFT + 24
        )
        sheet.text(120, "目调整。")
        sheet.text(140, "支出预算300万元，比2023年预算减少20万元。", x=LEFT + 24)

    def page(sheet: Sheet) -> None:
        accounts(sheet, captioned(sheet), *EDUCATION, TOTAL, spans=ACROSS)

    extraction = extracted(tmp_path, prose, page)
    assert [(passage.headings, passage.text[-8:]) for passage in extraction.passages] == [
        (("预算编制说明",), "因为今年项目调整。"[-8:]),
        (("预算编制说明",), "预算减少20万元。"[-8:]),
    ]
    assert [statement.subject for statement in extraction.statements][-2:] == ["支出预算"] * 2
