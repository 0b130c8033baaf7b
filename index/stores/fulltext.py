"""Full-text search that is right for Chinese: character bigrams in SQLite's FTS5.

FTS5 knows no Chinese words, so the token stream is made here, and queries are cut the same way:
every character and every pair of neighbouring Chinese characters is a token, and so is every
run of Latin letters or digits. Scores are BM25 with each token counted once per text, divided
by the best score possible, so that 1 means that a short text holds every word of the query.
"""

import math
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.texts import ItemKind, SearchItem

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+|[a-z]+|\d+")

SATURATION = 1.2
"""k1 of BM25."""
LENGTH_WEIGHT = 0.4
"""b of BM25: rows are short and passages long, and neither deserves to win by that alone."""
SCAN_BUDGET = 5_000
"""How many postings one query may look at, beyond those of its rarest token. Common tokens are
left out first: they cost most and tell least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The search items first..last (both included); those of one kind and report follow
    one another, so a scope is a few spans."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many items there are."""
        return self.last - self.first + 1


def folded(text: str) -> str:
    """The text as it is compared: half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def text_tokens(text: str) -> tuple[str, ...]:
    """The tokens under which a text is found: characters, pairs of characters, words, numbers."""
    tokens: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run.isascii():
            tokens.append(run)
        else:
            tokens += run
            tokens += (a + b for a, b in pairwise(run))
    return tuple(tokens)


def query_tokens(text: str) -> tuple[str, ...]:
    """The distinct tokens to look for: pairs of characters, and a character standing alone."""
    tokens: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run.isascii() or len(run) == 1:
            tokens.append(run)
        else:
            tokens += (a + b for a, b in pairwise(run))
    return tuple(dict.fromkeys(tokens))


# --- writing --------------------------------------------------------------------------------


def write_items(
    connection: sqlite3.Connection, report_id: str, items: Sequence[SearchItem]
) -> None:
    """Add the texts of one report, in order."""
    for item in items:
        tokens = text_tokens(f"{item.text} {item.codes}")
        done = connection.execute(
            "INSERT INTO search_items (report_id, kind, table_ref, position, text, tokens) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (report_id, item.kind, item.table_id, item.index, item.text, len(tokens)),
        )
        connection.execute(
            "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)",
            (done.lastrowid, " ".join(tokens)),
        )


def finish_items(connection: sqlite3.Connection) -> None:
    """Count in how many texts each token stands, when all texts are in."""
    for step in (
        "INSERT INTO search_text (search_text) VALUES ('optimize')",
        "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, search_text, row)",
        "INSERT INTO search_terms SELECT term, doc FROM temp.vocabulary",
        "DROP TABLE temp.vocabulary",
    ):
        connection.execute(step)


# --- reading --------------------------------------------------------------------------------


class TextIndex:
    """The full text of a finished `facts.db`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lengths: list[int] = [
            row[0] for row in connection.execute("SELECT tokens FROM search_items ORDER BY id")
        ]
        self.size = len(self._lengths)
        self._mean_length: float = sum(self._lengths) / max(self.size, 1)
        self._blocks = connection.execute(
            "SELECT report_id, kind, min(id), max(id) FROM search_items "
            "GROUP BY report_id, kind ORDER BY 3"
        ).fetchall()

    @property
    def report_ids(self) -> frozenset[str]:
        """The reports that have any text."""
        return frozenset(block[0] for block in self._blocks)

    def spans(
        self, report_ids: Sequence[str] | None = None, kinds: Sequence[ItemKind] | None = None
    ) -> tuple[Span, ...]:
        """The items of these reports and kinds (None: all); empty where nothing fits."""
        return merged(
            Span(first=first, last=last)
            for report, kind, first, last in self._blocks
            if (report_ids is None or report in report_ids) and (kinds is None or kind in kinds)
        )

    def scores(self, query: str, spans: Sequence[Span]) -> dict[int, float]:
        """Items that share a token with the query, each with its score from 0 to 1."""
        tokens = query_tokens(query)
        if not tokens or not spans:
            return {}
        rarity = self._rarity(tokens)
        found: defaultdict[int, float] = defaultdict(float)
        for token in self._affordable(tokens, rarity, sum(span.size for span in spans)):
            for item in self._items_with(token, spans):
                found[item] += self._weight(rarity[token])
        best = sum(self._weight(rarity[token]) for token in tokens)
        return {item: score * self._brevity(item) / best for item, score in found.items()}

    def _rarity(self, tokens: Sequence[str]) -> Mapping[str, int]:
        marks = ", ".join("?" * len(tokens))
        known = dict(
            self._connection.execute(
                f"SELECT token, items FROM search_terms WHERE token IN ({marks})", tokens
            ).fetchall()
        )
        return {token: known.get(token, 0) for token in tokens}

    def _affordable(
        self, tokens: Sequence[str], rarity: Mapping[str, int], scope: int
    ) -> list[str]:
        chosen: list[str] = []
        spent = 0
        for token in sorted((t for t in tokens if rarity[t]), key=lambda t: rarity[t]):
            spent += min(rarity[token], scope)
            if chosen and spent > SCAN_BUDGET:
                break
            chosen.append(token)
        return chosen

    def _items_with(self, token: str, spans: Sequence[Span]) -> Iterable[int]:
        for span in spans:
            rows = self._connection.execute(
                "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ?",
                (f'"{token}"', span.first, span.last),
            )
            yield from (row[0] for row in rows.fetchall())

    def _weight(self, items: int) -> float:
        return math.log(1 + (self.size - items + 0.5) / (items + 0.5))

    def _brevity(self, item: int) -> float:
        """Between 0 and 1, the shorter the item's text the higher."""
        relative = self._lengths[item - 1] / self._mean_length
        longest = 1 + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * relative)
        return (1 + SATURATION * (1 - LENGTH_WEIGHT)) / longest


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same items in as few spans as possible; the spans come in order."""
    result: list[Span] = []
    for span in spans:
        if result and result[-1].last + 1 == span.first:
            result[-1] = Span(first=result[-1].first, last=span.last)
        else:
            result.append(span)
    return tuple(result)
