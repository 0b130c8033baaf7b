"""A year's figure by the day is proved by the days of that year, and by nothing else."""

import pytest
from invented_figures import ECONOMIC, cell, evidence, formula, report

from assistant.check import check, objections, supported

LEAP = report(year=2024)
WATER = cell("水费", "36.60", table=ECONOMIC, of=LEAP)
DAILY = evidence(
    WATER,
    formulas=(
        formula("daily", "c1", "0.1", "万元", "每天"),
        formula("quarterly", "c1", "9.15", "万元", "每季度", id_="f2"),
    ),
)


def passes(text: str) -> bool:
    return supported(check(text, question="", evidence=DAILY, reports=(LEAP,)))


@pytest.mark.parametrize(
    "text",
    [
        "2024年水费按全年平均，每天0.10万元（36.60÷366）。",
        "2024年水费按全年平均，每季度9.15万元。",
    ],
)
def test_the_days_of_a_leap_year_are_366(text: str) -> None:
    assert passes(text), objections(text, question="", evidence=DAILY, reports=(LEAP,))


@pytest.mark.parametrize(
    "text",
    [
        "2024年水费按全年平均，每天0.10万元（36.60÷365）。",
        "2024年水费按全年平均，每天0.11万元。",
        "2024年水费按全年平均，每季度0.10万元。",
        "2024年水费为0.10万元。",
        "2024年电费按全年平均，每天0.10万元。",
    ],
)
def test_another_divisor_period_or_row_is_not_proved(text: str) -> None:
    assert not passes(text)


def test_a_common_year_does_not_have_366() -> None:
    common = evidence(
        cell("水费", "36.60", table=ECONOMIC),
        formulas=(formula("daily", "c1", "0.1", "万元", "每天"),),
    )
    text = "2023年水费按全年平均，每天0.10万元（36.60÷366）。"
    assert not supported(check(text, question="", evidence=common, reports=(report(),)))
