"""What SQLite says in its own way: numbered rows, the full text in FTS5, an unchanging view."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from index.errors import StoreError


class SqliteDatabase(sqlite3.Connection):
    """A connection to a `facts.db`; see `Database` for what each method promises."""

    def execute_each(self, sql: str, rows: Sequence[Sequence[Any]], /) -> Iterator[sqlite3.Cursor]:
        """See `Database.execute_each`."""
        return (self.execute(sql, row) for row in rows)

    def insert(self, table: str, row: Mapping[str, Any], /) -> int:
        """See `Database.insert`."""
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        done = self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return done.lastrowid or 0

    def add_words(self, wording: int, tokens: Sequence[str], /) -> None:
        """See `Database.add_words`."""
        self.execute(
            "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", (wording, " ".join(tokens))
        )

    def drop_words(self, wording: int, tokens: Sequence[str], /) -> None:
        """See `Database.drop_words`."""
        self.execute(
            "INSERT INTO search_text (search_text, rowid, tokens) VALUES ('delete', ?, ?)",
            (wording, " ".join(tokens)),
        )

    def wordings_with(self, token: str, most: int, /) -> list[int]:
        """See `Database.wordings_with`."""
        rows = self.execute(
            "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ?", (f'"{token}"', most)
        ).fetchall()
        return [row[0] for row in rows]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See `Database.reading`."""
        try:
            self.execute("BEGIN")
        except sqlite3.Error as error:
            raise StoreError(f"索引无法读取（{error}）") from error
        try:
            yield
        finally:
            self.execute("ROLLBACK")
