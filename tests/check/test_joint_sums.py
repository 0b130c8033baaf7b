"""A sum that stands on one side of a share or a comparison is proved by all that it joins."""

import pytest
from invented_figures import ECONOMIC, cell, evidence, formula, report

from assistant.check import check, objections, supported
from assistant.evidence import Evidence
from index.records import Report

THIS = report()
LAST = report(year=2022, id_="r0")


def row(name: str, printed: str, of: Report = THIS):  # type: ignore[no-untyped-def]
    return cell(name, printed, table=ECONOMIC, of=of)


SHARE = evidence(
    row("水费", "2.00"),
    row("电费", "3.00"),
    row("公用经费", "20.00"),
    formulas=(
        formula("sum", "c1 c2", "5.00", "万元", "水费、电费合计"),
        formula("share", "f1 c3", 25, "%", "占比", "占", id_="f2"),
    ),
)
YEARS = evidence(
    row("水费", "2.00"),
    row("电费", "3.00"),
    row("水费", "1.50", LAST),
    row("电费", "2.50", LAST),
    formulas=(
        formula("sum", "c1 c2", "5.00", "万元", "水费、电费合计"),
        formula("sum", "c3 c4", "4.00", "万元", "水费、电费合计", id_="f2"),
        formula("difference", "f1 f2", "1.00", "万元", "相差", id_="f3"),
    ),
)


def passes(text: str, evidence_: Evidence = SHARE) -> bool:
    return supported(check(text, question="", evidence=evidence_, reports=(THIS, LAST)))


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("2023年水费、电费合计占公用经费的25.00%（5.00÷20.00）。", SHARE),
        ("2023年水费、电费合计5.00万元（2.00+3.00）。", SHARE),
        ("2023年水费、电费合计比2022年水费、电费合计多1.00万元（5.00-4.00）。", YEARS),
        ("2022年水费、电费合计4.00万元（1.50+2.50）。", YEARS),
    ],
)
def test_a_joint_operand_is_proved(text: str, over: Evidence) -> None:
    said = objections(text, question="", evidence=over, reports=(THIS, LAST))
    assert passes(text, over), said


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("2023年水费占公用经费的25.00%。", SHARE),
        ("2023年水费合计占公用经费的25.00%。", SHARE),
        ("2023年水费合计5.00万元。", SHARE),
        ("2023年水费、电费合计占公用经费的10.00%。", SHARE),
        ("2022年水费、电费合计比2023年水费、电费合计多1.00万元。", YEARS),
        ("2022年水费、电费合计5.00万元。", YEARS),
        ("2023年水费、电费合计4.00万元。", YEARS),
    ],
)
def test_a_part_of_it_another_year_or_the_other_way_round_is_not(text: str, over: Evidence) -> None:
    assert not passes(text, over)
