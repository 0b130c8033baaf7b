"""What a generation says of itself: by which program and model, from which files, which revision.

Kept in `facts.db` (tables `store` and `sources`), so that it changes with the content or not at
all. Standard library only.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from index.errors import StoreError
from index.generations import Manifest, SourceFile
from index.stores.database import Database
from index.stores.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from index.stores.homes import Generation

CODE = "code"
EMBEDDER = "embedder"
REVISION = "revision"
CHROMA = "chroma"
"""The name of the vectors in Chroma that go with the content."""


def is_whole(generation: "Generation") -> bool:
    """Whether what goes with the database is where readers look for it; a build writes it again
    where it is not."""
    with closing(generation.open()) as database:
        name = text(database, CHROMA)
    return name is not None and generation.vectors.has(name)


def read_manifest(connection: Database) -> Manifest:
    """The manifest in an open `facts.db`; raises `StoreError` where it holds none."""
    try:
        said = dict(connection.execute("SELECT name, value FROM store").fetchall())
        return Manifest(
            schema=SCHEMA_VERSION,
            code=said[CODE],
            embedder=said[EMBEDDER],
            sources=read_sources(connection),
        )
    except KeyError as error:
        raise StoreError(f"索引数据库缺少建库信息（{error}）") from error


def read_sources(connection: Database) -> tuple[SourceFile, ...]:
    """The files of the last build, in its order."""
    rows = connection.execute(
        "SELECT name, sha256, problem, indexed FROM sources ORDER BY position"
    ).fetchall()
    return tuple(SourceFile(name=n, sha256=h, problem=p, indexed=i) for n, h, p, i in rows)


def read_revision(connection: Database) -> int:
    """How often the content has changed; cheap enough to ask at every call."""
    return number(connection, REVISION)


def write_manifest(connection: Database, manifest: Manifest) -> None:
    """Replace the manifest and raise the revision."""
    put(connection, CODE, manifest.code)
    put(connection, EMBEDDER, manifest.embedder)
    put(connection, REVISION, read_revision(connection) + 1)
    connection.execute("DELETE FROM sources")
    connection.executemany(
        "INSERT INTO sources (position, name, sha256, problem, indexed) VALUES (?, ?, ?, ?, ?)",
        _numbered(manifest.sources),
    )


def number(connection: Database, name: str) -> int:
    """A whole number that the store remembers; 0 where it does not yet."""
    return int(text(connection, name) or 0)


def text(connection: Database, name: str) -> str | None:
    """A word that the store remembers; None where it does not yet."""
    found = connection.execute("SELECT value FROM store WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def put(connection: Database, name: str, value: str | int) -> None:
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
