"""Which wordings lie nearest to a query, among all reports? Chroma, through llama-index.

What it answers is a hint: a wording that it proposes counts only where `facts.db` has it too. A
collection is written whole and never changed (in a folder its index lives in the memory of
whoever reads it), so that readers and a build do not meet in it.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from index.stores.chroma_clients import ChromaPlace, chroma_client, chroma_errors
from index.stores.embedders import Matrix
from index.texts import ItemKind

COLLECTION = "wordings"
BATCH = 1_000
HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
"""Wide enough for near-identical rows: the defaults lose a fifth of them."""


class VectorStore(Protocol):
    """Nearest wordings by cosine; what every such store promises."""

    def add(self, wordings: Sequence[int], kinds: Sequence[ItemKind], vectors: Matrix) -> None:
        """Add wordings by their numbers; vectors have length one. Raises `StoreError`."""

    def nearest(
        self, vector: Matrix, k: int, *, kinds: Sequence[ItemKind] | None = None
    ) -> tuple[int, ...]:
        """At most k numbers, nearest first; only of these kinds (None: all)."""

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

    def add(self, wordings: Sequence[int], kinds: Sequence[ItemKind], vectors: Matrix) -> None:
        """See `VectorStore.add`."""
        from llama_index.core.schema import BaseNode, TextNode

        nodes: list[BaseNode] = [
            TextNode(id_=str(wording), text="", embedding=vector, metadata={"kind": kind})
            for wording, kind, vector in zip(wordings, kinds, vectors.tolist(), strict=True)
        ]
        for start in range(0, len(nodes), BATCH):
            with chroma_errors(self._place):
                self._store.add(nodes[start : start + BATCH])

    def nearest(
        self, vector: Matrix, k: int, *, kinds: Sequence[ItemKind] | None = None
    ) -> tuple[int, ...]:
        """See `VectorStore.nearest`."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        if k < 1 or (kinds is not None and not kinds):
            return ()
        query = VectorStoreQuery(
            query_embedding=vector.tolist(), similarity_top_k=k, filters=_filters(kinds)
        )
        with chroma_errors(self._place):
            return tuple(int(i) for i in self._store.query(query).ids or ())

    def close(self) -> None:
        """See `VectorStore.close`."""
        self._client.close()


def _filters(kinds: Sequence[ItemKind] | None) -> Any:
    from llama_index.core.vector_stores.types import FilterOperator, MetadataFilter, MetadataFilters

    if kinds is None:
        return None
    wanted = MetadataFilter(key="kind", value=[*map(str, kinds)], operator=FilterOperator.IN)
    return MetadataFilters(filters=[wanted])
