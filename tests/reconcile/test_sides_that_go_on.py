"""收入 and 支出 whose list goes on below 本年合计, as some provinces print it."""

from invented_extraction import entry, extraction, of_rule, table

from index.reconcile import reconcile
from index.records import Extraction


def income(whole: str) -> Extraction:
    return extraction(
        table(
            "收支总表",
            ["收入:预算数", "支出:预算数"],
            entry("一、财政拨款", "70.00", side="收入"),
            entry("二、其他资金", "10.00", side="收入"),
            entry("本年收入合计", "80.00", side="收入"),
            entry("三、上级补助收入", "5.00", side="收入"),
            entry("上年结转", "1.00", side="收入"),
            entry("收入总计", whole, side="收入"),
            entry("一、基本支出", whole, side="支出"),
            entry("支出总计", whole, side="支出"),
        )
    )


def test_the_total_of_the_year_is_not_the_heading_of_what_follows() -> None:
    assert reconcile(income("86.00")) == ()


def test_what_follows_the_total_of_the_year_belongs_to_the_grand_total() -> None:
    (finding,) = of_rule(reconcile(income("81.00")), "side-total")
    assert [side.printed for side in finding.sides[:2]] == ["81.00", "86.00"]
