"""Writes one generation of a store, and takes over from an older one what has not changed."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index.errors import StoreError
from index.generations import CHROMA, FACTS, VECTORS
from index.records import Extraction, Original
from index.stores.embedders import Embedder, Matrix
from index.stores.facts import (
    create_facts,
    finish_facts,
    open_facts,
    read_extraction,
    read_reports,
    write_extraction,
)
from index.stores.fulltext import TextIndex, finish_items, write_items
from index.stores.originals import save_original, take_over_original
from index.stores.vectors import ChromaVectors, open_matrix, save_matrix
from index.texts import SearchItem, search_items


class OldStore:
    """The generation that answered so far, as far as its content can be taken over."""

    def __init__(self, generation: Path, *, same_embedder: bool) -> None:
        """Raises `StoreError` where it cannot be read after all."""
        self.path = generation
        self._connection = open_facts(generation / FACTS)
        self._reports = {(r.source, r.sha256): r.id for r in read_reports(self._connection)}
        self._texts = TextIndex(self._connection)
        self._matrix = open_matrix(generation / VECTORS) if same_embedder else None

    def extraction(self, source: str, sha256: str) -> Extraction | None:
        """What was taken from this very file, or None."""
        report_id = self._reports.get((source, sha256))
        return read_extraction(self._connection, report_id) if report_id else None

    def vectors(self, report_id: str) -> Matrix | None:
        """The vectors of a report's items, where they were made by the same model."""
        spans = self._texts.spans([report_id])
        if self._matrix is None or len(spans) != 1:
            return None
        return np.array(self._matrix[spans[0].first - 1 : spans[0].last])

    def close(self) -> None:
        """Let go of its files."""
        self._connection.close()
        self._matrix = None


class StoreWriter:
    """Fills an empty folder with the facts, full text and vectors of reports, one by one."""

    def __init__(self, generation: Path, embedder: Embedder) -> None:
        self._generation = generation
        self._embedder = embedder
        self._facts = create_facts(generation / FACTS)
        self._chroma = ChromaVectors(generation / CHROMA, create=True)
        self._parts: list[Matrix] = []
        self._next_item = 1

    def add(self, extraction: Extraction, vectors: Matrix | None = None) -> None:
        """Add a report; `vectors` are those of its items where they are known already."""
        items = search_items(extraction)
        if vectors is None or len(vectors) != len(items):
            vectors = self._encode(items)
        report_id = extraction.report.id
        with self._writing():
            write_extraction(self._facts, extraction)
            write_items(self._facts, report_id, items)
            self._chroma.add(self._next_item, report_id, [item.kind for item in items], vectors)
        self._parts.append(vectors)
        self._next_item += len(items)

    def keep_original(self, sha256: str, original: Original) -> None:
        """Keep the file that the report was read from, to be looked at."""
        save_original(self._generation, sha256, original)

    def take_over_original(self, sha256: str, old: OldStore) -> bool:
        """Keep the file of a report that has not changed; False where the old store has none."""
        return take_over_original(old.path, self._generation, sha256)

    def finish(self) -> None:
        """Write everything to disk and close it."""
        with self._writing():
            save_matrix(self._generation / VECTORS, self._parts, self._embedder.dimension)
            finish_items(self._facts)
            finish_facts(self._facts)
            self._chroma.close()

    def close(self) -> None:
        """Close everything, finished or not; what is not finished is of no use."""
        self._facts.close()
        self._chroma.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Say where writing failed, whichever library it failed in."""
        from chromadb.errors import ChromaError

        try:
            yield
        except (OSError, sqlite3.Error, ChromaError) as error:
            raise StoreError(f"{self._generation}：写入索引失败（{error}）") from error

    def _encode(self, items: Sequence[SearchItem]) -> Matrix:
        if not items:
            return np.empty((0, self._embedder.dimension), dtype=np.float32)
        return self._embedder.encode([item.meaning for item in items])
