"""What search looks through says where a figure stands, and never what it is."""

from dataclasses import replace

from invented import invented_extraction, spending_table

from index.records import Row
from index.texts import search_items


def texts(kind: str) -> list[str]:
    return [item.text for item in search_items(invented_extraction()) if item.kind == kind]


def test_a_row_is_worded_from_organisation_to_unit() -> None:
    assert texts("row")[3] == (
        "青石县文化局｜2031年｜部门预算｜2031年支出总表｜"
        "文化旅游体育与传媒支出 > 文化和旅游 > 图书馆｜2031年预算数 合计 项目支出｜万元"
    )


def test_what_is_embedded_tells_a_row_from_others_and_nothing_more() -> None:
    table = spending_table()
    unnamed = replace(table, rows=(replace(table.rows[0], label=""),))
    extraction = replace(invented_extraction(), tables=(table, unnamed))
    items = [item for item in search_items(extraction) if item.kind == "row"]
    assert items[3].meaning == "文化旅游体育与传媒支出 > 文化和旅游 > 图书馆"
    assert items[-1].meaning == "2031年预算数 合计 项目支出"


def test_no_figure_of_a_row_is_worded() -> None:
    assert not any("300.10" in text or "700.20" in text for text in texts("row"))


def test_a_code_is_found_by_words_and_is_no_part_of_the_meaning() -> None:
    row = search_items(invented_extraction())[3]
    assert row.codes == "2070104"
    assert "2070104" not in row.text


def test_a_second_name_belongs_to_the_row() -> None:
    table = spending_table()
    row: Row = replace(table.rows[3], qualifier="办公经费")
    extraction = replace(invented_extraction(), tables=(replace(table, rows=(row,)),))
    assert "图书馆 办公经费｜" in search_items(extraction)[0].text


def test_a_form_is_worded_by_its_project_its_fields_and_its_indicators() -> None:
    assert texts("form") == [
        "青石县文化局｜2031年｜部门预算｜流动图书车购置｜项目支出绩效目标｜青石县图书馆",
        "青石县文化局｜2031年｜部门预算｜流动图书车购置｜立项依据｜公共图书馆服务规范",
        "青石县文化局｜2031年｜部门预算｜流动图书车购置｜数量指标｜流动图书车数量",
    ]


def test_a_passage_stands_under_its_headings_and_a_definition_under_its_term() -> None:
    assert texts("passage")[0].endswith(
        "｜第一部分 概况 > 一、主要职责｜负责公共图书馆、文化馆的管理。"
    )
    assert texts("passage")[1].endswith(
        "｜名词解释｜基本支出｜基本支出：指保障机构正常运转的支出。"
    )


def test_a_report_of_unknown_year_and_department_has_no_empty_parts() -> None:
    extraction = invented_extraction()
    report = replace(extraction.report, department=None, year=None, kind="unknown")
    items = search_items(replace(extraction, report=report))
    assert items[0].text.startswith("2031年支出总表｜")
    assert not any("｜｜" in item.text or item.text.startswith("｜") for item in items)
