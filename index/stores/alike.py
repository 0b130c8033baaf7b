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
from itertools import chain
from typing import Any

from index.likeness import Layout, Named, Printed, Standing, Wordings
from index.stores.database import Database
from index.stores.patterns import PROSE

Bearing = tuple[str, int]
"""A table (or the prose) by its id, and its pattern."""
Borne = tuple[Bearing, ...]
"""All of one report."""
Places = dict[int, tuple[str, str]]
"""By position a name, and what else tells it apart."""
Part = tuple[tuple[object, ...], tuple[tuple[Bearing, tuple[str, ...]], ...]]
"""What is equal for patterns with the same names at the same places; and those places, in each
table that bears the pattern."""


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a store's tables, and which of them each pattern has; prose has none."""

    of_pattern: dict[int, int]
    layouts: tuple[Layout, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Totals:
    """The total rows of a store: their names, and where each pattern has them."""

    names: frozenset[str]
    places: dict[int, Places]
    parts: dict[int, Part]


class Alike:
    """What the reports of a finished `facts.db` print under the same names."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection
        self._totals: _Totals | None = None

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
        parts = self._parts(named)
        kinds: dict[Borne, tuple[tuple[int, ...], tuple[str, ...]]] = {}
        found: list[Standing] = []
        for report, borne in self._borne.items():
            named_in = tuple([b for b in borne if b in parts]) if report in report_ids else ()
            if not named_in:
                continue
            kind = kinds.get(named_in)
            if kind is None:
                alike, at = zip(*(parts[b] for b in named_in), strict=True)
                kind = kinds[named_in] = (alike, tuple(chain.from_iterable(at)))
            found.append(Standing(report_id=report, likeness=kind[0], places=kind[1]))
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
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in fact_ids:
            report, _, place = id_.partition("/")
            alike[place].append(report)
        return {
            f"{report}/{place}": Printed(
                amount=None if amount is None else Decimal(amount), unit=unit, printed=printed
            )
            for place, reports in alike.items()
            for report, printed, amount, unit in self._printed_at(place, reports)
        }

    def _printed_at(self, place: str, reports: Sequence[str]) -> list[tuple[Any, ...]]:
        """What each of these reports prints at one place: its id, text, amount, unit."""
        wanted = json.dumps(reports)
        if place.startswith("statement"):
            values: tuple[str | int, ...] = (wanted, int(place.removeprefix("statement")))
            sql = _STATED
        else:
            ref, *numbers = place.split("/")
            if len(numbers) != 2:  # no cell of a table
                return []
            sql, values = _CELLS, (wanted, ref, *map(int, numbers))
        return [tuple(row) for row in self._connection.execute(sql, values).fetchall()]

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
        reports = self._connection.execute("SELECT id FROM reports ORDER BY rowid").fetchall()
        borne: dict[str, list[Bearing]] = {row[0]: [] for row in reports}
        same: dict[Bearing, Bearing] = {}
        sql = "SELECT report_id, ref, pattern_id FROM pattern_bearers"
        for report, *held in map(tuple, self._connection.execute(sql).fetchall()):
            bearing = (held[0], held[1])
            borne[report].append(same.setdefault(bearing, bearing))
        return {report: tuple(sorted(held, key=_in_order)) for report, held in borne.items()}

    @cached_property
    def _bearings(self) -> dict[int, tuple[Bearing, ...]]:
        """As which tables each pattern is borne."""
        found: defaultdict[int, dict[Bearing, None]] = defaultdict(dict)
        for borne in self._borne.values():
            for bearing in borne:
                found[bearing[1]][bearing] = None
        return {pattern: tuple(bearings) for pattern, bearings in found.items()}

    def _names(self, head: str) -> tuple[str, ...]:
        sql = (
            "SELECT DISTINCT name FROM pattern_places "
            f"JOIN patterns ON patterns.id = pattern_id WHERE head {head} ORDER BY name"
        )
        return tuple(row[0] for row in self._connection.execute(sql).fetchall())

    def _parts(self, named: Named) -> dict[Bearing, tuple[int, tuple[str, ...]]]:
        """Of each table (or prose) that has what is named: a number that is equal where the same
        names stand at the same places, and those places."""
        heads, totals = self._heads.of_pattern, self._totals_of(named.totals)
        headed = {p for p in totals.places if heads[p] in named.layouts}
        parts = [totals.parts[p] for p in headed]
        for pattern, held in self._places(named.labels | named.subjects).items():
            meant = named.labels if pattern in heads else named.subjects
            own = {n: name for n, name in held.items() if name[0] in meant}
            if own:
                more = totals.places[pattern] if pattern in headed else {}
                parts.append(self._part(pattern, own | more))
        numbers: dict[tuple[object, ...], int] = {}
        return {
            bearing: (numbers.setdefault(alike, len(numbers)), at)
            for alike, borne in parts
            for bearing, at in borne
        }

    def _totals_of(self, names: frozenset[str]) -> _Totals:
        """The total rows of all tables; kept, for they are asked for again and again."""
        if self._totals is None or self._totals.names != names:
            heads = self._heads.of_pattern
            places = {p: held for p, held in self._places(names).items() if p in heads}
            parts = {pattern: self._part(pattern, held) for pattern, held in places.items()}
            self._totals = _Totals(names=names, places=places, parts=parts)
        return self._totals

    def _places(self, names: Collection[str]) -> dict[int, Places]:
        """Where each pattern has one of these names."""
        found: defaultdict[int, Places] = defaultdict(dict)
        rows = self._connection.execute(_NAMED, (json.dumps([*names]),)).fetchall()
        for pattern, position, name, rest in map(tuple, rows):
            found[pattern][position] = (name, rest)
        return found

    def _part(self, pattern: int, places: Places) -> Part:
        head = self._heads.of_pattern.get(pattern)
        at = sorted(places)
        alike = (head, *(places[n] if head is None else (n, *places[n]) for n in at))
        borne = []
        for bearing in self._bearings.get(pattern, ()):
            begun = "statement" if bearing[0] == PROSE else f"{bearing[0]}/"
            borne.append((bearing, tuple([f"{begun}{n}" for n in at])))
        return alike, tuple(borne)


def _in_order(bearing: Bearing) -> tuple[bool, int, str]:
    """Tables as they follow one another, then the prose."""
    ref, _ = bearing
    return ref == PROSE, len(ref), ref


def _layout(head: str) -> Layout:
    number, title, unit, columns = json.loads(head)
    return Layout(
        number=number, title=title, unit=unit, headings=tuple(heading for heading, *_ in columns)
    )


_BEARING = """
SELECT DISTINCT report_id FROM pattern_places
JOIN pattern_bearers ON pattern_bearers.pattern_id = pattern_places.pattern_id
WHERE name = ? AND ref <> ? LIMIT ?
"""
_NAMED = """
SELECT pattern_id, position, name, rest
FROM json_each(?) AS l CROSS JOIN pattern_places ON name = l.value
"""
_CELLS = """
SELECT w.value, cells.printed, cells.amount, cells.unit
FROM json_each(?) AS w
CROSS JOIN tables ON tables.report_id = w.value AND tables.ref = ?
CROSS JOIN rows ON rows.table_id = tables.id AND rows.position = ?
CROSS JOIN columns ON columns.table_id = tables.id AND columns.position = ?
CROSS JOIN cells ON cells.row_id = rows.id AND cells.column_id = columns.id
"""
_STATED = """
SELECT w.value, printed, amount, unit
FROM json_each(?) AS w
CROSS JOIN statements ON statements.report_id = w.value AND position = ?
"""
