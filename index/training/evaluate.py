"""How often does an unseen wording find its row? Recall within invented reports."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.stores.embedders import Matrix
from index.training.grammar import (
    Project,
    Scene,
    draw_project,
    draw_scene,
    field_text,
    question,
    row_text,
    topic_text,
    wording,
)
from index.training.meanings import Phrasing, phrasings
from index.training.pairs import is_form_part
from index.vocabulary import Term

PROJECTS = 5
SHARES = {"functional": 40, "economic": 55, "government_economic": 8, "fund": 14, "measure": 24}
"""How many terms of a kind stand in one invented report; of the other kinds, all."""
LEXICAL_SHARE = 0.15
"""Weight of the normalised word score beside the cosine when both are used."""

Encode = Callable[[list[str]], Matrix]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with an unseen wording, the texts of a report, and which of them is right."""

    kind: str
    question: str
    texts: tuple[str, ...]
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Share of cases whose right text is the first, and among the first five."""

    method: str
    kind: str
    cases: int
    first: float
    first_five: float


def draw_cases(held: Sequence[Phrasing], seed: int) -> tuple[Case, ...]:
    """One case for each phrase held out, each in a report of its own."""
    rng = random.Random(seed)
    return tuple(_case(rng, one.term, phrase) for one in held for phrase in one.phrases)


def evaluate(encode: Encode, cases: Sequence[Case]) -> tuple[Recall, ...]:
    """Recall of the vectors, of words alone (BM25 over character pairs), and of both together."""
    scored = [(case, _cosines(encode, case), _word_scores(case)) for case in cases]
    kinds = ["全部", *dict.fromkeys(case.kind for case in cases)]
    found = []
    for method, share in (
        ("向量", (1.0, 0.0)),
        ("字词", (0.0, 1.0)),
        ("合用", (1.0, LEXICAL_SHARE)),
    ):
        ranks = [(case, _rank(share[0] * c + share[1] * w, case.right)) for case, c, w in scored]
        found += [_recall(method, kind, ranks) for kind in kinds]
    return tuple(found)


def _case(rng: random.Random, term: Term, phrase: str) -> Case:
    scene = draw_scene(rng)
    projects = [draw_project(rng, scene) for _ in range(PROJECTS)]
    texts = dict(_report_texts(rng, scene, projects, term))
    asked_of = projects[0]
    if is_form_part(term):
        frame = rng.choice(wording()["questions"]["field"])
        asked = question(rng, scene, frame, slips=0, x=phrase, p=asked_of.short)
        wanted = texts[asked_of.name, term.name]
    else:
        frame = "{x}" if term.kind == "topic" else rng.choice(wording()["questions"]["amount"])
        asked = question(rng, scene, frame, slips=0, x=phrase)
        wanted = texts["", term.name]
    listed = list(texts.values())
    rng.shuffle(listed)
    return Case(kind=term.kind, question=asked, texts=tuple(listed), right=listed.index(wanted))


def _report_texts(
    rng: random.Random, scene: Scene, projects: Sequence[Project], wanted: Term
) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of an invented report by project and term; the wanted term is among them."""
    for term in _report_terms(rng, wanted):
        if is_form_part(term):
            for project in projects:
                yield (project.name, term.name), field_text(rng, scene, project, term)
        elif term.kind == "topic":
            yield ("", term.name), topic_text(rng, scene, term)
        else:
            yield ("", term.name), row_text(rng, scene, term)


def _report_terms(rng: random.Random, wanted: Term) -> list[Term]:
    chosen = [wanted]
    terms = [one.term for one in phrasings()]
    for kind in dict.fromkeys(term.kind for term in terms):
        others = [term for term in terms if term.kind == kind and term != wanted]
        chosen += rng.sample(others, min(len(others), SHARES.get(kind, len(others))))
    return chosen


def _cosines(encode: Encode, case: Case) -> Matrix:
    vectors = encode([case.question, *case.texts])
    return np.asarray(vectors[1:] @ vectors[0])


def _word_scores(case: Case) -> Matrix:
    """BM25 over character pairs, brought to 0 to 1."""
    documents = [Counter(_pairs(text)) for text in case.texts]
    lengths = [sum(document.values()) for document in documents]
    average = sum(lengths) / len(lengths)
    scores: Matrix = np.zeros(len(documents), dtype=np.float32)
    for pair in dict.fromkeys(_pairs(case.question)):
        holding = sum(pair in document for document in documents)
        rarity = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
        for n, document in enumerate(documents):
            count = document[pair]
            scores[n] += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[n] / average))
    return scores / max(float(scores.max()), 1e-9)


def _pairs(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1)]


def _rank(scores: Matrix, right: int) -> int:
    """Place of the right text, from 1; among equals it counts as the last."""
    return int((scores >= scores[right]).sum())


def _recall(method: str, kind: str, ranks: Sequence[tuple[Case, int]]) -> Recall:
    places = [rank for case, rank in ranks if kind in ("全部", case.kind)]
    return Recall(
        method=method,
        kind=kind,
        cases=len(places),
        first=sum(place == 1 for place in places) / len(places),
        first_five=sum(place <= 5 for place in places) / len(places),
    )
