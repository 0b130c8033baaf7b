"""How the tables of `schema.py`, written for SQLite, are said to PostgreSQL.

The tables are defined once. What differs is here: names of types, placeholders, and the full
text, which SQLite keeps in FTS5 and PostgreSQL in a table of postings.
"""

import re
from collections.abc import Sequence

POSTINGS = """
CREATE TABLE search_postings (
    token TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id),
    items BIGINT[] NOT NULL,
    PRIMARY KEY (token, report_id)
);
CREATE INDEX search_postings_by_report ON search_postings (report_id);
"""
"""In which items of a report a token stands, in order: what FTS5 keeps for itself."""

_WORDS: tuple[tuple[str, str], ...] = (
    (r"\bINTEGER\b", "BIGINT"),
    (r"\bBLOB\b", "BYTEA"),
    (r"\bREAL\b", "DOUBLE PRECISION"),
    (r"\bTEXT\b", 'TEXT COLLATE "C"'),
    (r"\)\s*WITHOUT ROWID\b", ")"),
)
_SERIAL = re.compile(r"CREATE TABLE (\w+) \(\s*id INTEGER PRIMARY KEY")
_TABLE = re.compile(r"CREATE TABLE (\w+)")


def statements(script: str) -> tuple[str, ...]:
    """The statements of a script, in PostgreSQL's words."""
    found = (part.strip() for part in script.split(";"))
    return tuple(_translated(part) for part in found if part and "USING fts5" not in part)


def query(sql: str) -> str:
    """A query with `?` for each value, as the driver takes it."""
    return sql.replace("%", "%%").replace("?", "%s")


def tables(script: str) -> tuple[str, ...]:
    """The tables that a script makes, a table after those that it refers to."""
    return tuple(_TABLE.findall(script))


def numbered(script: str) -> frozenset[str]:
    """The tables whose rows are numbered in the order in which they are written."""
    return frozenset(_SERIAL.findall(script))


def several(values: Sequence[object]) -> str:
    """As many placeholders as there are values."""
    return ", ".join("?" * len(values))


def _translated(statement: str) -> str:
    for pattern, word in _WORDS:
        statement = re.sub(pattern, word, statement)
    return statement
