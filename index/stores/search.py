"""Search over a finished store: embeddings and full text, fused into one ranking."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.stores.embedders import Embedder, Matrix
from index.stores.fulltext import Span, TextIndex
from index.stores.vectors import ChromaVectors, VectorStore, cosines, open_matrix, scan
from index.texts import Hit, ItemKind

LEXICAL_SHARE = 1.0
"""Weight of the full text, which is far from 1 for all but short and exact queries, beside the
cosine: chosen on one half of the retrieval questions (docs/embedding.md)."""
CANDIDATES = 4
"""Candidates looked at for each hit asked for, from either side."""
FEWEST_CANDIDATES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A search item's number with its scores."""

    item: int
    dense: float
    lexical: float

    @property
    def score(self) -> float:
        """The fused score."""
        return self.dense + LEXICAL_SHARE * self.lexical


class SearchIndex:
    """The search side of one generation of a store."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        matrix: Path,
        chroma: Path,
        open_embedder: Callable[[], Embedder],
    ) -> None:
        """The embedder and Chroma are opened when a query first needs them."""
        self._connection = connection
        self._texts = TextIndex(connection)
        self._matrix: Matrix = open_matrix(matrix)
        self._chroma = chroma
        self._open_embedder = cache(open_embedder)
        self._vectors: VectorStore | None = None

    def search(
        self,
        query: str,
        report_ids: Sequence[str] | None,
        kinds: Sequence[ItemKind] | None,
        k: int,
    ) -> tuple[Hit, ...]:
        """The k best places, best first; a scope that holds nothing yields nothing."""
        spans = self._texts.spans(report_ids, kinds)
        if k < 1 or not spans or not query.strip():
            return ()
        lexical = self._texts.scores(query, spans)
        wanted = max(FEWEST_CANDIDATES, k * CANDIDATES)
        vector = self._open_embedder().encode([query])[0]
        worded = sorted(lexical, key=lambda item: (-lexical[item], item))[:wanted]
        near = self._nearest(vector, wanted, report_ids, kinds, spans)
        items = sorted({*worded, *near})
        scored = [
            Scored(item=item, dense=dense, lexical=lexical.get(item, 0.0))
            for item, dense in zip(items, cosines(self._matrix, vector, items), strict=True)
        ]
        scored.sort(key=lambda s: (-s.score, s.item))
        return self._hits(scored, k)

    def search_text(self, query: str, report_ids: Sequence[str] | None, k: int) -> tuple[Hit, ...]:
        """The k best places by words alone, best first."""
        lexical = self._texts.scores(query, self._texts.spans(report_ids))
        scored = [Scored(item=i, dense=0.0, lexical=score) for i, score in lexical.items()]
        scored.sort(key=lambda s: (-s.lexical, s.item))
        return self._hits(scored, k)

    def close(self) -> None:
        """Let go of Chroma, where it was opened."""
        if self._vectors:
            self._vectors.close()

    def _nearest(
        self,
        vector: Matrix,
        k: int,
        report_ids: Sequence[str] | None,
        kinds: Sequence[ItemKind] | None,
        spans: Sequence[Span],
    ) -> tuple[int, ...]:
        if report_ids is None and self._holds_several_reports():
            return self._vector_store().nearest(vector, k, kinds=kinds)
        return scan(self._matrix, vector, spans, k)

    def _holds_several_reports(self) -> bool:
        return len(self._texts.report_ids) > 1

    def _vector_store(self) -> VectorStore:
        if self._vectors is None:
            self._vectors = ChromaVectors(self._chroma)
        return self._vectors

    def _hits(self, scored: Sequence[Scored], k: int) -> tuple[Hit, ...]:
        """The first k distinct places; a form has several texts and is one place."""
        hits: dict[tuple[object, ...], Hit] = {}
        for one in scored:
            if len(hits) == k:
                break
            row = self._connection.execute(
                "SELECT report_id, kind, table_ref, position, text FROM search_items WHERE id = ?",
                (one.item,),
            ).fetchone()
            hits.setdefault(tuple(row)[:4], _hit(row, one))
        return tuple(hits.values())


def _hit(row: sqlite3.Row, scored: Scored) -> Hit:
    return Hit(
        report_id=row["report_id"],
        kind=row["kind"],
        table_id=row["table_ref"],
        index=row["position"],
        text=row["text"],
        score=scored.score,
        lexical=scored.lexical,
        dense=scored.dense,
    )
