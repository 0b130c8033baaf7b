"""Which question belongs to which text? Training pairs, and phrasings held out to test on."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.training.grammar import (
    Project,
    Scene,
    definition_text,
    draw_institution,
    draw_project,
    draw_scene,
    field_text,
    question,
    row_text,
    shown_row_text,
    statement_text,
    topic_text,
    wording,
)
from index.training.meanings import Phrasing, phrasings
from index.vocabulary import Term

FORM_KINDS = ("form_field", "indicator_kind")

SCENES = 8
"""Reports that one batch draws on: within a report only the row tells texts apart."""

SIBLINGS = 4
"""How many rows of one account are drawn together: hard negatives to one another."""
PROJECT_SHARE = 0.15
INSTITUTION_SHARE = 0.04

HELD_OUT = 5
"""Every fifth everyday phrase of a term is held out, at least one where it has so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question with the text that it asks for."""

    question: str
    text: str
    label: str
    """What is asked for; texts of one label are no counter-examples to one another."""


def split_phrasings(seed: int) -> tuple[tuple[Phrasing, ...], tuple[Phrasing, ...]]:
    """Phrases to train on, and phrases held out to test on, term by term."""
    rng = random.Random(seed)
    kept, held = [], []
    for one in phrasings():
        phrases = list(one.phrases)
        rng.shuffle(phrases)
        cut = len(phrases) // HELD_OUT
        held.append(Phrasing(term=one.term, phrases=tuple(phrases[:cut])))
        kept.append(Phrasing(term=one.term, phrases=tuple(phrases[cut:])))
    return tuple(kept), tuple(one for one in held if one.phrases)


def batches(
    known: Sequence[Phrasing], *, count: int, size: int, seed: int
) -> Iterator[tuple[Pair, ...]]:
    """Batches of pairs, each from a few invented reports; the same seed, the same pairs."""
    rng = random.Random(seed)
    families = _families(known)
    for _ in range(count):
        scenes = [draw_scene(rng) for _ in range(SCENES)]
        yield tuple(
            pair for scene in scenes for pair in _scene_pairs(rng, scene, families, size // SCENES)
        )


def _families(known: Sequence[Phrasing]) -> tuple[tuple[Phrasing, ...], ...]:
    """Terms that stand under one account, or are of one kind where they have no code."""
    found: dict[str, list[Phrasing]] = {}
    for one in known:
        code = one.term.code or ""
        found.setdefault((code[:-2] or "classes") if code else one.term.kind, []).append(one)
    return tuple(tuple(family) for family in found.values())


def _scene_pairs(
    rng: random.Random, scene: Scene, families: Sequence[Sequence[Phrasing]], size: int
) -> Iterator[Pair]:
    """Pairs of one report. Rows of one account stand together, as the hardest to tell apart."""
    projects = [draw_project(rng, scene) for _ in range(max(2, size // 8))]
    institutions = [draw_institution(rng, scene) for _ in range(3)]
    weights = [len(family) ** 0.5 for family in families]
    drawn = 0
    while drawn < size:
        draw = rng.random()
        if draw < PROJECT_SHARE:
            yield _project_pair(rng, scene, rng.choice(projects))
            drawn += 1
        elif draw < PROJECT_SHARE + INSTITUTION_SHARE:
            yield _project_pair(rng, scene, rng.choice(institutions))
            drawn += 1
        else:
            family = rng.choices(families, weights)[0]
            for one in rng.sample(family, min(len(family), SIBLINGS, size - drawn)):
                yield _term_pair(rng, scene, one, projects)
                drawn += 1


def _project_pair(rng: random.Random, scene: Scene, project: Project) -> Pair:
    asked = rng.choice((project.name, project.short, *project.wordings))
    frame = rng.choice(wording()["questions"]["amount"])
    return Pair(
        question=question(rng, scene, frame, x=asked),
        text=project.name,
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
    kind, text = _KINDS[rng.choices(range(len(_KINDS)), weights=KIND_WEIGHTS)[0]]
    asked = asked_as(rng, phrasing)
    frames = "english" if asked.isascii() else kind
    return Pair(
        question=question(rng, scene, rng.choice(wording()["questions"][frames]), x=asked),
        text=text(rng, scene, term) if frames == kind else row_text(rng, scene, term),
        label=f"{term.name} {'amount' if frames == 'english' else kind}",
    )


_KINDS: tuple[tuple[str, Callable[[random.Random, Scene, Term], str]], ...] = (
    ("amount", row_text),
    ("amount", shown_row_text),
    ("reason", statement_text),
    ("definition", definition_text),
)


KIND_WEIGHTS = (6, 2, 1, 1)


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
    if draw < 0.08 and term.english_words:
        return rng.choice(term.english_words)
    if draw < 0.25 or not phrasing.phrases:
        return rng.choice(term.names)
    words = wording()["questions"]
    said = rng.choice(phrasing.phrases)
    if draw < 0.6:
        said += rng.choice(words["joints"]) + rng.choice(phrasing.phrases)
    return said + rng.choice(words["frills"]) if rng.random() < 0.3 else said
