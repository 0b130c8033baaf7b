"""Reads from thousands of reports at once what a question names, and nothing else (同名同位).

Which tables have which head is worked out once for a store; the rows and stated figures of a
name are then found by index.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any

from index.likeness import Layout, Named, Printed, Standing, Wordings
from index.stores.database import Database

_BETWEEN, _WITHIN = "\x1e", "\x1f"
_ROW = "table_id, position, label, code, qualifier, side, rows.parent"
_TABLES_OF_A_REPORT = 40
"""That hold rows of one label, at most."""
_PLACE = itemgetter(0, 1)
_MEASURES = ("amount", "count")
"""Stated figures that may be chosen where no share and no change is asked for."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a store: whose each is, its id there, and the position of its layout."""

    owner: dict[int, tuple[str, str]]
    layout: dict[int, int]
    layouts: tuple[Layout, ...]


class Alike:
    """What the reports of a finished `facts.db` print under the same names."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection

    @cached_property
    def wordings(self) -> Wordings:
        """Every name in the store."""
        return Wordings(
            labels=self._distinct("SELECT DISTINCT label FROM rows ORDER BY label"),
            layouts=self._tables.layouts,
            subjects=self._distinct("SELECT DISTINCT subject FROM statements ORDER BY subject"),
        )

    def standing(self, named: Named, report_ids: Collection[str]) -> tuple[Standing, ...]:
        """Where each of these reports prints what was named; those that do not are left out."""
        owner, layout = self._tables.owner, self._tables.layout
        headed = [
            table for table, which in layout.items()
            if which in named.layouts and owner[table][0] in report_ids
        ]  # fmt: skip
        rows = {*self._labelled(named.labels), *self._in_tables(headed, named.totals)}
        found: defaultdict[str, list[tuple[str, object]]] = defaultdict(list)
        for row in sorted(rows, key=_PLACE):
            report, ref = owner[row[0]]
            if report in report_ids:
                found[report].append((f"{ref}/{row[1]}", (layout[row[0]], *row[1:])))
        for report, position, *rest in self._stated(named.subjects):
            if report in report_ids:
                found[report].append((f"statement{position}", tuple(rest)))
        return tuple(
            Standing(
                report_id=report,
                likeness=tuple(key for _, key in places),
                places=tuple(place for place, _ in places),
            )
            for report, places in found.items()
        )

    def rare(self, labels: Collection[str], most: int) -> Mapping[str, Sequence[str]]:
        """Of these row labels those that at most so many reports print, with the reports."""
        found: dict[str, Sequence[str]] = {}
        for label in labels:
            sql = "SELECT DISTINCT table_id FROM rows WHERE label = ? LIMIT ?"
            tables = self._connection.execute(sql, (label, most * _TABLES_OF_A_REPORT + 1))
            owners = dict.fromkeys(self._tables.owner[row[0]][0] for row in tables)
            if len(owners) <= most:
                found[label] = tuple(owners)
        return found

    def printed(self, fact_ids: Iterable[str]) -> Mapping[str, Printed]:
        """The figures of these fact ids (cells and stated figures), by id."""
        ids = [id_.split("/") for id_ in fact_ids]
        cells = [id_ for id_ in ids if len(id_) == 4]
        stated = [[r, s.removeprefix("statement")] for r, s in (i for i in ids if len(i) == 2)]
        rows = [
            *self._plain(_CELLS, json.dumps(cells)),
            *self._plain(_STATED, json.dumps(stated)),
        ]
        return {
            id_: Printed(amount=None if a is None else Decimal(a), unit=unit, printed=printed)
            for id_, printed, a, unit in rows
        }

    @cached_property
    def _tables(self) -> _Tables:
        owner: dict[int, tuple[str, str]] = {}
        layout: dict[int, int] = {}
        numbers: dict[tuple[str | None, ...], int] = {}
        for table, report, ref, *head in self._connection.execute(_HEADS, (_WITHIN, _BETWEEN)):
            owner[table] = (report, ref)
            layout[table] = numbers.setdefault(tuple(head), len(numbers))
        return _Tables(owner=owner, layout=layout, layouts=tuple(_layout(head) for head in numbers))

    def _distinct(self, sql: str) -> tuple[str, ...]:
        return tuple(row[0] for row in self._connection.execute(sql).fetchall())

    def _plain(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        """Rows as plain tuples: there are many, and they are compared."""
        return [tuple(row) for row in self._connection.execute(sql, values).fetchall()]

    def _labelled(self, labels: Collection[str]) -> Sequence[tuple[Any, ...]]:
        sql = f"SELECT {_ROW} FROM json_each(?) AS l CROSS JOIN rows ON label = l.value"
        return self._plain(sql, json.dumps([*labels]))

    def _in_tables(
        self, tables: Sequence[int], labels: Collection[str]
    ) -> Sequence[tuple[Any, ...]]:
        sql = (
            f"SELECT {_ROW} FROM json_each(?) AS t CROSS JOIN json_each(?) AS l "
            "CROSS JOIN rows ON label = l.value AND table_id = CAST(t.value AS BIGINT)"
        )
        return self._plain(sql, json.dumps(tables), json.dumps([*labels]))

    def _stated(self, subjects: Collection[str]) -> Sequence[tuple[Any, ...]]:
        sql = (
            "SELECT statements.report_id, position, subject, measure, statements.year "
            "FROM json_each(?) AS s CROSS JOIN statements ON subject = s.value "
            f"WHERE measure IN {_MEASURES} ORDER BY statements.id"
        )
        return self._plain(sql, json.dumps([*subjects]))


def _layout(head: tuple[str | None, ...]) -> Layout:
    number, title, unit, columns = head
    headings = tuple(c.split(_WITHIN)[0] for c in (columns or "").split(_BETWEEN))
    return Layout(number=number, title=title or "", unit=unit, headings=headings)


_HEADS = """
SELECT id, report_id, ref, number, title, unit, (
    SELECT group_concat(heading || ?1 || role || coalesce(side, ''), ?2)
    FROM columns WHERE table_id = tables.id
)
FROM tables ORDER BY id
"""
_CELLS = """
WITH wanted (report, ref, place, col) AS (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
           CAST(json_extract(value, '$[2]') AS BIGINT),
           CAST(json_extract(value, '$[3]') AS BIGINT)
    FROM json_each(?)
)
SELECT report || '/' || w.ref || '/' || place || '/' || col, cells.printed, cells.amount, cells.unit
FROM wanted AS w
CROSS JOIN tables ON tables.report_id = w.report AND tables.ref = w.ref
CROSS JOIN rows ON rows.table_id = tables.id AND rows.position = w.place
CROSS JOIN columns ON columns.table_id = tables.id AND columns.position = w.col
CROSS JOIN cells ON cells.row_id = rows.id AND cells.column_id = columns.id
"""
_STATED = """
WITH wanted (report, place) AS (
    SELECT json_extract(value, '$[0]'), CAST(json_extract(value, '$[1]') AS BIGINT)
    FROM json_each(?)
)
SELECT report || '/statement' || place, printed, amount, unit
FROM wanted
CROSS JOIN statements ON statements.report_id = report AND position = place
"""
