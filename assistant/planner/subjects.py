"""What a question is about besides named figures (主题): projects, also through a follow-up."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.labels import folded
from assistant.planner.mentions import Mention
from assistant.planner.projects import Project, closest
from assistant.planner.view import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectGroup:
    """Projects that one wording may mean; one project where it is clear."""

    wording: str
    projects: tuple[Project, ...]


def project_groups(context: Context) -> list[ProjectGroup]:
    """The projects that the question names, one group for each wording that means another."""
    groups: list[ProjectGroup] = []
    for mention in context.of("project"):
        bearers = tuple(p for p in context.view.projects if p.name in mention.values)
        groups = _merged(groups, mention, bearers)
    if not groups:
        groups = _by_likeness(context)
    return [_narrowed(context, group) for group in groups]


def _merged(
    groups: list[ProjectGroup], mention: Mention, bearers: tuple[Project, ...]
) -> list[ProjectGroup]:
    if groups:
        both = tuple(p for p in groups[-1].projects if p in bearers)
        if both:
            wording = max(groups[-1].wording, mention.text, key=len)
            return [*groups[:-1], ProjectGroup(wording=wording, projects=both)]
    return [*groups, ProjectGroup(wording=mention.text, projects=bearers)]


def _by_likeness(context: Context) -> list[ProjectGroup]:
    wording = "".join(rest.text for rest in context.rests)
    if len(wording) < 3 or context.of("name"):
        return []
    found = closest(wording, context.view.projects)
    return [ProjectGroup(wording=wording, projects=found)] if found else []


def _narrowed(context: Context, group: ProjectGroup) -> ProjectGroup:
    projects = group.projects
    if context.carried_over:
        projects = tuple(p for p in projects if p.carried_over) or projects
    if context.organisation:
        projects = tuple(p for p in projects if p.implementer == context.organisation) or projects
    exact = _exactly_named(context, projects)
    return ProjectGroup(wording=group.wording, projects=exact or projects)


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
    return tuple(p for p in context.view.projects if p.name in context.previous.projects)
