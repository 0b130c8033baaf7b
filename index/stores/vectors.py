"""Vectors of the search items: an exact scan for scoped questions, Chroma across reports.

Every vector stands in one memory-mapped matrix (item n in line n - 1), so that a report's items
are scanned exactly in well under a millisecond. Chroma, through llama-index's vector store,
proposes candidates where no report is named. One process writes, others only read.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.errors import StoreError
from index.stores.chroma_clients import ChromaPlace, chroma_client, chroma_errors
from index.stores.embedders import Matrix
from index.stores.fulltext import Span
from index.texts import ItemKind

COLLECTION = "search_items"
BATCH = 1_000
HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
"""Wide enough for near-identical rows: the defaults lose a fifth of them."""


class VectorStore(Protocol):
    """Nearest items by cosine, among all or within a scope; what every such store promises."""

    def add(self, first: int, report_id: str, kinds: Sequence[ItemKind], vectors: Matrix) -> None:
        """Add a report's items, numbered on from `first`; vectors have length one."""

    def nearest(
        self,
        vector: Matrix,
        k: int,
        *,
        report_ids: Sequence[str] | None = None,
        kinds: Sequence[ItemKind] | None = None,
    ) -> tuple[int, ...]:
        """At most k item numbers, nearest first. A scope that holds nothing yields nothing."""

    def close(self) -> None:
        """Release the files; the store cannot be used afterwards."""


class ChromaVectors:
    """A Chroma collection, in a folder or on a server, used through llama-index."""

    def __init__(
        self, place: ChromaPlace, *, collection: str = COLLECTION, create: bool = False
    ) -> None:
        """Open the collection; raises `StoreError` where there is none or it cannot be read."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._place = place
        self._client = chroma_client(place)
        with chroma_errors(place):
            found = (
                self._client.create_collection(
                    collection, embedding_function=None, configuration={"hnsw": HNSW}
                )
                if create
                else self._client.get_collection(collection, embedding_function=None)
            )
        self._store = ChromaVectorStore(chroma_collection=found)

    def add(self, first: int, report_id: str, kinds: Sequence[ItemKind], vectors: Matrix) -> None:
        """See `VectorStore.add`."""
        from llama_index.core.schema import BaseNode, TextNode

        nodes: list[BaseNode] = [
            TextNode(
                id_=str(first + offset),
                text="",
                embedding=vector.tolist(),
                metadata={"report_id": report_id, "kind": kind},
            )
            for offset, (kind, vector) in enumerate(zip(kinds, vectors, strict=True))
        ]
        for start in range(0, len(nodes), BATCH):
            with chroma_errors(self._place):
                self._store.add(nodes[start : start + BATCH])

    def nearest(
        self,
        vector: Matrix,
        k: int,
        *,
        report_ids: Sequence[str] | None = None,
        kinds: Sequence[ItemKind] | None = None,
    ) -> tuple[int, ...]:
        """See `VectorStore.nearest`."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        if (
            k < 1
            or (report_ids is not None and not report_ids)
            or (kinds is not None and not kinds)
        ):
            return ()
        query = VectorStoreQuery(
            query_embedding=vector.tolist(),
            similarity_top_k=k,
            filters=_filters(report_ids, kinds),
        )
        with chroma_errors(self._place):
            return tuple(int(i) for i in self._store.query(query).ids or ())

    def close(self) -> None:
        """See `VectorStore.close`."""
        self._client.close()


def _filters(report_ids: Sequence[str] | None, kinds: Sequence[ItemKind] | None) -> Any:
    from llama_index.core.vector_stores.types import FilterOperator, MetadataFilter, MetadataFilters

    wanted = {"report_id": report_ids, "kind": kinds}
    filters = [
        MetadataFilter(key=key, value=list(values), operator=FilterOperator.IN)
        for key, values in wanted.items()
        if values is not None
    ]
    return MetadataFilters(filters=filters) if filters else None  # type: ignore[arg-type]


# --- the exact scan -------------------------------------------------------------------------


def save_matrix(path: Path, parts: Sequence[Matrix], dimension: int) -> None:
    """Write all vectors, those of item 1 first."""
    empty: Matrix = np.empty((0, dimension), dtype=np.float32)
    np.save(path, np.concatenate([empty, *parts]).astype(np.float32), allow_pickle=False)


def open_matrix(path: Path) -> Matrix:
    """The saved vectors, memory-mapped; raises `StoreError` where they cannot be read."""
    try:
        matrix: Matrix = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}：向量文件无法读取（{error}）") from error
    return matrix


def cosines(matrix: Matrix, vector: Matrix, items: Sequence[int]) -> list[float]:
    """Cosine of each of these items with the vector."""
    lines = np.asarray(items, dtype=np.int64) - 1
    scores: list[float] = (matrix[lines] @ vector).tolist()
    return scores


def scan(matrix: Matrix, vector: Matrix, spans: Sequence[Span], k: int) -> tuple[int, ...]:
    """The k items nearest to the vector within the spans, nearest first; exact."""
    scored: list[tuple[float, int]] = []
    for span in spans:
        scores = matrix[span.first - 1 : span.last] @ vector
        top = np.argpartition(-scores, min(k, span.size) - 1)[:k]
        scored += ((float(scores[line]), span.first + int(line)) for line in top)
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(item for _, item in scored[:k])
