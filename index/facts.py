"""Every figure of a report as a `Fact` with its whole address, whatever part it comes from."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from index.records import (
    Cell,
    Extraction,
    Fact,
    Form,
    Indicator,
    Report,
    Row,
    Statement,
    Table,
)

MEASURE_NAMES = {
    "amount": "金额",
    "share": "占比",
    "change": "比上年增减额",
    "change_rate": "比上年增减率",
    "count": "数量",
}
"""Column names of stated figures, which have no table above them."""

_BUDGETED = re.compile(r"(?:20\d\d年度?)?(?:年初|全年|调整后?)?预算数")
_OF_A_YEAR = re.compile(
    r"(?:(20\d\d)年?度?|(上一?年|本年|当年|今年)度?)(?!.*(?:[增比较]|结转|结余))[^\d]*"
)
"""A heading that says of which year its figures are."""
_THIS_YEAR = re.compile(r"(?:本年|当年|今年)度?(?:预算|决算)?(?:数|金额)?")
_YEAR_BEFORE = re.compile(r"上一?年度?(?:预算|决算|执行)?数?")
_INDICATOR_VALUE = re.compile(r"^[≥≤＞＜><=]?\s*(\d[\d,]*(?:\.\d+)?)\s*([^\d\s，。、；]{0,4})$")


def facts_of(extraction: Extraction) -> tuple[Fact, ...]:
    """All facts of a report: table cells (blank ones included), form funds, indicators that are
    a number with a unit, and figures stated in the prose."""
    return (
        *_cell_facts(extraction),
        *(fact for form in extraction.forms for fact in _fund_facts(extraction.report, form)),
        *(fact for form in extraction.forms for fact in _indicator_facts(extraction.report, form)),
        *(_statement_fact(extraction.report, s) for s in extraction.statements),
    )


def is_budgeted(fact: Fact) -> bool:
    """Whether a heading of the figure, wherever in the path, says that it is a budget (预算数)."""
    headings = ("".join(heading.split()) for heading in fact.column_path)
    return any(map(_BUDGETED.fullmatch, headings)) or "年初预算" in fact.row


def executed_word(fact: Fact) -> str | None:
    """决算数 or 执行数, where a heading says that the figure is one whatever the report is."""
    headings = "".join("".join(fact.column_path).split())
    return next((word for word in ("执行数", "决算数") if word in headings), None)


def is_told_by_year(fact: Fact) -> bool:
    """Whether a cell's heading says no more than of which year it is (本年预算数, 上年预算数)."""
    heading = "".join(fact.column_path[-1].split()) if fact.column_path else ""
    form = _THIS_YEAR if fact.year == fact.report.year else _YEAR_BEFORE
    return fact.kind == "cell" and form.fullmatch(heading) is not None


def row_text(table: Table, row: Row) -> str:
    """The whole row as printed: code, names and figures, blanks left out."""
    names = [row.code, row.label, row.qualifier]
    return " ".join([n for n in names if n] + [c.printed for c in row.cells if c.printed])


def form_name(form: Form) -> str:
    """A form's title with its project, as a reader would cite it."""
    return f"{form.title}：{form.project}"


def row_paths(table: Table) -> dict[int, tuple[str, ...]]:
    """For each row (by its index) the labels from the outermost parent down to itself."""
    paths: dict[int, tuple[str, ...]] = {}
    above: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for row in table.rows:
        parent = above.get((row.side, row.parent), ()) if row.parent else ()
        paths[row.index] = (*parent, row.label)
        above[(row.side, row.label)] = paths[row.index]
        if row.code:
            above[(row.side, row.code)] = paths[row.index]
    return paths


def _cell_facts(extraction: Extraction) -> Iterator[Fact]:
    for table in extraction.tables:
        paths = row_paths(table)
        for row in table.rows:
            text = row_text(table, row)
            for cell in row.cells:
                path = paths[row.index]
                yield _cell_fact(extraction.report, table, row, cell, path=path, text=text)


def _cell_fact(
    report: Report, table: Table, row: Row, cell: Cell, *, path: tuple[str, ...], text: str
) -> Fact:
    return Fact(
        id=f"{report.id}/{table.id}/{row.index}/{cell.column}",
        report=report,
        kind="cell",
        table=table.name,
        table_id=table.id,
        page=row.page,
        line=row.line,
        year=_year_of(table, cell.column, report.year),
        code=row.code,
        row=row.label,
        qualifier=row.qualifier,
        row_path=path,
        column_path=table.columns[cell.column].path,
        printed=cell.printed,
        amount=cell.amount,
        unit=cell.unit,
        text=text,
    )


def _year_of(table: Table, column: int, own: int | None) -> int | None:
    """The year of the figures under a heading: another than the report's beside those of its year.

    2024年预算数 or 上年预算数 next to 2025年预算数; 上年结转 is spent this year, and another year
    over all columns alike is a misprint.
    """
    years = [_year_said(each.path, own) for each in table.columns]
    said = years[column]
    return own if own is None or said is None or own not in years else said


@functools.lru_cache(maxsize=4096)
def _year_said(path: tuple[str, ...], own: int | None) -> int | None:
    """The year that a heading of the path names."""
    for heading in ("".join(part.split()) for part in path):
        if (found := _OF_A_YEAR.fullmatch(heading)) and own:
            return int(found[1]) if found[1] else own - found[2].startswith("上")
    return None


def _fund_facts(report: Report, form: Form) -> Iterator[Fact]:
    for number, fund in enumerate(form.funds):
        yield Fact(
            id=f"{report.id}/form{form.index}/fund{number}",
            report=report,
            kind="fund",
            table=form_name(form),
            table_id=f"form{form.index}",
            page=form.page,
            line=fund.line,
            year=form.year or report.year,
            code=None,
            row=form.project,
            qualifier=None,
            row_path=(form.project,),
            column_path=(fund.half, fund.name),
            printed=fund.printed,
            amount=fund.amount,
            unit=form.unit,
            text=f"{form.project} {fund.half} {fund.name} {fund.printed or ''}".rstrip(),
        )


def indicator_amount(indicator: Indicator) -> tuple[Decimal, str] | None:
    """The number and unit of an indicator's value (≥98% → 98, %), or None where it is worded."""
    match = _INDICATOR_VALUE.match(indicator.value.replace("％", "%"))
    if not match:
        return None
    return Decimal(match[1].replace(",", "")), match[2]


def _indicator_facts(report: Report, form: Form) -> Iterator[Fact]:
    for number, indicator in enumerate(form.indicators):
        amount = indicator_amount(indicator)
        yield Fact(
            id=f"{report.id}/form{form.index}/indicator{number}",
            report=report,
            kind="indicator",
            table=form_name(form),
            table_id=f"form{form.index}",
            page=form.page,
            line=indicator.line,
            year=form.year or report.year,
            code=None,
            row=indicator.name,
            qualifier=None,
            row_path=(form.project, indicator.category, indicator.kind, indicator.name),
            column_path=(indicator.half, "指标值"),
            printed=indicator.value,
            amount=amount[0] if amount else None,
            unit=amount[1] if amount else None,
            text=f"{indicator.kind} {indicator.name} {indicator.value}",
        )


def _statement_fact(report: Report, statement: Statement) -> Fact:
    return Fact(
        id=f"{report.id}/statement{statement.index}",
        report=report,
        kind="statement",
        table=None,
        table_id=None,
        page=statement.page,
        line=statement.line,
        year=statement.year,
        code=None,
        row=statement.subject,
        qualifier=None,
        row_path=(statement.subject,),
        column_path=(MEASURE_NAMES[statement.measure],),
        printed=statement.printed,
        amount=statement.amount,
        unit=statement.unit,
        text=statement.sentence,
    )
