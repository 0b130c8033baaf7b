"""A list in halves adds up as one list; rates add up to nothing."""

from dataclasses import replace

from invented_extraction import entry, extraction, of_rule, table

from index.reconcile import reconcile
from index.records import Extraction, Table


def in_halves(operating: str) -> Extraction:
    """商品和服务支出 heads the left half, and its last 款 stands in the right one."""
    drawn = table(
        "基本支出决算表",
        ["left:决算数", "right:决算数"],
        entry("302 商品和服务支出", operating, side="left"),
        entry("30228 工会经费", "3.00", side="right"),
        entry("30201 办公费", "5.00", side="left"),
        entry("310 资本性支出", "1.00", side="right"),
    )
    plain = tuple(replace(column, path=column.path[-1:]) for column in drawn.columns)
    return extraction(replace(drawn, columns=plain))


def test_an_account_whose_parts_stand_in_both_halves_is_their_sum() -> None:
    assert of_rule(reconcile(in_halves("8.00")), "account-sum") == []


def test_a_wrong_sum_over_both_halves_is_found() -> None:
    (finding,) = of_rule(reconcile(in_halves("9.00")), "account-sum")
    assert [side.printed for side in finding.sides[:2]] == ["9.00", "8.00"]


def changes(hospitality: str) -> Table:
    drawn = table(
        "三公表",
        ["本年预算数", "增减%"],
        entry("合计", "9.00", "-10.00"),
        entry("因公出国（境）费", "4.00", "-5.00"),
        entry("公务接待费", hospitality, "-20.00"),
        entry("公务用车购置及运行费", "3.00", "-15.00"),
    )
    rates = tuple(
        replace(row, cells=(row.cells[0], replace(row.cells[1], unit="%"))) for row in drawn.rows
    )
    return replace(drawn, rows=rates)


def test_rates_of_change_do_not_add_up() -> None:
    assert of_rule(reconcile(extraction(changes("2.00"))), "three-public") == []
    (finding,) = of_rule(reconcile(extraction(changes("2.50"))), "three-public")
    assert [side.printed for side in finding.sides[:2]] == ["9.00", "9.50"]
