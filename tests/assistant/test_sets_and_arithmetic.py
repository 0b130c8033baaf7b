"""What questions over sets of rows and over several figures are answered, on the bundled report."""

import functools
from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversation
from index.reconcile import reconcile
from tests.assistant.in_memory import BUNDLED, CorpusInMemory, extraction_of


@functools.cache
def assistant() -> Assistant:
    found = extraction_of(BUNDLED[0])
    corpus = CorpusInMemory([replace(found, findings=reconcile(found))])
    return Assistant(corpus)  # type: ignore[arg-type]


def asked(*turns: str) -> Answer:
    """The answer to the last turn of a conversation."""
    conversation = Conversation()
    for turn in turns:
        answer, conversation = assistant().ask(turn, conversation)
    return answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("公用经费中不足1万元的科目有几个？", "6", "个"),
        ("二十万（整）的项目有几个", "2", "个"),
        ("采购中心6个项目总金额", "49.30", "万元"),
        ("水、电、取暖三项费用之和是多少万元？", "0.98", "万元"),
        ("水电费合计多少", "0.15", "万元"),
        ("福利费和工会经费一共多少", "14.44", "万元"),
        ("结转的那几个项目占全部项目支出多大比例", "32.90", "%"),
        ("刨去2022年结转的，2023年新安排的项目是多少钱", "643.44", "万元"),
        ("今年的购买政务大厅综合服务经费是结转那笔的多少倍", "1.78", "倍"),
        ("两笔购买政务大厅综合服务经费合计", "176.60", "万元"),
        ("大厅改造总投资减掉今年安排的，还差多少没安排", "54712900", "元"),
        ("CA数字证书按63个算，平均一个多少元？", "480", "元"),
        ("按41个人算，人均基本支出多少万", "11.59", "万元"),
        ("养老保险占工资福利支出多少", "10.47", "%"),
        ("基本支出里人员经费占多少", "90.67", "%"),
        ("差旅费和水费加起来多少", "0.45", "万元"),
        ("把政务大厅重新装修改造，今年给了多少钱？", "100.00", "万元"),
        ("智慧政务项目的数量指标是什么", "4", "部分"),
        ("公用经费不含福利费是多少", "35.11", "万元"),
        ("除了基本工资，人员经费还有多少", "271.89", "万元"),
        ("职员培训费用多少", "1.37", "万元"),
        (
            "基本支出中，部门经济科目为“津贴补贴”、对应政府经济科目为“工资奖金津补贴”的金额",
            "56.45",
            "万元",
        ),
    ],
)
def test_the_headline_is_the_figure_asked_for(question: str, value: str, unit: str) -> None:
    answer = asked(question)
    assert (answer.value, answer.unit) == (value, unit), answer.answer


def test_single_rows_are_not_merged_by_name() -> None:
    answer = asked("人员经费的明细中，单行金额最大的是哪个科目")
    assert (answer.items[0].label, answer.value) == ("基本工资（工资奖金津补贴）", "83.56")


def test_the_least_and_the_most_are_both_told() -> None:
    answer = asked("钱最多的是哪个项目 最少的又是哪个")
    assert [item.value for item in answer.items] == ["192.48", "0.40"]


def test_a_top_three_cites_three_rows_and_a_list_all_of_them() -> None:
    assert len(asked("预算最多的三个项目是什么").citations) == 3
    assert len(asked("列出全部项目").citations) == 26


def test_a_project_that_is_not_the_largest_is_set_beside_the_largest() -> None:
    answer = asked("大厅改造是不是最大的项目")
    assert answer.answer.startswith("不是。")
    assert "192.48万元" in answer.answer
    assert "100.00万元" in answer.answer


def test_a_row_named_after_a_column_is_its_part_of_that_column() -> None:
    assert asked("项目支出一共多少", "其中行政运行占多少").value == "97.60"


def test_stated_changes_of_the_parts_are_added_up() -> None:
    answer = asked("说明里讲基本支出增40.23、项目增405.91，合计增446.13，加得起来吗")
    assert "446.14万元" in answer.answer
    assert "446.13万元" in answer.answer


def test_a_cost_item_that_differs_from_the_funds_is_told() -> None:
    answer = asked("2023年购买政务大厅综合服务经费申报表里成本指标与资金总额是否一致？")
    assert "112900元" in answer.answer
    assert "1,129,900元" in answer.answer
    assert "不相等" in answer.answer


def test_contradictions_are_told_before_roundings() -> None:
    lines = asked("报告里有没有数据对不上的地方").answer.split("\n")
    assert lines[1].startswith("矛盾")
    assert sum("四舍五入" in line for line in lines) == 1


def test_an_average_without_a_stated_quantity_is_not_made_up() -> None:
    answer = asked("公务接待费平均每天多少")
    assert (answer.status, answer.value) == ("not_found", None)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "人员经费和公用经费各占基本支出多少",
            ("人员经费占基本支出的90.67%", "公用经费占基本支出的9.33%"),
        ),
        ("支出结构", ("一般公共服务支出占支出合计的96.96%", "住房保障支出占支出合计的3.04%")),
        ("各单位机关运行经费占比", ("汾阳市政务服务中心占机关运行经费的22.84%",)),
        ("收入构成", ("一般公共预算占收入总计的100.00%",)),
        ("各项目占项目支出的比例", ("档案整理和数字化建设项目占项目支出的10.26%",)),
    ],
)
def test_each_part_is_told_with_its_share(question: str, lines: tuple[str, ...]) -> None:
    answer = asked(question)
    assert answer.status == "answered"
    assert all(line in answer.answer for line in lines)


def test_the_rows_of_three_public_are_not_counted_twice() -> None:
    answer = asked("三公经费各项占比")
    assert "公务用车购置及运行费占三公经费的100.00%" in answer.answer
    assert "公务用车运行维护费占" not in answer.answer


def test_the_largest_of_the_parts_just_told() -> None:
    answer = asked("支出结构", "其中占比最大的是哪个")
    assert (answer.items[0].label, answer.value) == ("一般公共服务支出", "1390.32")


def test_no_share_of_the_whole_stands_in_for_the_shares_of_rows_that_are_not_there() -> None:
    answer = asked("教育支出各项占比")
    assert answer.status == "not_found"
    assert answer.value is None


@pytest.mark.parametrize("question", ["各项目多少钱", "各类支出多少", "各项支出分别多少"])
def test_what_each_row_is_is_not_answered_by_their_sum(question: str) -> None:
    answer = asked(question)
    assert answer.value is None
    assert len(answer.items) >= 2


def test_what_the_rows_are_together_is_their_sum() -> None:
    assert asked("各项目加起来是多少").value == "958.88"
    assert asked("各类支出合计多少").value == "1433.91"


def test_money_asked_for_is_not_answered_by_a_number_of_things() -> None:
    assert asked("政务大厅买服务多少钱").unit == "万元"


def test_projects_are_found_by_a_word_in_their_names() -> None:
    answer = asked("名字里带“运转”的项目有哪些")
    assert len(answer.items) == 4
    assert all("运转" in item.label for item in answer.items)


def test_the_projects_of_a_unit_are_left_out_where_the_question_says_so() -> None:
    assert asked("采购中心以外的项目一共多少钱").value == "909.58"
    assert len(asked("除了采购中心的项目还有哪些").items) == 20


def test_the_place_of_a_row_is_seen_in_the_whole_order() -> None:
    labels = [item.label for item in asked("公用经费中差旅费排第几").items]
    assert "差旅费" in labels[1:]


def test_more_by_a_rate_is_no_share() -> None:
    answer = asked("基本支出比公用经费多百分之几")
    assert (answer.value, answer.unit) == ("972.30", "%")
    assert "占" not in answer.answer
