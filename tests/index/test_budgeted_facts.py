"""Budget figures beside the accounts are told by any heading of their path."""

import pytest

from index.facts import is_budgeted
from index.records import Fact, Report

REPORT = Report(
    id="r",
    title="某局2023年度部门决算",
    department="某局",
    region=None,
    year=2023,
    kind="final_accounts",
    pages=9,
    source="a.pdf",
    sha256="0" * 64,
)


def fact(*headings: str, row: str = "") -> Fact:
    return Fact(
        id="r/t07/0/3",
        report=REPORT,
        kind="cell",
        table="三公经费支出决算表",
        table_id="t07",
        page=7,
        line=3,
        year=2023,
        code=None,
        row=row,
        qualifier=None,
        row_path=(row,),
        column_path=headings,
        printed="4.00",
        amount=None,
        unit="万元",
        text="",
    )


@pytest.mark.parametrize(
    "headings", [("公务接待费", "预算数"), ("预算数", "公务接待费"), ("年初预算数",), ("预 算 数",)]
)
def test_a_figure_under_a_budget_heading_is_budgeted(headings: tuple[str, ...]) -> None:
    assert is_budgeted(fact(*headings))


@pytest.mark.parametrize("headings", [("公务接待费", "决算数"), ("预算数比决算数",), ("合计",)])
def test_any_other_figure_is_of_the_accounts(headings: tuple[str, ...]) -> None:
    assert not is_budgeted(fact(*headings))
