"""BM25 over the same chunks as the vector recipe, by SQLite's FTS5."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from eval.scoring import AnswerObject
from eval.systems.chunks import chunks_of, words_of
from eval.systems.extractive import extract_answer
from eval.systems.system import DEEPEST, Found, SearchSystem
from index.records import Extraction
from index.stores.fulltext import query_tokens, text_tokens


class Bm25(SearchSystem):
    """The chunks that share the most telling pairs of characters with the question."""

    name = "BM25 切块"

    def __init__(self) -> None:
        self._chunks: tuple[Found, ...] = ()
        self._database: sqlite3.Connection | None = None

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """See `System.build`."""
        self._chunks = chunks_of(extractions)
        database = sqlite3.connect(folder / "chunks.db")
        database.execute("CREATE VIRTUAL TABLE chunks USING fts5 (tokens, text UNINDEXED)")
        database.executemany(
            "INSERT INTO chunks (rowid, tokens, text) VALUES (?, ?, ?)",
            (
                (number, " ".join(text_tokens(words_of(chunk))), words_of(chunk))
                for number, chunk in enumerate(self._chunks)
            ),
        )
        database.commit()
        self._database = database

    def find(self, query: str) -> Sequence[Found]:
        """See `SearchSystem.find`."""
        tokens = query_tokens(query)
        if not tokens or self._database is None:
            return []
        either = " OR ".join(f'"{token}"' for token in tokens)
        rows = self._database.execute(
            "SELECT rowid FROM chunks WHERE chunks MATCH ? ORDER BY bm25(chunks), rowid LIMIT ?",
            (either, DEEPEST),
        )
        return [self._chunks[number] for (number,) in rows.fetchall()]

    def answer(self, question: str, found: Sequence[Found]) -> AnswerObject:
        """See `SearchSystem.answer`."""
        return extract_answer(question, found)

    def close(self) -> None:
        """See `System.close`."""
        if self._database:
            self._database.close()
