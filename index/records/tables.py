"""A report and its tables: columns under header paths, rows, cells (报表)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ReportKind = Literal["budget", "final_accounts", "unknown"]
"""预算 / 决算 / 未知."""

ColumnRole = Literal["code", "label", "qualifier", "value"]
"""科目编码 / 行名 / 第二名称列 (the 政府经济科目 beside the 部门经济科目) / 数值列."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is known of one report; what could not be established is None."""

    id: str
    """First 12 hex digits of the file's sha256."""
    title: str
    department: str | None
    region: str | None
    year: int | None
    kind: ReportKind
    pages: int
    source: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column under its header path (表头路径), outermost heading first."""

    path: tuple[str, ...]
    role: ColumnRole
    side: str | None = None
    """收入 / 支出 in a two-sided table (the heading of that side), else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of a row. `printed` is None where the cell is blank."""

    column: int
    """Index into `Table.columns`."""
    printed: str | None
    amount: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table; in a two-sided table, of one side."""

    index: int
    """Position in the table, counting both sides, from 0."""
    page: int
    line: int
    code: str | None
    label: str
    qualifier: str | None = None
    level: int | None = None
    """1 for 类, 2 for 款, 3 for 项 by the code's length; None where the table has no levels."""
    parent: str | None = None
    """Code (or, without codes, label) of the row above in the hierarchy."""
    side: str | None = None
    cells: tuple[Cell, ...]
    """One for each value column of the row's side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableName:
    """What a table is called, without the rest of it."""

    id: str
    number: str | None
    title: str

    @property
    def name(self) -> str:
        """Number and title as a reader would cite them."""
        return f"{self.number} {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a report (报表)."""

    id: str
    """t01, t02, ... in order of appearance."""
    number: str | None
    """As printed: 预算公开表3."""
    title: str
    unit: str | None
    department: str | None
    pages: tuple[int, ...]
    notes: tuple[str, ...]
    empty: bool
    """Whether the table says that it holds no data (空表)."""
    columns: tuple[Column, ...]
    """All columns in order, label and code columns included."""
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """Number and title as a reader would cite them."""
        return f"{self.number} {self.title}" if self.number else self.title
