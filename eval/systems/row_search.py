"""Full-text search for the table row, and the row's first figure."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from eval.scoring import AnswerObject
from eval.systems.extractive import LEAST_SHARED, ranked_lines
from eval.systems.lines import row_line, table_heading
from eval.systems.system import (
    DEEPEST,
    Found,
    SearchSystem,
    answer_object,
    cited,
    nothing_found,
)
from index.records import Cell, Extraction
from index.stores.facts import create_facts, write_extraction
from index.stores.fulltext import TextIndex, finish_items, write_items
from index.texts import search_items


class RowSearch(SearchSystem):
    """Looks a row up by the words of its table, row path and columns."""

    name = "全文检索取行首数"

    def __init__(self) -> None:
        self._rows: list[tuple[Found, Cell | None]] = []
        self._database: sqlite3.Connection | None = None
        self._texts: TextIndex | None = None

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """See `System.build`."""
        self._database = create_facts(folder / "rows.db")
        self._rows = []
        for extraction in extractions:
            rows = [item for item in search_items(extraction) if item.kind == "row"]
            write_extraction(self._database, extraction)
            write_items(self._database, extraction.report.id, rows)
            self._rows += _rows(extraction)
        finish_items(self._database)
        self._database.commit()
        self._texts = TextIndex(self._database)

    def find(self, query: str) -> Sequence[Found]:
        """See `SearchSystem.find`."""
        return [self._rows[item - 1][0] for item in self._items(query)]

    def answer(self, question: str, found: Sequence[Found]) -> AnswerObject:
        """The first figure of the best row; the row itself where it has none."""
        lines = ranked_lines(question, found[:1])
        if not lines or lines[0].shared < LEAST_SHARED:
            return nothing_found(question)
        row = found[0]
        cell = next(cell for each, cell in self._rows if each is row)
        words = f"{row.report}，{row.heading}，{row.lines[0]}。"
        if cell is None or cell.printed is None:
            return answer_object(question, "answered", words, [cited(row, row.lines[0])])
        proof = [cited(row, row.lines[0], cell.printed)]
        figure = cell.printed, cell.unit or ""
        return answer_object(question, "answered", words, proof, figure)

    def close(self) -> None:
        """See `System.close`."""
        if self._database:
            self._database.close()

    def _items(self, query: str) -> list[int]:
        if self._texts is None:
            return []
        scores = self._texts.scores(query, self._texts.spans())
        return sorted(scores, key=lambda item: (-scores[item], item))[:DEEPEST]


def _rows(extraction: Extraction) -> list[tuple[Found, Cell | None]]:
    """Each table row, in the order of `search_items`, with its first figure."""
    return [
        (
            Found(
                report=extraction.report.title,
                page=row.page,
                heading=table_heading(table),
                lines=(row_line(table, row),),
            ),
            next((cell for cell in row.cells if cell.amount is not None), None),
        )
        for table in extraction.tables
        for row in table.rows
    ]
