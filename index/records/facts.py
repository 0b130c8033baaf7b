"""One figure with its whole address (事实)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from index.records.tables import Report

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
