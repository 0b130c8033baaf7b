"""A store in a PostgreSQL database, that many page servers read (多台网页服务器共用).

Everything is in one schema, named by `FACTS_SCHEMA`: facts, full text, vectors, originals. A build
by the same program and model changes it in one transaction. Otherwise a new schema is filled
beside it and takes its name in one step; the old one is then dropped.
"""

import secrets
import time
import zlib
from collections.abc import Iterator, Set
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from typing import cast

from index.errors import StoreError
from index.records import Original, OriginalFormat
from index.settings import FactsServer, chroma_server
from index.stores import dialect
from index.stores.database import Database
from index.stores.homes import Generation, Originals
from index.stores.manifest import CHROMA, REVISION, put, text
from index.stores.postgres import ORDER, SCRIPT, PostgresDatabase
from index.stores.schema import INDEXES, SCHEMA_VERSION, VIEWS
from index.stores.vector_shelves import DatabaseOnly, ServerVectors, VectorShelf

NEW, OLD = "_new", "_old"
"""What stands behind the schema's name while a generation is being written, and when another has
taken its place."""
LOCK_CLASS = zlib.crc32(b"mingzhang") & 0x7FFFFFFF
TAKE_LOCK = "SELECT pg_try_advisory_lock(?::integer, ?::integer)"
LEAVE_LOCK = "SELECT pg_advisory_unlock(?::integer, ?::integer)"
PATIENCE = 2.0
"""Seconds for which a build waits for the lock of one that has just ended or died."""
VERSION, KEY = "schema", "chroma_key"


class DatabaseOriginals:
    """Originals in the database, so that page servers need no folder."""

    def __init__(self, server: FactsServer, schema: str) -> None:
        self._server = server
        self._schema = schema
        self.writing: Database | None = None
        """The database inside a transaction, while a build is going on."""

    def save(self, sha256: str, original: Original) -> None:
        """See `Originals.save`."""
        with self._database() as database:
            database.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,))
            row = (sha256, original.format, original.content)
            database.execute(
                "INSERT INTO originals (sha256, format, content) VALUES (?, ?, ?)", row
            )

    def take_over(self, old: Originals, sha256: str) -> bool:
        """See `Originals.take_over`."""
        original = old.read(sha256)
        if original:
            self.save(sha256, original)
        return original is not None

    def read(self, sha256: str) -> Original | None:
        """See `Originals.read`."""
        with self._database() as database:
            found = database.execute(
                "SELECT format, content FROM originals WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return (
            Original(format=cast("OriginalFormat", found[0]), content=found[1]) if found else None
        )

    def remove_others(self, kept: Set[str]) -> None:
        """See `Originals.remove_others`."""
        with self._database() as database:
            for (sha256,) in database.execute("SELECT sha256 FROM originals").fetchall():
                if sha256 not in kept:
                    database.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,))

    @contextmanager
    def _database(self) -> Iterator[Database]:
        if self.writing:
            yield self.writing
            return
        with closing(PostgresDatabase(self._server, self._schema)) as database:
            yield database


class PostgresGeneration:
    """A schema with our tables."""

    def __init__(self, server: FactsServer, schema: str) -> None:
        self._server = server
        self.name = schema
        self._originals = DatabaseOriginals(server, schema)

    def __str__(self) -> str:
        return self._server.shown

    @property
    def originals(self) -> Originals:
        """See `Generation.originals`."""
        return self._originals

    @property
    def vectors(self) -> VectorShelf:
        """See `Generation.vectors`."""
        server = chroma_server()
        if server is None:
            return DatabaseOnly()
        said = _said(self._server, self._server.schema), _said(self._server, self.name)
        key = next((each[KEY] for each in said if KEY in each), "")
        return ServerVectors(
            server, key, lambda: _said(self._server, self._server.schema).get(CHROMA)
        )

    def open(self) -> Database:
        """See `Generation.open`."""
        return self._opened(read_only=True)

    def create(self) -> Database:
        """See `Generation.create`."""
        before = _said(self._server, self._server.schema)
        database = PostgresDatabase(self._server, self.name)
        database.execute("BEGIN")
        database.execute(f'DROP SCHEMA IF EXISTS "{self.name}" CASCADE')
        database.execute(f'CREATE SCHEMA "{self.name}"')
        for statement in dialect.statements(SCRIPT):
            database.execute(statement)
        put(database, VERSION, SCHEMA_VERSION)
        put(database, KEY, before.get(KEY) or secrets.token_hex(6))
        # A revision never comes again, whatever was dropped meanwhile: readers rely on it.
        put(database, REVISION, max(int(before.get(REVISION, 0)), time.time_ns() // 1_000_000))
        self._originals.writing = database
        return database

    def change(self) -> Database:
        """See `Generation.change`."""
        database = self._opened(read_only=False)
        database.execute("BEGIN")
        self._originals.writing = database
        return database

    def finish(self, database: Database) -> None:
        """See `Generation.finish`."""
        for statement in dialect.statements(INDEXES + VIEWS):
            database.execute(statement)
        self.commit(database)

    def commit(self, database: Database) -> None:
        """See `Generation.commit`."""
        self._originals.writing = None
        database.execute("COMMIT")
        for table in ORDER:
            database.execute(f"ANALYZE {table}")
        database.close()

    def held(self) -> AbstractContextManager[None]:
        """See `Generation.held`. The server knows who reads what."""
        return nullcontext()

    def _opened(self, *, read_only: bool) -> PostgresDatabase:
        database = PostgresDatabase(self._server, self.name, read_only=read_only)
        try:
            if not _has_store(database, self.name):
                raise StoreError(f"{self}：还没有索引")
            version = text(database, VERSION)
            if version != str(SCHEMA_VERSION):
                raise StoreError(f"{self}：索引结构版本为 {version}，本程序需要 {SCHEMA_VERSION}")
        except StoreError:
            database.close()
            raise
        return database


class PostgresHome:
    """Our schema in a database."""

    def __init__(self, server: FactsServer) -> None:
        self._server = server

    def __str__(self) -> str:
        return self._server.shown

    def mark(self) -> object:
        """See `Home.mark`. Readers notice by the revision, which never comes again."""
        return None

    def current(self) -> PostgresGeneration | None:
        """See `Home.current`."""
        with closing(PostgresDatabase(self._server)) as database:
            if not _has_store(database, self._server.schema):
                return None
        return PostgresGeneration(self._server, self._server.schema)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """See `Home.lock`; the server lets go of it where this process dies, as soon as it notices:
        whoever comes right after is patient for a moment."""
        key = (LOCK_CLASS, zlib.crc32(self._server.schema.encode()) & 0x7FFFFFFF)
        deadline = time.monotonic() + PATIENCE
        with closing(PostgresDatabase(self._server)) as database:
            while not database.execute(TAKE_LOCK, key).fetchone()[0]:
                if time.monotonic() > deadline:
                    raise StoreError(f"{self}：另一个程序正在建立索引，请等它完成后再试")
                time.sleep(0.05)
            try:
                yield
            finally:
                with suppress(StoreError):  # the server is gone, and the lock with it
                    database.execute(LEAVE_LOCK, key)

    def new(self) -> PostgresGeneration:
        """See `Home.new`."""
        return PostgresGeneration(self._server, self._server.schema + NEW)

    def publish(self, generation: Generation) -> None:
        """See `Home.publish`. Whoever is reading just now finishes first: a reader begins with
        the table `store`, and so never meets two generations in one reading."""
        name = self._server.schema
        self._drop(OLD)
        with closing(PostgresDatabase(self._server)) as database, database.writing():
            if _has_store(database, name):
                database.execute(f'LOCK TABLE "{name}".store IN ACCESS EXCLUSIVE MODE')
            if database.execute("SELECT to_regnamespace(?)", (f'"{name}"',)).fetchone()[0]:
                database.execute(f'ALTER SCHEMA "{name}" RENAME TO "{name}{OLD}"')
            database.execute(f'ALTER SCHEMA "{generation.name}" RENAME TO "{name}"')

    def discard(self, generation: Generation) -> None:
        """See `Home.discard`."""
        self._drop(NEW)

    def remove_others(self) -> None:
        """See `Home.remove_others`."""
        self._drop(NEW)
        self._drop(OLD)

    def erase(self) -> None:
        """See `Home.erase`."""
        current = self.current()
        vectors = current.vectors if current else DatabaseOnly()
        for which in ("", NEW, OLD):
            self._drop(which)
        vectors.remove_others(None)

    def _drop(self, which: str) -> None:
        with closing(PostgresDatabase(self._server)) as database:
            database.execute(f'DROP SCHEMA IF EXISTS "{self._server.schema}{which}" CASCADE')


def _has_store(database: Database, schema: str) -> bool:
    """Whether the schema has our tables."""
    found = database.execute("SELECT to_regclass(?)", (f'"{schema}".store',)).fetchone()
    return found[0] is not None


def _said(server: FactsServer, schema: str) -> dict[str, str]:
    """What the schema's table `store` says; nothing where there is none."""
    with closing(PostgresDatabase(server, schema)) as database:
        if not _has_store(database, schema):
            return {}
        rows = database.execute("SELECT name, value FROM store").fetchall()
    return {row[0]: row[1] for row in rows}
