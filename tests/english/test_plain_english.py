"""Plain English questions are read by the rules alone, where every word of them is known."""

from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.check import supported
from assistant.english.texts import in_chinese
from assistant.planner.plain_english import in_plain_chinese
from assistant.question import understand
from index.corpus import Corpus


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("What is the official hospitality budget?", "公务接待费是多少？"),
        ("share of basic expenditure in project expenditure", "基本支出占项目支出的比例是多少？"),
        (
            "What percentage of total expenditure is basic expenditure?",
            "基本支出占支出总计的比例是多少？",
        ),
        ("difference between water charge and electricity charge", "水费和电费相差多少？"),
        ("the sum of water and electricity in 2023", "2023年水费和电费合计多少？"),
        ("Which one cost more, water or electricity?", "水费和电费哪个多？"),
        ("change in agency running costs", "机关运行经费比上年增减多少？"),
        ("How many projects are there?", "有多少个项目？"),
        ("top 3 projects", "预算最多的3个项目是哪些？"),
        ("projects over 0.5 million yuan", "预算超过500000元的项目有哪些？"),
        ("which projects cost at most 50,000 yuan", "预算不超过50000元的项目有哪些？"),
        ("what does basic expenditure mean", "什么是基本支出？"),
    ],
)
def test_a_plain_question_is_said_in_chinese(question: str, chinese: str) -> None:
    assert in_plain_chinese(understand(question)) == chinese


@pytest.mark.parametrize(
    "question",
    [
        "what did elevators cost",
        "the sum of water and elevators",
        "water charge without electricity charge",
        "what is the total",
        "difference between 2022 and 2023 in water charge",
        "projects over 5",
        "projects of schools over 500,000 yuan",
        "水费 water charge",
        "why did agency running costs fall",
        "",
    ],
)
def test_a_question_with_a_word_that_is_not_known_is_not(question: str) -> None:
    assert in_plain_chinese(understand(question)) is None


@pytest.fixture(scope="module")
def alone(bundled_store: Path) -> Assistant:
    return Assistant(Corpus.open(bundled_store))


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("What is the total budget?", "1433.90", "万元"),
        ("project expenditure total?", "958.88", "万元"),
        ("share of basic expenditure in total expenditure", "33.13", "%"),
        ("difference between water charge and electricity charge in 2023", "0.05", "万元"),
        ("the sum of water and electricity", "0.15", "万元"),
        ("how many projects are there", "26", "个"),
    ],
)
def test_it_is_answered_in_english_with_the_figure_of_the_chinese_question(
    question: str, value: str, unit: str, alone: Assistant
) -> None:
    answer, _ = alone.ask(question)
    assert (answer.value, answer.unit) == (value, unit)
    assert in_chinese(answer.answer) is not None
    assert supported(answer.checks)
    assert answer.question == question


def test_a_condition_is_kept_and_its_amount_is_the_askers(alone: Assistant) -> None:
    answer, _ = alone.ask("which projects cost more than 1 million yuan?")
    assert {item.value for item in answer.items} == {"112.99", "148.00", "192.48"}
    assert 'those over CNY 1,000,000 ("1000000元")' in answer.answer
    verdicts = {check.text: check.verdict for check in answer.checks}
    assert verdicts['CNY 1,000,000 ("1000000元")'] == "question"
