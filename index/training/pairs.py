"""Which question belongs to which text? Training pairs, and phrasings held out to test on."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.training.grammar import (
    Project,
    Scene,
    definition_text,
    draw_project,
    draw_scene,
    field_text,
    project_text,
    question,
    row_text,
    statement_text,
    topic_text,
    wording,
)
from index.vocabulary import Term, terms

FORM_KINDS = ("form_field", "indicator_kind")

SCENES = 8
"""Reports that one batch draws on: within a report only the row tells texts apart."""

HELD_OUT = 5
"""Every fifth everyday phrase of a term is held out, at least one where it has so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question with the text that it asks for."""

    question: str
    text: str
    label: str
    """What is asked for; texts of one label are no counter-examples to one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """A term and the everyday phrases by which it may be asked for."""

    term: Term
    phrases: tuple[str, ...]


def all_phrasings() -> tuple[Phrasing, ...]:
    """Every term with all its phrases."""
    return tuple(Phrasing(term=term, phrases=term.everyday) for term in terms())


def split_phrasings(seed: int) -> tuple[tuple[Phrasing, ...], tuple[Phrasing, ...]]:
    """Phrases to train on, and phrases held out to test on, term by term."""
    rng = random.Random(seed)
    kept, held = [], []
    for term in terms():
        phrases = list(term.everyday)
        rng.shuffle(phrases)
        cut = len(phrases) // HELD_OUT
        held.append(Phrasing(term=term, phrases=tuple(phrases[:cut])))
        kept.append(Phrasing(term=term, phrases=tuple(phrases[cut:])))
    return tuple(kept), tuple(one for one in held if one.phrases)


def batches(
    phrasings: Sequence[Phrasing], *, count: int, size: int, seed: int
) -> Iterator[tuple[Pair, ...]]:
    """Batches of pairs, each from a few invented reports; the same seed, the same pairs."""
    rng = random.Random(seed)
    for _ in range(count):
        scenes = [draw_scene(rng) for _ in range(SCENES)]
        yield tuple(
            pair for scene in scenes for pair in _scene_pairs(rng, scene, phrasings, size // SCENES)
        )


def _scene_pairs(
    rng: random.Random, scene: Scene, phrasings: Sequence[Phrasing], size: int
) -> Iterator[Pair]:
    projects = [draw_project(rng, scene) for _ in range(max(2, size // 16))]
    for _ in range(size):
        if rng.random() < 0.12:
            yield _project_pair(rng, scene, rng.choice(projects))
        else:
            yield _term_pair(rng, scene, rng.choice(phrasings), projects)


def _project_pair(rng: random.Random, scene: Scene, project: Project) -> Pair:
    asked = rng.choice((project.name, project.short, *project.wordings))
    frame = rng.choice(wording()["questions"]["amount"])
    return Pair(
        question=question(rng, scene, frame, x=asked),
        text=project_text(rng, scene, project),
        label=f"{scene.start}{project.short}",
    )


def _term_pair(
    rng: random.Random, scene: Scene, phrasing: Phrasing, projects: Sequence[Project]
) -> Pair:
    term = phrasing.term
    if is_form_part(term):
        return _field_pair(rng, scene, phrasing, rng.choice(projects))
    if term.kind == "topic":
        return Pair(
            question=question(rng, scene, "{x}", x=asked_as(rng, phrasing)),
            text=topic_text(rng, scene, term),
            label=term.name,
        )
    kind, text = _KINDS[rng.choices(range(len(_KINDS)), weights=(8, 1, 1))[0]]
    asked = asked_as(rng, phrasing)
    frames = "english" if asked.isascii() else kind
    return Pair(
        question=question(rng, scene, rng.choice(wording()["questions"][frames]), x=asked),
        text=text(rng, scene, term) if frames == kind else row_text(rng, scene, term),
        label=f"{term.name} {'amount' if frames == 'english' else kind}",
    )


_KINDS: tuple[tuple[str, Callable[[random.Random, Scene, Term], str]], ...] = (
    ("amount", row_text),
    ("reason", statement_text),
    ("definition", definition_text),
)


def is_form_part(term: Term) -> bool:
    """Whether the term names a worded part of a performance target form, not an amount."""
    return term.kind in FORM_KINDS and not term.name.endswith(("资金", "自筹"))


def _field_pair(rng: random.Random, scene: Scene, phrasing: Phrasing, project: Project) -> Pair:
    frame = rng.choice(wording()["questions"]["field"])
    named = rng.choice((project.name, project.short, *project.wordings))
    return Pair(
        question=question(rng, scene, frame, x=asked_as(rng, phrasing), p=named),
        text=field_text(rng, scene, project, phrasing.term),
        label=f"{scene.start}{project.short}{phrasing.term.name}",
    )


def asked_as(rng: random.Random, phrasing: Phrasing) -> str:
    """A way to name the term: mostly everyday, sometimes official, now and then English."""
    term = phrasing.term
    draw = rng.random()
    if draw < 0.1 and term.english_words:
        return rng.choice(term.english_words)
    if draw < 0.33 or not phrasing.phrases:
        return rng.choice(term.names)
    return rng.choice(phrasing.phrases)
