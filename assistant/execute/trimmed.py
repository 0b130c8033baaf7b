"""Evidence without what an answer does not show (取舍): a top three cites three rows."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Evidence, Formula
from assistant.result import Quantity, Quote, Result


def used(evidence: Evidence, result: Result, quotes: Sequence[Quote]) -> Evidence:
    """The citations of the figures and quotes that the result speaks of, and the formulas over
    them alone."""
    shown = (*result.operands, *result.members, *((result.outcome,) if result.outcome else ()))
    ids = {id_ for quantity in shown for id_ in _ids(quantity)} | {q.cited for q in quotes}
    kept: list[Formula] = []
    known = set(ids)
    for formula in evidence.formulas:
        if set(formula.operands) <= known:
            kept.append(formula)
            known.add(formula.id)
    cited = tuple(c for c in evidence.cited if c.id in ids)
    return replace(evidence, cited=cited, formulas=tuple(kept))


def _ids(quantity: Quantity) -> tuple[str, ...]:
    return (*quantity.cited, *(id_ for part in quantity.parts for id_ in _ids(part)))
