"""PostgreSQL in place of a SQLite file: the same statements, the same rows.

The driver (psycopg) is met here alone and loaded only where `FACTS_URL` is set. Messages name the
server, never the URL, which may bear a password.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.errors import StoreError
from index.settings import FactsServer
from index.stores import dialect
from index.stores.database import Cursor, Value
from index.stores.postgres_words import WaitingWords
from index.stores.schema import SEARCH_TABLES, STORE_TABLES, TABLES

if TYPE_CHECKING:
    import psycopg
    from psycopg import Connection

CONNECT_SECONDS = 5
OLDEST = 13
"""The oldest PostgreSQL that this is said to work on; tested on 15."""


NUMBERS_AT_ONCE = 500
AT_ONCE = 50
"""So many queries are on their way together."""
BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
NEXT_NUMBERS = "SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)"
FIRST_WORDINGS = """
SELECT wording FROM search_postings, unnest(wordings) AS wording
WHERE token = ? ORDER BY chunk, wording LIMIT ?
"""
SCRIPT = STORE_TABLES + TABLES + SEARCH_TABLES + dialect.ONLY_HERE
ORDER = dialect.tables(SCRIPT)
NUMBERED = dialect.numbered(SCRIPT)


class Row(tuple[Any, ...]):
    """A row whose values are found by position and by column, as SQLite's are."""

    __slots__ = ()
    columns: Mapping[str, int] = {}

    def keys(self) -> Sequence[str]:
        """The columns, in order."""
        return tuple(self.columns)

    def __getitem__(self, key: Any) -> Any:
        """The value of a column or at a position."""
        return super().__getitem__(self.columns[key] if isinstance(key, str) else key)


def rows_by_name(cursor: "psycopg.Cursor[Any]") -> Callable[[Sequence[Any]], Row]:
    """Makes rows of what a cursor returns (a psycopg row factory)."""
    names = [column.name for column in cursor.description or ()]
    return type("Row", (Row,), {"__slots__": (), "columns": {n: i for i, n in enumerate(names)}})


class PostgresDatabase:
    """A connection to our schema of a database; for one thread at a time.

    Rows wait here until something is asked or committed, and are then written in bulk: a report
    has thousands, and each would cost a journey to the server.
    """

    def __init__(
        self, server: FactsServer, schema: str | None = None, *, read_only: bool = False
    ) -> None:
        """Raises `StoreError` where the database cannot be reached or used."""
        self.server = server
        self._settings = {
            "search_path": f'"{schema or server.schema}"',
            "default_transaction_read_only": "on" if read_only else "off",
        }
        self._connection = connected(server, self._settings)
        self._numbers: dict[str, list[int]] = {}
        self._waiting: dict[str, list[Mapping[str, Value]]] = {}
        self._words = WaitingWords()

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Cursor:
        """See `Database.execute`; what waits is written first."""
        self.flush()
        return self._execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> None:
        """See `Database.executemany`."""
        self.flush()
        with self.errors(), self._connection.cursor() as cursor:
            cursor.executemany(dialect.query(sql), [tuple(row) for row in rows])

    def execute_each(self, sql: str, rows: Sequence[Sequence[Value]], /) -> Iterator[Cursor]:
        """See `Database.execute_each`."""
        self.flush()
        said = dialect.query(sql)
        for start in range(0, len(rows), AT_ONCE):
            with self.errors(), self._connection.pipeline():
                part = rows[start : start + AT_ONCE]
                found = [self._connection.execute(said, tuple(row)) for row in part]
            yield from found

    def insert(self, table: str, row: Mapping[str, Value], /) -> int:
        """See `Database.insert`."""
        number = 0
        if table in NUMBERED:
            number = self._number(table)
            row = {"id": number, **row}
        self._waiting.setdefault(table, []).append(row)
        return number

    def add_words(self, wording: int, tokens: Sequence[str], /) -> None:
        """See `Database.add_words`."""
        self._words.add(wording, tokens)
        if self._words.are_many:
            self.flush()

    def drop_words(self, wording: int, tokens: Sequence[str], /) -> None:
        """See `Database.drop_words`."""
        self._words.drop(wording, tokens)

    def wordings_with(self, token: str, most: int, /) -> list[int]:
        """See `Database.wordings_with`."""
        rows = self.execute(FIRST_WORDINGS, (token, most)).fetchall()
        return [row[0] for row in rows]

    def flush(self) -> None:
        """Write all that waits, rows that are referred to before those that refer to them."""
        waiting, self._waiting = self._waiting, {}
        for table in sorted(waiting, key=ORDER.index):
            self._copy(f"{table} ({', '.join(waiting[table][0])})", waiting[table])
        if self._words:
            words, self._words = self._words, WaitingWords()
            words.write(self._execute, self._copy)

    def _execute(self, sql: str, values: Sequence[Value] = ()) -> Cursor:
        with self.errors():
            if values:
                return self._connection.execute(dialect.query(sql), tuple(values))
            return self._connection.execute(sql)

    def _copy(self, target: str, rows: Iterable[Mapping[str, Value]]) -> None:
        with (
            self.errors(),
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {target} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(tuple(row.values()))

    def _number(self, table: str) -> int:
        """The next number for a row of that table; none is given twice, whoever else writes."""
        if not self._numbers.get(table):
            rows = self._execute(NEXT_NUMBERS, (table, NUMBERS_AT_ONCE)).fetchall()
            self._numbers[table] = sorted((row[0] for row in rows), reverse=True)
        return self._numbers[table].pop()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See `Database.reading`; a connection that the server has ended is made anew."""
        try:
            self._execute(BEGIN_READING)
        except StoreError:
            if not self.is_lost:
                raise
            self._connection = connected(self.server, self._settings)
            self._execute(BEGIN_READING)
        with self._transaction():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that the body writes becomes seen at once in the end, or nothing of it."""
        self.execute("BEGIN")
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._waiting.clear()
            self._words = WaitingWords()
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        with self.errors():
            if not self._connection.closed:
                self._connection.rollback()

    @property
    def is_lost(self) -> bool:
        """Whether the server has closed the connection, or it has broken."""
        return bool(self._connection.closed)

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What goes wrong between us and the server, said as a `StoreError`."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise StoreError(f"{self.server.shown}：{_in_words(error)}") from error


def connected(server: FactsServer, settings: Mapping[str, str]) -> "Connection[Row]":
    """A connection with these settings; raises `StoreError` where there is none."""
    psycopg = _driver()
    try:
        connection: Connection[Row] = psycopg.connect(
            server.url,
            autocommit=True,
            row_factory=rows_by_name,
            connect_timeout=CONNECT_SECONDS,
            application_name="mingzhang",
            options=" ".join(f"-c {name}={value}" for name, value in settings.items()),
        )
    except psycopg.ProgrammingError:
        # its words repeat pieces of the URL
        raise StoreError(f"{server.shown}：FACTS_URL 的写法不对，或有驱动不认识的参数") from None
    except psycopg.Error as error:
        raise StoreError(f"{server.shown}：{_why_refused(error)}") from None
    _check(connection, server)
    return connection


def _check(connection: "Connection[Row]", server: FactsServer) -> None:
    """Refuse a server that would keep text wrongly or lacks what is needed."""
    version = connection.info.server_version // 10_000
    encoding = connection.info.parameter_status("server_encoding")
    problem = None
    if version < OLDEST:
        problem = f"PostgreSQL {version} 太旧，需要 {OLDEST} 或更新的版本"
    elif encoding != "UTF8":
        problem = f"数据库的编码是 {encoding}，需要 UTF8（createdb -E UTF8 -T template0）"
    if problem:
        connection.close()
        raise StoreError(f"{server.shown}：{problem}")


def _driver() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise StoreError(
            "FACTS_URL 已设，但没有安装 PostgreSQL 的驱动；请运行 pip install 'mingzhang[postgres]'"
        ) from error
    return psycopg


def _why_refused(error: Any) -> str:
    """Why no connection came about. The driver reports no code here, only English words."""
    said = str(error)
    if "authentication failed" in said or "no password supplied" in said:
        return "用户名或密码不被接受"
    if "database" in said and "does not exist" in said:
        return "没有这个数据库，请先建立（createdb）"
    if "role" in said and "does not exist" in said:
        return "没有这个数据库用户，请先建立（createuser）"
    if "pg_hba.conf" in said:
        return "服务器不许从这里连接（pg_hba.conf）"
    return "连不上，请确认 PostgreSQL 已启动、FACTS_URL 写对了"


def _in_words(error: Any) -> str:
    """What went wrong with a statement, in one line."""
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"出错（{error.sqlstate or '连接中断'} {first}）"
