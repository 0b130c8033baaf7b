"""How near must a place be for a guess? Right, wrong and strange guesses at several thresholds.

The planner guesses by meaning only where nothing is named, and from a stretch of the question; so
does this. `strange.txt` holds questions that no budget answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.planner.subjects import stretches_of
from assistant.question import understand
from eval.retrieval.measuring import Shelf, Shelves
from eval.retrieval.questions import QUESTIONS, Asked
from index.texts import Hit

THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
SHORTEST = 3
"""Characters of the shortest stretch that is guessed from, as in the planner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed:
    """What would be guessed at one threshold."""

    threshold: float
    right: int
    wrong: int
    questions: int
    """Everyday questions about rows."""
    strange: int
    """Guesses at strange questions, each put to every report."""
    strange_questions: int


def strange_questions() -> tuple[str, ...]:
    """Questions that have nothing to do with a budget."""
    return tuple((QUESTIONS / "strange.txt").read_text(encoding="utf-8").split("\n")[:-1])


def guesses(questions: Sequence[Asked], shelves: Shelves) -> tuple[Guessed, ...]:
    """What would be guessed at each threshold."""
    asked = [each for each in questions if each.style == "everyday" and each.seeks_rows]
    there = [shelves[key] for key in {(each.department, each.year): None for each in asked}]
    found = [
        (best.dense, shelf.places.answers(best, each))
        for each in asked
        for shelf in (shelves[each.department, each.year],)
        for best in _best(each.query, shelf)
    ]
    strange = [
        best.dense
        for query in strange_questions()
        for shelf in there
        for best in _best(query, shelf)
    ]
    return tuple(
        Guessed(
            threshold=threshold,
            right=sum(near >= threshold and right for near, right in found),
            wrong=sum(near >= threshold and not right for near, right in found),
            questions=len(asked),
            strange=sum(near >= threshold for near in strange),
            strange_questions=len(strange_questions()) * len(there),
        )
        for threshold in THRESHOLDS
    )


def _best(query: str, shelf: Shelf) -> Iterator[Hit]:
    """The place nearest to any stretch of the question; none where nothing can be guessed from."""
    report = shelf.extraction.report.id
    hits = [
        hit
        for stretch in stretches_of(understand(query).text)
        if len(stretch) >= SHORTEST
        for hit in shelf.corpus.search(stretch, [report], ["row", "form"], 8)
    ]
    if hits:
        yield max(hits, key=lambda hit: hit.dense)
