"""Where no report is named, which wordings may be meant? Chroma for most, a scan for the newest.

A folder of Chroma holds every leading wording up to one; those added since are few and scanned
exactly, so that adding a report costs nothing here. When they are no longer few, a new folder is
written beside the old one. Wordings that are gone are still proposed, and found missing by whoever
looks them up.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from index.generations import FACTS, READERS, new_folder, remove_folders
from index.locks import share
from index.stores.embedders import Matrix
from index.stores.facts import change_facts, commit_facts, open_facts
from index.stores.manifest import CHROMA, REVISION, is_whole, number, put, text
from index.stores.vectors import BATCH, ChromaVectors, VectorStore
from index.stores.wordings import as_vector
from index.texts import ItemKind

PREFIX = "chroma-"
FEW = 20_000
"""So many wordings may have come and gone before a new folder is written, or…"""
FEW_OF = 5
"""…a fifth of those in the folder."""

LAST, HELD = "chroma_last", "chroma_wordings"
"""The last wording in the folder of Chroma, and how many are in it."""

_LEADING = "FROM wordings WHERE leads = 1"


def bring_up_to_date(generation: Path) -> None:
    """Write a new folder of Chroma where too much has changed since, or where it is missing.

    The store answers before, meanwhile and after; raises what Chroma and SQLite raise.
    """
    connection = open_facts(generation / FACTS)
    try:
        remove_folders(generation, PREFIX, keep=text(connection, CHROMA))
        if is_whole(generation) and _is_near(connection):
            return
        folder = new_folder(generation, PREFIX)
        last, held = _write(connection, folder)
    finally:
        connection.close()
    change = change_facts(generation / FACTS)
    for name, value in ((CHROMA, folder.name), (LAST, last), (HELD, held)):
        put(change, name, value)
    put(change, REVISION, number(change, REVISION) + 1)
    commit_facts(change)


def _is_near(connection: sqlite3.Connection) -> bool:
    """Whether few wordings have come or gone since the folder was written."""
    last, held = number(connection, LAST), number(connection, HELD)
    new, kept = (
        connection.execute(f"SELECT count(*) {_LEADING} AND id {side} ?", (last,)).fetchone()[0]
        for side in (">", "<=")
    )
    changed: int = new + held - kept
    return changed <= max(FEW, held // FEW_OF)


def _write(connection: sqlite3.Connection, folder: Path) -> tuple[int, int]:
    """Every leading wording into a new folder; the last one's number, and how many."""
    vectors = ChromaVectors(folder, create=True)
    last = held = 0
    try:
        while True:
            rows = connection.execute(
                f"SELECT id, kind, vector {_LEADING} AND id > ? ORDER BY id LIMIT ?", (last, BATCH)
            ).fetchall()
            if not rows:
                return last, held
            ids, kinds, stored = zip(*rows, strict=True)
            vectors.add(ids, kinds, np.stack([as_vector(each) for each in stored]))
            last, held = ids[-1], held + len(ids)
    finally:
        vectors.close()


class Proposals:
    """Proposes wordings from a generation; what is opened for it stays open from call to call."""

    def __init__(self, generation: Path) -> None:
        self._generation = generation
        self._files = ExitStack()
        self._folder: str | None = None
        self._vectors: VectorStore | None = None
        self._newest: tuple[list[int], list[str], Matrix] | None = None

    def changed(self) -> None:
        """Look at the store afresh at the next call."""
        self._newest = None

    def nearest(
        self,
        connection: sqlite3.Connection,
        vector: Matrix,
        k: int,
        kinds: Sequence[ItemKind] | None,
    ) -> tuple[int, ...]:
        """At least the k nearest wordings of these kinds, and few more; in no order."""
        return (
            *self._opened(connection).nearest(vector, k, kinds=kinds),
            *self._scanned(connection, vector, k, kinds),
        )

    def close(self) -> None:
        """Let go of Chroma, where it was opened."""
        if self._vectors:
            self._vectors.close()
        self._vectors = None
        self._files.close()

    def _opened(self, connection: sqlite3.Connection) -> VectorStore:
        folder = text(connection, CHROMA) or PREFIX
        if self._vectors is None or folder != self._folder:
            self.close()
            path = self._generation / folder
            if (path / READERS).is_file():
                share(self._files.enter_context((path / READERS).open("rb")))
            self._vectors = ChromaVectors(path)
            self._folder = folder
        return self._vectors

    def _scanned(
        self,
        connection: sqlite3.Connection,
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


def _newest(connection: sqlite3.Connection, dimension: int) -> tuple[list[int], list[str], Matrix]:
    """The leading wordings that the folder of Chroma does not have yet."""
    rows = connection.execute(
        f"SELECT id, kind, vector {_LEADING} AND id > ?", (number(connection, LAST),)
    ).fetchall()
    matrix: Matrix = np.zeros((len(rows), dimension), dtype=np.float32)
    for line, row in enumerate(rows):
        matrix[line] = as_vector(row[2])
    return [row[0] for row in rows], [row[1] for row in rows], matrix
