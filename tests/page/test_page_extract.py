"""The extract beside an answer: cited rows among parents and neighbours, under their headings."""

from dataclasses import replace

from page_samples import COLUMNS, EXTRACTION, HOSTILE, QUOTED, TABLE, cell_citation

from assistant.page.extract_html import citation_block, extract_block
from assistant.page.extract_view import TableExtract, header_lines, table_extracts
from index.records import Column, Extraction


def extract(*citations: tuple[int, int], of: Extraction = EXTRACTION) -> TableExtract:
    """The one extract for cells given as (row, column)."""
    cited = [cell_citation(f"c{at}{column}", at, column) for at, column in citations]
    (found,), elsewhere = table_extracts(cited, [of])
    assert not elsewhere
    return found


def labels(found: TableExtract) -> list[str | None]:
    return [row.cells[1].text for row in found.rows]


def test_a_cited_row_stands_under_its_parents_and_between_its_neighbours() -> None:
    found = extract((4, 4))
    assert labels(found) == [
        "一般公共服务支出",
        "档案事务",
        "一般行政管理事务",
        "机关服务",
        "档案馆",
    ]
    assert [row.cited for row in found.rows] == [False, False, False, True, False]


def test_rows_left_out_are_marked_as_left_out() -> None:
    assert [row.skipped for row in extract((4, 4)).rows] == [False, False, True, False, False]


def test_only_the_cited_cell_is_marked() -> None:
    found = extract((2, 4))
    marked = [cell.text for row in found.rows for cell in row.cells if cell.cited]
    assert marked == ["400.00"]


def test_a_cited_blank_is_shown_as_blank() -> None:
    assert "<mark>（空白）</mark>" in extract_block(extract((3, 3)))


def test_two_cells_of_one_table_share_an_extract() -> None:
    found = extract((2, 4), (6, 4))
    assert [cell.text for row in found.rows for cell in row.cells if cell.cited] == [
        "400.00",
        "1,000.00",
    ]


def test_headings_span_what_stands_under_them() -> None:
    first, second = header_lines([column.path for column in COLUMNS])
    assert [(cell.text, cell.columns, cell.lines) for cell in first] == [
        ("项目", 2, 1),
        ("2031年预算数", 3, 1),
    ]
    assert [cell.text for cell in second] == [
        "科目编码",
        "科目名称",
        "合计",
        "基本支出",
        "项目支出",
    ]


def test_a_short_heading_reaches_down_to_the_figures() -> None:
    first, second = header_lines([("项目",), ("预算数", "合计"), ("预算数", "其中")])
    assert [(cell.text, cell.columns, cell.lines) for cell in first] == [
        ("项目", 1, 2),
        ("预算数", 2, 1),
    ]
    assert [cell.text for cell in second] == ["合计", "其中"]


def test_of_a_two_sided_table_only_the_cited_side_is_shown() -> None:
    income = tuple(
        replace(row, index=row.index + 10, side="收入", cells=row.cells[:1]) for row in TABLE.rows
    )
    spending = tuple(replace(row, side="支出") for row in TABLE.rows)
    columns = tuple(replace(column, side="支出") for column in COLUMNS)
    other = (Column(path=("收入", "合计"), role="value", side="收入"),)
    table = replace(TABLE, columns=columns + other, rows=income + spending)
    two_sided = replace(EXTRACTION, tables=(table,))
    found = extract((2, 4), of=two_sided)
    assert len(found.header[-1]) == len(COLUMNS)
    assert "收入" not in {cell.text for line in found.header for cell in line}


def test_title_unit_and_page_stand_over_the_extract() -> None:
    html = extract_block(extract((2, 4)))
    assert "预算公开表3 2031年预算支出总表" in html
    assert "单位：万元 · 第 5 页" in html


def test_an_extract_leads_to_the_whole_table_with_the_same_cells_marked() -> None:
    html = extract_block(extract((2, 4), (6, 4)))
    assert 'href="?table=000000000000/t03&amp;of=' in html
    assert "cells=2:4,6:4" in html


def test_what_stands_in_no_table_is_quoted_with_its_page() -> None:
    extracts, elsewhere = table_extracts([QUOTED], [EXTRACTION])
    assert extracts == ()
    html = citation_block(elsewhere[0])
    assert "第 19 页" in html
    assert HOSTILE not in html


def test_a_figure_of_a_form_is_named_with_its_row_and_column() -> None:
    fund = replace(
        cell_citation("c1", 2, 4), table="项目支出绩效目标申报表 库房恒温改造", row="资金总额"
    )
    _, (elsewhere,) = table_extracts([fund], [EXTRACTION])
    html = citation_block(elsewhere)
    assert "资金总额" in html
    assert "<mark>400.00 万元</mark>" in html


def test_a_table_of_another_report_is_never_shown() -> None:
    other = replace(EXTRACTION, report=replace(EXTRACTION.report, title="另一份报告"))
    extracts, elsewhere = table_extracts([cell_citation("c1", 2, 4)], [other])
    assert extracts == ()
    assert len(elsewhere) == 1
