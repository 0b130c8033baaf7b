"""A table shown as text, CSV or JSON is the table as printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import invented_extraction, spending_table

from index.records import Cell, Column, Table
from index.show import (
    aligned_text,
    csv_text,
    matching,
    table_caption,
    table_grid,
    table_names,
    table_object,
)


def two_sided_table() -> Table:
    columns = (
        Column(path=("收入", "项目"), role="label", side="收入"),
        Column(path=("收入", "2031年"), role="value", side="收入"),
        Column(path=("支出", "项目"), role="label", side="支出"),
        Column(path=("支出", "2031年"), role="value", side="支出"),
    )
    income, spending = spending_table().rows[:2]
    rows = (
        replace(
            income, side="收入", cells=(Cell(column=1, printed="8", amount=None, unit="万元"),)
        ),
        replace(
            spending, side="支出", cells=(Cell(column=3, printed="9", amount=None, unit="万元"),)
        ),
    )
    return replace(spending_table(), columns=columns, rows=rows)


def test_the_two_sides_of_a_table_fill_their_own_columns() -> None:
    shown = table_object(invented_extraction().report, two_sided_table())
    assert shown["columns"] == [["收入", "2031年"], ["支出", "2031年"]]
    rows = shown["rows"]
    assert isinstance(rows, list)
    assert [(row["side"], row["values"]) for row in rows] == [
        ("收入", ["8", None]),
        ("支出", [None, "9"]),
    ]


def test_the_side_of_a_row_is_shown_where_there_are_two() -> None:
    assert [row[1] for row in table_grid(two_sided_table())] == ["收支", "收入", "支出"]
    assert "收支" not in table_grid(spending_table())[0]


def test_an_empty_table_says_so() -> None:
    table = replace(spending_table(), empty=True, rows=(), notes=("注：本表无数据",))
    caption = table_caption(invented_extraction().report, table)
    assert "空表" in caption
    assert "注：本表无数据" in caption


def test_a_chinese_character_takes_two_places() -> None:
    assert aligned_text([["名称", "数"], ["ab", "1"]]) == "名称  数\nab    1\n"


@given(st.lists(st.lists(st.text(max_size=6), min_size=3, max_size=3), min_size=1, max_size=4))
def test_every_grid_can_be_aligned_and_written_as_csv(grid: list[list[str]]) -> None:
    assert csv_text(grid).startswith("\ufeff")
    assert aligned_text(grid).endswith("\n")


TABLES = tuple(
    replace(spending_table(), id=f"t{n:02}", number=f"预算公开表{n}", title=title)
    for n, title in (
        (1, "收支总表"),
        (2, "收入总表"),
        (10, "财政拨款收支总表"),
        (11, "“三公”经费表"),
    )
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("预算公开表1", [1]),
        ("表1", [1]),
        ("表１", [1]),
        ("t11", [11]),
        ("三公", [11]),
        ("收支总表", [1]),
        ("总表", [1, 2, 10]),
        ("拨款 总表", [10]),
        ("预算公开表11 “三公”经费表", [11]),
        ("决算", []),
        ("", []),
    ],
)
def test_a_table_is_meant_by_its_number_its_title_or_a_part_of_it(
    wanted: str, found: list[int]
) -> None:
    numbers = [table.number for table in matching(TABLES, wanted, table_names)]
    assert numbers == [f"预算公开表{n}" for n in found]
