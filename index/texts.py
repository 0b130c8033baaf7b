"""What search looks through: one worded text for each row, form part, passage and catalogue entry.

Search proposes, exact fields decide: a text says where to look (which row of which table, which
form), never what the figure is. Figures are therefore left out of the row texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.facts import row_paths
from index.records import Column, Extraction, Form, Report, Row, Table

ItemKind = Literal["row", "form", "passage", "catalogue"]
"""表格行 / 绩效目标申报表 / 正文段落 / 政府购买服务目录."""

KIND_NAMES = {"budget": "部门预算", "final_accounts": "部门决算"}

JOINT = "｜"
STEP = " > "


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchItem:
    """One text to search, with the address of what it describes."""

    kind: ItemKind
    table_id: str | None
    """`Table.id` for a row, else None."""
    index: int
    """`Row.index`, `Form.index`, `Passage.index`, or the position in `Extraction.catalogue`
    (a catalogue repeats its codes from sector to sector, so a code is no address)."""
    text: str
    """Searched by words, and shown: 机构｜年度｜种类｜表名｜上级科目 > 行名｜列路径｜单位."""
    meaning: str
    """What is embedded: what tells the item from others of its report, 上级科目 > 行名. A vector is
    a mean of its words, and words that all items share drown those that tell them apart."""
    codes: str = ""
    """Further words for the full text only: account or catalogue codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in the reports that a query may mean, best first."""

    report_id: str
    kind: ItemKind
    table_id: str | None
    index: int
    """See `SearchItem.index`."""
    text: str
    score: float
    """dense + a share of lexical; comparable within one query."""
    lexical: float
    """How much of the query's words the text holds, 0 to 1, rare words counting more."""
    dense: float
    """Cosine of the embeddings."""


def search_items(extraction: Extraction) -> tuple[SearchItem, ...]:
    """All texts of a report, those of one kind standing together."""
    return (
        *_row_items(extraction),
        *(item for form in extraction.forms for item in _form_items(extraction.report, form)),
        *_passage_items(extraction),
        *_catalogue_items(extraction),
    )


def report_words(report: Report) -> str:
    """机构｜年度｜种类, what is unknown left out."""
    year = f"{report.year}年" if report.year else None
    return _joined([report.department, year, KIND_NAMES.get(report.kind)])


def bare_text(start: str, item: SearchItem) -> str:
    """An item's text without the words of its report, so that sibling reports share it."""
    return item.text.removeprefix(start + JOINT)


def whole_text(start: str, kind: ItemKind, bare: str) -> str:
    """The text of an item whose bare text this is; a catalogue is worded alike in all reports."""
    return bare if kind == "catalogue" else _joined([start, bare])


def _row_items(extraction: Extraction) -> Iterator[SearchItem]:
    start = report_words(extraction.report)
    for table in extraction.tables:
        paths = row_paths(table)
        for row in table.rows:
            yield SearchItem(
                kind="row",
                table_id=table.id,
                index=row.index,
                text=_row_item_text(start, table, row, paths[row.index]),
                meaning=_labels(row, paths[row.index]) or _column_words(_columns(table, row)),
                codes=row.code or "",
            )


def _row_item_text(start: str, table: Table, row: Row, path: tuple[str, ...]) -> str:
    unit = next((cell.unit for cell in row.cells if cell.unit), table.unit)
    columns = _column_words(_columns(table, row))
    return _joined([start, table.title, _labels(row, path), columns, unit])


def _labels(row: Row, path: tuple[str, ...]) -> str:
    """上级科目 > 行名 and the second name, where there is one; empty where nothing is named."""
    return f"{STEP.join(path)} {row.qualifier or ''}".strip()


def _columns(table: Table, row: Row) -> Iterator[Column]:
    return (table.columns[cell.column] for cell in row.cells)


def _column_words(columns: Iterable[Column]) -> str:
    headings = dict.fromkeys(heading for column in columns for heading in column.path)
    return " ".join(headings)


def _form_items(report: Report, form: Form) -> Iterator[SearchItem]:
    start = report_words(report)

    def item(*words: str | None) -> SearchItem:
        meaning = _joined([form.project, *words])
        text = _joined([start, meaning])
        return SearchItem(kind="form", table_id=None, index=form.index, text=text, meaning=meaning)

    yield item("项目支出绩效目标", form.implementer)
    seen: set[str] = set()
    for name, words in (
        *((field.name, field.text) for field in form.fields),
        *((i.kind, i.name) for i in form.indicators),
    ):
        if words and f"{name}{words}" not in seen:
            seen.add(f"{name}{words}")
            yield item(name, words)


def _passage_items(extraction: Extraction) -> Iterator[SearchItem]:
    start = report_words(extraction.report)
    for passage in extraction.passages:
        headings = STEP.join(passage.headings)
        meaning = _joined([headings, passage.term, passage.text])
        text = _joined([start, meaning])
        yield SearchItem(
            kind="passage", table_id=None, index=passage.index, text=text, meaning=meaning
        )


def _catalogue_items(extraction: Extraction) -> Iterator[SearchItem]:
    for position, entry in enumerate(extraction.catalogue):
        text = _joined([entry.catalogue, entry.sector, STEP.join(entry.path) or entry.name])
        yield SearchItem(
            kind="catalogue",
            table_id=None,
            index=position,
            text=text,
            meaning=text,
            codes=entry.code,
        )


def _joined(parts: Iterable[str | None]) -> str:
    return JOINT.join(part for part in parts if part)
