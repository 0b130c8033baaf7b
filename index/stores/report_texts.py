"""The search items of one report in memory, to be scanned exactly (单份报告的检索)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

import numpy as np

from index.records import Report
from index.stores.database import Database
from index.stores.embedders import Matrix
from index.stores.fulltext import folded
from index.stores.wordings import as_vector
from index.texts import ItemKind, report_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A text of a report and what it is the text of."""

    item: int
    """Its number in `search_items`."""
    report: Report
    kind: ItemKind
    table_id: str | None
    index: int
    bare: str
    """The text without the report's own words."""
    searched: str
    """The text with the report's words and its codes, folded."""
    tokens: int
    """How long the text is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """What one report is searched through."""

    places: tuple[Place, ...]
    vectors: Matrix
    """One line a place."""


_ITEMS = """
SELECT search_items.id AS item, report_id, table_ref, position,
       kind, text, codes, tokens, vector
FROM search_items
JOIN wordings ON wordings.id = wording_id
"""
_BEARERS = """
SELECT id AS item, report_id, table_ref, position FROM search_items
WHERE wording_id = ? ORDER BY id LIMIT ?
"""
SPARE = 16
"""Bearers of a wording that are looked at beyond those wanted, for some may not count."""
ALL = 2**62


def read_report_texts(connection: Database, report: Report) -> ReportTexts:
    """Everything that a report is searched through."""
    sql = f"{_ITEMS} WHERE report_id = ? ORDER BY search_items.id"
    rows = connection.execute(sql, (report.id,)).fetchall()
    return _texts([_place(report, row, row) for row in rows], [row["vector"] for row in rows])


def read_bearers(
    connection: Database,
    wordings: Sequence[int],
    report_of: Callable[[str], Report | None],
    most: int,
) -> Iterator[ReportTexts]:
    """For each wording the first items that bear it, of reports that the function knows; none
    where the wording is gone."""
    marks = ", ".join("?" * len(wordings))
    sql = f"SELECT id, kind, text, codes, tokens, vector FROM wordings WHERE id IN ({marks})"
    said = {row["id"]: row for row in connection.execute(sql, wordings)} if wordings else {}
    few = most + SPARE
    asked = [(wording, few) for wording in said]
    for wording, found in zip(said, connection.execute_each(_BEARERS, asked), strict=True):
        rows = found.fetchall()
        places = _places(rows, said[wording], report_of, most)
        if len(places) < most and len(rows) == few:
            rows = connection.execute(_BEARERS, (wording, ALL)).fetchall()
            places = _places(rows, said[wording], report_of, most)
        yield _texts(places, [said[wording]["vector"]] * len(places))


def _places(
    rows: Sequence[Any], wording: Any, report_of: Callable[[str], Report | None], most: int
) -> list[Place]:
    known = ((report_of(row["report_id"]), row) for row in rows)
    places = (_place(report, row, wording) for report, row in known if report)
    return list(islice(places, most))


def _texts(places: Sequence[Place], stored: Sequence[bytes]) -> ReportTexts:
    vectors = [as_vector(each) for each in stored]
    matrix = np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
    return ReportTexts(places=tuple(places), vectors=matrix)


def _place(report: Report, row: Any, wording: Any) -> Place:
    kind = cast("ItemKind", wording["kind"])
    own = "" if kind == "catalogue" else report_words(report)
    return Place(
        item=row["item"],
        report=report,
        kind=kind,
        table_id=row["table_ref"],
        index=row["position"],
        bare=wording["text"],
        searched=folded(f"{own} {wording['text']} {wording['codes']}"),
        tokens=wording["tokens"],
    )
