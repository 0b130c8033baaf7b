"""The frozen values that flow from a report file to an answer. A value never travels without
its source: report, page, table, row path, column path, printed text, unit."""

from index.records.extraction import (
    Extraction,
    Finding,
    FindingSide,
    Outline,
    Severity,
    outline_of,
)
from index.records.facts import Fact, FactKind
from index.records.forms import CatalogueEntry, Form, FormField, FormFund, Half, Indicator
from index.records.originals import (
    Area,
    Original,
    OriginalFormat,
    OriginalPage,
    PrintedCell,
    PrintedLine,
)
from index.records.pages import Document, Grid, Line, LineSetting, Page, Span
from index.records.prose import Direction, Measure, Passage, Statement
from index.records.tables import (
    Cell,
    Column,
    ColumnRole,
    Report,
    ReportKind,
    Row,
    Table,
    TableName,
)

__all__ = [
    "Area",
    "CatalogueEntry",
    "Cell",
    "Column",
    "ColumnRole",
    "Direction",
    "Document",
    "Extraction",
    "Fact",
    "FactKind",
    "Finding",
    "FindingSide",
    "Form",
    "FormField",
    "FormFund",
    "Grid",
    "Half",
    "Indicator",
    "Line",
    "LineSetting",
    "Measure",
    "Original",
    "OriginalFormat",
    "OriginalPage",
    "Outline",
    "Page",
    "Passage",
    "PrintedCell",
    "PrintedLine",
    "Report",
    "ReportKind",
    "Row",
    "Severity",
    "Span",
    "Statement",
    "Table",
    "TableName",
    "outline_of",
]
