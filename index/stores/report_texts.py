"""The search items of one report in memory, to be scanned exactly (单份报告的检索)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def read_report_texts(connection: Database, report: Report) -> ReportTexts:
    """Everything that a report is searched through."""
    sql = f"{_ITEMS} WHERE report_id = ? ORDER BY search_items.id"
    rows = connection.execute(sql, (report.id,)).fetchall()
    return _texts([_place(report, row) for row in rows], [row["vector"] for row in rows])


def read_bearers(
    connection: Database,
    wording: int,
    report_of: Callable[[str], Report | None],
    most: int,
) -> ReportTexts:
    """The first items that bear a wording, of reports that the function knows; none where the
    wording is gone."""
    sql = f"{_ITEMS} WHERE wording_id = ? ORDER BY search_items.id"
    places: list[Place] = []
    stored: list[bytes] = []
    found = connection.execute(sql, (wording,))
    while len(places) < most and (row := found.fetchone()):
        report = report_of(row["report_id"])
        if report:
            places.append(_place(report, row))
            stored.append(row["vector"])
    found.close()
    return _texts(places, stored)


def _texts(places: Sequence[Place], stored: Sequence[bytes]) -> ReportTexts:
    vectors = [as_vector(each) for each in stored]
    matrix = np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
    return ReportTexts(places=tuple(places), vectors=matrix)


def _place(report: Report, row: Any) -> Place:
    kind = cast("ItemKind", row["kind"])
    own = "" if kind == "catalogue" else report_words(report)
    return Place(
        item=row["item"],
        report=report,
        kind=kind,
        table_id=row["table_ref"],
        index=row["position"],
        bare=row["text"],
        searched=folded(f"{own} {row['text']} {row['codes']}"),
        tokens=row["tokens"],
    )
