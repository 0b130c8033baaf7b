"""Full-text search for the table row, and the row's first figure."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

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
from index.stores.embedders import Matrix, open_embedder
from index.stores.extractions import read_reports, write_extraction
from index.stores.facts import create_facts
from index.stores.fulltext import TextWriter
from index.stores.proposals import Proposals
from index.stores.schema import INDEXES
from index.stores.search import SearchIndex
from index.stores.vector_shelves import FolderVectors
from index.stores.wordings import write_items
from index.texts import Hit, search_items


class RowSearch(SearchSystem):
    """Looks a row up by the words of its table, row path and columns."""

    name = "全文检索取行首数"

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str | None, int], tuple[Found, Cell | None]] = {}
        self._database: sqlite3.Connection | None = None
        self._index: SearchIndex | None = None

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """See `System.build`."""
        self._database = create_facts(folder / "rows.db")
        self._rows = {}
        words = TextWriter(self._database)
        for extraction in extractions:
            rows = [item for item in search_items(extraction) if item.kind == "row"]
            write_extraction(self._database, extraction)
            write_items(self._database, words, extraction.report, rows, _no_vectors)
            self._rows |= _rows(extraction)
        words.flush()
        self._database.executescript(INDEXES)
        self._index = SearchIndex(
            self._database,
            read_reports(self._database),
            proposals=Proposals(FolderVectors(folder)),
            open_embedder=open_embedder,
        )

    def find(self, query: str) -> Sequence[Found]:
        """See `SearchSystem.find`."""
        hits = self._index.search_text(query, None, DEEPEST) if self._index else ()
        return [self._rows[_place(hit)][0] for hit in hits]

    def answer(self, question: str, found: Sequence[Found]) -> AnswerObject:
        """The first figure of the best row; the row itself where it has none."""
        lines = ranked_lines(question, found[:1])
        if not lines or lines[0].shared < LEAST_SHARED:
            return nothing_found(question)
        row = found[0]
        cell = next(cell for each, cell in self._rows.values() if each is row)
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


def _no_vectors(texts: Sequence[str]) -> Matrix:
    return np.zeros((len(texts), 0), dtype=np.float32)


def _place(hit: Hit) -> tuple[str, str | None, int]:
    return hit.report_id, hit.table_id, hit.index


def _rows(
    extraction: Extraction,
) -> dict[tuple[str, str | None, int], tuple[Found, Cell | None]]:
    """Each table row by its report, table and index, with its first figure."""
    return {
        (extraction.report.id, table.id, row.index): (
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
    }
