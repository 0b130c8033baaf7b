"""The extractions that an answer cites (所引报告), read once each."""

from collections.abc import Callable
from functools import lru_cache

from assistant.answer import Answer
from index.corpus import Corpus
from index.records import Extraction

KEPT = 32
"""Extractions held in memory; a report of 60 pages takes a few megabytes."""

CitedReports = Callable[[Answer], tuple[Extraction, ...]]


def cited_reports(corpus: Corpus) -> CitedReports:
    """A function from an answer to the reports it cites, as the store holds them now."""
    extraction = lru_cache(maxsize=KEPT)(corpus.extraction)

    def of(answer: Answer) -> tuple[Extraction, ...]:
        titles = {citation.report for citation in answer.citations}
        return tuple(extraction(each.id) for each in corpus.reports() if each.title in titles)

    return of
