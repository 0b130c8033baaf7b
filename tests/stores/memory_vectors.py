"""The vector store as plain lists: what the real one must behave like."""

from collections.abc import Sequence

import numpy as np

from index.stores.embedders import Matrix
from index.texts import ItemKind


class MemoryVectors:
    """Exact nearest wordings, kept in memory."""

    def __init__(self) -> None:
        self._held: list[tuple[int, ItemKind, Matrix]] = []

    def add(self, wordings: Sequence[int], kinds: Sequence[ItemKind], vectors: Matrix) -> None:
        """See `VectorStore.add`."""
        self._held += zip(wordings, kinds, vectors, strict=True)

    def nearest(
        self, vector: Matrix, k: int, *, kinds: Sequence[ItemKind] | None = None
    ) -> tuple[int, ...]:
        """See `VectorStore.nearest`."""
        scored = [
            (-float(np.dot(vector, other)), wording)
            for wording, kind, other in self._held
            if kinds is None or kind in kinds
        ]
        return tuple(wording for _, wording in sorted(scored)[:k])

    def close(self) -> None:
        """See `VectorStore.close`."""
