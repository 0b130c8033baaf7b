"""Every English name and amount belongs to one Chinese one."""

import pytest

from assistant.english import amounts, names
from index.vocabulary import terms


@pytest.mark.parametrize("name", [term.name for term in terms()])
def test_every_term_is_read_back_as_itself(name: str) -> None:
    english = names.to_english(name)
    assert english is not None
    assert names.to_chinese(english) == name


def test_no_english_term_stands_for_two() -> None:
    said = [names.to_english(term.name) for term in terms()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("培训费", "training expense"),
        ("商务委的培训费", 'training expense of "商务委"'),
        ("2025年商务委的培训费", 'training expense of "商务委" (2025)'),
        ("2023年保运转经费", '"保运转经费" (2023)'),
        ("政府购买服务", "purchase of services"),
        ("商务委的政府购买服务", 'purchase of services of "商务委"'),
        ("维修(护)费", 'maintenance and repair ("维修(护)费")'),
        ("超过一百万的项目", 'projects of those over "一百万"'),
        (
            "20万元以上的名称含「政务」的项目",
            'projects of those named with "「政务」" of those of at least CNY 200,000 ("20万元")',
        ),
        ("甲（乙的丙）的水费", 'water charge of "甲（乙的丙）"'),
    ],
)
def test_a_name_is_said_and_read_back(name: str, english: str) -> None:
    assert names.to_english(name) == english
    assert names.to_chinese(english) == name


@pytest.mark.parametrize(
    "text",
    ["trainings", "training expense of", "of", "", 'training "培训费"', '"甲" "乙"', "培训费"],
)
def test_words_that_name_nothing_are_not_read(text: str) -> None:
    assert names.to_chinese(text) is None


def test_a_gloss_must_be_that_of_the_printed_name() -> None:
    assert names.to_chinese('training expense ("维修(护)费")') is None


def test_a_name_that_holds_quotes_is_not_said() -> None:
    assert names.to_english('甲"乙') is None


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("935.85万元", 'CNY 9,358,500 ("935.85万元")'),
        ("1,182.50万元", 'CNY 11,825,000 ("1,182.50万元")'),
        ("1.20亿元", 'CNY 120,000,000 ("1.20亿元")'),
        ("83,000元", 'CNY 83,000 ("83,000元")'),
        ("33.13%", "33.13%"),
        ("2.02倍", "2.02 times"),
        ("8辆", "8 vehicles"),
        ("475.03", "475.03"),
        ("1,234元÷5.6万元", 'CNY 1,234 ("1,234元")÷CNY 56,000 ("5.6万元")'),
    ],
)
def test_an_amount_keeps_its_digits_and_its_unit(chinese: str, english: str) -> None:
    assert amounts.to_english(chinese) == english
    assert amounts.to_chinese(english) == chinese
