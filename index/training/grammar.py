"""How do people ask, and how do reports word it? Seeded templates for both."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.texts import JOINT, KIND_NAMES, STEP
from index.training.meanings import phrasings
from index.vocabulary import Term

SLIP_RATE = 0.12
"""Share of questions with a spelling slip."""
SCOPED = 0.3
"""Share of questions that name the report they are about."""
TWO_THINGS = 0.25
"""Share of projects that deal with two things."""
WORDINGS = 6
"""How many everyday wordings are drawn for one project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An invented report: whose, of which year and kind."""

    department: str
    year: int
    kind: str
    region: str
    """Where the department is: 青河市 of 青河市教育局."""
    name: str
    """What it is called there: 教育局."""
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
    region, name = rng.choice(words["places"]), rng.choice(words["names"])
    return Scene(
        department=region + name,
        region=region,
        name=name,
        year=rng.randint(2019, 2027),
        kind=rng.choice(sorted(KIND_NAMES.values())),
        duty=rng.choice(words["duties"]),
    )


def draw_project(rng: random.Random, scene: Scene) -> Project:
    """An invented project of the scene's report: something done to something, now and then to
    two things at once."""
    words = project_words()
    thing, action = rng.choice(sorted(words["objects"])), rng.choice(sorted(words["actions"]))
    more = rng.choice(sorted(words["objects"])) if rng.random() < TWO_THINGS else ""
    things = [thing, *words["objects"][thing].split()]
    actions = [action, *words["actions"][action].split()]
    others = [more, *words["objects"][more].split()] if more else [""]
    carried = rng.choice(words["suffixes"]["carried"])
    mark = carried.format(year=scene.year, last=scene.year - 1, n=rng.randint(1, 400))
    region = scene.region if rng.random() < 0.3 else ""
    return Project(
        name=f"{mark}{region}{more}{thing}{action}{rng.choice(words['suffixes']['official'])}",
        short=f"{more}{thing}{action}",
        wordings=tuple(_said_of(rng, things, actions, others) for _ in range(WORDINGS)),
    )


def _said_of(
    rng: random.Random, things: Sequence[str], actions: Sequence[str], others: Sequence[str]
) -> str:
    """What a citizen may call it, in any order, the action sometimes unsaid."""
    parts = [rng.choice(things), rng.choice(others)]
    if rng.random() < 0.8:
        parts.append(rng.choice(actions))
    rng.shuffle(parts)
    return rng.choice(("", "", "的", " ")).join(part for part in parts if part)


def draw_institution(rng: random.Random, scene: Scene) -> Project:
    """An institution under the scene's department, with what people say of it."""
    institutions = project_words()["institutions"]
    name = rng.choice(sorted(institutions))
    said = [name, *institutions[name].split()]
    after = ("", "那家下属", "那个单位", "的地方", "的下属单位", "的机构")
    return Project(
        name=f"{scene.region}{name}",
        short=name,
        wordings=tuple(rng.choice(said) + rng.choice(after) for _ in range(WORDINGS)),
    )


def question(
    rng: random.Random, scene: Scene, frame: str, *, slips: float = SLIP_RATE, **slots: str
) -> str:
    """A question from a frame: something before it, something after it, perhaps a slip."""
    words = wording()["questions"]
    scoped = rng.random() < SCOPED
    before = rng.choice(words["scopes" if scoped else "prefixes"]).format(
        year=scene.year, department=scene.department, region=scene.region, name=scene.name
    )
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
    """A table row that bears the term's name, as the store embeds it: 上级 > 行名 第二名称."""
    words = wording()["labels"]
    label = rng.choice(term.names) if rng.random() < 0.25 else term.name
    mark = rng.choice(words["marks"]) if rng.random() < 0.3 else ""
    labels = STEP.join((*parents(rng, term), mark + label))
    if term.kind == "economic" and rng.random() < 0.25:
        labels += " " + rng.choice(words["qualifiers"])
    return labels


def shown_row_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """The same row as search shows it: 机构｜年度｜种类｜表名｜上级 > 行名｜列｜单位."""
    words = wording()
    family = _family(term)
    columns = words["columns"].get(family) or words["columns"]["other"]
    headings = rng.choice(columns).format(year=scene.year)
    table = rng.choice(words["tables"][family])
    unit = rng.choice(words["columns"]["units"])
    return JOINT.join((scene.start, table, row_text(rng, scene, term), headings, unit))


def field_text(rng: random.Random, scene: Scene, project: Project, term: Term) -> str:
    """A part of a project's performance target form: 项目｜栏目｜文字."""
    return JOINT.join((project.name, term.name, _prose(rng, scene, "field")))


def topic_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """A passage under a heading that names the topic."""
    return JOINT.join((rng.choice(term.names), _prose(rng, scene, "topic")))


def statement_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """A passage that states the term's change and the reason for it."""
    heading = rng.choice(wording()["prose"]["statement_headings"])
    return JOINT.join((heading, _prose(rng, scene, "statement", term.name)))


def definition_text(rng: random.Random, scene: Scene, term: Term) -> str:
    """The glossary's entry (名词解释) for the term."""
    heading = rng.choice(wording()["prose"]["definition_headings"])
    text = _prose(rng, scene, "definition", term.name)
    return JOINT.join((heading, term.name, text))


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


def parents(rng: random.Random, term: Term) -> tuple[str, ...]:
    """Names of the accounts above the term, as far as the classification is known."""
    code = term.code or ""
    if not code and term.kind == "functional":
        above = rng.choice(_sections())
        return (*parents(rng, above), above.name)
    names = (_by_code().get(code[:length]) for length in (3, 5) if length < len(code))
    return tuple(name for name in names if name)


@cache
def _by_code() -> Mapping[str, str]:
    return {code: one.term.name for one in phrasings() for code in one.term.codes}


@cache
def _sections() -> Sequence[Term]:
    found = (one.term for one in phrasings())
    return [t for t in found if t.kind == "functional" and len(t.code or "") == 5]


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
