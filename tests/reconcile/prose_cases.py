"""Identities of the prose: against tables, against itself, against the forms."""

from identity_cases import Case
from invented_extraction import entry, extraction, said, table

from index.records import Direction, Extraction, Statement, Table

TARGETS = "实行绩效目标管理的项目2个，涉及项目资金30.00万元"


def prose(*statements: Statement, tables: tuple[Table, ...] = ()) -> Extraction:
    return extraction(*tables, statements=statements)


def basic() -> Table:
    return table("支出表", ["基本支出", "项目支出"], entry("合计", "50.00", "30.00"))


def purchases(goods: str) -> tuple[Statement, ...]:
    return (
        said("政府采购预算总额", "30.00"),
        said("政府采购货物预算", goods),
        said("政府采购工程预算", "0"),
        said("政府采购服务预算", "20.00"),
    )


def projects(*names: str) -> Table:
    rows = (entry(name, "15.00") for name in names)
    return table("项目支出表", ["合计"], *rows, label="项目名称")


def counted(number: str) -> Statement:
    return said("绩效目标管理的项目", number, "个", measure="count", sentence=TARGETS)


def targets(amount: str, number: str = "2") -> Extraction:
    money = said("项目资金", amount, sentence=TARGETS)
    return prose(counted(number), money, tables=(projects("甲", "乙"),))


def carryover(amount: str, name: str = "(2029年结转)修桥") -> Extraction:
    return prose(said("上年结转", amount), tables=(projects(name),))


def shared(percent: str, whole: str = "80.00") -> Extraction:
    return prose(
        said("支出预算", whole),
        said("基本支出", "50.00"),
        said("基本支出", percent, "%", measure="share"),
    )


def vehicles(number: str, others: str = "其他用车") -> Extraction:
    text = f"本部门共有车辆{number}辆，其中：机要通信用车2辆、{others}3辆；设备0台。"
    return extraction(
        text=text,
        statements=(
            said("车辆", number, "辆", measure="count", sentence=text),
            said("机要通信用车", "2", "辆", measure="count", sentence=text),
            said(others, "3", "辆", measure="count", sentence=text),
        ),
    )


def completed(percent: str, planned: str = "年初预算") -> Extraction:
    return prose(
        said(f"基本支出{planned}", "80.00"),
        said("基本支出支出决算", "60.00"),
        said("基本支出支出决算完成年初预算", percent, "%", measure="share"),
    )


def changed(percent: str, amount: str = "10.00") -> tuple[Statement, ...]:
    return (
        said("支出预算", "80.00"),
        said("支出预算", amount, measure="change", direction="increase"),
        said("支出预算", percent, "%", measure="change_rate", direction="increase"),
    )


def against_last(now: str, change: str, direction: Direction) -> Extraction:
    return prose(
        said("机关运行经费", now),
        said("机关运行经费", "45.00", year=2029),
        said("机关运行经费", change, measure="change", direction=direction),
    )


def because(reason: str | None) -> Extraction:
    return prose(said("基本支出", "3.00", measure="change", direction="decrease", reason=reason))


def both_sides(spending: str, this_year: str = "80.00") -> Extraction:
    return prose(
        said("收入总计", "80.00"),
        said("收入总计", "10.00", measure="change", direction="increase"),
        said("支出总计", this_year),
        said("支出总计", spending, measure="change", direction="increase"),
    )


def parts(basic_change: str, project: str = "项目经费") -> Extraction:
    return prose(
        said("收入总计", "10.00", measure="change", direction="increase"),
        said("基本支出", basic_change, measure="change", direction="increase"),
        said(project, "6.00", measure="change", direction="increase"),
    )


_ACCOUNT = "住房保障支出（类）住房公积金（项）"

PROSE_CASES = (
    Case(
        slug="prose-table",
        holds=prose(said("基本支出", "50"), tables=(basic(),)),
        fails=prose(said("基本支出", "52.00"), tables=(basic(),)),
        silent=prose(said("基本支出", "52.00", year=2029), tables=(basic(),)),
        printed=("52.00", "50.00"),
    ),
    Case(
        slug="prose-repeat",
        holds=prose(said(_ACCOUNT, "50.00"), said(f"{_ACCOUNT}预算安排", "50.00")),
        fails=prose(said(_ACCOUNT, "50.00"), said(f"{_ACCOUNT}预算安排", "52.00")),
        silent=prose(said(_ACCOUNT, "50.00"), said(f"{_ACCOUNT}执行数", "52.00", year=2029)),
        printed=("50.00", "52.00"),
    ),
    Case(
        slug="procurement",
        holds=prose(*purchases("10.00")),
        fails=prose(*purchases("11.00")),
        silent=prose(*purchases("11.00")[:2]),
        printed=("30.00", "31.00"),
    ),
    Case(
        slug="project-count",
        holds=prose(counted("2"), tables=(projects("甲", "乙"),)),
        fails=prose(counted("3"), tables=(projects("甲", "乙"),)),
        silent=prose(counted("3")),
        printed=("3", "2行"),
    ),
    Case(
        slug="target-funds",
        holds=targets("30.00"),
        fails=targets("33.00"),
        silent=targets("33.00", number="1"),
        printed=("33.00", "30.00"),
    ),
    Case(
        slug="carryover",
        holds=carryover("15.00"),
        fails=carryover("0"),
        silent=carryover("0", name="修桥"),
        printed=("15.00", "0"),
        severity="explain",
    ),
    Case(
        slug="parts",
        holds=vehicles("5"),
        fails=vehicles("6"),
        silent=vehicles("6", others="特种用车"),
        printed=("6", "5"),
    ),
    Case(
        slug="share",
        holds=shared("62.50"),
        fails=shared("65.20"),
        silent=shared("65.20", whole="0"),
        printed=("65.20", "62.5%"),
    ),
    Case(
        slug="completion",
        holds=completed("75.00"),
        fails=completed("57.00"),
        silent=completed("57.00", planned="调整预算"),
        printed=("57.00", "75%"),
    ),
    Case(
        slug="change-rate",
        holds=prose(*changed("14.29")),
        fails=prose(*changed("12.50")),
        silent=prose(*changed("12.50", amount="80.00")),
        printed=("12.50", "14.29%"),
    ),
    Case(
        slug="change-amount",
        holds=against_last("48.00", "3.00", "increase"),
        fails=against_last("48.00", "5.00", "increase"),
        silent=prose(*changed("14.29")),
        printed=("5.00", "3"),
    ),
    Case(
        slug="direction",
        holds=against_last("48.00", "3.00", "increase"),
        fails=against_last("48.00", "3.00", "decrease"),
        silent=prose(*changed("14.29")),
        printed=("48.00", "45.00"),
    ),
    Case(
        slug="reason",
        holds=because("人员减少"),
        fails=because("人员经费增加"),
        silent=because(None),
        printed=("3.00", "人员经费增加"),
        severity="explain",
    ),
    Case(
        slug="income-change",
        holds=both_sides("10.00"),
        fails=both_sides("12.00"),
        silent=both_sides("12.00", this_year="82.00"),
        printed=("10.00", "12.00"),
        severity="explain",
    ),
    Case(
        slug="change-sum",
        holds=parts("4.00"),
        fails=parts("5.00"),
        silent=parts("5.00", project="公用经费"),
        printed=("10.00", "11"),
        severity="explain",
    ),
    Case(
        slug="prose-year",
        holds=extraction(text="2030年度预算收入80.00万元。"),
        fails=extraction(text="2027年度预算收入80.00万元。"),
        silent=extraction(text="截至2027年底共有车辆3辆。"),
        printed=("2027年", "2030年"),
        severity="misprint",
    ),
)
