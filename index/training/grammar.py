"""How do people ask, and how do reports word it? Seeded templates for both."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.texts import JOINT, KIND_NAMES, STEP
from index.vocabulary import Term, terms

SLIP_RATE = 0.12
"""Share of questions with a spelling slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An invented report: whose, of which year and kind."""

    department: str
    year: int
    kind: str
    duty: str
    """The field of work that its prose speaks of."""

    @property
    def start(self) -> str:
        """机构｜年度｜种类, as every text of this report begins."""
        return f"{self.department}{JOINT}{self.year}年{JOINT}{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """An invented project with the everyday wordings of what it does."""

    name: str
    short: str
    """The name without year, carry-over note and suffix."""
    wordings: tuple[str, ...]


@cache
def wording() -> Mapping[str, Any]:
    """The templates of `wording.toml`."""
    return _read("wording.toml")


@cache
def project_words() -> Mapping[str, Any]:
    """Objects, actions and suffixes of `projects.toml`."""
    return _read("projects.toml")


def draw_scene(rng: random.Random) -> Scene:
    """An invented report."""
    words = wording()["departments"]
    return Scene(
        department=rng.choice(words["places"]) + rng.choice(words["names"]),
        year=rng.randint(2019, 2027),
        kind=rng.choice(sorted(KIND_NAMES.values())),
        duty=rng.choice(words["duties"]),
    )


def draw_project(rng: random.Random, scene: Scene) -> Project:
    """An invented project of the scene's report."""
    words = project_words()
    thing, action = rng.choice(sorted(words["objects"])), rng.choice(sorted(words["actions"]))
    things = [thing, *words["objects"][thing]]
    actions = [action, *words["actions"][action]]
    pairs = [(one, other) for one in things for other in actions]
    carried = rng.choice(words["suffixes"]["carried"])
    mark = carried.format(year=scene.year, last=scene.year - 1, n=rng.randint(1, 400))
    suffix = rng.choice(words["suffixes"]["official"])
    return Project(
        name=f"{mark}{thing}{action}{suffix}",
        short=f"{thing}{action}",
        wordings=tuple(one + other for one, other in pairs)
        + tuple(other + one for one, other in pairs),
    )


def question(
    rng: random.Random, scene: Scene, frame: str, *, slips: float = SLIP_RATE, **slots: str
) -> str:
    """A question from a frame: something before it, something after it, perhaps a slip."""
    words = wording()["questions"]
    before = rng.choice(words["prefixes"]).format(year=scene.year, department=scene.department)
    text = before + frame.format(**slots) + rng.choice(words["endings"])
    return with_slip(rng, text) if rng.random() < slips else text


def with_slip(rng: random.Random, text: str) -> str:
    """The text as mistyped: a character dropped, doubled, swapped or confused with another."""
    if len(text) < 4:
        return text
    at = rng.randrange(len(text) - 1)
    one, two = text[at], text[at + 1]
    confused = [c for group in wording()["typing"]["confused"] if one in group for c in group]
    slips = [one + one + two, two, two + one, *(other + two for other in confused if other != one)]
    slip: str = rng.choice(slips)
    return text[:at] + slip + text[at + 2 :]


def with_breaks(rng: random.Random, text: str, rate: float) -> str:
    """The text with blanks between some characters, so that it falls into smaller pieces.

    What BPE dropout does, but by our own seeded draw.
    """
    return "".join(c + " " if rng.random() < rate else c for c in text)


def row_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """A table row that bears the term's name: 机构｜年度｜种类｜表名｜上级 > 行名｜列｜单位."""
    words = wording()
    family = _family(term)
    columns = words["columns"].get(family) or words["columns"]["other"]
    label = rng.choice(term.names) if rng.random() < 0.25 else term.name
    mark = rng.choice(words["labels"]["marks"]) if rng.random() < 0.5 else ""
    return JOINT.join(
        (
            scene.start,
            rng.choice(words["tables"][family]),
            STEP.join((*_parents(rng, term), mark + label)),
            rng.choice(columns).format(year=scene.year),
            rng.choice(words["columns"]["units"]),
        )
    )


def project_text(rng: random.Random, scene: Scene, project: Project) -> str:
    """A row of the project table."""
    words = wording()
    table = rng.choice(words["tables"]["project"])
    columns = rng.choice(words["columns"]["other"]).format(year=scene.year)
    return JOINT.join((scene.start, table, project.name, columns, "万元"))


def field_text(rng: random.Random, scene: Scene, project: Project, term: Term) -> str:
    """A part of a project's performance target form: 机构｜年度｜种类｜项目｜栏目｜文字."""
    return JOINT.join((scene.start, project.name, term.name, _prose(rng, scene, "field")))


def topic_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """A passage under a heading that names the topic."""
    return JOINT.join((scene.start, rng.choice(term.names), _prose(rng, scene, "topic")))


def statement_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """A passage that states the term's change and the reason for it."""
    heading = rng.choice(wording()["prose"]["statement_headings"])
    return JOINT.join((scene.start, heading, _prose(rng, scene, "statement", term.name)))


def definition_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """The glossary's entry (名词解释) for the term."""
    heading = rng.choice(wording()["prose"]["definition_headings"])
    text = _prose(rng, scene, "definition", term.name)
    return JOINT.join((scene.start, heading, term.name, text))


def _prose(rng: random.Random, scene: Scene, kind: str, name: str = "") -> str:
    return str(rng.choice(wording()["prose"][kind])).format(
        name=name,
        duty=scene.duty,
        year=scene.year,
        n=rng.randint(1, 99),
        reason=rng.choice(wording()["prose"]["reasons"]),
    )


def _family(term: Term) -> str:
    """The key under which the tables holding such a term are listed."""
    if term.kind in ("economic", "government_economic"):
        return "economic"
    return term.kind if term.kind in wording()["tables"] else "measure"


def _parents(rng: random.Random, term: Term) -> tuple[str, ...]:
    """Names of the accounts above the term, as far as the vocabulary knows them."""
    code = term.code or ""
    if not code and term.kind == "functional":
        above = rng.choice(_sections())
        return (*_parents(rng, above), above.name)
    names = (_by_code().get(code[:length]) for length in (3, 5) if length < len(code))
    return tuple(name for name in names if name)


@cache
def _by_code() -> Mapping[str, str]:
    return {code: term.name for term in terms() for code in term.codes}


@cache
def _sections() -> Sequence[Term]:
    return [term for term in terms() if term.kind == "functional" and len(term.code or "") == 5]


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
