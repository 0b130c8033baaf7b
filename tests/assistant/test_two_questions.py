"""Two questions in one sentence: both are answered."""

import functools

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversation
from assistant.planner.two_questions import two_questions
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
    ("question", "told"),
    [
        ("采购中心有几个项目，合计多少？", ("共6个，合计49.30万元",)),
        ("不带结转的项目有几个，一共多少", ("共18个，合计643.44万元",)),
        (
            "办公设备购置那个项目打算买几台，一台多少钱",
            ("指标值为4台", "平均每台4,000元（16,000÷4）"),
        ),
        ("车是哪年买的，原值多少", ("于2021购置", "23.6万元")),
        (
            "采购中心聘用临时工平均每人一年多少？一个月呢",
            ("平均每人22,560元", "每月1,880元"),
        ),
    ],
)
def test_both_of_two_questions_are_answered(question: str, told: tuple[str, ...]) -> None:
    answer = asked(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in told)


@pytest.mark.parametrize(
    "question",
    ["最大的项目是哪个，多少钱", "电费呢，一年多少钱", "支出总计是多少，对吗", "基本支出多少"],
)
def test_one_question_is_not_taken_apart(question: str) -> None:
    assert two_questions(question) is None


def test_the_rate_is_asked_of_the_same_as_the_amount() -> None:
    assert two_questions("2025年预算比2024年多了多少，涨了百分之几") == (
        "2025年预算比2024年多了多少",
        "2025年预算比2024年涨了百分之几",
    )


def test_a_share_after_a_sum_is_that_of_the_sum() -> None:
    answer = asked("水费", "电费呢", "加起来", "占公用经费百分之几")
    assert (answer.value, answer.unit) == ("0.34", "%")
