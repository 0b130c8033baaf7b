"""Several names spoken of as one operand: all of them count, or the question is declined."""

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
    ("question", "value", "unit", "told"),
    [
        ("福利费加工会经费一共多少，占公用经费多少", "32.60", "%", "合计14.44万元（9.19+5.25）"),
        ("福利费和工会经费占公用经费多少", "32.60", "%", "福利费、工会经费合计占公用经费"),
        ("水费、电费、取暖费三项加起来占公用经费几成", "2.21", "%", "水费、电费、取暖费合计"),
        ("水费和电费合计比取暖费少多少", "0.68", "万元", "取暖费比水费、电费合计多"),
        ("取暖费比水费和电费之和多多少", "0.68", "万元", "（0.83-0.15）"),
        ("福利费是水费和电费之和的几倍", "61.27", "倍", "（9.19÷0.15）"),
        ("前五大项目合计占项目支出多少", "67.98", "%", "上述5个项目合计651.85万元"),
        ("最贵的三个项目加起来多少钱", "453.47", "万元", "上述3个项目合计453.47万元"),
        ("公用经费不含福利费和工会经费是多少", "29.86", "万元", "（44.30-14.44）"),
        ("汾阳水电费加取暖费多少", "0.98", "万元", "水费、电费、取暖费合计"),
        ("水电费占公用经费多少", "0.34", "%", "水费、电费合计占公用经费"),
    ],
)
def test_what_is_added_counts_as_a_whole(question: str, value: str, unit: str, told: str) -> None:
    answer = asked(question)
    assert (answer.status, answer.value, answer.unit) == ("answered", value, unit)
    assert told in answer.answer


def test_the_figures_spoken_of_before_are_added_too() -> None:
    answer = asked("水费多少", "电费呢", "两个加起来占公用经费多少")
    assert answer.value == "0.34"
    assert "水费、电费合计占公用经费的0.34%（0.15÷44.30）" in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("办公费和无人机费合计占公用经费多少", "没有找到要相加的「无人机费」"),
        ("办公费、无人机费、水费三项合计多少", "没有找到要相加的「无人机费」"),
        ("水费和电费三项加起来占公用经费多少", "不符"),
        ("水费占公用经费和人员经费的多少", "占的是哪一个"),
        ("无人机费加水费等于公用经费吗", "没有找到「无人机费」这个数"),
        ("公用经费除了水费和无人机费还有多少", "没有把握"),
    ],
)
def test_without_one_of_its_parts_there_is_no_sum(question: str, told: str) -> None:
    answer = asked(question)
    assert answer.status != "answered"
    assert told in answer.answer


def test_each_of_several_shares_is_no_share_of_their_sum() -> None:
    answer = asked("水费和电费各占公用经费多少")
    assert "水费占公用经费的0.11%" in answer.answer
    assert "合计占" not in answer.answer


@pytest.mark.parametrize("question", ["水电费多少", "水费电费多少"])
def test_one_word_for_two_accounts_is_both_of_them(question: str) -> None:
    answer = asked(question)
    assert "水费预算数为0.05万元" in answer.answer
    assert "电费预算数为0.10万元" in answer.answer
