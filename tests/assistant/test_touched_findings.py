"""An answer warns of the findings (勾稽发现) that one of its cells has a part in."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from assistant.execute.run import _touched
from index.records import Fact, Finding, FindingSide, Report

REPORT = Report(
    id="abc",
    title="某局2031年部门预算",
    department="某局",
    region=None,
    year=2031,
    kind="budget",
    pages=9,
    source="x.pdf",
    sha256="0" * 64,
)
FACT = Fact(
    id="abc/t1/0/1",
    report=REPORT,
    kind="cell",
    table="支出总表",
    table_id="t1",
    page=5,
    line=9,
    year=2031,
    code="2210201",
    row="住房公积金",
    qualifier=None,
    row_path=("住房公积金",),
    column_path=("合计",),
    printed="3,503,499",
    amount=Decimal(3503499),
    unit="元",
    text="住房公积金 3,503,499",
)


def warned(row: str | None, printed: str = "3,503,499", fact: Fact = FACT) -> bool:
    """Whether an answer that cites the fact warns of a finding with such a side."""
    side = FindingSide(page=5, table="支出总表", row=row, column="合计", printed=printed, text="")
    finding = Finding(
        id="f", severity="contradiction", rule="", message="", difference=None, unit=None,
        sides=(side,),
    )  # fmt: skip
    extraction = SimpleNamespace(findings=(finding,))
    return bool(_touched(SimpleNamespace(facts={"c": fact}, extraction=extraction)))  # type: ignore[arg-type]


def test_a_side_names_its_row_with_or_without_its_code() -> None:
    assert warned("住房公积金")
    assert warned("2210201 住房公积金")
    assert not warned("购房补贴")
    assert not warned("住房公积金", printed="3,503,500")


def test_a_row_without_a_name_is_known_by_having_none() -> None:
    nameless = replace(FACT, row="", code=None)
    assert warned(None, fact=nameless)
    assert not warned(None)
