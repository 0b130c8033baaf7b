"""A list that states a condition shows only rows that meet it."""

import pytest

from assistant.check.conditions import unmet_conditions

HEAD = "2023年{}项目共2个。\n各项目的预算金额（表1，第3页）：\n"
ROWS = "1. 甲项目：20.00万元\n2. 乙项目：1,400,000元"


@pytest.mark.parametrize(
    ("condition", "unmet"),
    [
        ("超过10万元的", 0),
        ("超过20万元的", 1),
        ("20万元以上的", 0),
        ("低于一百五十万的", 0),
        ("低于100万的", 1),
        ("140万以下的", 0),
        ("超过10万元的低于50万元的", 1),
        ("由某中心实施的30万元以下的", 1),
        ("名称含「甲」的", 0),
        ("超过某数的", 2),
    ],
)
def test_each_row_is_held_against_what_the_heading_says(condition: str, unmet: int) -> None:
    assert len(unmet_conditions(HEAD.format(condition) + ROWS)) == unmet


@pytest.mark.parametrize(
    ("earlier", "unmet"),
    [
        ("2023年培训费预算数为1.37万元（表6，第9页）。", 0),
        ("2023年培训费合计30.00万元：甲10.00万元，乙20.00万元。", 1),
        ("2023年会议费预算数为1.37万元。", 2),
        ("", 2),
    ],
)
def test_a_bound_by_name_is_the_figure_said_before(earlier: str, unmet: int) -> None:
    assert len(unmet_conditions(HEAD.format("超过培训费的") + ROWS, earlier)) == unmet


def test_a_text_without_a_list_has_nothing_to_meet() -> None:
    assert unmet_conditions("2023年没有超过一百万的项目。") == ()


@pytest.mark.parametrize(
    ("said", "unmet"),
    [
        ("是的，超过您问到的3个亿。", 0),
        ("没有超过您问到的3个亿。", 1),
        ("是的，达到您问到的3.7亿元。", 0),
        ("没有达到您问到的4亿。", 0),
        ("是的，达到您问到的4亿。", 1),
        ("不是，没有低于您问到的3个亿。", 0),
        ("是的，低于您问到的3个亿。", 1),
        ("是的，超过您问到的很多。", 1),
    ],
)
def test_a_figure_said_to_be_over_or_under_is_held_against_it(said: str, unmet: int) -> None:
    figure = "2025年支出总计预算数为371,514,655.00元（第9页）。"
    assert len(unmet_conditions(said + figure)) == unmet
    assert len(unmet_conditions(said)) == 1
