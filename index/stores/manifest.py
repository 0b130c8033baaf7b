"""What a generation says of itself: by which program and model, from which files, which revision.

Kept in `facts.db` (tables `store` and `sources`), so that it changes with the content or not at
all. Standard library only.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.errors import StoreError
from index.generations import FACTS, READERS, Manifest, SourceFile
from index.stores.facts import open_facts
from index.stores.schema import SCHEMA_VERSION

CODE = "code"
EMBEDDER = "embedder"
REVISION = "revision"
CHROMA = "chroma"
"""The folder of Chroma that goes with the content."""


def manifest_of(generation: Path) -> Manifest:
    """The manifest of a generation; raises `StoreError` where it cannot be read."""
    connection = open_facts(generation / FACTS)
    try:
        return read_manifest(connection)
    finally:
        connection.close()


def is_whole(generation: Path) -> bool:
    """Whether what goes with `facts.db` is there, too; a build writes it again where it is not."""
    connection = open_facts(generation / FACTS)
    try:
        folder = text(connection, CHROMA)
    finally:
        connection.close()
    return folder is not None and (generation / folder / READERS).is_file()


def read_manifest(connection: sqlite3.Connection) -> Manifest:
    """The manifest in an open `facts.db`; raises `StoreError` where it holds none."""
    try:
        said = dict(connection.execute("SELECT name, value FROM store").fetchall())
        return Manifest(
            schema=SCHEMA_VERSION,
            code=said[CODE],
            embedder=said[EMBEDDER],
            sources=read_sources(connection),
        )
    except (sqlite3.Error, KeyError) as error:
        raise StoreError(f"索引数据库缺少建库信息（{error}）") from error


def read_sources(connection: sqlite3.Connection) -> tuple[SourceFile, ...]:
    """The files of the last build, in its order."""
    rows = connection.execute(
        "SELECT name, sha256, problem, indexed FROM sources ORDER BY position"
    ).fetchall()
    return tuple(SourceFile(name=n, sha256=h, problem=p, indexed=i) for n, h, p, i in rows)


def read_revision(connection: sqlite3.Connection) -> int:
    """How often the content has changed; cheap enough to ask at every call."""
    return number(connection, REVISION)


def write_manifest(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Replace the manifest and raise the revision."""
    put(connection, CODE, manifest.code)
    put(connection, EMBEDDER, manifest.embedder)
    put(connection, REVISION, read_revision(connection) + 1)
    connection.execute("DELETE FROM sources")
    connection.executemany(
        "INSERT INTO sources (position, name, sha256, problem, indexed) VALUES (?, ?, ?, ?, ?)",
        _numbered(manifest.sources),
    )


def number(connection: sqlite3.Connection, name: str) -> int:
    """A whole number that the store remembers; 0 where it does not yet."""
    return int(text(connection, name) or 0)


def text(connection: sqlite3.Connection, name: str) -> str | None:
    """A word that the store remembers; None where it does not yet."""
    found = connection.execute("SELECT value FROM store WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def put(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Remember a word or a whole number."""
    connection.execute(
        "INSERT INTO store (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, str(value)),
    )


def _numbered(sources: Sequence[SourceFile]) -> list[tuple[int, str, str, str | None, str | None]]:
    return [
        (position, each.name, each.sha256, each.problem, each.indexed)
        for position, each in enumerate(sources)
    ]
