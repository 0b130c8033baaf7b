"""A store in a folder: SQLite, originals as files, Chroma beside them or on a server."""

import secrets
import shutil
from collections.abc import Iterator, Set
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import cast

from index import generations
from index.errors import StoreError
from index.generations import FACTS, READERS
from index.locks import share
from index.records import Original
from index.settings import chroma_server
from index.stores import facts, originals
from index.stores.database import Database
from index.stores.homes import Generation, Originals
from index.stores.manifest import CHROMA, text
from index.stores.sqlite import SqliteDatabase
from index.stores.vector_shelves import FolderVectors, ServerVectors, VectorShelf

KEY_FILE = "chroma.key"
"""Tells this store's collections on a Chroma server from other stores'."""


class FolderOriginals:
    """Files in the folder of a generation, named by hash."""

    def __init__(self, generation: Path) -> None:
        self.path = generation

    def save(self, sha256: str, original: Original) -> None:
        """See `Originals.save`."""
        originals.save_original(self.path, sha256, original)

    def take_over(self, old: Originals, sha256: str) -> bool:
        """See `Originals.take_over`."""
        if not isinstance(old, FolderOriginals):
            return False
        return originals.take_over_original(old.path, self.path, sha256)

    def read(self, sha256: str) -> Original | None:
        """See `Originals.read`."""
        return originals.read_original(self.path, sha256)

    def remove_others(self, kept: Set[str]) -> None:
        """See `Originals.remove_others`."""
        originals.remove_other_originals(self.path, kept)


class FolderGeneration:
    """A folder `gen-…` of a store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name
        self.originals: Originals = FolderOriginals(path)

    def __str__(self) -> str:
        return str(self._path)

    @property
    def vectors(self) -> VectorShelf:
        """See `Generation.vectors`."""
        server = chroma_server()
        if server is None:
            return FolderVectors(self._path)
        store = self._path.parent
        return ServerVectors(server, _key(store), lambda: _answering(store))

    def open(self) -> Database:
        """See `Generation.open`."""
        return facts.open_facts(self._path / FACTS)

    def create(self) -> Database:
        """See `Generation.create`."""
        return facts.create_facts(self._path / FACTS)

    def change(self) -> Database:
        """See `Generation.change`."""
        return facts.change_facts(self._path / FACTS)

    def finish(self, database: Database) -> None:
        """See `Generation.finish`."""
        facts.finish_facts(cast("SqliteDatabase", database))

    def commit(self, database: Database) -> None:
        """See `Generation.commit`."""
        facts.commit_facts(cast("SqliteDatabase", database))

    @contextmanager
    def held(self) -> Iterator[None]:
        """See `Generation.held`."""
        lock = self._path / READERS
        if not lock.is_file():
            yield
            return
        with lock.open("rb") as file:
            share(file)
            yield


class FolderHome:
    """A folder with generations in it and a pointer to the current one."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def __str__(self) -> str:
        return str(self._store)

    def mark(self) -> object:
        """See `Home.mark`."""
        try:
            status = (self._store / generations.POINTER).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def current(self) -> FolderGeneration | None:
        """See `Home.current`."""
        name = generations.pointer(self._store)
        return FolderGeneration(self._store / name) if name else None

    def lock(self) -> AbstractContextManager[None]:
        """See `Home.lock`."""
        return generations.build_lock(self._store)

    def new(self) -> FolderGeneration:
        """See `Home.new`."""
        return FolderGeneration(generations.new_generation(self._store))

    def publish(self, generation: Generation) -> None:
        """See `Home.publish`."""
        generations.publish(self._store, self._store / generation.name)

    def discard(self, generation: Generation) -> None:
        """See `Home.discard`."""
        generations.discard(self._store / generation.name)

    def remove_others(self) -> None:
        """See `Home.remove_others`."""
        generations.remove_other_generations(self._store)

    def erase(self) -> None:
        """See `Home.erase`."""
        current = self.current()
        vectors = current.vectors if current else None
        shutil.rmtree(self._store, ignore_errors=True)
        if isinstance(vectors, ServerVectors):
            vectors.remove_others(None)


def _key(store: Path) -> str:
    """The store's key on Chroma servers, made when it is first asked for."""
    path = store / KEY_FILE
    try:
        if not path.exists():
            path.write_text(secrets.token_hex(6), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StoreError(f"{path}：无法读写（{error.strerror}）") from error


def _answering(store: Path) -> str | None:
    """The collection that readers of the store use now; None where that cannot be read."""
    current = FolderHome(store).current()
    if current is None:
        return None
    try:
        with closing(current.open()) as database:
            return text(database, CHROMA)
    except StoreError:
        return None
