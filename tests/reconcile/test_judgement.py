"""What is called a contradiction, and what rounding, a misprint, a part or a matter to explain."""

from form_cases import YEARLY, cost, described, filed, priced
from invented_extraction import Filing, entry, extraction, of_rule, said, table
from prose_cases import basic, prose, shared
from table_cases import economic, one_account

from index.reconcile import reconcile
from index.records import Extraction, Severity


def severities(report: Extraction, slug: str) -> list[Severity]:
    return [finding.severity for finding in of_rule(reconcile(report), slug)]


def sections(whole: str, *parts: str) -> Extraction:
    rows = [entry(f"205{n:02} 款", part) for n, part in enumerate(parts, start=1)]
    return extraction(table("表", ["合计"], entry("205 教育支出", whole), *rows))


def test_one_unit_of_the_last_place_is_rounding() -> None:
    assert severities(sections("3.01", "1.00", "2.00"), "account-sum") == ["rounding"]


def test_two_units_of_the_last_place_over_two_addends_are_a_contradiction() -> None:
    assert severities(sections("3.02", "1.00", "2.00"), "account-sum") == ["contradiction"]


def test_rounding_accumulates_by_half_a_unit_an_addend() -> None:
    assert severities(sections("6.03", *["1.00"] * 6), "account-sum") == ["rounding"]
    assert severities(sections("6.04", *["1.00"] * 6), "account-sum") == ["contradiction"]


def test_whole_yuan_round_to_one_yuan() -> None:
    assert severities(sections("1,000,001", "400,000", "600,000"), "account-sum") == ["rounding"]


def test_a_blank_parent_is_missing_and_not_zero() -> None:
    report = extraction(
        table("表", ["合计"], entry("205 教育支出", None), entry("20502 普通教育", "3.00"))
    )
    assert severities(report, "account-sum") == []


def test_a_column_that_repeats_another_is_reported_once() -> None:
    rows = (entry("205 教育支出", "5.00", "5.00"), entry("20502 普通教育", "3.00", "3.00"))
    report = extraction(table("表", ["合计", "一般公共预算"], *rows))
    assert severities(report, "account-sum") == ["contradiction"]


def test_dropped_trailing_zeros_agree_with_the_table() -> None:
    report = prose(said("基本支出", "50.0"), tables=(basic(),))
    assert severities(report, "prose-table") == []


def test_ten_thousands_in_the_prose_agree_with_yuan_in_the_table() -> None:
    basic_in_yuan = table("表", ["基本支出"], entry("合计", "500,049"), unit="元")
    assert (
        severities(prose(said("基本支出", "50.00"), tables=(basic_in_yuan,)), "prose-table") == []
    )


def test_a_name_with_two_amounts_in_the_tables_is_left_alone() -> None:
    other = table("表", ["基本支出"], entry("合计", "70.00"))
    report = prose(said("基本支出", "52.00"), tables=(basic(), other))
    assert severities(report, "prose-table") == []


def test_a_lost_digit_is_a_misprint() -> None:
    assert severities(cost("全年养护费", "10000元"), "form-cost") == ["misprint"]


def test_a_lone_cost_below_the_funds_may_be_a_part_of_them() -> None:
    assert severities(cost("测绘费", "30000元"), "form-cost") == ["explain"]


def test_a_lone_cost_above_the_funds_is_a_contradiction() -> None:
    assert severities(cost("测绘费", "230000元"), "form-cost") == ["contradiction"]


def several_costs(*amounts: str) -> Extraction:
    indicators = tuple(("成本指标", YEARLY, f"第{n}项", value) for n, value in enumerate(amounts))
    return filed(Filing(indicators=indicators))


def test_several_costs_that_add_up_to_the_funds_are_no_finding() -> None:
    assert severities(several_costs("60000元", "40000元"), "form-cost") == []


def test_several_costs_below_the_funds_are_parts() -> None:
    assert severities(several_costs("50000元", "40000元"), "form-cost") == []


def test_several_costs_above_the_funds_want_an_explanation() -> None:
    assert severities(several_costs("80000元", "40000元"), "form-cost") == ["explain"]


def test_a_cost_within_its_bound_is_no_finding() -> None:
    assert severities(cost("全年养护费", "≤120000元"), "form-cost") == []
    assert severities(cost("全年养护费", "≥100000元"), "form-cost") == []


def test_at_least_so_many_pieces_need_no_exact_product() -> None:
    assert severities(priced("≥499盏"), "form-product") == []


def test_the_parts_of_a_description_may_add_up_to_the_funds() -> None:
    assert severities(described("沥青需60000元，人工需40000元。"), "form-amount") == []
    assert severities(described("沥青费用60000元。人工费用30000元。"), "form-amount") == []


def test_a_description_in_ten_thousands_agrees_with_funds_in_yuan() -> None:
    assert severities(described("必须开支为10万元。"), "form-amount") == []


def test_a_share_off_by_one_in_its_last_place_is_rounding() -> None:
    assert severities(shared("62.51"), "share") == ["rounding"]


def test_operating_expenditure_above_running_costs_wants_an_explanation() -> None:
    running = table("机关运行经费表", ["机关运行经费预算数"], entry("", "12.00"))
    assert severities(extraction(running, economic("80.00")), "running-costs") == ["explain"]


def test_income_of_final_accounts_is_not_held_against_expenditure() -> None:
    income = table("收入决算表", ["合计"], entry("合计", "80.00"), entry("205 教育支出", "70.00"))
    budget = extraction(income, one_account("80.00"))
    final = extraction(income, one_account("80.00"), kind="final_accounts")
    assert severities(budget, "same-account") == ["contradiction"]
    assert severities(final, "same-account") == []
