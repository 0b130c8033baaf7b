"""Which reports does a query name? The words of every report (机构｜年度｜种类), in memory."""

import heapq
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from index.records import Report
from index.stores.fulltext import text_tokens
from index.texts import report_words

_YEAR = re.compile(r"(?:19|20)\d\d年度?")


class ReportWords:
    """The words of all reports; a few hundred bytes a report."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._bearers: defaultdict[str, list[int]] = defaultdict(list)
        departments = {report.department for report in reports if report.department}
        self._departments = sorted(departments, key=lambda name: (-len(name), name))
        for order, report in enumerate(reports):
            for token in _tokens(report_words(report)):
                self._bearers[token].append(order)

    def without(self, query: str) -> str:
        """The query without departments and years, which no embedded text speaks of; the query
        itself where it says nothing else."""
        rest = _YEAR.sub("", query)
        for department in self._departments:
            rest = rest.replace(department, "")
        return rest if text_tokens(rest) else query

    def share(self, token: str) -> float:
        """Share of the reports whose words have the token."""
        return len(self._bearers.get(token, ())) / max(len(self._reports), 1)

    def named(
        self, weights: Mapping[str, float], scope: Set[str] | None, most: int
    ) -> list[Report]:
        """The reports whose words have the weightiest tokens, best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for token, weight in weights.items():
            for order in self._bearers.get(token, ()):
                scores[order] += weight
        fitting = (
            (-score, order)
            for order, score in scores.items()
            if scope is None or self._reports[order].id in scope
        )
        return [self._reports[order] for _, order in heapq.nsmallest(most, fitting)]


@lru_cache(maxsize=65_536)
def _tokens(words: str) -> frozenset[str]:
    return frozenset(text_tokens(words))
