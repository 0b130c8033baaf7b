"""What a question is about besides named figures (主题): projects, also through a follow-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.labels import displayed, folded
from assistant.planner.mentions import Mention, fillers
from assistant.planner.projects import Project, closest, common, similarity
from assistant.planner.view import Context
from index.numerals import parse_number

_APART = re.compile(r"[和与跟、比加减,，]|还是|以及")
_FRESH = re.compile(r"新(?:安排|增|给|列|批|设|掏|拨|的)|今年|当年|本年|不是结转|非结转")
_PLURAL = re.compile(
    r"(?:两|二|三|四|五|几|多|\d)(?:个|笔|项|类)|都|分别|各|一共|合计|总共|加起来|哪些|所有|全部|相关|有关"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectGroup:
    """Projects that one wording may mean; one project where it is clear."""

    wording: str
    projects: tuple[Project, ...]


def project_groups(context: Context) -> list[ProjectGroup]:
    """The projects that the question names, one group for each wording that means another."""
    called = _CALLED.search(context.text)
    if called:
        bearers = tuple(p for p in context.view.projects if called[1] in folded(p.name))
        return [ProjectGroup(wording=called[1], projects=bearers)] if bearers else []
    groups: list[ProjectGroup] = []
    end = 0
    for mention in context.of("project"):
        bearers = tuple(p for p in context.view.projects if p.name in mention.values)
        apart = bool(_APART.search(context.text[end : mention.start])) and bool(groups)
        groups = _merged(groups, mention, bearers, apart)
        end = mention.end
    if not groups:
        groups = _carried_twin(context) or _by_likeness(context)
    return [_narrowed(context, group) for group in groups]


_CALLED = re.compile(
    r"名(?:字|称)?(?:里|中|上|里面|当中)?(?:带有?|含有?|包含|有)(.{2,10}?)(?:[二两]个?字|字样|字眼|这个?词)?的?(?:项目|专项)"
)
"""名字里带运转的项目: all that bear the word."""


def _merged(
    groups: list[ProjectGroup], mention: Mention, bearers: tuple[Project, ...], apart: bool
) -> list[ProjectGroup]:
    if not groups:
        return [ProjectGroup(wording=mention.text, projects=bearers)]
    last = groups[-1]
    if re.search(r"\d+号", mention.text) and len(bearers) == 1:
        return [*groups[:-1], ProjectGroup(wording=mention.text, projects=bearers)]
    both = tuple(p for p in last.projects if p in bearers)
    others = tuple(p for p in bearers if p not in last.projects)
    if apart and both and others:  # 甲比乙: the second one is another
        return [*groups, ProjectGroup(wording=mention.text, projects=others)]
    if both:
        wording = max(last.wording, mention.text, key=len)
        return [*groups[:-1], ProjectGroup(wording=wording, projects=both)]
    if apart:
        return [*groups, ProjectGroup(wording=mention.text, projects=bearers)]
    rivals = ProjectGroup(
        wording=max(last.wording, mention.text, key=len), projects=(*last.projects, *bearers)
    )
    return [*groups[:-1], rivals]


def _carried_twin(context: Context) -> list[ProjectGroup]:
    """结转的那笔呢: the carried-over project of the same name as the one just spoken of."""
    before = previous_projects(context)
    if not context.carried_over or not before or context.of("name"):
        return []
    twins = tuple(
        p
        for p in context.view.projects
        if p.carried_over and any(similarity(q.core, p.core) >= 0.8 for q in before)
    )
    return [ProjectGroup(wording=before[0].core, projects=twins)] if twins else []


def _by_likeness(context: Context) -> list[ProjectGroup]:
    """Projects whose names are most like a stretch of the question, by characters."""
    if context.of("name", "entry", "term") or not any(len(r.text) >= 2 for r in context.rests):
        return []
    best: tuple[float, str, tuple[Project, ...]] = (0.0, "", ())
    for wording in stretches_of(context.text):
        found = closest(wording, context.view.projects)
        score = max((similarity(wording, p.core) for p in found), default=0.0)
        best = max(best, (score, wording, found), key=lambda b: (b[0], len(b[1])))
    return [ProjectGroup(wording=best[1], projects=best[2])] if best[2] else _by_meaning(context)


CLOSE_IN_MEANING = 0.65
"""Cosine from which a form or row is taken to be meant (猜测). Measured by `python -m eval
retrieval --guesses`: strange things seldom come so near (docs/embedding.md)."""


def _by_meaning(context: Context) -> list[ProjectGroup]:
    """The projects whose forms are nearest in meaning: 宽带升级 → 外网提速扩容."""
    whole = [context.text] if len(context.text) <= 12 else []
    for wording in [*(w for w in stretches_of(context.text) if len(w) >= 3), *whole]:
        near = context.similar(wording)
        if not near or near[0].score < CLOSE_IN_MEANING or near[0].table is not None:
            continue
        best = [n.index for n in near if n.table is None and n.score >= near[0].score - 0.06]
        names = {context.view.extraction.forms[i].project for i in best}
        projects = tuple(p for p in context.view.projects if p.name in names)
        if projects:
            return [ProjectGroup(wording=wording, projects=projects)]
    return []


def stretches_of(text: str) -> list[str]:
    """The question's stretches of two or more characters between punctuation and filler words of
    two characters or more."""
    text = re.sub(r"(?:19|20)\d\d年?度?", " ", text)
    kept, position = "", 0
    while position < len(text):
        step = next((n for n in range(8, 1, -1) if text[position : position + n] in fillers()), 0)
        telling = not step and re.match(r"[\u4e00-\u9fffa-z0-9]", text[position])
        kept += text[position] if telling else " "
        position += step or 1
    words = re.split(r"[\s的钱从给把对]+", kept)
    return [part for word in words if len(part := word.strip("的了吗呢啊是有子")) >= 2]


def _narrowed(context: Context, group: ProjectGroup) -> ProjectGroup:
    projects = group.projects
    if context.carried_over:
        projects = tuple(p for p in projects if p.carried_over) or projects
    elif _FRESH.search(context.text):
        projects = tuple(p for p in projects if not p.carried_over) or projects
    if context.organisation:
        projects = tuple(p for p in projects if p.implementer == context.organisation) or projects
    projects = _as_many_as_said(context, group.wording, projects)
    exact = _exactly_named(context, projects)
    if not exact and not _PLURAL.search(context.text):
        projects = _best_explained(context, _explaining_more(context, projects) or projects)
    return ProjectGroup(wording=group.wording, projects=exact or projects)


def _explaining_more(context: Context, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """政务大厅装修改造: the projects that hold words of the question (改造) of which the ones that
    bear a longer stretch of it (政务大厅综合服务) hold none, and as much of the question in all."""
    told = {pair for pair in _pairs(_outside(context)) if re.fullmatch("[\u4e00-\u9fff]{2}", pair)}
    unexplained = {pair for pair in told if not common(pair)}
    if not projects or any(pair in p.core for pair in unexplained for p in projects):
        return ()
    asked = _pairs(context.text)
    least = max(sum(pair in p.core for pair in asked) for p in projects)
    return tuple(
        p
        for p in context.view.projects
        if any(pair in p.core for pair in unexplained)
        and sum(pair in p.core for pair in asked) >= least
    )


def _outside(context: Context) -> str:
    """The question without what its names and project names cover."""
    text = list(re.sub("年", "■", context.text))
    for mention in context.of("name", "project", "organisation"):
        text[mention.start : mention.end] = "■" * mention.length
    return "".join(text)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _best_explained(context: Context, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """Those whose names share the most character pairs with the question, among carried-over and
    new ones alike."""
    if len(projects) < 2:
        return projects
    pairs = _pairs(context.text)
    scores = [sum(pair in p.core for pair in pairs) for p in projects]
    return tuple(p for p, score in zip(projects, scores, strict=True) if score == max(scores))


def _exactly_named(context: Context, projects: Sequence[Project]) -> tuple[Project, ...]:
    """Projects whose whole name stands in the question, the longest one only."""
    if len(projects) < 2:
        return ()
    for key in (lambda p: folded(p.name), lambda p: p.core):
        named = [p for p in projects if key(p) in context.text]
        if named:
            longest = max(len(key(p)) for p in named)
            chosen = [p for p in named if len(key(p)) == longest]
            plain = [p for p in chosen if not p.carried_over]
            return tuple(chosen if context.carried_over else plain or chosen)
    return ()


def previous_projects(context: Context) -> tuple[Project, ...]:
    """The projects that the conversation was about."""
    names = {displayed(name) for name in context.previous.projects}
    return tuple(p for p in context.view.projects if displayed(p.name) in names)


def _as_many_as_said(
    context: Context, wording: str, projects: tuple[Project, ...]
) -> tuple[Project, ...]:
    """三个雇临时工的项目: where the wording fits fewer, the part of it that fits three."""
    said = re.search(r"([两二三四五六七八九十]|\d+)(?:个|笔|项)(?!人|月|单位|工作)", context.text)
    number = parse_number(said[1]) if said else None
    if said is None or number is None or len(projects) >= number:
        return projects
    if said[0].endswith("项") and said.start() > context.text.find(wording) >= 0:
        return projects  # 甲专项四项加起来: its own parts
    for length in range(len(wording) - 1, 1, -1):
        for start in range(len(wording) - length + 1):
            part = wording[start : start + length]
            bearers = tuple(p for p in context.view.projects if part in folded(p.name))
            if len(bearers) == number:
                return bearers
    return projects
