"""Figures of the prose against the tables, the forms and one another."""

import re
from collections.abc import Iterator

from index.reconcile import shape
from index.reconcile.accounts import against_any, listed_projects
from index.reconcile.figures import (
    Disagreement,
    Figure,
    agree,
    described,
    disagreement,
    exact,
    total,
    within_rounding,
)
from index.reconcile.named_cells import (
    NamedCells,
    account_figures,
    account_path,
    common_name,
    named_cells,
)
from index.reconcile.prose_figures import by_passage, of_report_year, statement_figure
from index.records import Extraction, FindingSide, Statement, Table

_PROCUREMENT_PARTS = ("货物", "工程", "服务")
_RESERVED = re.compile(r"中小|小微|预留|供应商|中小企业|购买服务")
_CARRIED = re.compile(r"结转")
_FOREIGN = re.compile(r"执行数|上年预算|预留|累计|调整")
_FOREIGN_FINAL = re.compile(r"年初|调整|预算数|上年|预留|累计")
_MONEY_UNITS = frozenset({"元", "万元", "亿元"})


def _amounts(extraction: Extraction) -> Iterator[Statement]:
    for statement in extraction.statements:
        money = statement.measure == "amount" and statement.unit in _MONEY_UNITS
        if money and of_report_year(extraction, statement):
            yield statement


def _speaks_of_the_tables(extraction: Extraction, statement: Statement) -> bool:
    """Whether a subject means what the tables hold: not 年初预算 beside 决算, nor 执行数."""
    foreign = _FOREIGN_FINAL if extraction.report.kind == "final_accounts" else _FOREIGN
    return not foreign.search(statement.subject)


def _against_blanks(
    statement: Statement, blanks: tuple[FindingSide, ...]
) -> Iterator[Disagreement]:
    if blanks and statement.amount:
        figure = statement_figure(statement)
        yield Disagreement(
            severity="contradiction",
            message=f"文字说明称{described(figure)}，而{blanks[0].table}中这一项是空白。",
            sides=(figure.side, blanks[0]),
            difference=exact(statement.amount),
            unit=statement.unit,
        )


def prose_and_tables(extraction: Extraction) -> Iterator[Disagreement]:
    """An amount in the prose = the cell whose row (or heading, in the total row) bears its name.

    Only where the name fits exactly and every table gives that name one amount.
    """
    named = named_cells(extraction)
    accounts = account_figures(extraction)
    for statement in _amounts(extraction):
        if not _speaks_of_the_tables(extraction, statement):
            continue
        path = account_path(statement.subject)
        found = named.get(common_name(statement.subject), NamedCells())
        cells = accounts.get(path, ()) if path else found.figures
        figure = statement_figure(statement)
        if not cells and not path:
            yield from _against_blanks(statement, found.blanks)
        one_amount = all(within_rounding(cells[0], cell) for cell in cells)
        if cells and one_amount and not any(agree(figure, cell) for cell in cells):
            yield from disagreement(f"文字说明与{cells[0].side.table}", figure, cells[0])


def _procurement_part(statement: Statement) -> str | None:
    subject = statement.subject
    return next((part for part in _PROCUREMENT_PARTS if part in subject), None)


def procurement_adds_up(extraction: Extraction) -> Iterator[Disagreement]:
    """政府采购总额 = 货物 + 工程 + 服务, within one paragraph."""
    for passage in by_passage(extraction):
        amounts = [
            item
            for item in passage
            if item.measure == "amount"
            and "采购" in item.subject
            and not _RESERVED.search(item.subject)
            and item.unit in _MONEY_UNITS
        ]
        parts = {part: item for item in amounts if (part := _procurement_part(item))}
        wholes = [item for item in amounts if _procurement_part(item) is None]
        if len(wholes) == 1 and {"货物", "服务"} <= parts.keys():
            figures = [statement_figure(item) for item in parts.values()]
            added = total(figures, "＋".join(parts))
            whole = statement_figure(wholes[0])
            yield from disagreement(
                "政府采购预算", whole, added, addends=len(figures), others=figures
            )


def _count_side(page: int, where: str, number: int, measure: str) -> FindingSide:
    text = f"{where}共{number}{measure}"
    return FindingSide(
        page=page, table=where, row=None, column=None, printed=f"{number}{measure}", text=text
    )


def number_of_projects(extraction: Extraction) -> Iterator[Disagreement]:
    """The number of projects with targets in the prose = rows of the table = number of forms."""
    rows = listed_projects(extraction)
    forms = [form for form in extraction.forms if form.kind == "targets"]
    found = [_count_side(f.page, f.title, len(forms), "份") for f in forms[:1]]
    found += [
        _count_side(figure.side.page, figure.side.table or "", len(rows), "行")
        for _row, figure in rows[:1]
    ]
    for statement in extraction.statements:
        if statement.measure != "count" or "项目" not in statement.subject + statement.sentence:
            continue
        if "绩效" not in statement.sentence or statement.unit not in ("个", "项"):
            continue
        for side in found:
            counted = int(re.sub(r"\D", "", side.printed))
            if 2 * counted < statement.amount:
                continue  # only some are printed
            if counted != statement.amount:
                said = statement_figure(statement).side
                yield Disagreement(
                    severity="contradiction",
                    message=(f"文字说明称项目{statement.printed}{statement.unit}，{side.text}。"),
                    sides=(said, side),
                    difference=str(abs(counted - statement.amount)),
                    unit=statement.unit,
                )


def _carried_over(extraction: Extraction) -> list[Figure]:
    """The projects whose names say that they are carried over (结转)."""
    return [figure for row, figure in listed_projects(extraction) if _CARRIED.search(row.label)]


def _no_carryover_said(extraction: Extraction) -> FindingSide | None:
    """Where the report says that there is no carryover: a statement of 0, or an empty table."""
    for statement in extraction.statements:
        is_amount = statement.measure == "amount" and statement.unit in _MONEY_UNITS
        if is_amount and "上年结转" in statement.subject and not statement.amount:
            return statement_figure(statement).side
    for table in extraction.tables:
        side = _blank_carryover(table)
        if side is not None:
            return side
    return None


def _blank_carryover(table: Table) -> FindingSide | None:
    row = shape.total_row(table)
    for index in shape.value_columns(table):
        if row is not None and "上年结转" in shape.column_names(table.columns[index])[-1]:
            figure = shape.figure_at(table, row, index)
            if figure is None or not figure.amount:
                return FindingSide(
                    page=row.page,
                    table=table.name,
                    row=shape.row_name(row),
                    column=" / ".join(table.columns[index].path),
                    printed=figure.side.printed if figure else "",
                    text=shape.row_text(row),
                )
    return None


def carried_over_projects(extraction: Extraction) -> Iterator[Disagreement]:
    """Σ of the projects named 结转 = 上年结转.

    Money returned to the treasury and granted again is this year's appropriation, so an
    inequality wants an explanation.
    """
    projects, nothing = _carried_over(extraction), _no_carryover_said(extraction)
    if not projects or nothing is None:
        return
    added = total(projects, f"{len(projects)}个名称带“结转”的项目之和")
    if not added.amount:
        return
    yield Disagreement(
        severity="explain",
        message=(
            f"{len(projects)}个名称带“结转”的项目合计{added.side.printed}{added.unit}，"
            "而上年结转为0或空白，口径需要说明。"
        ),
        sides=(added.side, nothing, *(figure.side for figure in projects)),
        difference=added.side.printed.replace(",", ""),
        unit=added.unit,
    )


def target_funds_and_projects(extraction: Extraction) -> Iterator[Disagreement]:
    """The money of projects with targets in the prose = Σ of the project table.

    Only where the prose's number of projects is the number of rows: all projects have targets.
    """
    projects = [figure for _row, figure in listed_projects(extraction)]
    for passage in by_passage(extraction):
        counted = [i for i in passage if i.measure == "count" and i.amount == len(projects)]
        for statement in passage if projects and counted else ():
            if statement.measure != "amount" or "涉及" not in statement.sentence:
                continue
            if statement.unit in _MONEY_UNITS and "绩效" in statement.sentence:
                figure = statement_figure(statement)
                added = total(projects, f"{len(projects)}个项目之和")
                yield from against_any(
                    "绩效目标涉及的资金与项目支出", figure, [added], addends=len(projects)
                )
