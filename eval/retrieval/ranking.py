"""Where does the right place stand? Ranks by words, by meaning, and by both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.planner.labels import canonical, folded
from eval.retrieval.questions import Asked
from index.corpus import Corpus
from index.facts import row_paths
from index.records import Extraction
from index.texts import Hit, ItemKind

Method = Literal["lexical", "dense", "fused"]
METHODS: tuple[Method, ...] = ("lexical", "dense", "fused")
EVERY_PLACE = 100_000
"""More places than a report has: all are ranked."""

_ROW_KINDS: tuple[ItemKind, ...] = ("row", "form")
_PASSAGE_KINDS: tuple[ItemKind, ...] = ("passage", "form")
_SCORES: Mapping[Method, Callable[[Hit], float]] = {
    "lexical": lambda hit: hit.lexical,
    "dense": lambda hit: hit.dense,
    "fused": lambda hit: hit.score,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A question with the rank of its first right place by each method; None: not found."""

    asked: Asked
    ranks: Mapping[Method, int | None]


class Places:
    """What the hits in one report stand for."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._paths = {
            (table.id, index): " > ".join(map(canonical, path))
            for table in extraction.tables
            for index, path in row_paths(table).items()
        }
        self._headings = {
            (table.id, row.index): {canonical(h) for c in table.columns for h in c.path}
            for table in extraction.tables
            for row in table.rows
            if not row.label.strip()
        }

    def name(self, hit: Hit) -> str:
        """What distinguishes the place from others: a row of one name stands in many tables."""
        if hit.table_id is not None:
            return self._paths[hit.table_id, hit.index].rpartition(" > ")[2] or hit.text
        return f"{hit.kind} {hit.index}"

    def answers(self, hit: Hit, asked: Asked) -> bool:
        """Whether the hit is one of the right places."""
        if hit.table_id is not None:
            return any(self._is_row(hit.table_id, hit.index, name) for name in asked.rows)
        if hit.kind == "form":
            project = self._extraction.forms[hit.index].project
            rows = any(folded(name) == folded(project) for name in asked.rows)
            return rows or any(name in project for name in asked.projects)
        if hit.kind != "passage":
            return False
        passage = self._extraction.passages[hit.index]
        words = " ".join((*passage.headings, passage.term or ""))
        return any(name in words for name in asked.passages)

    def _is_row(self, table_id: str, index: int, name: str) -> bool:
        wanted = " > ".join(map(canonical, name.split(" > ")))
        path = self._paths[table_id, index]
        return (
            path == wanted
            or path.endswith(f" > {wanted}")
            or wanted in self._headings.get((table_id, index), ())
        )


def rank(asked: Asked, corpus: Corpus, places: Places, report_id: str) -> Ranked:
    """The ranks of the right place among the distinct names of the report.

    A form's texts are one place, taken as the fused score ranks them.
    """
    kinds = _ROW_KINDS if asked.seeks_rows else _PASSAGE_KINDS
    hits = corpus.search(asked.query, [report_id], kinds, EVERY_PLACE)
    return Ranked(
        asked=asked,
        ranks={method: first_right(hits, method, asked, places) for method in METHODS},
    )


def first_right(hits: Sequence[Hit], method: Method, asked: Asked, places: Places) -> int | None:
    """The rank of the first right hit, from 1, each name counted once."""
    score = _SCORES[method]
    names: set[str] = set()
    for hit in sorted((h for h in hits if score(h) > 0), key=score, reverse=True):
        names.add(places.name(hit))
        if places.answers(hit, asked):
            return len(names)
    return None
