"""The frozen values that flow from a report file to an answer. A value never travels without
its source: report, page, table, row path, column path, printed text, unit."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

ReportKind = Literal["budget", "final_accounts", "unknown"]
"""预算 / 决算 / 未知."""

ColumnRole = Literal["code", "label", "qualifier", "value"]
"""科目编码 / 行名 / 第二名称列 (the 政府经济科目 beside the 部门经济科目) / 数值列."""


# --- what a reader yields -------------------------------------------------------------------


LineSetting = Literal["full", "indented", "centred"]
"""顶格 / 缩进 / 居中: how a line is set in its page's column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a report as printed; spaces are kept, they may stand for blank cells."""

    page: int
    number: int
    """1-based number of the line in the source."""
    text: str
    setting: LineSetting | None = None
    """None where the format does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A merged cell (合并单元格) of a grid: where it begins, and what it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table as drawn on a page: rows of cell texts, None where no cell begins."""

    page: int
    top: float
    cells: tuple[tuple[str | None, ...], ...]
    edges: tuple[float, ...] = ()
    """Left edge of each column, and the right edge of the last one."""
    spans: tuple[Span, ...] = ()
    """The cells that cover more than one row or column."""
    line: int = 0
    """Number of the line that its first row stands for; the rows below count on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its lines without running heads and page numbers, and its ruled grids."""

    number: int
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report file as read, before anything is understood of it."""

    source: str
    """File name, without its folder."""
    format: Literal["text_dump", "pdf"]
    sha256: str
    title: str
    """The running head, or the file's name where there is none."""
    pages: tuple[Page, ...]


# --- what extraction yields -----------------------------------------------------------------


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


Half = Literal["实施期", "年度"]
"""The two halves of a performance target form: the whole project, and this year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A worded field of a form (立项依据, 项目概况, 总体目标, ...)."""

    name: str
    half: Half | None
    text: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFund:
    """An amount in a form's funding block: 资金总额, 中央财政资金, 单位自筹, ..."""

    name: str
    half: Half
    printed: str | None
    amount: Decimal | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A performance indicator (绩效指标)."""

    category: str
    """一级指标: 产出指标, 效益指标, 满意度指标."""
    kind: str
    """二级指标: 数量指标, 质量指标, ..."""
    half: Half
    name: str
    """Full name; `printed_name` where the form clips it."""
    printed_name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A performance target form (项目支出绩效目标申报表) of one project.

    Handlers' names and telephone numbers are never taken from the page.
    """

    index: int
    page: int
    line: int
    title: str
    year: int | None
    project: str
    unit: str
    """Money unit of the funds."""
    implementer: str | None
    """实施单位."""
    fields: tuple[FormField, ...]
    funds: tuple[FormFund, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A line of the 政府购买服务指导性目录, codes and names as printed."""

    page: int
    line: int
    catalogue: str
    """The catalogue's title."""
    sector: str
    code: str
    name: str
    level: int
    path: tuple[str, ...]
    """Names from level 1 down to this entry."""
    anomalies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a report, with the headings above it."""

    index: int
    page: int
    line: int
    headings: tuple[str, ...]
    text: str
    term: str | None = None
    """The term defined, where the paragraph is a definition (名词解释)."""


Measure = Literal["amount", "share", "change", "change_rate", "count"]
"""What a stated figure is: the subject's own amount, its share (占比), the change against the
year before (比上年增减额), that change in percent, or a number of things or people."""

Direction = Literal["increase", "decrease", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure that the prose states (文字表述), tied to what it is said of."""

    index: int
    passage: int
    """`Passage.index` of the paragraph it stands in."""
    page: int
    line: int
    sentence: str
    """The clause or sentence as printed, verbatim in the passage."""
    subject: str
    """What the figure is said of, as printed: 基本支出, 政府采购货物预算, 行政人员."""
    measure: Measure
    printed: str
    """The number as printed, without its unit; for 持平/相同, the words."""
    amount: Decimal
    unit: str
    """万元, 元, %, 人, 辆, 个, 平方米, ..."""
    year: int | None
    """The year the figure is of; the report's year unless the prose says otherwise."""
    direction: Direction | None = None
    reason: str | None = None
    """The reason the prose gives for a change, verbatim."""


Severity = Literal["contradiction", "explain", "rounding", "misprint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSide:
    """One side of a finding: where it stands and what it says."""

    page: int
    table: str | None
    row: str | None
    column: str | None
    printed: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An identity (勾稽关系) that does not hold, with both sides and the difference."""

    id: str
    severity: Severity
    rule: str
    """Name of the rule in plain Chinese."""
    message: str
    difference: str | None
    unit: str | None
    sides: tuple[FindingSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything taken from one report."""

    report: Report
    tables: tuple[Table, ...]
    forms: tuple[Form, ...]
    catalogue: tuple[CatalogueEntry, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = field(default=())


# --- what the assistant reasons over --------------------------------------------------------

FactKind = Literal["cell", "fund", "indicator", "statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure with its whole address, whatever part of the report it comes from."""

    id: str
    """Unique in the store: report id, table, row, column."""
    report: Report
    kind: FactKind
    table: str | None
    """`Table.name`, the form's title with its project, or None for prose."""
    table_id: str | None
    page: int
    line: int
    year: int | None
    code: str | None
    row: str
    """The row's label as printed."""
    qualifier: str | None
    row_path: tuple[str, ...]
    """Labels from the outermost parent down to the row itself."""
    column_path: tuple[str, ...]
    printed: str | None
    amount: Decimal | None
    unit: str | None
    text: str
    """The whole row, or the sentence, as printed."""
