"""What stands in an exported sheet (导出表): figures as numbers, printed text and page beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.amounts import parse_amount
from index.errors import AmountError
from index.records import Cell, Finding, FindingSide, Report, Row, Table
from index.show import KIND_NAMES, SEVERITY_NAMES, value_positions
from index.spending import SpendingItem, decimals

PRINTED = "原文"
SIDES = ("甲", "乙")
"""The two sides that a finding compares (甲方 / 乙方)."""
PLACE = ("页", "表", "行", "列", PRINTED, "文字")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An exact number and the decimals it is shown with."""

    value: Decimal
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A live formula (公式) of a workbook, and what it comes to: that is what a CSV file shows."""

    expression: str
    """Without the equals sign; made by the program from cell addresses, never from a text."""
    value: Decimal
    """A share is a fraction of one."""
    places: int
    percent: bool = False


Entry = str | int | Figure | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A heading and the rows below it, each as long as the heading."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one exported file holds."""

    sheets: tuple[Sheet, ...]
    sources: Sheet
    """来源: the report, file, hash and pages behind the other sheets."""
    reports: tuple[Report, ...]
    """The report of each row of the first sheet."""
    table: Table | None
    """The table that the first sheet shows, if it shows one."""


# --- a table --------------------------------------------------------------------------------


def all_tables(report: Report, tables: Sequence[Table]) -> Contents:
    """Tables of one report, a sheet each."""
    sheets = tuple(map(table_sheet, tables))
    return Contents(
        sheets=sheets,
        sources=_sources([(report, table) for table in tables]),
        reports=(report,) * len(sheets[0].rows) if sheets else (),
        table=tables[0] if tables else None,
    )


def table_sheet(table: Table) -> Sheet:
    """A table of a report: each value column as numbers, with its unit in the heading, and again
    as printed. A blank or a dash is no number; `原文` tells them apart."""
    positions = value_positions(table)
    units = {position: _units(table, position) for position in positions}
    two_sided = any(row.side for row in table.rows)
    qualified = any(row.qualifier for row in table.rows)
    heading = ["页", *(["收支"] if two_sided else []), "科目编码", "名称"]
    heading += ["第二名称"] if qualified else []
    for position in positions:
        heading += _value_headings(" / ".join(table.columns[position].path), units[position])
    rows = [
        (
            row.page,
            *([row.side] if two_sided else []),
            row.code,
            row.label,
            *([row.qualifier] if qualified else []),
            *_values(row, units),
        )
        for row in table.rows
    ]
    return Sheet(name=table.name, heading=tuple(heading), rows=tuple(rows))


def _units(table: Table, position: int) -> tuple[str, ...]:
    """The units that stand in a column, the table's own where the column is blank."""
    cells = (cell for row in table.rows for cell in row.cells if cell.column == position)
    found = tuple(dict.fromkeys(cell.unit for cell in cells if cell.amount is not None))
    return tuple(unit or "" for unit in found or (table.unit,))


def _value_headings(name: str, units: Sequence[str]) -> list[str]:
    """One unit stands in the heading; where there are several, each row tells its own."""
    if len(units) > 1:
        return [name, f"{name} 单位", f"{name} {PRINTED}"]
    return [f"{name}（{units[0]}）" if units[0] else name, f"{name} {PRINTED}"]


def _values(row: Row, units: dict[int, tuple[str, ...]]) -> Iterable[Entry]:
    cells = {cell.column: cell for cell in row.cells}
    for position, known in units.items():
        cell = cells.get(position)
        yield _figure(cell)
        if len(known) > 1:
            yield cell.unit if cell and cell.amount is not None else None
        yield cell.printed if cell else None


def _figure(cell: Cell | None) -> Figure | None:
    if cell is None or cell.amount is None:
        return None
    return Figure(value=cell.amount, places=decimals(cell.printed or ""))


# --- spending items and findings --------------------------------------------------------------

WHOSE = ("报告", "部门", "年度", "种类")


def all_spending(items: Sequence[tuple[Report, Sequence[SpendingItem]]]) -> Contents:
    """The amounts of the reports' expenditure tables (支出明细), one a row, all in 万元."""
    heading = (
        *(*WHOSE, "表", "科目编码", "项目", "级次", "上级", "列"),
        *("金额（万元）", "页", PRINTED, "原文单位"),
    )
    pairs = [(report, item) for report, own in items for item in own]
    rows = tuple(_spending_row(report, item) for report, item in pairs)
    return _one_sheet("支出明细", heading, rows, items, [report for report, _ in pairs])


def _spending_row(report: Report, item: SpendingItem) -> tuple[Entry, ...]:
    return (
        *_whose(report),
        *(item.table, item.code, item.item, item.level, item.parent, item.column),
        Figure(value=item.amount, places=item.places),
        *(item.page, item.printed, item.unit),
    )


def all_findings(findings: Sequence[tuple[Report, Sequence[Finding]]]) -> Contents:
    """What does not reconcile (勾稽发现), one a row: both sides, and what else was looked at."""
    heading = (
        *(*WHOSE, "编号", "程度", "规则", "说明", "差额", "差额单位"),
        *(f"{side} {part}" for side in SIDES for part in PLACE),
        "其他依据",
    )
    pairs = [(report, finding) for report, own in findings for finding in own]
    rows = tuple(_finding_row(report, finding) for report, finding in pairs)
    return _one_sheet("勾稽发现", heading, rows, findings, [report for report, _ in pairs])


def _finding_row(report: Report, finding: Finding) -> tuple[Entry, ...]:
    return (
        *_whose(report),
        *(finding.id, SEVERITY_NAMES[finding.severity], finding.rule, finding.message),
        *(_difference(finding.difference), finding.unit),
        *(entry for number in range(len(SIDES)) for entry in _side(finding, number)),
        "；".join(map(_in_words, finding.sides[len(SIDES) :])) or None,
    )


def _whose(report: Report) -> tuple[Entry, ...]:
    return report.title, report.department, report.year, KIND_NAMES[report.kind]


def _difference(printed: str | None) -> Entry:
    """A difference that is a number as one, else its words."""
    try:
        amount = parse_amount(printed)
    except AmountError:
        return printed
    return None if amount is None else Figure(value=amount, places=decimals(printed or ""))


def _side(finding: Finding, number: int) -> tuple[Entry, ...]:
    if number >= len(finding.sides):
        return (None,) * len(PLACE)
    side = finding.sides[number]
    return side.page, side.table, side.row, side.column, side.printed, side.text


def _in_words(side: FindingSide) -> str:
    place = [f"第 {side.page} 页", side.table, side.row, side.column]
    return " ".join(part for part in [*place, side.printed] if part)


def _one_sheet(
    name: str,
    heading: tuple[str, ...],
    rows: tuple[tuple[Entry, ...], ...],
    behind: Sequence[tuple[Report, object]],
    reports: Sequence[Report],
) -> Contents:
    return Contents(
        sheets=(Sheet(name=name, heading=heading, rows=rows),),
        sources=_sources([(report, None) for report, _ in behind]),
        reports=tuple(reports),
        table=None,
    )


# --- sources --------------------------------------------------------------------------------


def _sources(sources: Iterable[tuple[Report, Table | None]]) -> Sheet:
    heading = (
        *("报告", "部门", "地区", "年度", "种类", "文件", "sha256", "报告页数"),
        *("表", "所在页", "单位", "备注"),
    )
    rows = tuple(_source(report, table) for report, table in sources)
    return Sheet(name="来源", heading=heading, rows=rows)


def _source(report: Report, table: Table | None) -> tuple[Entry, ...]:
    file: tuple[Entry, ...] = (
        *(report.title, report.department, report.region, report.year, KIND_NAMES[report.kind]),
        *(report.source, report.sha256, report.pages),
    )
    if table is None:
        return (*file, None, None, None, None)
    notes = [*(["空表"] if table.empty else []), *table.notes]
    pages = "、".join(map(str, table.pages))
    return (*file, table.name, pages, table.unit, "；".join(notes) or None)


def with_source(contents: Contents) -> Sheet:
    """The first sheet with its source in every row, for a file that holds no other sheet."""
    sheet, table = contents.sheets[0], contents.table
    named = ("所在报告", "所在表") if table else ()
    rows = tuple(
        (*row, *((report.title, table.name) if table else ()), report.source, report.sha256)
        for row, report in zip(sheet.rows, contents.reports, strict=True)
    )
    return Sheet(name=sheet.name, heading=(*sheet.heading, *named, "文件", "sha256"), rows=rows)
