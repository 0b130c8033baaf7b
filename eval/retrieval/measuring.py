"""Recall and mean reciprocal rank over the retrieval questions, and over parts of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.retrieval.places import Places
from eval.retrieval.questions import Asked, is_unknown, is_unseen
from eval.retrieval.ranking import METHODS, Method, Ranked, ReportTexts, searched
from eval.retrieval.worded import WAYS, Way, worded
from index.corpus import Corpus
from index.records import Extraction
from index.stores.embedders import Embedder

DEPTHS = (1, 5, 20)

Part = Callable[[Asked], bool]
PARTS: Mapping[str, Part] = {
    "全部": lambda asked: asked.style != "scoped",
    "报告的说法": lambda asked: asked.style == "formal",
    "报告的说法，先点名机构与年度": lambda asked: asked.style == "scoped",
    "日常说法": lambda asked: asked.style == "everyday",
    "日常说法，词表没有": lambda asked: asked.style == "everyday" and is_unknown(asked),
    "日常说法，训练也没有": lambda asked: asked.style == "everyday" and is_unseen(asked),
}
"""Which questions are counted together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A report with the corpus that it is searched in."""

    corpus: Corpus
    extraction: Extraction
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How well the right places of a part of the questions are found by one method."""

    part: str
    method: Method
    questions: int
    recall: tuple[float, ...]
    """Share of questions with a right place among the first 1, 5, 20 (`DEPTHS`)."""
    mean_reciprocal_rank: float


Shelves = Mapping[tuple[str, int], Shelf]
"""Reports by department and year."""


def shelves_of(corpora: Iterable[Corpus]) -> Shelves:
    """The reports of these corpora; where two hold one report, the first of them has it."""
    found: dict[tuple[str, int], Shelf] = {}
    for corpus in corpora:
        for report in corpus.reports():
            if report.department and report.year:
                extraction = corpus.extraction(report.id)
                shelf = Shelf(corpus=corpus, extraction=extraction, places=Places(extraction))
                found.setdefault((report.department, report.year), shelf)
    return found


def askable(questions: Sequence[Asked], shelves: Shelves) -> tuple[Asked, ...]:
    """The questions whose report is there."""
    return tuple(each for each in questions if (each.department, each.year) in shelves)


def search_all(questions: Sequence[Asked], shelves: Shelves) -> tuple[Ranked, ...]:
    """Every question put to the product's own search."""
    return tuple(_searched(asked, shelves[asked.department, asked.year]) for asked in questions)


def _searched(asked: Asked, shelf: Shelf) -> Ranked:
    return searched(asked, shelf.corpus, shelf.places, shelf.extraction.report.id)


def ablations(
    questions: Sequence[Asked], shelves: Shelves, embedder: Embedder
) -> Iterator[tuple[Way, tuple[Ranked, ...]]]:
    """Every question about rows ranked over texts worded in each way."""
    rows = [asked for asked in questions if asked.seeks_rows]
    for way in WAYS:
        texts = {
            key: ReportTexts(worded(shelves[key].extraction, way), embedder)
            for key in dict.fromkeys((asked.department, asked.year) for asked in rows)
        }
        yield (
            way,
            tuple(
                texts[asked.department, asked.year].ranked(
                    asked, shelves[asked.department, asked.year].places
                )
                for asked in rows
            ),
        )


def measured(ranked: Sequence[Ranked], parts: Mapping[str, Part] = PARTS) -> tuple[Measured, ...]:
    """Each part by each method; parts without questions are left out."""
    return tuple(
        _measured(part, method, ranks)
        for part, belongs in parts.items()
        for method in METHODS
        if (ranks := [one.ranks[method] for one in ranked if belongs(one.asked)])
    )


def _measured(part: str, method: Method, ranks: Sequence[int | None]) -> Measured:
    found = [rank for rank in ranks if rank is not None]
    return Measured(
        part=part,
        method=method,
        questions=len(ranks),
        recall=tuple(sum(rank <= depth for rank in found) / len(ranks) for depth in DEPTHS),
        mean_reciprocal_rank=sum(1 / rank for rank in found) / len(ranks),
    )
