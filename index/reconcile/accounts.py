"""The same account in several tables, and totals that one table takes over from another."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.reconcile import shape
from index.reconcile.figures import Disagreement, Figure, agree, disagreement, gap, total
from index.records import Extraction, Row, Table

OTHER_MONEY = re.compile(
    r"基金|国有资本|专户|事业收入|事业单位经营|经营收入|其他收入|单位资金|其他资金|结转|结余|上级补助|附属单位"
)
"""Names of money that is not this year's 一般公共预算 appropriation."""

ROLES = ("合计", "基本支出", "项目支出")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTable:
    """A table of accounts by function with its grand total."""

    table: Table
    income: bool
    grand: Figure


def _is_income(table: Table) -> bool:
    return shape.role_column(table, "基本支出") is None


def _grand(table: Table, side: str | None, column: int | None) -> Figure | None:
    rows = shape.rows_of(table, side)
    label = "总计" if side else ""
    for row in rows:
        if side and row.code is None and shape.plain_label(row.label).endswith("支出合计"):
            return shape.figure_at(table, row, column)
    if side:
        closing = [row for row in rows if shape.plain_label(row.label).endswith(label)]
        return shape.figure_at(table, closing[0] if closing else None, column)
    return shape.figure_at(table, shape.total_row(table), column)


def account_tables(extraction: Extraction) -> tuple[AccountTable, ...]:
    """The tables of accounts (功能分类) with figures, and the expenditure side of 收支总表."""
    found: list[AccountTable] = []
    for table in extraction.tables:
        two_sided = shape.is_two_sided(table)
        if not (two_sided or shape.is_functional(table)):
            continue
        side = next((s for s in shape.sides(table) if s and "支出" in s), None)
        grand = _grand(table, side, shape.total_column(table, side))
        if grand is not None and grand.amount:
            income = not two_sided and _is_income(table)
            found.append(AccountTable(table=table, income=income, grand=grand))
    return tuple(found)


def _key(table: Table, row: Row) -> str | None:
    """An account by code, a class by name, so that 收支总表 without codes can be held beside."""
    if shape.is_two_sided(table):
        spending = row.side is not None and "支出" in row.side
        return shape.plain_label(row.label) if spending and shape.is_class_row(row) else None
    if row.code is None:
        return None
    return shape.plain_label(row.label) if len(row.code) == 3 else row.code


def _by_account(table: Table) -> Iterator[tuple[tuple[str, str], Figure]]:
    for row in table.rows:
        key = _key(table, row)
        if key is None:
            continue
        for role in ROLES:
            total_role = role == "合计"
            column = (
                shape.total_column(table, row.side)
                if total_role
                else shape.role_column(table, role)
            )
            figure = shape.figure_at(table, row, column)
            if figure is not None:
                yield (key, role), figure


def _clusters(tables: Iterable[AccountTable]) -> list[list[AccountTable]]:
    """Tables grouped by equal grand total."""
    groups: list[list[AccountTable]] = []
    for item in tables:
        home = next((group for group in groups if agree(group[0].grand, item.grand)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _outliers(figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each figure that differs from the most frequent one, beside that one."""
    counts = Counter(figure.converted(figures[0].unit).amount for figure in figures)
    usual = counts.most_common(1)[0][0]
    reference = next(f for f in figures if f.converted(figures[0].unit).amount == usual)
    for figure in figures:
        if not agree(reference, figure):
            yield reference, figure


def same_account(extraction: Extraction) -> Iterator[Disagreement]:
    """The same account has the same amount in every table with the same grand total.

    Equal totals make it safe: no table can hold money that another leaves out. The income table
    joins only in a budget; in final accounts (决算) income of a year is not its expenditure.
    """
    final = extraction.report.kind == "final_accounts"
    usable = [item for item in account_tables(extraction) if not (final and item.income)]
    for group in _clusters(usable):
        found: dict[tuple[str, str], list[Figure]] = {}
        for item in group:
            for key, figure in _by_account(item.table):
                found.setdefault(key, []).append(figure)
        for (_account, role), figures in found.items():
            for reference, figure in _outliers(figures):
                what = f"{reference.side.table} 与 {figure.side.table} 的同一科目（{role}）"
                yield from disagreement(what, reference, figure)


def only_general_appropriation(extraction: Extraction) -> bool:
    """Whether no table shows money other than this year's 一般公共预算 appropriation."""
    for table in extraction.tables:
        for row in table.rows:
            income_row = row.side is not None and "收入" in row.side
            for column, figure in shape.row_figures(table, row).items():
                heading = shape.column_names(table.columns[column])[-1]
                named = row.label if income_row else heading
                account_rows = income_row or shape.is_total_row(row)
                if account_rows and figure.amount and OTHER_MONEY.search(named):
                    return False
    return True


def same_grand_total(extraction: Extraction) -> Iterator[Disagreement]:
    """Income, expenditure and appropriation tables have one grand total.

    Only in a budget whose income is all 一般公共预算 appropriation: no fund budgets, no carryover,
    no income of the organisations' own.
    """
    if extraction.report.kind == "final_accounts" or not only_general_appropriation(extraction):
        return
    totals = [item.grand for item in account_tables(extraction)]
    for reference, figure in _outliers(totals) if totals else ():
        what = f"{reference.side.table} 与 {figure.side.table} 的总额"
        yield from disagreement(what, reference, figure)


def _totals_of(extraction: Extraction, role: str) -> list[Figure]:
    """The figures of 合计 × role in the tables of accounts."""
    found: list[Figure] = []
    for item in account_tables(extraction):
        column = shape.role_column(item.table, role)
        figure = shape.figure_at(item.table, shape.total_row(item.table), column)
        if figure is not None:
            found.append(figure)
    return found


def against_any(
    what: str, figure: Figure, others: list[Figure], addends: int = 1
) -> Iterator[Disagreement]:
    """The figure against the nearest of several that it may be taken from."""
    if others and not any(agree(figure, other) for other in others):
        nearest = min(others, key=lambda other: abs(gap(figure, other)))
        yield from disagreement(what, figure, nearest, addends=addends)


def basic_expenditure_by_nature(extraction: Extraction) -> Iterator[Disagreement]:
    """The total of the 经济分类 table = 基本支出 in the table of accounts (功能分类)."""
    basic = _totals_of(extraction, "基本支出")
    for table in extraction.tables:
        whole = shape.figure_at(table, shape.total_row(table), shape.total_column(table))
        if whole is not None and shape.is_economic(table):
            yield from against_any(f"{table.name}与基本支出", whole, basic)


def listed_projects(extraction: Extraction) -> list[tuple[Row, Figure]]:
    """The rows of the project tables with their amounts, total rows left out."""
    return [
        (row, figure)
        for table in extraction.tables
        if shape.is_project_list(table)
        for row in table.rows
        if not shape.is_total_name(row.label)
        and (figure := shape.figure_at(table, row, shape.total_column(table))) is not None
    ]


def projects_make_project_expenditure(extraction: Extraction) -> Iterator[Disagreement]:
    """Σ of the project tables = 项目支出 in the table of accounts."""
    projects = [figure for _row, figure in listed_projects(extraction)]
    if projects:
        added = total(projects, f"{len(projects)}个项目之和")
        whole = _totals_of(extraction, "项目支出")
        yield from against_any("项目支出预算表与项目支出", added, whole, addends=len(projects))


def _running_costs(extraction: Extraction) -> Iterator[Figure]:
    """机关运行经费 of the whole department: a total row of organisations, or a column."""
    for table in extraction.tables:
        if shape.is_unit_list(table):
            row, column = shape.total_row(table), shape.total_column(table)
            figure = shape.figure_at(table, row, column)
            if figure is not None and "机关运行经费" in shape.squeezed(table.title):
                yield figure
        for index in shape.value_columns(table):
            if "机关运行经费" in shape.column_names(table.columns[index])[-1]:
                for row in table.rows:
                    figure = shape.figure_at(table, row, index)
                    if figure is not None:
                        yield figure


def _operating(extraction: Extraction) -> Iterator[Figure]:
    for table in extraction.tables:
        if not shape.is_economic(table):
            continue
        column = shape.role_column(table, "公用经费")
        figure = shape.figure_at(table, shape.total_row(table), column)
        named = [row for row in table.rows if shape.plain_label(row.label) == "公用经费合计"]
        if figure is None and named:
            figure = next(iter(shape.row_figures(table, named[0]).values()), None)
        if figure is not None:
            yield figure


def running_costs_are_operating(extraction: Extraction) -> Iterator[Disagreement]:
    """机关运行经费 = 公用经费 of the basic expenditure.

    It holds where every organisation is administrative; with 事业单位 the former is the smaller,
    so an inequality wants an explanation and is no contradiction.
    """
    operating = list(_operating(extraction))
    for figure in _running_costs(extraction):
        if not operating or any(agree(figure, other) for other in operating):
            continue
        remark = "，若部门含事业单位，其公用经费不计入机关运行经费"
        what = "机关运行经费与公用经费"
        yield from disagreement(what, figure, operating[0], otherwise="explain", remark=remark)
