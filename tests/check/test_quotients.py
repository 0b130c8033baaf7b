"""What one costs is proved by the money and the quantity it is worked out from."""

import pytest
from invented_figures import evidence, formula, fund, indicator, report

from assistant.check import check, objections, supported
from eval.mutant_truth import Answered
from eval.mutation import rates

FUNDS = fund("数字证书费", "30,240")
NUMBER = indicator("数字证书费", "证书个数", "63个", "63", "个")
EACH = formula("quotient", "c1 c2", 480, "元", "平均每个", "平均")
ONE = evidence(FUNDS, NUMBER, formulas=(EACH,))
TRUE = "2023年数字证书费的年度资金总额按证书个数平均，平均每个480元（30,240÷63）。"


def passes(text: str) -> bool:
    return supported(check(text, question="", evidence=ONE, reports=(report(),)))


def test_money_over_a_stated_quantity_is_proved() -> None:
    said = objections(TRUE, question="", evidence=ONE, reports=(report(),))
    assert passes(TRUE), said


def test_no_wrong_digit_of_a_quotient_passes() -> None:
    answer = Answered(
        text=TRUE, question="", evidence=ONE, reports=(report(),), facts=(FUNDS, NUMBER)
    )
    found = rates([answer])
    assert sum(found.mutants.values()) > 5
    assert [mutant.text for mutant in found.missed] == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年数字证书费的年度资金总额按证书个数平均，平均每个480万元（30,240÷63）。",
        "2023年数字证书费的年度资金总额按证书个数平均，平均每个480元（63÷30,240）。",
        "2023年数字证书费的年度资金总额为480元。",
        "2023年数字证书费平均每月480元。",
    ],
)
def test_a_quotient_said_of_something_else_is_not(text: str) -> None:
    assert not passes(text)


def test_people_over_money_is_no_unit_cost() -> None:
    turned = formula("quotient", "c2 c1", "0.0020833333", "元", "平均每个", "平均")
    upside_down = evidence(FUNDS, NUMBER, formulas=(turned,))
    text = "2023年证书个数按数字证书费的年度资金总额平均，平均每个0.002083元（63÷30,240）。"
    assert not supported(check(text, question="", evidence=upside_down, reports=(report(),)))
