"""The search items of one report in memory, to be scanned exactly (单份报告的检索)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
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


@dataclass(frozen=True, kw_only=True)
class ReportTexts:
    """What one report is searched through."""

    places: tuple[Place, ...]
    stored: tuple[bytes, ...]
    """The vector of each place."""

    @cached_property
    def vectors(self) -> Matrix:
        """One line a place; not made where words alone are compared."""
        vectors = [as_vector(each) for each in self.stored]
        return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)


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
FOLDED_IN_MEMORY = 32_768
"""Texts of which the folded form is kept: many reports bear the same ones."""


def read_report_texts(connection: Database, report: Report) -> ReportTexts:
    """Everything that a report is searched through."""
    sql = f"{_ITEMS} WHERE report_id = ? ORDER BY search_items.id"
    rows = connection.execute(sql, (report.id,)).fetchall()
    own = folded(report_words(report))
    return ReportTexts(
        places=tuple([_place(report, own, row, row) for row in rows]),
        stored=tuple([row["vector"] for row in rows]),
    )


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
        stored = (said[wording]["vector"],) * len(places)
        yield ReportTexts(places=tuple(places), stored=stored)


def _places(
    rows: Sequence[Any], wording: Any, report_of: Callable[[str], Report | None], most: int
) -> list[Place]:
    known = ((report_of(row["report_id"]), row) for row in rows)
    places = (_place(r, _folded(report_words(r)), row, wording) for r, row in known if r)
    return list(islice(places, most))


def _place(report: Report, own: str, row: Any, wording: Any) -> Place:
    """The place of a row of `search_items`; `own` are its report's words, folded."""
    kind = cast("ItemKind", wording["kind"])
    said = "" if kind == "catalogue" else own
    return Place(
        item=row["item"],
        report=report,
        kind=kind,
        table_id=row["table_ref"],
        index=row["position"],
        bare=wording["text"],
        searched=f"{said} {_folded(wording['text'])} {_folded(wording['codes'])}",
        tokens=wording["tokens"],
    )


_folded = lru_cache(FOLDED_IN_MEMORY)(folded)
