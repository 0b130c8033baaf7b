"""Averages over the year and over what the report counts; the whole never in their place."""

import functools

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversation
from tests.assistant.in_memory import BUNDLED, CorpusInMemory, extraction_of


@functools.cache
def assistant() -> Assistant:
    return Assistant(CorpusInMemory([extraction_of(BUNDLED[0])]))  # type: ignore[arg-type]


def asked(*turns: str) -> Answer:
    """The answer to the last turn of a conversation."""
    conversation = Conversation()
    for turn in turns:
        answer, conversation = assistant().ask(turn, conversation)
    return answer


@pytest.mark.parametrize(
    ("turns", "value", "unit", "told"),
    [
        (("平均每天花多少钱",), "3.93", "万元", "（1,433.90÷365）"),
        (("一天要花多少钱",), "3.93", "万元", "报告没有按天的数，这是推算"),
        (("公用经费平均每天多少元",), "1213.70", "元", "（44.30万元÷365）"),
        (("三公经费平均每季度多少",), "1.25", "万元", "报告没有按季度的数"),
        (("基本支出除以12是多少",), "39.59", "万元", "每月"),
        (("水费和电费多少", "公用经费多少", "一个月呢"), "3.69", "万元", "公用经费按全年平均"),
        (("人员经费多少", "每人平均"), "10.51", "万元", "（430.73÷41）"),
        (("那两辆车平均原值多少",), "11.80", "万元", "平均每辆11.80万元（23.6÷2）"),
        (("采购中心聘用临时工平均每人一年多少",), "22560", "元", "平均每人22,560元"),
        (
            ("采购中心聘用临时工平均每人一年多少", "一个月呢"),
            "1880",
            "元",
            "平均每人22,560元（112,800÷5），按全年平均，每月1,880元",
        ),
    ],
)
def test_a_mean_is_worked_out_of_what_the_report_states(
    turns: tuple[str, ...], value: str, unit: str, told: str
) -> None:
    answer = asked(*turns)
    assert (answer.status, answer.value, answer.unit) == ("answered", value, unit)
    assert told in answer.answer


@pytest.mark.parametrize(
    "question", ["每周花多少钱", "平均每户补贴多少公用经费", "公用经费平均每平方米多少"]
)
def test_the_whole_is_no_answer_where_its_mean_is_asked_for(question: str) -> None:
    answer = asked(question)
    assert (answer.status, answer.value) == ("not_found", None)
