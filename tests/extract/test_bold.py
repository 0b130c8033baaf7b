"""Bold text stands twice in a dump; what only looks doubled stays."""

import pytest

from index.extract.bold import split_glued, undouble, undouble_heading


@pytest.mark.parametrize(
    ("token", "half"),
    [
        ("合计合计", "合计"),
        ("475.03475.03", "475.03"),
        ("1,433.901,433.90", "1,433.90"),
        ("基本工资", None),
        ("475.03475.04", None),
        ("", None),
    ],
)
def test_a_token_of_two_equal_halves_is_one_bold_word(token: str, half: str | None) -> None:
    assert undouble(token) == half


@pytest.mark.parametrize(
    ("token", "cells"),
    [
        ("1,433.90一、一般公共服务支出", ("1,433.90", "一、一般公共服务支出")),
        ("1,434一、一般公共服务支出", ("1,434", "一、一般公共服务支出")),
        (
            "1,433.901,433.90本年支出合计本年支出合计",
            ("1,433.901,433.90", "本年支出合计本年支出合计"),
        ),
        ("84,16684,166一、一般公共服务支出", ("84,16684,166", "一、一般公共服务支出")),
        ("475475支出总计支出总计", ("475475", "支出总计支出总计")),
        ("0.50年终结转", ("0.50", "年终结转")),
        ("2023年12345政务热线经费", ("2023年12345政务热线经费",)),
        ("12345政务热线经费", ("12345政务热线经费",)),
        ("3.50万元以下设备购置", ("3.50万元以下设备购置",)),
        ("475.03475.03", ("475.03475.03",)),
        ("合计合计", ("合计合计",)),
    ],
)
def test_a_figure_glued_to_the_next_label_is_a_cell_of_its_own(
    token: str, cells: tuple[str, ...]
) -> None:
    assert split_glued(token) == cells


@pytest.mark.parametrize(
    ("line", "once"),
    [
        ("第二部分 第二部分 2023年部门预算报表2023年部门预算报表", "第二部分 2023年部门预算报表"),
        ("第一部分 概况第一部分 概况", "第一部分 概况"),
        ("十二、其他说明十二、其他说明", "十二、其他说明"),
        ("四、财政拨款收支预算总体情况说明", "四、财政拨款收支预算总体情况说明"),
        ("无", "无"),
    ],
)
def test_a_bold_heading_reads_once(line: str, once: str) -> None:
    assert undouble_heading(line) == once
