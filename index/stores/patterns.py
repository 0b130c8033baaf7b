"""What reports print alike, kept once (样式): a table's head with the names of its rows, and what
the prose states figures of.

Reports of one region fill in the same forms, so thousands of tables have few patterns; a pattern
goes when its last bearer goes. Figures have no part in it.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.records import Extraction, Statement, Table
from index.stores.database import Database

PROSE = ""
"""Stands for the prose of a report where a table's id would stand."""
MEASURES = ("amount", "count")
"""Stated figures that may be chosen where no share and no change is asked for."""
_AT_ONCE = 500
"""Most values that one statement is given."""

Place = tuple[int, str, str]
"""Position, name, and what else tells it apart (JSON)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The names of one table, or of what the prose states."""

    head: str | None
    """JSON: number, title, unit, columns with role and side; None for prose."""
    places: tuple[Place, ...]

    @property
    def digest(self) -> bytes:
        """Equal for equal patterns alone."""
        said = json.dumps([self.head, self.places], ensure_ascii=False)
        return hashlib.blake2b(said.encode(), digest_size=16).digest()


def write_patterns(connection: Database, extraction: Extraction) -> None:
    """Add what a report prints by name, and the patterns that no report had before."""
    borne = list(_patterns(extraction))
    digests = {pattern: pattern.digest for _, pattern in borne}
    known = _known(connection, list(dict.fromkeys(digests.values())))
    for pattern, digest in digests.items():
        if digest not in known:
            known[digest] = _add(connection, pattern, digest)
    for ref, pattern in borne:
        row = {"report_id": extraction.report.id, "ref": ref, "pattern_id": known[digests[pattern]]}
        connection.insert("pattern_bearers", row)


def remove_patterns(connection: Database, report_id: str) -> None:
    """Remove what a report prints by name, and the patterns that no other report has."""
    borne = connection.execute(
        "SELECT DISTINCT pattern_id FROM pattern_bearers WHERE report_id = ?", (report_id,)
    ).fetchall()
    connection.execute("DELETE FROM pattern_bearers WHERE report_id = ?", (report_id,))
    for (pattern,) in borne:
        connection.execute(
            "DELETE FROM patterns WHERE id = ? AND NOT EXISTS "
            "(SELECT 1 FROM pattern_bearers WHERE pattern_id = patterns.id)",
            (pattern,),
        )


def _patterns(extraction: Extraction) -> Iterator[tuple[str, Pattern]]:
    for table in extraction.tables:
        yield table.id, Pattern(head=_head(table), places=tuple(_rows(table)))
    stated = tuple(_stated(extraction.statements))
    if stated:
        yield PROSE, Pattern(head=None, places=stated)


def _head(table: Table) -> str:
    columns = [[" / ".join(c.path), c.role, c.side] for c in table.columns]
    return _json(table.number, table.title, table.unit, columns)


def _rows(table: Table) -> Iterator[Place]:
    for row in table.rows:
        yield row.index, row.label, _json(row.code, row.qualifier, row.side, row.parent)


def _stated(statements: Sequence[Statement]) -> Iterator[Place]:
    for each in statements:
        if each.measure in MEASURES:
            yield each.index, each.subject, _json(each.measure, each.year)


def _json(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False)


def _known(connection: Database, digests: Sequence[bytes]) -> dict[bytes, int]:
    """The patterns that there are already, by digest."""
    found: dict[bytes, int] = {}
    for start in range(0, len(digests), _AT_ONCE):
        part = digests[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT digest, id FROM patterns WHERE digest IN ({marks})"
        found |= {bytes(row[0]): row[1] for row in connection.execute(sql, part).fetchall()}
    return found


def _add(connection: Database, pattern: Pattern, digest: bytes) -> int:
    added = connection.insert("patterns", {"digest": digest, "head": pattern.head})
    for position, name, rest in pattern.places:
        row = {"pattern_id": added, "position": position, "name": name, "rest": rest}
        connection.insert("pattern_places", row)
    return added
