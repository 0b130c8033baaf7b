"""One thing stated twice in one paragraph (前后一致): the two figures are the same."""

import re
from collections.abc import Iterator

from index.reconcile.figures import Disagreement, agree, disagreement
from index.reconcile.prose_figures import by_passage, of_report_year, statement_figure
from index.reconcile.shape import squeezed
from index.records import Extraction, Statement

_LAID_OUT = re.compile(r"(?:当年)?(?:预算)?安排$|预算数?$")
_ACCOUNT = re.compile(r"[（(][类款项][)）]")


def stated_twice(extraction: Extraction) -> Iterator[Disagreement]:
    """某科目350.35万元，…2024年预算安排350.35万元: within a paragraph an account has one amount."""
    for passage in by_passage(extraction):
        first: dict[str, Statement] = {}
        for statement in passage:
            key = _LAID_OUT.sub("", squeezed(statement.subject))
            own_year = of_report_year(extraction, statement)
            if statement.measure != "amount" or not own_year or not _ACCOUNT.search(key):
                continue
            before = first.setdefault(key, statement)
            one, other = statement_figure(before), statement_figure(statement)
            if before is not statement and not agree(one, other):
                yield from disagreement("同一段文字前后", one, other)
