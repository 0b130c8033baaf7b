"""What stands at a place that search proposes: the words as printed, and their source (出处)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.facts import form_name, row_paths, row_text
from index.records import CatalogueEntry, Cell, Extraction, Form, Passage, Report, Table
from index.texts import STEP, Hit, ItemKind

BLANK = "空白"
"""What a cell without a figure is called: missing is not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row, a form, a passage or a catalogue entry, to be read by a program or a model."""

    id: str
    """Report, table and row; the same as long as the report's file is."""
    report: Report
    kind: ItemKind
    table: str | None
    """`Table.name`, the form's title with its project, the catalogue; None for prose."""
    page: int
    line: int
    row: str
    """Code and label, the project, or the nearest heading."""
    path: tuple[str, ...]
    """From the outermost parent, or heading, down to the row itself."""
    unit: str | None
    text: str
    """The row or paragraph as printed; a form or a catalogue entry with its field names."""
    cells: tuple[str, ...] = ()
    """The row's figures, each under its header path: a printed row leaves its blanks out."""


def place_of(extraction: Extraction, hit: Hit) -> Place:
    """The place that a hit in this report names."""
    if hit.kind == "row":
        table = next(t for t in extraction.tables if t.id == hit.table_id)
        return _row(extraction.report, table, hit.index)
    if hit.kind == "form":
        form = next(f for f in extraction.forms if f.index == hit.index)
        return _form(extraction.report, form)
    if hit.kind == "passage":
        passage = next(p for p in extraction.passages if p.index == hit.index)
        return _passage(extraction.report, passage)
    return _entry(extraction.report, extraction.catalogue[hit.index], hit.index)


def _row(report: Report, table: Table, index: int) -> Place:
    row = next(row for row in table.rows if row.index == index)
    return Place(
        id=f"{report.id}/{table.id}/{row.index}",
        report=report,
        kind="row",
        table=table.name,
        page=row.page,
        line=row.line,
        row=_joined([row.code, row.label, row.qualifier]),
        path=row_paths(table)[row.index],
        unit=next((cell.unit for cell in row.cells if cell.unit), table.unit),
        text=row_text(table, row),
        cells=tuple(_cell(table, cell) for cell in row.cells),
    )


def _cell(table: Table, cell: Cell) -> str:
    figure = cell.printed or BLANK
    unit = cell.unit if cell.unit and cell.amount is not None else ""
    return f"{' / '.join(table.columns[cell.column].path)}：{figure}{unit}"


def _form(report: Report, form: Form) -> Place:
    return Place(
        id=f"{report.id}/form{form.index}",
        report=report,
        kind="form",
        table=form_name(form),
        page=form.page,
        line=form.line,
        row=form.project,
        path=(form.title, form.project),
        unit=form.unit,
        text="\n".join(dict.fromkeys(_form_lines(form))),
    )


def _form_lines(form: Form) -> Iterator[str]:
    yield f"项目：{form.project}"
    if form.implementer:
        yield f"实施单位：{form.implementer}"
    for field in form.fields:
        if field.text:
            yield f"{_joined([field.half, field.name])}：{field.text}"
    for fund in form.funds:
        unit = form.unit if fund.amount is not None else ""
        yield f"{fund.half} {fund.name}：{fund.printed or BLANK}{unit}"
    for indicator in form.indicators:
        yield f"{indicator.half} {indicator.kind} {indicator.name}：{indicator.value}"


def _passage(report: Report, passage: Passage) -> Place:
    return Place(
        id=f"{report.id}/passage{passage.index}",
        report=report,
        kind="passage",
        table=None,
        page=passage.page,
        line=passage.line,
        row=passage.headings[-1] if passage.headings else "",
        path=passage.headings,
        unit=None,
        text=passage.text,
    )


def _entry(report: Report, entry: CatalogueEntry, position: int) -> Place:
    return Place(
        id=f"{report.id}/catalogue{position}",
        report=report,
        kind="catalogue",
        table=entry.catalogue,
        page=entry.page,
        line=entry.line,
        row=f"{entry.code} {entry.name}",
        path=(entry.sector, *(entry.path or (entry.name,))),
        unit=None,
        text=f"{entry.sector}：{entry.code} {STEP.join(entry.path or (entry.name,))}",
    )


def _joined(parts: Iterable[str | None]) -> str:
    return " ".join(part for part in parts if part)
