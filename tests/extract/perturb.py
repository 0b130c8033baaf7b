"""Makes another department's report out of the bundled one: names, year, figures, rows, projects.

`perturbed(seed)` gives the text as a dump would print it, and the tables that it holds.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from eval.siblings.printed_tables import Style, dumped
from index.amounts import grouped, rounded
from index.extract.fit import is_total
from index.extract.row_levels import with_levels
from index.records import Cell, Column, Row, Table
from tests.extract.reports import BUNDLED, bundled_tables

DEPARTMENTS = (
    ("临泽县", "文化和旅游局"),
    ("安宁市", "住房和城乡建设局"),
    ("沅江市", "市场监督管理局"),
    ("武进区", "退役军人事务局"),
    ("额敏县", "司法局"),
)
ACCOUNTS = (
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080501", "行政单位离退休"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("210", "卫生健康支出"),
    ("21011", "行政事业单位医疗"),
    ("2101101", "行政单位医疗"),
)
ECONOMIC_ACCOUNTS = (
    ("印刷费", "办公经费"),
    ("维修（护）费", "维修（护）费"),
    ("劳务费", "委托业务费"),
    ("城镇职工基本医疗保险缴费补助及其他补充医疗保险缴费", "社会保障缴费"),
    ("会议费", "会议费"),
)
PROJECTS = (
    "非遗传承人补助",
    "(2024年结转临财社[2024]7号)公共文化场馆免费开放补助资金及配套设备更新项目经费",
    "2025年3A级景区创建费",
    "12345平台坐席租赁与运维服务外包项目",
    "老旧小区改造（二期）监理费、检测费",
    "乡村戏台修缮",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Perturbed:
    """A report that never was, and what must be read from it."""

    text: str
    tables: tuple[Table, ...]
    department: str
    region: str
    year: int


def perturbed(seed: int) -> Perturbed:
    """The report of the seed; the same seed, the same report."""
    rng = random.Random(seed)
    region, name = rng.choice(DEPARTMENTS)
    year = rng.choice((2021, 2022, 2024, 2025, 2026))
    tables = [_renamed(table, region, name, year) for table in bundled_tables()]
    tables = [_changed(table, rng) for table in tables]
    return Perturbed(
        text=_report_text([_printed(table, rng) for table in tables], region, name, year),
        tables=tuple(tables),
        department=region + name,
        region=region,
        year=year,
    )


# --- names and figures -------------------------------------------------------------------------


def _translator(region: str, name: str, year: int) -> Callable[[str], str]:
    """Replaces the bundled report's department, region and years."""

    def translated(text: str) -> str:
        text = text.replace("汾阳市行政审批服务管理局", region + name).replace("汾阳市", region)
        text = text.replace("2022", "PRIOR").replace("2023", str(year))
        return text.replace("PRIOR", str(year - 1))

    return translated


def _renamed(table: Table, region: str, name: str, year: int) -> Table:
    """The table of another department and year."""
    translated = _translator(region, name, year)
    columns = tuple(
        replace(column, path=tuple(translated(word) for word in column.path))
        for column in table.columns
    )
    rows = tuple(replace(row, label=translated(row.label)) for row in table.rows)
    return replace(
        table,
        title=translated(table.title),
        department=region + name,
        columns=columns,
        rows=rows,
    )


def _changed(table: Table, rng: random.Random) -> Table:
    """The table with other figures and, where it is a list, other rows."""
    roles = [column.role for column in table.columns]
    two_sided = any(column.side for column in table.columns)
    rows = list(table.rows)
    if two_sided and not table.empty:
        rows = _rescaled(rows, rng)
    elif "qualifier" in roles:
        rows = _rescaled(_with_economic_accounts(rows, rng), rng)
    elif table.columns[0].path == ("项目名称",):
        rows = _with_projects(rows, table.columns, rng)
    elif "code" in roles and not two_sided:
        rows = _rescaled(_with_accounts(rows, table.columns, rng), rng)
    elif not table.empty:
        rows = _rescaled(rows, rng)
    printed = any(cell.printed for row in rows for cell in row.cells)
    return replace(
        table,
        empty=not printed,
        notes=() if printed else table.notes,
        rows=tuple(
            replace(row, index=index)
            for index, row in enumerate(with_levels(_bare(rows), table.columns))
        ),
    )


def _bare(rows: list[Row]) -> list[Row]:
    """The rows without their old levels."""
    return [replace(row, level=None, parent=None) for row in rows]


def _rescaled(rows: list[Row], rng: random.Random) -> list[Row]:
    """The figures times one factor, and now and then a cell blanked or filled."""
    factor = Decimal(rng.randint(3, 900)) / 100
    return [
        replace(row, cells=tuple(_other_cell(cell, factor, rng) for cell in row.cells))
        for row in rows
    ]


def _other_cell(cell: Cell, factor: Decimal, rng: random.Random) -> Cell:
    """The cell rescaled, blanked or filled."""
    if rng.random() < 0.05:
        return _cell(cell, None if cell.printed else Decimal(rng.randint(1, 10**6)) / 100)
    return _cell(cell, cell.amount * factor if cell.amount is not None else None)


def _cell(like: Cell, amount: Decimal | None) -> Cell:
    """A cell of the same column that prints the amount."""
    printed = None if amount is None else grouped(rounded(amount))
    return replace(like, printed=printed, amount=None if amount is None else rounded(amount))


# --- rows ------------------------------------------------------------------------------------


def _row(like: Row, rng: random.Random, **names: str | None) -> Row:
    """A new row with figures in the first column and in some of the others."""
    first, *others = like.cells
    amount = Decimal(rng.randint(1, 3 * 10**5)) / 100
    cells = [_cell(first, amount)]
    cells += [_cell(cell, amount if rng.random() < 0.4 else None) for cell in others]
    return replace(like, **names, cells=tuple(cells))  # type: ignore[arg-type]


def _with_accounts(rows: list[Row], columns: tuple[Column, ...], rng: random.Random) -> list[Row]:
    """Account rows added between the old ones, and one of the old ones left out."""
    kept = [row for row in rows if is_total(row.label) or rng.random() < 0.85]
    if rng.random() < 0.3:
        return kept
    new = [_row(rows[0], rng, code=code, label=label) for code, label in ACCOUNTS]
    at = next((i for i, row in enumerate(kept) if (row.code or "") > "208"), len(kept))
    return [*kept[:at], *new, *kept[at:]]


def _with_economic_accounts(rows: list[Row], rng: random.Random) -> list[Row]:
    """Economic accounts added anywhere below the first heading, others left out."""
    kept = [row for row in rows if row.qualifier is None or rng.random() < 0.85]
    for label, qualifier in rng.sample(ECONOMIC_ACCOUNTS, 3):
        new = _row(rows[2], rng, label=label, qualifier=qualifier)
        kept.insert(rng.randint(2, len(kept)), new)
    return kept


def _with_projects(rows: list[Row], columns: tuple[Column, ...], rng: random.Random) -> list[Row]:
    """Projects added, removed and shuffled; an empty table may be filled, a full one emptied."""
    if not rows:
        rows = list(bundled_tables()[11].rows[: rng.randint(0, 4)])
        values = [i for i, column in enumerate(columns) if column.role == "value"]
        rows = [_narrowed(row, values) for row in rows]
    elif rng.random() < 0.2:
        return []
    kept = [row for row in rows if rng.random() < 0.8]
    if kept:
        kept += [_row(kept[0], rng, label=label) for label in rng.sample(PROJECTS, 3)]
    rng.shuffle(kept)
    return _rescaled(kept, rng)


def _narrowed(row: Row, values: list[int]) -> Row:
    """The row for a table with fewer value columns."""
    cells = zip(row.cells, values, strict=False)
    return replace(row, cells=tuple(replace(cell, column=index) for cell, index in cells))


# --- text --------------------------------------------------------------------------------------


def _printed(table: Table, rng: random.Random) -> list[str]:
    """The table as a dump prints it, in a style of its own."""
    plain = not any(column.side for column in table.columns)
    projects = table.columns[0].path == ("项目名称",)
    style = Style(
        label_width=rng.choice((8, 9, 11, 13, 16)),
        header_width=rng.choice((4, 5, 6, 7, 9, 20)),
        glued_sides=rng.random() < 0.5,
        indent="\u3000\u3000" if projects else "",
        numbered_columns=plain and len(table.columns) > 4 and rng.random() < 0.5,
        bold_labels=frozenset(row.label for row in table.rows if rng.random() < 0.2),
        page_break=rng.choice((None, 3)) if len(table.rows) > 6 else None,
    )
    return dumped(table, style, rng)


def _report_text(tables: list[list[str]], region: str, name: str, year: int) -> str:
    """The whole report: the bundled one's prose and forms around the new tables."""
    translated = _translator(region, name, year)
    lines = [translated(line) for line in BUNDLED.read_text(encoding="utf-8").split("\n")]
    first = next(i for i, line in enumerate(lines) if line.strip() == "预算公开表1")
    last = next(i for i, line in enumerate(lines) if line.startswith(" 第三部分"))
    middle = [line for table in tables for line in (" " + table[0], *table[1:])]
    middle[0] = middle[0].removeprefix(" ")
    return "\n".join([*lines[:first], *middle, *lines[last:]])
