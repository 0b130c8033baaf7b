"""What a report is searched through, worded in other ways (消融): what does each part do?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.planner.labels import canonical
from index.facts import row_paths
from index.records import Extraction, Row, Table
from index.texts import JOINT, STEP, ItemKind, SearchItem, report_words, search_items
from index.vocabulary import terms

Way = Literal["embedded", "shown", "no_header", "no_title", "no_parents", "with_aliases"]

WAYS: Mapping[Way, str] = {
    "embedded": "只有上级与行名（向量所用）",
    "shown": "机构、年度、表名、上级与行名、列名、单位（全文所用）",
    "no_header": "同上，去掉列名（表头路径）",
    "no_title": "同上，去掉表名（列名保留）",
    "no_parents": "只有行名",
    "with_aliases": "上级与行名，加上词表里的别名",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A place of the report with the text that stands for it."""

    kind: ItemKind
    table_id: str | None
    index: int
    text: str


def worded(extraction: Extraction, way: Way) -> tuple[Worded, ...]:
    """The rows, forms and passages of a report, the rows worded in this way."""
    rows = _row_texts(extraction, way)
    return tuple(
        Worded(
            kind=item.kind,
            table_id=item.table_id,
            index=item.index,
            text=_text(item, way, rows),
        )
        for item in search_items(extraction)
        if item.kind != "catalogue"
    )


def _text(item: SearchItem, way: Way, rows: Mapping[tuple[str, int], str]) -> str:
    if item.table_id is not None:
        return rows[item.table_id, item.index]
    return item.text if way in ("shown", "no_header", "no_title") else item.meaning


def _row_texts(extraction: Extraction, way: Way) -> dict[tuple[str, int], str]:
    start = report_words(extraction.report)
    return {
        (table.id, row.index): _row_text(start, table, row, path, way)
        for table in extraction.tables
        for row, path in _rows(table)
    }


def _rows(table: Table) -> Iterator[tuple[Row, tuple[str, ...]]]:
    paths = row_paths(table)
    return ((row, paths[row.index]) for row in table.rows)


def _row_text(start: str, table: Table, row: Row, path: tuple[str, ...], way: Way) -> str:
    columns = " ".join(_headings(table, row))
    labels = f"{STEP.join(path)} {row.qualifier or ''}".strip() or columns
    unit = next((cell.unit for cell in row.cells if cell.unit), table.unit) or ""
    texts: dict[Way, tuple[str, ...]] = {
        "embedded": (labels,),
        "shown": (start, table.title, labels, columns, unit),
        "no_header": (start, table.title, labels, unit),
        "no_title": (start, labels, columns, unit),
        "no_parents": (f"{row.label} {row.qualifier or ''}".strip() or columns,),
        "with_aliases": (labels, " ".join(aliases(row.label))),
    }
    return JOINT.join(part for part in texts[way] if part)


def _headings(table: Table, row: Row) -> tuple[str, ...]:
    paths = (table.columns[cell.column].path for cell in row.cells)
    return tuple(dict.fromkeys(heading for path in paths for heading in path))


def aliases(label: str) -> tuple[str, ...]:
    """Every wording that the vocabulary knows for a row of this label, its name left out."""
    name = canonical(label)
    named = (term for term in terms() if canonical(term.name) == name)
    return tuple(word for term in named for word in (*term.formal, *term.everyday))
