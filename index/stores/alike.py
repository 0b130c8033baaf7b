"""Reads from thousands of reports at once what a question names, and nothing else (同名同位).

What reports print alike is stored once (`patterns.py`): where a name stands is found in the few
patterns that have it, and then holds for every report that bears them.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from index.likeness import Layout, Named, Printed, Standing, Wordings
from index.stores.database import Database
from index.stores.patterns import PROSE

Borne = tuple[tuple[str, int], ...]
"""Of one report the tables (and the prose) by id, each with its pattern."""


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a store's tables, and which of them each pattern has; prose has none."""

    of_pattern: dict[int, int]
    layouts: tuple[Layout, ...]


class Alike:
    """What the reports of a finished `facts.db` print under the same names."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection

    @cached_property
    def wordings(self) -> Wordings:
        """Every name in the store."""
        return Wordings(
            labels=self._names("IS NOT NULL"),
            layouts=self._heads.layouts,
            subjects=self._names("IS NULL"),
        )

    def standing(self, named: Named, report_ids: Collection[str]) -> tuple[Standing, ...]:
        """Where each of these reports prints what was named; those that do not are left out."""
        places = self._places(named)
        kinds: dict[Borne, tuple[tuple[object, ...], tuple[str, ...]]] = {}
        found: list[Standing] = []
        for report, borne in self._borne.items():
            named_in = tuple([b for b in borne if b[1] in places]) if report in report_ids else ()
            if not named_in:
                continue
            if named_in not in kinds:
                kinds[named_in] = self._kind(named_in, places)
            likeness, at = kinds[named_in]
            found.append(Standing(report_id=report, likeness=likeness, places=at))
        return tuple(found)

    def rare(self, labels: Collection[str], most: int) -> Mapping[str, Sequence[str]]:
        """Of these row labels those that at most so many reports print, with the reports."""
        found: dict[str, Sequence[str]] = {}
        for label in labels:
            bearing = self._connection.execute(_BEARING, (label, PROSE, most + 1)).fetchall()
            if len(bearing) <= most:
                found[label] = tuple(sorted(row[0] for row in bearing))
        return found

    def printed(self, fact_ids: Iterable[str]) -> Mapping[str, Printed]:
        """The figures of these fact ids (cells and stated figures), by id."""
        ids = [id_.split("/") for id_ in fact_ids]
        cells = [id_ for id_ in ids if len(id_) == 4]
        stated = [[r, s.removeprefix("statement")] for r, s in (i for i in ids if len(i) == 2)]
        rows = [
            *self._plain(_CELLS, cells),
            *self._plain(_STATED, stated),
        ]
        return {
            id_: Printed(amount=None if a is None else Decimal(a), unit=unit, printed=printed)
            for id_, printed, a, unit in rows
        }

    @cached_property
    def _heads(self) -> _Heads:
        heads: dict[str, int] = {}
        sql = "SELECT id, head FROM patterns WHERE head IS NOT NULL ORDER BY id"
        of_pattern = {
            row[0]: heads.setdefault(row[1], len(heads))
            for row in self._connection.execute(sql).fetchall()
        }
        return _Heads(of_pattern=of_pattern, layouts=tuple(map(_layout, heads)))

    @cached_property
    def _borne(self) -> dict[str, Borne]:
        """What each report bears, the reports in the order in which they were added."""
        pairs: dict[tuple[str, int], tuple[str, int]] = {}
        borne: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in self._connection.execute(_BORNE).fetchall():
            pair = (row[1], row[2])
            borne[row[0]].append(pairs.setdefault(pair, pair))
        return {report: tuple(sorted(held, key=_in_order)) for report, held in borne.items()}

    def _names(self, head: str) -> tuple[str, ...]:
        sql = (
            "SELECT DISTINCT name FROM pattern_places "
            f"JOIN patterns ON patterns.id = pattern_id WHERE head {head} ORDER BY name"
        )
        return tuple(row[0] for row in self._connection.execute(sql).fetchall())

    def _places(self, named: Named) -> dict[int, dict[int, tuple[str, str]]]:
        """The named places of each pattern: by position the name and what tells it apart."""
        heads = self._heads.of_pattern
        headed = [pattern for pattern, head in heads.items() if head in named.layouts]
        found: defaultdict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
        for pattern, position, *name in self._plain(_NAMED, [*named.labels | named.subjects]):
            if name[0] in (named.labels if pattern in heads else named.subjects):
                found[pattern][position] = (name[0], name[1])
        for pattern, position, *name in self._plain(_NAMED_IN, headed, [*named.totals]):
            found[pattern][position] = (name[0], name[1])
        return dict(found)

    def _kind(
        self, borne: Borne, places: Mapping[int, Mapping[int, tuple[str, str]]]
    ) -> tuple[tuple[object, ...], tuple[str, ...]]:
        """What makes reports that bear this alike, and the places that are named in them."""
        likeness: list[object] = []
        at: list[str] = []
        for ref, pattern in borne:
            head = self._heads.of_pattern.get(pattern)
            for position, name in sorted(places[pattern].items()):
                likeness.append(name if head is None else (head, position, *name))
                at.append(f"statement{position}" if ref == PROSE else f"{ref}/{position}")
        return tuple(likeness), tuple(at)

    def _plain(self, sql: str, *values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Rows as plain tuples; each of the values is a list."""
        if not all(values):
            return []
        listed = [json.dumps(each) for each in values]
        return [tuple(row) for row in self._connection.execute(sql, listed).fetchall()]


def _in_order(borne: tuple[str, int]) -> tuple[bool, int, str]:
    """Tables as they follow one another, then the prose."""
    ref, _ = borne
    return ref == PROSE, len(ref), ref


def _layout(head: str) -> Layout:
    number, title, unit, columns = json.loads(head)
    return Layout(
        number=number, title=title, unit=unit, headings=tuple(heading for heading, *_ in columns)
    )


_BORNE = """
SELECT report_id, ref, pattern_id FROM reports
JOIN pattern_bearers ON report_id = reports.id ORDER BY reports.rowid
"""
_BEARING = """
SELECT DISTINCT report_id FROM pattern_places
JOIN pattern_bearers ON pattern_bearers.pattern_id = pattern_places.pattern_id
WHERE name = ? AND ref <> ? LIMIT ?
"""
_NAMED = """
SELECT pattern_id, position, name, rest
FROM json_each(?) AS l CROSS JOIN pattern_places ON name = l.value
"""
_NAMED_IN = """
SELECT pattern_id, position, name, rest
FROM json_each(?) AS p CROSS JOIN json_each(?) AS l
CROSS JOIN pattern_places ON name = l.value AND pattern_id = CAST(p.value AS BIGINT)
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
