"""The answer is of the kind that is asked for: a number of things, a duty, a part of a whole."""

import functools

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from tests.assistant.in_memory import BUNDLED, CorpusInMemory, extraction_of


@functools.cache
def assistant() -> Assistant:
    return Assistant(CorpusInMemory([extraction_of(BUNDLED[0])]))  # type: ignore[arg-type]


def asked(question: str) -> Answer:
    return assistant().ask(question)[0]


@pytest.mark.parametrize("question", ["12345热线一年接多少电话", "热线一年受理多少件"])
def test_money_does_not_answer_how_many_things(question: str) -> None:
    answer = asked(question)
    assert (answer.status, answer.value) == ("not_found", None)
    assert "没有写明所问的数量" in answer.answer


@pytest.mark.parametrize("question", ["12345热线一年多少钱", "水费是多少", "12345热线多少"])
def test_how_much_is_answered_with_money(question: str) -> None:
    assert asked(question).unit == "万元"


def test_a_duty_is_shown_where_the_duties_name_it() -> None:
    answer = asked("审批局负责公共资源交易吗")
    assert answer.status == "answered"
    assert "公共资源交易体系建设" in answer.answer


@pytest.mark.parametrize("question", ["审批局负责修路吗", "审批局管不管酒类"])
def test_a_duty_that_is_not_named_is_said_not_to_be(question: str) -> None:
    answer = asked(question)
    assert answer.status == "not_found"
    assert "职责中没有提到" in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("三公经费包括会议费吗", True),
        ("会议费算不算三公经费", True),
        ("公务接待费属于三公经费吗", False),
    ],
)
def test_whether_a_part_counts_is_told_by_what_the_whole_is_said_to_be(
    question: str, said: bool
) -> None:
    answer = asked(question)
    assert answer.value is None
    assert "对「三公经费」的解释" in answer.answer
    assert ("这段解释没有提到「会议费」" in answer.answer) is said


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("支出过千万了吗", "是的，超过您问到的一千万"),
        ("支出过亿了吗", "没有超过您问到的一亿"),
        ("支出是不是上亿了", "没有达到您问到的一亿"),
    ],
)
def test_a_scale_by_itself_is_one_of_it(question: str, told: str) -> None:
    assert told in asked(question).answer


def test_a_part_that_a_project_does_not_tell_of_is_not_its_money() -> None:
    answer = asked("政务大厅的房租多少钱")
    assert (answer.status, answer.value) == ("not_found", None)
    assert "没有找到与「房租」对应的数" in answer.answer


def test_a_figure_is_no_reason() -> None:
    answer = asked("水费为什么变了")
    assert (answer.status, answer.value) == ("not_found", None)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("最贵的项目是什么，由谁实施", "实施单位：汾阳市行政审批服务管理局"),
        ("最贵的项目是哪个，做什么用的", "项目概况"),
        ("12345热线项目的负责单位", "实施单位：汾阳市政务服务中心"),
    ],
)
def test_what_is_asked_of_the_first_of_a_ranking_is_told(question: str, told: str) -> None:
    assert told in asked(question).answer


@pytest.mark.parametrize("question", ["钱从哪来", "收入由哪些部分构成", "收入从哪里来"])
def test_where_the_money_comes_from_is_the_income_side(question: str) -> None:
    assert "一般公共预算占收入总计的100.00%" in asked(question).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("最大的一笔支出是哪一项", "项级科目中，预算金额最多的是：\n行政运行：1,182.50万元"),
        ("最大的支出是什么", "类级科目中，预算金额最多的是：\n一般公共服务支出：1,390.32万元"),
        ("钱主要花在什么地方", "1. 一般公共服务支出：1,390.32万元"),
    ],
)
def test_the_largest_spending_is_that_of_all_spending(question: str, told: str) -> None:
    assert told in asked(question).answer
