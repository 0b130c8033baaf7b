"""The twelve tables (预算公开表) of a sibling, made from its book."""

from decimal import Decimal

from eval.siblings.book import HOUSING, Book, EconomicLine, line, total
from eval.siblings.rows import Amount, columns_of, row_of, table_of, twice
from eval.siblings.two_sided import appropriation, receipts_and_expenditure
from index.records import Column, Row, Table


def tables_of_book(book: Book) -> tuple[Table, ...]:
    """All tables in the order of the report; 国有资本经营, the ninth, is left out."""
    return (
        receipts_and_expenditure(book),
        _income(book),
        _expenditure(book, 3, "预算支出总表"),
        appropriation(book),
        _expenditure(book, 5, "一般公共预算支出预算表（不含上年结转）"),
        _basic_by_nature(book),
        *_empty_funds(book),
        _three_public(book),
        _running_costs(book),
        _projects(book),
        _carried_over(book),
    )


# --- by account -------------------------------------------------------------------------------

CODES = (("code", "项目/科目编码"), ("label", "项目/科目名称"))


def _accounts(book: Book) -> list[tuple[str | None, str, Amount, Amount]]:
    """合计, then 类 款 项 with 基本支出 and 项目支出."""
    items = [
        (code, name, book.basic_by_item[i] or None, book.projects_of(i) or None)
        for i, (code, name) in enumerate(book.sector.items)
    ]
    own = (book.basic - book.housing, book.project)
    housing = [(code, name, book.housing, None) for code, name in HOUSING]
    sector = [(*book.sector.heading, *own), (*book.sector.section, *own)]
    kept = [item for item in items if item[2] or item[3]]
    return sorted(
        [(None, "合计", book.basic, book.project), *sector, *kept, *housing],
        key=lambda row: row[0] or "",
    )


def _expenditure(book: Book, number: int, title: str) -> Table:
    year = f"{book.year}年预算数"
    columns = columns_of(
        *CODES, *(("value", f"{year}/{name}") for name in ("合计", "基本支出", "项目支出"))
    )
    rows = [
        row_of(columns, label, ((basic or 0) + (project or Decimal(0)), basic, project), code=code)
        for code, label, basic, project in _accounts(book)
    ]
    return table_of(book, number, title, columns, rows)


def _income(book: Book) -> Table:
    names = ("合计", "一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金")
    columns = columns_of(
        *CODES,
        *(("value", f"本年收入/{name}") for name in (*names, "单位资金")),
        ("value", "上年结转"),
    )
    rows = [
        row_of(columns, label, twice((basic or 0) + (project or Decimal(0)), 7), code=code)
        for code, label, basic, project in _accounts(book)
    ]
    return table_of(book, 2, "预算收入总表", columns, rows)


def _basic_by_nature(book: Book) -> Table:
    year = f"{book.year}年预算数"
    columns = columns_of(
        ("label", "部门预算支出经济科目名称"),
        ("qualifier", "政府预算支出经济科目名称"),
        *(("value", f"{year}/{name}") for name in ("合计", "人员经费", "公用经费")),
    )

    def rows(name: str, lines: tuple[EconomicLine, ...], personnel: bool) -> list[Row]:
        def amounts(amount: Decimal) -> tuple[Amount, Amount, Amount]:
            return (amount, amount, None) if personnel else (amount, None, amount)

        return [row_of(columns, name, amounts(total(lines)))] + [
            row_of(columns, each.name, amounts(each.amount), qualifier=each.government)
            for each in lines
        ]

    personnel = total(book.personnel) + total(book.family)
    return table_of(
        book,
        6,
        "一般公共预算安排基本支出分经济科目表（不含上年结转）",
        columns,
        [
            row_of(columns, "合计", (book.basic, personnel, total(book.operating))),
            *rows("工资福利支出", book.personnel, True),
            *rows("商品和服务支出", book.operating, False),
            *rows("对个人和家庭的补助", book.family, True),
        ],
    )


# --- small tables -----------------------------------------------------------------------------


def _empty_funds(book: Book) -> tuple[Table, Table]:
    income = columns_of(
        ("code", "项目/收入科目编码"), ("label", "项目/科目名称"), ("value", "政府性基金收入预算")
    )
    spending = columns_of(
        ("code", "科目编码"),
        ("label", "科目名称"),
        *(("value", name) for name in ("合计", "基本支出", "项目支出")),
    )
    nothing = (row_of(income, "合计", [None]), row_of(spending, "合计", [None] * 3))
    return (
        table_of(book, 7, "政府性基金预算收入表（不含上年结转）", income, nothing[:1]),
        table_of(book, 8, "政府性基金预算支出表（不含上年结转）", spending, nothing[1:]),
    )


def _by_fund(label: str, year: str) -> tuple[Column, ...]:
    names = ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    return columns_of(("label", label), *(("value", f"{year}预算数/{name}") for name in names))


def _three_public(book: Book) -> Table:
    columns = _by_fund("项目", f"{book.year}年")
    hospitality = line(book.operating, "公务接待费")
    vehicles = line(book.operating, "公务用车运行维护费")
    lines: tuple[tuple[str, Amount], ...] = (
        ("因公出国（境）费", None),
        ("公务接待费", hospitality),
        ("公务用车购置及运行费", vehicles),
        ("①公务用车购置费", None),
        ("②公务用车运行维护费", vehicles),
        ("合计", hospitality + vehicles),
    )
    rows = [row_of(columns, label, twice(amount, 4)) for label, amount in lines]
    return table_of(book, 10, "一般公共预算“三公”经费支出预算表", columns, rows)


def _running_costs(book: Book) -> Table:
    columns = _by_fund("单位名称", str(book.year))
    units = zip(book.units, book.running_costs, strict=True)
    rows = [row_of(columns, "部门合计", twice(total(book.operating), 4))]
    rows += [row_of(columns, unit, twice(amount, 4)) for unit, amount in units]
    return table_of(book, 11, "机关运行经费预算财政拨款情况统计表", columns, rows)


def _project_columns(book: Book) -> tuple[Column, ...]:
    names = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
    funds = [("value", f"{book.year}年财政拨款/{name}") for name in names]
    return columns_of(("label", "项目名称"), ("value", "合计"), *funds)


def _projects(book: Book) -> Table:
    columns = _project_columns(book)
    rows = [row_of(columns, each.name, twice(each.amount, 4)) for each in book.projects]
    return table_of(book, 12, "项目支出预算表（本年预算）", columns, rows)


def _carried_over(book: Book) -> Table:
    return table_of(book, 13, "项目支出预算表（上年结转）", _project_columns(book), [])
