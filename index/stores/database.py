"""What a store needs of its database; SQLite and PostgreSQL both give it.

Statements are written once, with `?` for each value; what one database says differently from
another is a method here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Value = str | int | bytes | None


class Cursor(Protocol):
    """The rows that a statement found; each gives its values by position and by column."""

    def fetchone(self) -> Any:
        """The next row; None where there is none left."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def close(self) -> None:
        """Want no more rows."""

    def __iter__(self) -> Iterator[Any]:
        """The rows that are left, one by one."""


class Database(Protocol):
    """A database with our tables; for one thread at a time."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one statement, `?` standing for each value."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run one statement for each of the rows of values."""

    def execute_each(self, sql: str, rows: Sequence[Sequence[Any]], /) -> Iterator[Cursor]:
        """Run one query for each of the rows of values, in few journeys to the database; what
        each of them finds, in order."""

    def insert(self, table: str, row: Mapping[str, Any], /) -> int:
        """Add a row; its number (`id`), or 0 where the rows of the table are not numbered."""

    def add_words(self, wording: int, tokens: Sequence[str], /) -> None:
        """Make a wording findable by its tokens."""

    def drop_words(self, wording: int, tokens: Sequence[str], /) -> None:
        """Take a wording back that was added with these tokens."""

    def wordings_with(self, token: str, most: int, /) -> list[int]:
        """The first wordings, at most so many, that have the token."""

    def reading(self) -> AbstractContextManager[None]:
        """One unchanging state of the database for all that the body reads."""

    def close(self) -> None:
        """Let go of it."""
