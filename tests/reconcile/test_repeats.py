"""同一段前后一致: one account stated twice in a paragraph."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from index.reconcile.prose_repeats import stated_twice
from index.records import Extraction, Passage, Report, Statement

REPORT = Report(
    id="r", title="部门预算", department="水务局", region=None, year=2025, kind="budget",
    pages=9, source="a.pdf", sha256="0" * 64,
)  # fmt: skip
ACCOUNT = "住房保障支出（类）住房公积金（项）"


def told(*stated: tuple[str, str, int]) -> Extraction:
    statements: Sequence[Statement] = [
        Statement(
            index=i, passage=0, page=1, line=1, sentence=f"{subject}{amount}万元", subject=subject,
            measure="amount", printed=amount, amount=Decimal(amount), unit="万元", year=year,
        )
        for i, (subject, amount, year) in enumerate(stated)
    ]  # fmt: skip
    passage = Passage(index=0, page=1, line=1, headings=("说明",), text="略")
    return Extraction(
        report=REPORT, tables=(), forms=(), catalogue=(), passages=(passage,),
        statements=tuple(statements),
    )  # fmt: skip


def test_two_amounts_of_one_account_are_a_contradiction() -> None:
    (found,) = stated_twice(told((ACCOUNT, "35.20", 2025), (f"{ACCOUNT}预算安排", "35.60", 2025)))
    assert {side.printed for side in found.sides} == {"35.20", "35.60"}


@pytest.mark.parametrize(
    "second",
    [
        (f"{ACCOUNT}预算安排", "35.20", 2025),
        (f"{ACCOUNT}当年预算执行数", "30.00", 2024),
        ("住房保障支出（类）购房补贴（项）", "12.00", 2025),
    ],
)
def test_the_same_amount_another_year_or_another_account_is_none(
    second: tuple[str, str, int],
) -> None:
    assert not list(stated_twice(told((ACCOUNT, "35.20", 2025), second)))
