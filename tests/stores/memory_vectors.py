"""The vector store as plain lists: what the real one must behave like."""

from collections.abc import Sequence

import numpy as np

from index.stores.embedders import Matrix
from index.texts import ItemKind


class MemoryVectors:
    """Exact nearest items, kept in memory."""

    def __init__(self) -> None:
        self._items: list[tuple[int, str, ItemKind, Matrix]] = []

    def add(self, first: int, report_id: str, kinds: Sequence[ItemKind], vectors: Matrix) -> None:
        """See `VectorStore.add`."""
        for offset, (kind, vector) in enumerate(zip(kinds, vectors, strict=True)):
            self._items.append((first + offset, report_id, kind, vector))

    def nearest(
        self,
        vector: Matrix,
        k: int,
        *,
        report_ids: Sequence[str] | None = None,
        kinds: Sequence[ItemKind] | None = None,
    ) -> tuple[int, ...]:
        """See `VectorStore.nearest`."""
        scored = [
            (-float(np.dot(vector, other)), item)
            for item, report, kind, other in self._items
            if (report_ids is None or report in report_ids) and (kinds is None or kind in kinds)
        ]
        return tuple(item for _, item in sorted(scored)[:k])

    def close(self) -> None:
        """See `VectorStore.close`."""
