"""Records to database rows and back: the one rule by which every record type is stored.

A field is stored in the column of its name (a few names are taken in SQL, see `COLUMN_NAMES`):
`Decimal` as exact text, a tuple of texts or numbers as a JSON array, a truth value as 0 or 1.
Fields that hold other records are left out; those have tables of their own.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from index import records
from index.amounts import plain

Scalar = str | int | None
Record = TypeVar("Record")

COLUMN_NAMES: dict[type, dict[str, str]] = {
    records.Table: {"id": "ref"},
    records.Finding: {"id": "ref"},
    records.Row: {"index": "position"},
    records.Form: {"index": "position"},
    records.Passage: {"index": "position"},
    records.Statement: {"index": "position"},
    records.FindingSide: {"table": "table_name", "row": "row_label", "column": "column_heading"},
}
"""Database column for each field that is not stored under its own name."""

_STORED_FIELDS: dict[type, tuple[tuple[str, str, Any], ...]] = {}
"""Worked out once for each record type: reading annotations is slow."""

_AsStored = tuple[tuple[str, str], ...]
"""Field and database column."""
_Decoded = tuple[tuple[str, str, Callable[[Any], Any]], ...]
"""Field, database column, and what makes the one of the other."""
_READING: dict[type, tuple[_AsStored, _Decoded]] = {}
"""Worked out once for each record type, as the fields are."""

_PLAIN = (str, int, bool, Decimal)


def stored_fields(kind: type) -> tuple[tuple[str, str, Any], ...]:
    """The fields of a record type that are stored: (field, database column, annotation)."""
    if kind not in _STORED_FIELDS:
        names = COLUMN_NAMES.get(kind, {})
        hints = get_type_hints(kind)
        _STORED_FIELDS[kind] = tuple(
            (f.name, names.get(f.name, f.name), hints[f.name])
            for f in fields(kind)
            if not _holds_records(hints[f.name])
        )
    return _STORED_FIELDS[kind]


def to_row(record: object, **more: Scalar) -> dict[str, Scalar]:
    """The database row of a record, with further columns that the record itself has not."""
    row = {c: _encoded(getattr(record, f)) for f, c, _ in stored_fields(type(record))}
    return row | more


def from_row(kind: type[Record], row: Any, **held: Any) -> Record:
    """The record that a database row holds; `held` are its fields that have other tables."""
    plain, decoded = _reading(kind)
    stored = {f: row[c] for f, c in plain}
    for field, column, decode in decoded:
        value = row[column]
        stored[field] = None if value is None else decode(value)
    return kind(**(stored | held if held else stored))


def from_rows(kind: type[Record], rows: Sequence[Any]) -> tuple[Record, ...]:
    """The records that the rows of one query hold, in order; none of their fields has another
    table. A report has hundreds, so columns are found by position."""
    if not rows:
        return ()
    columns = list(rows[0].keys())
    plain, decoded = _reading(kind)
    fields = [(field, columns.index(column)) for field, column in plain]
    others = [(field, columns.index(column), decode) for field, column, decode in decoded]
    found: list[Record] = []
    for values in map(tuple, rows):
        stored = {field: values[at] for field, at in fields}
        for field, at, decode in others:
            value = values[at]
            stored[field] = None if value is None else decode(value)
        found.append(kind(**stored))
    return tuple(found)


def _reading(kind: type) -> tuple[_AsStored, _Decoded]:
    """A record type's fields that are read as they are stored, and those to decode."""
    if kind not in _READING:
        _READING[kind] = _told_apart(kind)
    return _READING[kind]


def _told_apart(kind: type) -> tuple[_AsStored, _Decoded]:
    plain: list[tuple[str, str]] = []
    decoded: list[tuple[str, str, Callable[[Any], Any]]] = []
    for field, column, hint in stored_fields(kind):
        decode = _decoder(hint)
        if decode is None:
            plain.append((field, column))
        else:
            decoded.append((field, column, decode))
    return tuple(plain), tuple(decoded)


def _holds_records(hint: Any) -> bool:
    return get_origin(hint) is tuple and get_args(hint)[0] not in _PLAIN


def _encoded(value: Any) -> Scalar:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """What makes the field's value of the stored one; None where they are the same."""
    if hint is Decimal or Decimal in get_args(hint):
        return Decimal
    if get_origin(hint) is tuple:
        return _array
    return bool if hint is bool else None


@lru_cache(maxsize=10_000)
def _array(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))
