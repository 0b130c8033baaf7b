"""Where does the right place stand? Ranks by words, by meaning, and by both."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from eval.retrieval.places import Places
from eval.retrieval.questions import Asked
from eval.retrieval.worded import Worded
from index.corpus import Corpus
from index.stores.embedders import Embedder
from index.stores.fulltext import query_tokens, text_tokens
from index.stores.search import LEXICAL_SHARE
from index.texts import Hit, ItemKind

Method = Literal["lexical", "dense", "fused"]
METHODS: Mapping[Method, str] = {"lexical": "全文", "dense": "向量", "fused": "合用"}
EVERY_PLACE = 100_000
"""More places than a report has: all are ranked."""
SATURATION, LENGTH_WEIGHT = 1.2, 0.4
"""k1 and b of BM25, as the store's full text has them."""

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


def searched(asked: Asked, corpus: Corpus, places: Places, report_id: str) -> Ranked:
    """The ranks that the product's own search gives within the report.

    A form's texts are one place, taken as the fused score ranks them.
    """
    hits = corpus.search(asked.query, [report_id], _kinds(asked), EVERY_PLACE)
    return _ranked(asked, hits, places)


class ReportTexts:
    """One report's texts, worded in one way, to be ranked by the same measures."""

    def __init__(self, texts: Sequence[Worded], embedder: Embedder) -> None:
        self._texts = texts
        self._embedder = embedder
        self._vectors: Any = embedder.encode([each.text for each in texts])
        self._tokens = [frozenset(text_tokens(each.text)) for each in texts]
        self._lengths = [len(text_tokens(each.text)) for each in texts]
        self._bearers = Counter(token for tokens in self._tokens for token in tokens)

    def ranked(self, asked: Asked, places: Places) -> Ranked:
        """The ranks of the question's right place among these texts."""
        dense = (self._vectors @ self._embedder.encode([asked.query])[0]).tolist()
        lexical = self._word_scores(asked.query)
        hits = [
            Hit(
                report_id="",
                kind=each.kind,
                table_id=each.table_id,
                index=each.index,
                text=each.text,
                score=near + LEXICAL_SHARE * held,
                lexical=held,
                dense=near,
            )
            for each, near, held in zip(self._texts, dense, lexical, strict=True)
            if each.kind in _kinds(asked)
        ]
        return _ranked(asked, hits, places)

    def _word_scores(self, query: str) -> list[float]:
        """BM25 with each token counted once, divided by the best score possible."""
        weights = {token: self._weight(token) for token in query_tokens(query)}
        best = sum(weights.values()) or 1.0
        mean = sum(self._lengths) / max(len(self._lengths), 1)
        scores = []
        for tokens, length in zip(self._tokens, self._lengths, strict=True):
            held = sum(weight for token, weight in weights.items() if token in tokens)
            longest = 1 + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / mean)
            scores.append(held / best * (1 + SATURATION * (1 - LENGTH_WEIGHT)) / longest)
        return scores

    def _weight(self, token: str) -> float:
        bearers, size = self._bearers[token], len(self._texts)
        return math.log(1 + (size - bearers + 0.5) / (bearers + 0.5))


def _kinds(asked: Asked) -> tuple[ItemKind, ...]:
    return _ROW_KINDS if asked.seeks_rows else _PASSAGE_KINDS


def _ranked(asked: Asked, hits: Sequence[Hit], places: Places) -> Ranked:
    ranks = {method: first_right(hits, method, asked, places) for method in METHODS}
    return Ranked(asked=asked, ranks=ranks)


def first_right(hits: Sequence[Hit], method: Method, asked: Asked, places: Places) -> int | None:
    """The rank of the first right hit, from 1; places of one name are counted once."""
    score = _SCORES[method]
    names: set[str] = set()
    for hit in sorted((hit for hit in hits if score(hit) > 0), key=score, reverse=True):
        names.add(places.name(hit))
        if places.answers(hit, asked):
            return len(names)
    return None
