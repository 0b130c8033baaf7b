"""Everything that one document holds: the steps of extraction in order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.errors import ReportUnreadable
from index.extract.catalogue import catalogue_of
from index.extract.completeness import break_off
from index.extract.cover import cover_lines
from index.extract.forms import forms_of
from index.extract.grid_forms import grid_forms
from index.extract.grid_tables import grid_tables
from index.extract.passages import passages_in, prose_of
from index.extract.project_accounts import project_accounts
from index.extract.report import report_of
from index.extract.spans import lines_of
from index.extract.statements import statements_of
from index.extract.tables import tables_of
from index.extract.unruled_tables import unruled_tables
from index.records import Document, Extraction, Line, Table


def extract(document: Document) -> Extraction:
    """Tables, forms, catalogue, passages and statements of a report.

    `ReportUnreadable` if the text holds no table of a budget or breaks off.
    """
    if document.format == "pdf":
        return _from_grids(document)
    tables = tables_of(document)
    _refuse_without_tables(document, tables)
    broken = break_off(document, tables)
    if broken is not None:
        raise ReportUnreadable(f"{document.source}：文件不完整，{broken}")
    extraction = _extraction(document, tables, prose_of(document))
    forms = forms_of(document)
    accounts = project_accounts(extraction.passages, extraction.statements, len(forms))
    return replace(extraction, forms=(*forms, *accounts), catalogue=catalogue_of(document))


def _from_grids(document: Document) -> Extraction:
    """A report whose tables are drawn with rules: everything outside them is prose."""
    drawn = grid_forms(document)
    found = grid_tables(document, drawn.grids)
    unruled, unread = unruled_tables(document, found.lines | drawn.lines)
    if unruled and not found.tables:
        raise ReportUnreadable(f"{document.source}：各表都没有分栏的框线，无法提取数字")
    _refuse_without_tables(document, found.tables)
    apart = found.lines | drawn.lines | unread | {line.number for line in cover_lines(document)}
    prose = [line for line in lines_of(document) if line.number not in apart]
    extraction = _extraction(document, _in_order(found.tables, unruled), prose)
    accounts = project_accounts(extraction.passages, extraction.statements, len(drawn.forms))
    return replace(extraction, forms=(*drawn.forms, *accounts))


def _in_order(ruled: Sequence[Table], unruled: Sequence[Table]) -> tuple[Table, ...]:
    """The tables by page, numbered anew where some have no rules."""
    if not unruled:
        return tuple(ruled)
    tables = sorted((*ruled, *unruled), key=lambda table: table.pages[0])
    return tuple(replace(t, id=f"t{index:02d}") for index, t in enumerate(tables, start=1))


def _refuse_without_tables(document: Document, tables: Sequence[Table]) -> None:
    if not any(table.rows for table in tables):
        raise ReportUnreadable(
            f"{document.source}：没有找到任何预算表或决算表，文件可能被截断或不是预决算报告"
        )


def _extraction(document: Document, tables: tuple[Table, ...], prose: Iterable[Line]) -> Extraction:
    """The report with its tables and what its prose says."""
    report = report_of(document, tables)
    passages = passages_in(prose, report)
    return Extraction(
        report=report,
        tables=tables,
        forms=(),
        catalogue=(),
        passages=passages,
        statements=statements_of(passages, report),
    )
