"""A report as lines to read (逐行文本): table rows with their column names, forms, prose.

What a careful developer would feed to a search: every figure stands beside its row, its column
and its unit, and every section knows its report, page and table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.places import place_of
from index.facts import form_name
from index.records import Extraction, Passage, Row, Table
from index.texts import STEP, Hit, ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines that stand together on one page, under one heading."""

    report: str
    page: int
    heading: str
    lines: tuple[str, ...]


def sections_of(extraction: Extraction) -> Iterator[Section]:
    """The whole report: prose by page, tables by page, forms one by one, the catalogue."""
    title = extraction.report.title
    for page, passages in groupby(extraction.passages, key=lambda each: each.page):
        lines = tuple(_prose_lines(passages))
        yield Section(report=title, page=page, heading="正文", lines=lines)
    for table in extraction.tables:
        for page, rows in groupby(table.rows, key=lambda row: row.page):
            lines = tuple(row_line(table, row) for row in rows)
            yield Section(report=title, page=page, heading=table_heading(table), lines=lines)
        if not table.rows:
            page = table.pages[0] if table.pages else 0
            lines = table.notes or ("本表没有数据",)
            yield Section(report=title, page=page, heading=table.name, lines=lines)
    for form in extraction.forms:
        text = place_of(extraction, _hit("form", form.index)).text
        lines = tuple(text.splitlines())
        yield Section(report=title, page=form.page, heading=form_name(form), lines=lines)
    yield from _catalogue_sections(extraction)


def row_line(table: Table, row: Row) -> str:
    """A row as one line: names, then each figure behind its column's name, with its unit."""
    names = " ".join(name for name in (row.code, row.label, row.qualifier) if name)
    figures = [
        f"{'/'.join(table.columns[cell.column].path)} {cell.printed}{cell.unit or ''}"
        for cell in row.cells
        if cell.printed
    ]
    return f"{names}：{'；'.join(figures) or '空白'}"


def table_heading(table: Table) -> str:
    """A table's name with its unit."""
    return f"{table.name}（单位：{table.unit}）" if table.unit else table.name


def _prose_lines(passages: Iterator[Passage]) -> Iterator[str]:
    """The paragraphs, each new heading on a line of its own."""
    above: tuple[str, ...] = ()
    for passage in passages:
        if passage.headings != above and passage.headings:
            yield STEP.join(passage.headings)
        above = passage.headings
        yield passage.text


def _catalogue_sections(extraction: Extraction) -> Iterator[Section]:
    entries = extraction.catalogue
    for (page, name), group in groupby(entries, key=lambda entry: (entry.page, entry.catalogue)):
        lines = tuple(
            f"{entry.sector} {entry.code} {STEP.join(entry.path or (entry.name,))}"
            for entry in group
        )
        yield Section(report=extraction.report.title, page=page, heading=name, lines=lines)


def _hit(kind: ItemKind, index: int) -> Hit:
    return Hit(
        report_id="", kind=kind, table_id=None, index=index, text="", score=0, lexical=0, dense=0
    )
