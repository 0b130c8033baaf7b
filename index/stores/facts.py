"""`facts.db`: everything extracted from the reports in one SQLite file, money as whole fen.

A new file is filled before anyone reads it; afterwards it changes in whole transactions (WAL), and
readers see the content before or after one.
"""

import os
import sqlite3
from pathlib import Path

from index.errors import StoreError
from index.stores.schema import (
    INDEXES,
    SCHEMA_VERSION,
    SEARCH_TABLES,
    STORE_TABLES,
    TABLES,
    VIEWS,
)
from index.stores.sqlite import SqliteDatabase

WRITING_CACHE = 64 * 1024
"""KiB of the database that a build keeps in memory."""
PATIENCE = 500
"""Milliseconds for which a build waits for readers before it leaves the tidying to the next."""


def create_facts(path: Path) -> SqliteDatabase:
    """A new, empty `facts.db` inside one transaction; `finish_facts` completes it."""
    connection = sqlite3.connect(path, isolation_level=None, factory=SqliteDatabase)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    _prepare_writing(connection)
    connection.executescript(STORE_TABLES + TABLES + SEARCH_TABLES)
    connection.execute("BEGIN")
    return connection


def finish_facts(connection: SqliteDatabase) -> None:
    """Add indexes, the view and the schema's version, write to disk and close."""
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    connection.execute("COMMIT")
    connection.executescript(INDEXES + VIEWS + "ANALYZE;")
    connection.executescript(f"PRAGMA user_version = {SCHEMA_VERSION}; PRAGMA journal_mode = WAL;")
    connection.close()
    with Path(path).open("rb+") as file:
        os.fsync(file.fileno())


def change_facts(path: Path) -> SqliteDatabase:
    """A finished `facts.db` inside one transaction, to be changed while others read it."""
    open_facts(path).close()
    connection = sqlite3.connect(path, isolation_level=None, factory=SqliteDatabase)
    _prepare_writing(connection)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def commit_facts(connection: SqliteDatabase) -> None:
    """End the transaction; from now on readers see the new content."""
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    connection.close()


def _prepare_writing(connection: SqliteDatabase) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{WRITING_CACHE}")


def open_facts(path: Path) -> SqliteDatabase:
    """A finished `facts.db`, read-only; usable from several threads, one at a time.

    Raises `StoreError` where the file is missing, no database, or of another schema.
    """
    if not path.is_file():
        raise StoreError(f"{path}：索引数据库不存在")
    # Where nothing can be written beside the file, nobody changes it either.
    mode = "mode=ro" if os.access(path.parent, os.W_OK) else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            factory=SqliteDatabase,
        )
        connection.row_factory = sqlite3.Row
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise StoreError(f"{path}：不是可读的索引数据库（{error}）") from error
    if version != SCHEMA_VERSION:
        connection.close()
        raise StoreError(f"{path}：索引结构版本为 {version}，本程序需要 {SCHEMA_VERSION}")
    return connection
