"""Where no report is named, which wordings may be meant? Chroma for most, a scan for the newest.

Chroma, in a folder or on a server, holds every leading wording up to one; those added since are
few and scanned exactly, so that adding a report costs nothing here. When they are no longer few,
all are written anew beside the old ones. Wordings that are gone are still proposed, and found
missing by whoever looks them up.
"""

from collections.abc import Sequence
from contextlib import closing

import numpy as np

from index.stores.database import Database
from index.stores.embedders import Matrix
from index.stores.homes import Generation
from index.stores.manifest import CHROMA, REVISION, number, put, text
from index.stores.vector_shelves import NOWHERE, VectorShelf
from index.stores.vectors import BATCH, VectorStore
from index.stores.wordings import as_vector
from index.texts import ItemKind

FEW = 20_000
"""So many wordings may have come and gone before all are written anew, or…"""
FEW_OF = 5
"""…a fifth of those that were."""

LAST, HELD = "chroma_last", "chroma_wordings"
"""The last wording in Chroma, and how many are in it."""

_LEADING = "FROM wordings WHERE leads = 1"


def bring_up_to_date(generation: Generation) -> None:
    """Write new vectors where too much has changed since, or where they are missing.

    The store answers before, meanwhile and after. Raises `StoreError`, and what SQLite raises.
    """
    vectors = generation.vectors
    with closing(generation.open()) as connection:
        named = text(connection, CHROMA)
        vectors.remove_others(named)
        whole = named is not None and vectors.has(named)
        if whole and (named == NOWHERE or _is_near(connection)):
            return
        written = _write(connection, vectors)
    with closing(generation.change()) as change:
        for name, value in written.items():
            put(change, name, value)
        put(change, REVISION, number(change, REVISION) + 1)
        generation.commit(change)


def _is_near(connection: Database) -> bool:
    """Whether few wordings have come or gone since they were written."""
    last, held = number(connection, LAST), number(connection, HELD)
    new, kept = (
        connection.execute(f"SELECT count(*) {_LEADING} AND id {side} ?", (last,)).fetchone()[0]
        for side in (">", "<=")
    )
    changed: int = new + held - kept
    return changed <= max(FEW, held // FEW_OF)


def _write(connection: Database, shelf: VectorShelf) -> dict[str, str | int]:
    """Every leading wording into new vectors; what the store is to remember of them."""
    made = shelf.new()
    if made is None:
        return {CHROMA: NOWHERE, LAST: 0, HELD: 0}
    name, vectors = made
    last = held = 0
    with closing(vectors):
        while True:
            rows = connection.execute(
                f"SELECT id, kind, vector {_LEADING} AND id > ? ORDER BY id LIMIT ?", (last, BATCH)
            ).fetchall()
            if not rows:
                return {CHROMA: name, LAST: last, HELD: held}
            ids, kinds, stored = zip(*rows, strict=True)
            vectors.add(ids, kinds, np.stack([as_vector(each) for each in stored]))
            last, held = ids[-1], held + len(ids)


class Proposals:
    """Proposes wordings from a generation; what is opened for it stays open from call to call."""

    def __init__(self, shelf: VectorShelf) -> None:
        self._shelf = shelf
        self._named: str | None = None
        self._vectors: VectorStore | None = None
        self._newest: tuple[list[int], list[str], Matrix] | None = None

    def changed(self) -> None:
        """Look at the store afresh at the next call."""
        self._newest = None

    def nearest(
        self,
        connection: Database,
        vector: Matrix,
        k: int,
        kinds: Sequence[ItemKind] | None,
    ) -> tuple[int, ...]:
        """At least the k nearest wordings of these kinds, and few more; in no order."""
        opened = self._opened(connection)
        return (
            *(opened.nearest(vector, k, kinds=kinds) if opened else ()),
            *self._scanned(connection, vector, k, kinds),
        )

    def close(self) -> None:
        """Let go of Chroma, where it was opened."""
        if self._vectors:
            self._vectors.close()
        self._vectors = None

    def _opened(self, connection: Database) -> VectorStore | None:
        named = text(connection, CHROMA) or NOWHERE
        if self._vectors is None or named != self._named:
            self.close()
            self._vectors = self._shelf.open(named)
            self._named = named
        return self._vectors

    def _scanned(
        self,
        connection: Database,
        vector: Matrix,
        k: int,
        kinds: Sequence[ItemKind] | None,
    ) -> tuple[int, ...]:
        if self._newest is None:
            self._newest = _newest(connection, len(vector))
        ids, of_kind, matrix = self._newest
        fitting = [n for n, kind in enumerate(of_kind) if kinds is None or kind in kinds]
        if k < 1 or not fitting:
            return ()
        scores = (matrix @ vector)[fitting]
        top = np.argpartition(-scores, min(k, len(fitting)) - 1)[:k]
        return tuple(ids[fitting[n]] for n in top.tolist())


def _newest(connection: Database, dimension: int) -> tuple[list[int], list[str], Matrix]:
    """The leading wordings that Chroma does not have yet."""
    rows = connection.execute(
        f"SELECT id, kind, vector {_LEADING} AND id > ?", (number(connection, LAST),)
    ).fetchall()
    matrix: Matrix = np.zeros((len(rows), dimension), dtype=np.float32)
    for line, row in enumerate(rows):
        matrix[line] = as_vector(row[2])
    return [row[0] for row in rows], [row[1] for row in rows], matrix
