"""What a printed figure is worth, and what is no figure."""

from decimal import Decimal

import pytest

from index.amounts import parse_amount
from index.errors import AmountError


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,433.90", "1433.90"),
        ("１，２３４．５０", "1234.50"),
        ("－10.00", "-10.00"),
        ("−10.00", "-10.00"),
        ("（40.00）", "-40.00"),
        ("(1,200)", "-1200"),
        ("△3.5", "-3.5"),
        ("0.00", "0.00"),
    ],
)
def test_a_figure_is_worth_what_its_signs_and_digits_say(printed: str, value: str) -> None:
    assert parse_amount(printed) == Decimal(value)


@pytest.mark.parametrize("printed", [None, "", " ", "-", "—", "——", "⸺", "－"])
def test_a_blank_or_a_dash_is_missing(printed: str | None) -> None:
    assert parse_amount(printed) is None


@pytest.mark.parametrize("printed", ["①", "（3）", "▲10.00", "1.2.3", "12万", "约12", "12-15"])
def test_what_may_be_something_else_is_no_amount(printed: str) -> None:
    with pytest.raises(AmountError):
        parse_amount(printed)
