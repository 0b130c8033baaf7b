"""Which projects a question means (项目): by name, by a telling part of it, or all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.planner.book import Address, Book
from assistant.planner.labels import folded
from assistant.planner.mentions import Mention, fillers
from index.records import Form

_CARRIED = re.compile(r"(?:19|20)?\d\d年?结转|上年结转|结转")
_PREFIX = re.compile(r"^[(（]?[^()（）]*结转[^()（）]*?(?:[)）]|号|预算\)?)(?:\[?\d*\]?号)?[)）]?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?:年度?)?")
_COMMON = re.compile(
    r"^(?:项目|经费|费用|建设|单位|服务|工作|专项|资金|支出|购置|管理|运转|其他|年初|预算|安排|全市|中心|汾|市|20\d\d年?)+$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project as the project table and its form print it."""

    name: str
    core: str
    """Folded name without the carried-over prefix and brackets."""
    carried_over: bool
    implementer: str | None
    cell: Address | None
    """Its total in the project table."""
    form: Form | None


def projects_of(book: Book) -> tuple[Project, ...]:
    """All projects, from the project tables, joined with their forms by name."""
    forms = {folded(form.project): form for form in book.extraction.forms}
    found: dict[str, Project] = {}
    for address in book.addresses:
        if address.table_kind not in ("projects", "carryover_projects"):
            continue
        name = address.fact.row
        if folded(name) in found or name.endswith("合计") or address.columns[-1] != "合计":
            continue
        found[folded(name)] = _project(name, address, forms.get(folded(name)))
    for key, form in forms.items():
        if key not in found:
            found[key] = _project(form.project, None, form)
    return tuple(found.values())


def _project(name: str, cell: Address | None, form: Form | None) -> Project:
    text = folded(name)
    return Project(
        name=name,
        core=core_of(text),
        carried_over=bool(_CARRIED.search(text)),
        implementer=form.implementer if form else None,
        cell=cell,
        form=form,
    )


def core_of(text: str) -> str:
    """What the project is about: the folded name without 2022年结转…号 and without a year."""
    core = _PREFIX.sub("", text) if _CARRIED.search(text) else text
    return re.sub(r"^(?:19|20)\d\d年", "", core.strip("()（）")) or text


def shared_parts(
    text: str, projects: Iterable[Project], owners: Iterable[str] = ()
) -> list[Mention]:
    """The longest stretches of the question that stand in project names, each as a mention of all
    projects that bear it; what names nothing in particular, or only the department, is left out."""
    owners = tuple(owners)
    cores = [(project, _YEAR.sub("■", folded(project.name))) for project in projects]
    text = _YEAR.sub(lambda match: "□" * len(match[0]), text)
    mentions: list[Mention] = []
    start = 0
    while start < len(text):
        end = _longest(text, start, [core for _, core in cores])
        while end > start + 2 and text[end - 1] in "和与及、,(（":
            end -= 1
        stretch = text[start:end]
        if len(stretch) >= 2 and _telling(stretch, owners):
            bearers = tuple(project for project, core in cores if stretch in core)
            mentions.append(_mention(text, start, end, bearers))
            start = end
        else:
            start += 1
    return mentions


def _longest(text: str, start: int, names: list[str]) -> int:
    end = start
    while end < len(text) and any(text[start : end + 1] in name for name in names):
        end += 1
    return end


def common(stretch: str) -> bool:
    """Whether the words stand in project names of every kind (经费, 建设, 服务)."""
    return _COMMON.match(stretch) is not None


def _telling(stretch: str, owners: tuple[str, ...]) -> bool:
    if any(stretch in owner for owner in owners) or (stretch.isdigit() and len(stretch) < 4):
        return False
    if (
        stretch in fillers()
        or common(stretch)
        or (stretch.isascii() and len(stretch) < 3 and not stretch.isalpha())
    ):
        return False
    if len(stretch) >= 4:
        return True
    rest = stretch
    for word in sorted(fillers(), key=len, reverse=True):
        if len(word) > 1:
            rest = rest.replace(word, "")
    return len(rest) >= 2


def _mention(text: str, start: int, end: int, bearers: tuple[Project, ...]) -> Mention:
    stretch = text[start:end]
    begins = any(p.core.startswith(stretch) and len(stretch) >= len(p.core) / 2 for p in bearers)
    strong = len(stretch) >= 4 or begins  # 保运转 tells a project, 维护费 does not
    return Mention(
        start=start,
        end=end,
        text=text[start:end],
        kind="project",
        values=tuple(project.name for project in bearers),
        formal=strong,
        strong=strong,
    )


def closest(text: str, projects: Iterable[Project], at_least: float = 0.6) -> tuple[Project, ...]:
    """Projects whose names hold most of the characters and pairs of the wording, best first; or all
    its characters, where these stand in few names (刻章 for 印章刻制)."""
    projects = tuple(projects)
    scored = [(similarity(text, project.core), project) for project in projects]
    best = max((score for score, _ in scored), default=0.0)
    if best >= at_least and len(text) >= 3:
        return tuple(project for score, project in scored if score >= best - 0.05)
    return _by_rare_characters(text, projects)


def _by_rare_characters(text: str, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    if len(text) < 2:
        return ()
    bearers = tuple(p for p in projects if all(c in p.core for c in text))
    rare = all(sum(c in p.core for p in projects) <= 2 for c in text)
    return bearers if rare and len(bearers) <= 2 else ()


def similarity(wording: str, name: str) -> float:
    """Share of the wording's characters and character pairs that the name holds, 0 to 1."""
    if len(wording) < 2:
        return 0.0
    pairs = {wording[i : i + 2] for i in range(len(wording) - 1)}
    characters = set(wording)
    by_pair = sum(pair in name for pair in pairs) / len(pairs)
    return 0.5 * by_pair + 0.5 * sum(c in name for c in characters) / len(characters)
