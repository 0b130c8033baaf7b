"""Identities within and between tables, on invented tables of a few rows."""

from identity_cases import Case
from invented_extraction import Entry, entry, extraction, table

from index.records import Extraction, Table

SIDES = ["收入:金额", "支出:金额"]
SPENDING = ["预算数/合计", "预算数/基本支出", "预算数/项目支出"]


def two_sides(income: str, spending: str, *more: Entry) -> Table:
    return table(
        "收支总表",
        SIDES,
        entry("一、一般公共预算", "80.00", side="收入"),
        entry("一、教育支出", "60.00", side="支出"),
        entry("二、住房保障支出", "20.00", side="支出"),
        *more,
        entry("收入总计", income, side="收入"),
        entry("支出总计", spending, side="支出"),
    )


def spending(*entries: Entry, title: str = "支出总表") -> Table:
    return table(title, SPENDING, *entries)


def accounts(education: str, school: str, whole: str = "80.00") -> Table:
    return spending(
        entry("合计", whole, "50.00", "30.00"),
        entry("205 教育支出", education, "30.00", "30.00"),
        entry("20502 普通教育", school, "30.00", "30.00"),
        entry("221 住房保障支出", "20.00", "20.00", None),
    )


def carried(this_year: str, carryover: str | None) -> Table:
    return two_sides(
        "85.00",
        "80.00",
        entry("本年收入合计", this_year, side="收入"),
        entry("年初结转和结余", carryover, side="收入"),
    )


def detailed(first: str, numbered: str = "1.") -> Table:
    return table(
        "收支总表",
        SIDES,
        entry("一、财政拨款收入", "80.00", side="收入"),
        entry(f"{numbered}一般公共预算资金", first, side="收入"),
        entry(f"{numbered}政府性基金", "10.00", side="收入"),
        entry("二、其他收入", None, side="收入"),
        entry("一、教育支出", "80.00", side="支出"),
    )


def units(*entries: Entry) -> Table:
    return table("机关运行经费统计表", ["预算数/合计"], *entries, label="单位名称")


def expenses(*entries: Entry) -> Table:
    return table("三公经费表", ["预算数/合计"], *entries, label="项目")


def three_public(whole: str, car: str, overseas: str | None = "1.00") -> Table:
    return expenses(
        entry("因公出国（境）费", overseas),
        entry("公务接待费", "2.00"),
        entry("公务用车购置及运行费", car),
        entry("①公务用车购置费", "3.00"),
        entry("②公务用车运行维护费", "4.00"),
        entry("合计", whole),
    )


def three_public_columns(whole: str, car: str) -> Table:
    heads = ["合计", "因公出国(境)费", "公务接待费", "公务用车/小计"]
    heads += ["公务用车/购置费", "公务用车/运行费"]
    columns = [f"三公/{name}" for name in heads]
    return table("三公表", columns, entry("", whole, "1.00", "2.00", car, "3.00", "4.00"))


def economic(whole: str, personnel: str = "60.00", operating: str = "20.00") -> Table:
    return table(
        "经济分类表",
        ["预算数/合计", "预算数/人员经费", "预算数/公用经费"],
        entry("合计", whole, personnel, operating),
        entry("301 工资福利支出", "60.00", "60.00", None),
        entry("302 商品和服务支出", "20.00", None, "20.00"),
    )


def economic_final(personnel: str) -> Table:
    return table(
        "经济分类决算表",
        ["决算数"],
        entry("301 工资福利支出", "60.00"),
        entry("303 对个人和家庭的补助", "5.00"),
        entry("302 商品和服务支出", "20.00"),
        entry("人员经费合计", personnel),
        entry("公用经费合计", "20.00"),
    )


def income(whole: str, own: str | None = None, school: str = "80.00") -> Table:
    return table(
        "收入总表",
        ["合计", "一般公共预算", "单位资金"],
        entry("合计", whole, whole, own),
        entry("205 教育支出", school, school, own),
    )


def one_account(whole: str, title: str = "支出总表") -> Table:
    return spending(
        entry("合计", whole, "50.00", "30.00"),
        entry("205 教育支出", whole, "50.00", "30.00"),
        title=title,
    )


def projects(*amounts: str) -> Table:
    rows = (entry(f"项目{n}", amount) for n, amount in enumerate(amounts, start=1))
    return table("项目支出表", ["合计"], *rows, label="项目名称")


def note(text: str, figure: str | None) -> Extraction:
    return extraction(table("基金表", ["合计"], entry("合计", figure), notes=(text,)))


def funds(whole: str, first: str = "甲资金") -> Extraction:
    return extraction(table("表", ["合计", first, "乙资金"], entry("修路", whole, "1.00", "2.00")))


TWO_UNITS = (entry("甲", "4.00"), entry("乙", "5.00"))

EMPTY = extraction()

TABLE_CASES = (
    Case(
        slug="income-expenditure",
        holds=extraction(two_sides("80.00", "80.00")),
        fails=extraction(two_sides("80.00", "90.00")),
        silent=extraction(accounts("60.00", "60.00")),
        printed=("80.00", "90.00"),
    ),
    Case(
        slug="side-classes",
        holds=extraction(two_sides("80.00", "80.00")),
        fails=extraction(two_sides("80.00", "70.00")),
        silent=EMPTY,
        printed=("70.00", "80.00"),
    ),
    Case(
        slug="side-detail",
        holds=extraction(detailed("70.00")),
        fails=extraction(detailed("75.00")),
        silent=extraction(detailed("75.00", numbered="")),
        printed=("80.00", "85.00"),
    ),
    Case(
        slug="side-total",
        holds=extraction(carried("80.00", "5.00")),
        fails=extraction(carried("80.00", "9.00")),
        silent=extraction(two_sides("85.00", "80.00")),
        printed=("85.00", "89.00"),
    ),
    Case(
        slug="account-sum",
        holds=extraction(accounts("60.00", "60.00")),
        fails=extraction(accounts("60.00", "55.00")),
        silent=extraction(spending(entry("205 教育支出", "60.00", "30.00", "30.00"))),
        printed=("60.00", "55.00"),
    ),
    Case(
        slug="table-total",
        holds=extraction(accounts("60.00", "60.00")),
        fails=extraction(accounts("60.00", "60.00", whole="90.00")),
        silent=extraction(
            table("表", ["合计"], entry("合计", "9.00"), entry("其中：差旅费", "1.00"))
        ),
        printed=("90.00", "80.00"),
    ),
    Case(
        slug="unit-sum",
        holds=extraction(
            units(entry("部门合计", "9.00"), entry("甲", "4.00"), entry("乙", "5.00"))
        ),
        fails=extraction(
            units(entry("部门合计", "9.50"), entry("甲", "4.00"), entry("乙", "5.00"))
        ),
        silent=extraction(units(*TWO_UNITS)),
        printed=("9.50", "9.00"),
    ),
    Case(
        slug="basic-project",
        holds=extraction(spending(entry("205 教育支出", "60.00", "30.00", "30.00"))),
        fails=extraction(spending(entry("205 教育支出", "61.00", "30.00", "30.00"))),
        silent=extraction(spending(entry("205 教育支出", None, "30.00", "30.00"))),
        printed=("61.00", "60.00"),
    ),
    Case(
        slug="personnel-operating",
        holds=extraction(economic("80.00")),
        fails=extraction(economic("82.00")),
        silent=extraction(spending(entry("205 教育支出", "61.00", "30.00", "30.00"))),
        printed=("82.00", "80.00"),
    ),
    Case(
        slug="economic-classes",
        holds=extraction(economic_final("65.00")),
        fails=extraction(economic_final("60.00")),
        silent=extraction(economic("80.00")),
        printed=("60.00", "65.00"),
    ),
    Case(
        slug="three-public",
        holds=extraction(three_public("10.00", "7.00")),
        fails=extraction(three_public("11.00", "7.00")),
        silent=extraction(expenses(entry("公务接待费", "2.00"), entry("合计", "5.00"))),
        printed=("11.00", "10.00"),
    ),
    Case(
        slug="three-public-columns",
        holds=extraction(three_public_columns("10.00", "7.00")),
        fails=extraction(three_public_columns("11.00", "7.00")),
        silent=extraction(three_public("11.00", "7.00")),
        printed=("11.00", "10.00"),
    ),
    Case(
        slug="vehicles",
        holds=extraction(three_public("10.00", "7.00")),
        fails=extraction(three_public("10.00", "8.00")),
        silent=extraction(expenses(entry("公务用车购置及运行费", "8.00"))),
        printed=("8.00", "7.00"),
    ),
    Case(
        slug="vehicle-columns",
        holds=extraction(three_public_columns("10.00", "7.00")),
        fails=extraction(three_public_columns("10.00", "8.00")),
        silent=extraction(three_public("10.00", "8.00")),
        printed=("8.00", "7.00"),
    ),
    Case(
        slug="fund-sources",
        holds=extraction(
            table("表", ["合计", "甲资金", "乙资金"], entry("修路", "3.00", "1.00", "2.00"))
        ),
        fails=extraction(
            table("表", ["合计", "甲资金", "乙资金"], entry("修路", "4.00", "1.00", "2.00"))
        ),
        silent=extraction(
            table("表", ["合计", "比上年", "乙资金"], entry("修路", "4.00", "1.00", "2.00"))
        ),
        printed=("4.00", "3.00"),
    ),
    Case(
        slug="empty-table",
        holds=note("注：本表无数据", None),
        fails=note("注：本表无数据", "5.00"),
        silent=note("注：按决算口径", "5.00"),
        printed=("注：本表无数据", "5.00"),
    ),
    Case(
        slug="table-year",
        holds=extraction(table("2030年收入表，与2029年比较", ["合计"])),
        fails=extraction(table("2029年收入表", ["合计"])),
        silent=extraction(table("收入表", ["合计"])),
        printed=("2029年", "2030年"),
        severity="misprint",
    ),
    Case(
        slug="column-year",
        holds=extraction(table("表", ["2030年预算数/合计", "2029年预算数/合计"])),
        fails=extraction(table("表", ["2028年预算数/合计"])),
        silent=extraction(table("表", ["预算数/合计"])),
        printed=("2028年", "2030年"),
        severity="misprint",
    ),
    Case(
        slug="same-total",
        holds=extraction(income("80.00"), one_account("80.00")),
        fails=extraction(income("85.00"), one_account("80.00")),
        silent=extraction(income("85.00", own="5.00"), one_account("80.00")),
        printed=("85.00", "80.00"),
    ),
    Case(
        slug="same-account",
        holds=extraction(income("80.00"), one_account("80.00")),
        fails=extraction(income("80.00", school="70.00"), one_account("80.00")),
        silent=extraction(income("85.00", school="70.00"), one_account("80.00")),
        printed=("70.00", "80.00"),
    ),
    Case(
        slug="basic-by-nature",
        holds=extraction(one_account("80.00"), economic("50.00")),
        fails=extraction(one_account("80.00"), economic("52.00")),
        silent=extraction(economic("52.00")),
        printed=("52.00", "50.00"),
    ),
    Case(
        slug="project-sum",
        holds=extraction(one_account("80.00"), projects("10.00", "20.00")),
        fails=extraction(one_account("80.00"), projects("10.00", "25.00")),
        silent=extraction(projects("10.00", "25.00")),
        printed=("35.00", "30.00"),
    ),
    Case(
        slug="running-costs",
        holds=extraction(units(entry("部门合计", "20.00")), economic("80.00")),
        fails=extraction(units(entry("部门合计", "15.00")), economic("80.00")),
        silent=extraction(units(entry("部门合计", "15.00"))),
        printed=("15.00", "20.00"),
        severity="explain",
    ),
)
