"""Where a store is at home: in a folder, or in a PostgreSQL database. The rest is the same code.

A home holds one generation (代) that answers, and while a build writes a new one, that one too. A
generation has a database, a place for vectors and one for originals.
"""

from collections.abc import Set
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from index.records import Original
from index.settings import facts_server
from index.stores.database import Database
from index.stores.vector_shelves import VectorShelf


class Originals(Protocol):
    """The files that the reports of a generation were read from (原文), by their hash."""

    def save(self, sha256: str, original: Original) -> None:
        """Keep the original of the report with this hash."""

    def take_over(self, old: "Originals", sha256: str) -> bool:
        """Keep what an older generation keeps; False where it has none."""

    def read(self, sha256: str) -> Original | None:
        """The original of the report with this hash; None where it is not kept."""

    def remove_others(self, kept: Set[str]) -> None:
        """Delete every original but those of the reports with these hashes."""


class Generation(Protocol):
    """One state of a store, by one program version and one embedding model."""

    @property
    def name(self) -> str:
        """How it is named, to readers and in fingerprints."""

    @property
    def originals(self) -> Originals:
        """Where its originals are."""

    @property
    def vectors(self) -> VectorShelf:
        """Where its vectors are."""

    def open(self) -> Database:
        """Its database, to be read; raises `StoreError` where that cannot be."""

    def create(self) -> Database:
        """Its database, new and empty, inside the transaction that `finish` ends."""

    def change(self) -> Database:
        """Its database inside the transaction that `commit` ends."""

    def finish(self, database: Database) -> None:
        """Complete and close what `create` gave."""

    def commit(self, database: Database) -> None:
        """Let readers see what was written into what `change` gave, and close it."""

    def held(self) -> AbstractContextManager[None]:
        """Marks the generation as in use while the body runs."""


class Home(Protocol):
    """Where a store is at home."""

    def __str__(self) -> str:
        """How it is named in messages; holds no password."""

    def mark(self) -> object:
        """Changes whenever another generation answers; None where that cannot be told."""

    def current(self) -> Generation | None:
        """The generation that answers; None where there is none."""

    def lock(self) -> AbstractContextManager[None]:
        """Keeps every other build away; raises `StoreError` while one is running."""

    def new(self) -> Generation:
        """A new, empty generation beside the one that answers."""

    def publish(self, generation: Generation) -> None:
        """Let this finished generation answer from now on."""

    def discard(self, generation: Generation) -> None:
        """Delete a generation that was never finished."""

    def remove_others(self) -> None:
        """Delete every generation but the current one and those that are still read."""

    def erase(self) -> None:
        """Delete the whole store, its vectors on a Chroma server too; nobody may be using it."""


def home_of(store: Path) -> Home:
    """The database that `FACTS_URL` names, else the folder."""
    server = facts_server()
    if server:
        from index.stores.postgres_home import PostgresHome

        return PostgresHome(server)
    from index.stores.folder_home import FolderHome

    return FolderHome(store)
