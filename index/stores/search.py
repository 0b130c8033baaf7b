"""Search over a store: embeddings and full text, fused into one ranking.

Where few reports are asked, every text of theirs is scored exactly. Where no report is named, or
very many are, the full text and Chroma propose wordings, the words of the reports propose reports,
and what bears them is scored in the same way.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.records import Report
from index.stores.database import Database
from index.stores.embedders import Embedder, Matrix
from index.stores.fulltext import TextIndex, holds, query_tokens
from index.stores.proposals import Proposals
from index.stores.report_texts import Place, ReportTexts, read_bearers, read_report_texts
from index.stores.report_words import ReportWords
from index.texts import Hit, ItemKind, report_words, whole_text

LEXICAL_SHARE = 1.0
"""Weight of the full text, which is far from 1 for all but short and exact queries, beside the
cosine: chosen on one half of the retrieval questions (docs/embedding.md)."""
CANDIDATES = 4
"""Wordings looked at for each hit asked for, from either side."""
FEWEST_CANDIDATES = 60
EXACT_REPORTS = 32
"""Scopes of no more reports are scored text by text."""
NAMED_REPORTS = 8
"""Reports scored text by text, of those whose words a query without a scope has."""
TEXTS_IN_MEMORY = 64
"""Reports whose texts stay in memory."""
SCAN_BUDGET = 5_000
"""How many postings one query may look at, beyond those of its rarest token. Common tokens are
left out first: they cost most and tell least."""
MOST_POSTINGS = 20_000
"""How many postings of one token are looked at."""
SATURATION = 1.2
"""k1 of BM25."""
LENGTH_WEIGHT = 0.4
"""b of BM25: rows are short and passages long, and neither deserves to win by that alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A text with its scores."""

    place: Place
    dense: float
    lexical: float

    @property
    def score(self) -> float:
        """The fused score."""
        return self.dense + LEXICAL_SHARE * self.lexical


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it is compared with texts; without a vector by its words alone."""

    weights: Mapping[str, float]
    """What each of its tokens tells: BM25's measure of rarity."""
    vector: Matrix | None
    kinds: Sequence[ItemKind] | None
    k: int

    @property
    def best(self) -> float:
        """The score of a text that holds every token."""
        return sum(self.weights.values()) or 1.0

    @property
    def wanted(self) -> int:
        """How many wordings are to be proposed by either side."""
        return max(FEWEST_CANDIDATES, self.k * CANDIDATES)


class SearchIndex:
    """The search side of one revision of a store."""

    def __init__(
        self,
        connection: Database,
        reports: Sequence[Report],
        *,
        proposals: Proposals,
        open_embedder: Callable[[], Embedder],
    ) -> None:
        """The embedder and Chroma are opened when a query first needs them."""
        self._connection = connection
        self._order = {report.id: order for order, report in enumerate(reports)}
        self._reports = reports
        self._words = ReportWords(reports)
        self._texts = TextIndex(connection)
        self._proposals = proposals
        self._open_embedder = open_embedder
        self._texts_of = lru_cache(TEXTS_IN_MEMORY)(
            lambda report: read_report_texts(connection, report)
        )

    def search(
        self,
        query: str,
        report_ids: Sequence[str] | None,
        kinds: Sequence[ItemKind] | None,
        k: int,
    ) -> tuple[Hit, ...]:
        """The k best places, best first; a scope that holds nothing yields nothing."""
        if k < 1 or not query.strip() or not self._scope(report_ids):
            return ()
        vector = self._open_embedder().encode([self._words.without(query)])[0]
        asked = Query(weights=self._weights(query), vector=vector, kinds=kinds, k=k)
        return self._hits(self._scored(asked, report_ids), k)

    def search_text(self, query: str, report_ids: Sequence[str] | None, k: int) -> tuple[Hit, ...]:
        """The k best places by words alone, best first."""
        asked = Query(weights=self._weights(query), vector=None, kinds=None, k=k)
        if k < 1 or not asked.weights or not self._scope(report_ids):
            return ()
        return self._hits((s for s in self._scored(asked, report_ids) if s.lexical > 0), k)

    # --- what is scored -------------------------------------------------------------------------

    def _scope(self, report_ids: Sequence[str] | None) -> list[Report]:
        if report_ids is None:
            return list(self._reports)
        orders = sorted({self._order[each] for each in report_ids if each in self._order})
        return [self._reports[order] for order in orders]

    def _scored(self, query: Query, report_ids: Sequence[str] | None) -> Iterator[Scored]:
        scope = self._scope(report_ids)
        if len(scope) == 1 or (report_ids is not None and len(scope) <= EXACT_REPORTS):
            near = scope
        else:
            within = None if report_ids is None else {report.id for report in scope}
            near = self._words.named(query.weights, within, NAMED_REPORTS)
            seen = {report.id for report in near}
            allowed = self._allowed(within, seen)
            proposed = self._proposed(query)
            for found in read_bearers(self._connection, proposed, allowed, query.k):
                yield from self._scores(query, found)
        for report in near:
            yield from self._scores(query, self._texts_of(report))

    def _allowed(self, within: set[str] | None, seen: set[str]) -> Callable[[str], Report | None]:
        """A report by its id, where its items are still to be scored."""

        def allowed(report: str) -> Report | None:
            if report in seen or (within is not None and report not in within):
                return None
            return self._reports[self._order[report]]

        return allowed

    def _proposed(self, query: Query) -> list[int]:
        """Wordings that the full text or the vectors propose."""
        worded = self._worded(query)
        near: Sequence[int] = ()
        if query.vector is not None:
            near = self._proposals.nearest(
                self._connection, query.vector, query.wanted, query.kinds
            )
        return sorted({*worded, *near})

    def _worded(self, query: Query) -> list[int]:
        found: defaultdict[int, float] = defaultdict(float)
        for token in self._affordable(query):
            for wording in self._texts.wordings_with(token, MOST_POSTINGS):
                found[wording] += query.weights[token]
        scores = {
            wording: found[wording] * self._brevity(tokens)
            for wording, kind, tokens in self._texts.lengths(list(found))
            if query.kinds is None or kind in query.kinds
        }
        return sorted(scores, key=lambda each: (-scores[each], each))[: query.wanted]

    def _affordable(self, query: Query) -> list[str]:
        counts = self._texts.counts(list(query.weights))
        chosen: list[str] = []
        spent = 0
        for token in sorted((t for t in counts if counts[t]), key=lambda t: counts[t]):
            spent += counts[token]
            if chosen and spent > SCAN_BUDGET:
                break
            chosen.append(token)
        return chosen

    # --- how it is scored -----------------------------------------------------------------------

    def _weights(self, query: str) -> dict[str, float]:
        tokens = query_tokens(query)
        counts = self._texts.counts(tokens) if tokens else {}
        return {token: self._weight(token, counts[token]) for token in tokens}

    def _weight(self, token: str, wordings: int) -> float:
        """The rarer the token among texts with the words of their reports, the more it tells."""
        size = max(self._texts.size, 1)
        items = size * (1 - (1 - wordings / size) * (1 - self._words.share(token)))
        return math.log(1 + (size - items + 0.5) / (items + 0.5))

    def _scores(self, query: Query, texts: ReportTexts) -> Iterator[Scored]:
        if not texts.places:
            return
        dense = [0.0] * len(texts.places)
        if query.vector is not None:
            dense = (texts.vectors @ query.vector).tolist()
        tokens = [(token, weight, token.isascii()) for token, weight in query.weights.items()]
        best, by_words = query.best, query.vector is None
        for place, cosine in zip(texts.places, dense, strict=True):
            if query.kinds is None or place.kind in query.kinds:
                text = place.searched
                held = sum(
                    [w for t, w, plain in tokens if t in text and (not plain or holds(text, t))]
                )
                if held or not by_words:
                    lexical = held * self._brevity(place.tokens) / best
                    yield Scored(place=place, dense=cosine, lexical=lexical)

    def _brevity(self, tokens: int) -> float:
        """Between 0 and 1, the shorter a text the higher."""
        relative = tokens / self._texts.mean_length
        longest = 1 + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * relative)
        return (1 + SATURATION * (1 - LENGTH_WEIGHT)) / longest

    def _hits(self, scored: Iterator[Scored], k: int) -> tuple[Hit, ...]:
        """The first k distinct places; a form has several texts and is one place."""
        ranked = [
            (-one.score, self._order[one.place.report.id], one.place.item, number, one)
            for number, one in enumerate(scored)
        ]
        heapq.heapify(ranked)  # few of them are wanted
        hits: dict[tuple[object, ...], Hit] = {}
        while ranked and len(hits) < k:
            *_, one = heapq.heappop(ranked)
            place = one.place
            key = (place.report.id, place.kind, place.table_id, place.index)
            hits.setdefault(key, _hit(one))
        return tuple(hits.values())


def _hit(scored: Scored) -> Hit:
    place = scored.place
    return Hit(
        report_id=place.report.id,
        kind=place.kind,
        table_id=place.table_id,
        index=place.index,
        text=whole_text(report_words(place.report), place.kind, place.bare),
        score=scored.score,
        lexical=scored.lexical,
        dense=scored.dense,
    )
