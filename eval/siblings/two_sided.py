"""The two-sided tables of a sibling: 收入 on the left, 支出 on the right."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from eval.siblings.book import HOUSING, Book
from eval.siblings.rows import Amount, columns_of, row_of, table_of, twice
from index.records import Column, Row, Table

CLASSES = (
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "社会保险基金支出",
    "卫生健康支出",
    "节能环保支出",
    "城乡社区支出",
    "农林水支出",
    "交通运输支出",
    "资源勘探工业信息等支出",
    "商业服务业等支出",
    "金融支出",
    "援助其他地区支出",
    "自然资源海洋气象等支出",
    "住房保障支出",
    "粮油物资储备支出",
    "国有资本经营预算支出",
    "灾害防治及应急管理支出",
    "预备费",
    "其他支出",
    "转移性支出",
    "债务还本支出",
    "债务付息支出",
    "债务发行费用支出",
    "抗疫特别国债安排的支出",
)
"""支出功能分类, in the order in which every report lists them."""
INCOME = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
NUMERALS = "一二三四五六七八九"

Line = tuple[str, Sequence[Amount]]


def numeral(number: int) -> str:
    """一 to 三十 as headings count."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return ten + (NUMERALS[ones - 1] if ones else "")


def _by_class(book: Book) -> dict[str, Decimal]:
    return {book.sector.heading[1]: book.whole - book.housing, HOUSING[0][1]: book.housing}


def _two_sides(
    columns: tuple[Column, ...], left: Sequence[Line], right: Sequence[Line], first: int = 1
) -> list[Row]:
    """Rows of both sides, those beside one another on the same line, counted from the first."""
    return [
        replace(row_of(columns, *lines[position], side=side), line=first + position)
        for position in range(max(len(left), len(right)))
        for side, lines in (("收入", left), ("支出", right))
        if position < len(lines)
    ]


def _classes(book: Book, width: int) -> list[Line]:
    """The thirty classes with this year's amounts in the first two columns."""
    known = _by_class(book)
    return [
        (f"{numeral(number)}、{name}", twice(known.get(name), width))
        for number, name in enumerate(CLASSES, start=1)
    ]


def receipts_and_expenditure(book: Book) -> Table:
    """预算收支总表: all income beside all expenditure."""
    columns = (
        *columns_of(("label", "收入/项目"), ("value", f"收入/{book.year}年"), side="收入"),
        *columns_of(
            ("label", "支出/项目"),
            ("value", f"支出/{book.year}年合计"),
            ("value", "支出/当年预算安排"),
            ("value", "支出/上年结转安排"),
            side="支出",
        ),
    )
    rows = _two_sides(columns, _sources(book, 5), _classes(book, 3))
    ends = _ends(columns, book, "上年结转", 3)
    return table_of(book, 1, "预算收支总表", columns, [*rows, *ends])


def _sources(book: Book, count: int) -> list[Line]:
    return [
        (f"{numeral(number)}、{name}", (book.whole if number == 1 else None,))
        for number, name in enumerate(INCOME[:count], start=1)
    ]


def _ends(columns: tuple[Column, ...], book: Book, carried: str, width: int) -> list[Row]:
    left = [("本年收入合计", (book.whole,)), (carried, (None,)), ("收入总计", (book.whole,))]
    whole = twice(book.whole, width)
    right = [("本年支出合计", whole), ("年终结转", [None] * width), ("支出总计", whole)]
    return _two_sides(columns, left, right, first=len(CLASSES) + 1)


def appropriation(book: Book) -> Table:
    """财政拨款收支总表: the same of fiscal appropriations alone."""
    columns = (
        *columns_of(("label", "收入/项目"), ("value", "收入/金额"), side="收入"),
        *columns_of(
            ("label", "支出/项目"),
            ("value", "支出/金额/小计"),
            ("value", "支出/金额/一般公共预算"),
            ("value", "支出/金额/政府性基金预算"),
            ("value", "支出/金额/国有资本经营预算"),
            side="支出",
        ),
    )
    rows = _two_sides(columns, _sources(book, 3), _classes(book, 4))
    ends = _ends(columns, book, "上年财政拨款结转", 4)
    return table_of(book, 4, "财政拨款收支总表", columns, [*rows, *ends])
