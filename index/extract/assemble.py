"""Everything that one document holds: the steps of extraction in order."""

from index.errors import ReportUnreadable
from index.extract.catalogue import catalogue_of
from index.extract.completeness import break_off
from index.extract.forms import forms_of
from index.extract.passages import passages_of
from index.extract.report import report_of
from index.extract.statements import statements_of
from index.extract.tables import tables_of
from index.records import Document, Extraction


def extract(document: Document) -> Extraction:
    """Tables, forms, catalogue, passages and statements of a report.

    `ReportUnreadable` if the text holds no table of a budget or breaks off.
    """
    tables = tables_of(document)
    if not any(table.rows for table in tables):
        raise ReportUnreadable(
            f"{document.source}：没有找到任何预算表或决算表，文件可能被截断或不是预决算报告"
        )
    broken = break_off(document, tables)
    if broken is not None:
        raise ReportUnreadable(f"{document.source}：文件不完整，{broken}")
    report = report_of(document, tables)
    passages = passages_of(document, report)
    return Extraction(
        report=report,
        tables=tables,
        forms=forms_of(document),
        catalogue=catalogue_of(document),
        passages=passages,
        statements=statements_of(passages, report),
    )
