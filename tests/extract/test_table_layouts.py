"""Headers and bodies beyond the bundled report: what a dump loses is recovered, or owned up to."""

import pytest

from index.extract.tables import tables_of
from index.readers.text_dump import document_of
from index.records import Table


def table(body: str, *, unit: str = "万元") -> Table:
    head = f"预算公开表1\n\n2025年测试表2025年测试表\n\n部门名称：某县财政局 单位：{unit}\n\n"
    tables = tables_of(document_of(head + body, source="x.txt", sha256="0" * 64))
    assert len(tables) == 1
    return tables[0]


def bold(*words: str) -> str:
    return " ".join(word * 2 for word in words) + "\n\n"


def paths(found: Table) -> list[str]:
    return ["/".join(column.path) for column in found.columns]


def printed(found: Table) -> list[tuple[str | None, str, str | None, list[str | None]]]:
    return [(row.code, row.label, row.side, [c.printed for c in row.cells]) for row in found.rows]


def test_the_three_public_budgets_stand_under_appropriation_and_other_funds_beside_it() -> None:
    found = table(
        bold("项目名称", "合计", "财政拨款", "财政专户管理资金", "单位资金")
        + bold("小计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
        + "网络维护费 5.00 5.00 5.00     \n\n"
    )
    assert paths(found) == [
        "项目名称",
        "合计",
        "财政拨款/小计",
        "财政拨款/一般公共预算",
        "财政拨款/政府性基金预算",
        "财政拨款/国有资本经营预算",
        "财政专户管理资金",
        "单位资金",
    ]
    assert printed(found) == [
        (None, "网络维护费", None, ["5.00", "5.00", "5.00", None, None, None, None])
    ]


def test_basic_expenditure_may_stand_over_personnel_and_operating_expenditure() -> None:
    found = table(
        "科目编码 科目名称 合计 基本支出 项目支出\n\n小计 人员经费 公用经费\n\n"
        "201 一般公共服务支出 9.00 8.00 5.00 3.00 1.00\n\n"
        "20103 政府办公厅（室）及相关机构事务 9.00 8.00 5.00 3.00 1.00\n\n"
    )
    assert paths(found)[2:] == [
        "合计",
        "基本支出/小计",
        "基本支出/人员经费",
        "基本支出/公用经费",
        "项目支出",
    ]
    assert [(row.level, row.parent) for row in found.rows] == [(1, None), (2, "201")]


def test_a_two_sided_table_with_codes_on_both_sides_is_two_lists_of_rows() -> None:
    found = table(
        "国有资本经营预算收入国有资本经营预算收入 国有资本经营预算支出国有资本经营预算支出\n\n"
        "项目项目\n国有资本经国有资本经\n营收入预算营收入预算\n\n"
        "科目编码科目编码 科目名称科目名称 合计合计 基本支出基本支出 项目支出项目支出\n"
        "收入科目编码收入科目编码 科目名称科目名称\n\n"
        "10306 国有资本经营收入 7.00 223 国有资本经营预算支出 7.00  7.00\n\n"
        "1030601 利润收入 7.00 22301 解决历史遗留问题及改\n革成本支出\n\n7.00  7.00\n\n"
        "   22302 国有企业资本金注入   \n\n"
    )
    income, expenditure = "国有资本经营预算收入", "国有资本经营预算支出"
    assert printed(found) == [
        ("10306", "国有资本经营收入", income, ["7.00"]),
        ("223", "国有资本经营预算支出", expenditure, ["7.00", None, "7.00"]),
        ("1030601", "利润收入", income, ["7.00"]),
        ("22301", "解决历史遗留问题及改革成本支出", expenditure, ["7.00", None, "7.00"]),
        ("22302", "国有企业资本金注入", expenditure, [None, None, None]),
    ]


def test_a_heading_never_seen_before_is_a_column_under_its_own_name() -> None:
    found = table(
        bold("采购项目名称", "采购方式名称", "本年采购额", "上年采购额")
        + "办公设备 公开招标 12.00 \n\n物业服务 竞争性磋商 30.00 28.00\n\n"
    )
    assert paths(found) == ["采购项目名称", "采购方式名称", "本年采购额", "上年采购额"]
    assert [(r.label, r.qualifier, [c.printed for c in r.cells]) for r in found.rows] == [
        ("办公设备", "公开招标", ["12.00", None]),
        ("物业服务", "竞争性磋商", ["30.00", "28.00"]),
    ]


def test_a_body_that_fits_no_header_is_owned_up_to_and_no_figure_is_shifted() -> None:
    found = table(
        "项目项目 2025年预算数2025年预算数\n\n合计合计 基本支出基本支出 项目支出项目支出\n\n"
        "行政运行 1.00 2.00 3.00 4.00 5.00 6.00\n\n事业运行 1.00 2.00\n\n"
    )
    cells = [cell.printed for row in found.rows for cell in row.cells if cell.printed]
    assert cells == []
    assert any("提取说明" in note for note in found.notes)


def test_a_page_break_loses_blanks_but_moves_no_figure() -> None:
    found = table(
        "收入 支出\n\n项目 2025年 项目 合计 基本支出\n\n"
        "一、一般公共预算 9.00 一、一般公共服务支出 9.00 9.00\n\n"
        "  \n二、外交支\n出\n 三、国防支\n出\n\n  \n\n收入总计 9.00 支出总计 9.00 9.00\n\n"
    )
    assert [row[1:] for row in printed(found)] == [
        ("一、一般公共预算", "收入", ["9.00"]),
        ("一、一般公共服务支出", "支出", ["9.00", "9.00"]),
        ("二、外交支出", "支出", [None, None]),
        ("三、国防支出", "支出", [None, None]),
        ("收入总计", "收入", ["9.00"]),
        ("支出总计", "支出", ["9.00", "9.00"]),
    ]
    assert [row.page for row in found.rows] == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("heading", "figure", "unit"),
    [
        ("金额（元）金额（元）", "12.00", "元"),
        ("占比占比", "12.00", "%"),
        ("金额金额", "12.00%", "%"),
        ("金额金额", "12.00", "万元"),
    ],
)
def test_the_unit_nearest_to_the_figure_counts(heading: str, figure: str, unit: str) -> None:
    found = table(f"项目项目 {heading} 小计小计\n\n办公费 {figure} 3.00\n\n")
    assert [cell.unit for cell in found.rows[0].cells] == [unit, "万元"]


def test_an_empty_table_says_so_and_a_blank_is_not_a_zero() -> None:
    found = table(
        "科目编码科目编码 科目名称科目名称 合计合计 基本支出基本支出\n\n"
        "合计合计     \n\n    \n\n注：本表无数据注：本表无数据\n"
    )
    assert (found.empty, found.notes) == (True, ("注：本表无数据",))
    assert printed(found) == [(None, "合计", None, [None, None])]
    full = table("项目项目 合计合计 基本支出基本支出\n\n公务接待费 0.00 \n\n")
    assert [(c.printed, c.amount) for c in full.rows[0].cells] == [("0.00", 0), (None, None)]
    assert not full.empty


def test_numbered_rows_below_a_plain_one_are_its_parts() -> None:
    found = table(
        "项目项目 2025年预算数2025年预算数\n\n公务用车购置及运行费 5.00\n\n①公务用车购置费 2.00\n\n"
        "②公务用车运行维护费 3.00\n\n公务接待费 1.00\n\n合计合计 6.006.00\n\n"
    )
    assert [(row.level, row.parent) for row in found.rows] == [
        (1, None),
        (2, "公务用车购置及运行费"),
        (2, "公务用车购置及运行费"),
        (1, None),
        (None, None),
    ]
