"""The figures of a question in the order in which they stand (运算对象)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.planner.book import is_total
from assistant.planner.enumerations import listed_in
from assistant.planner.labels import canonical
from assistant.planner.projects import Project, similarity
from assistant.planner.subjects import ProjectGroup, project_groups
from assistant.planner.targets import (
    Target,
    figure_of,
    hints_of,
    project_figure,
    targets_of,
)
from assistant.planner.view import Context
from assistant.query_plan import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One figure (or the projects of one wording) and where the question names it."""

    start: int
    end: int
    figure: Figure | None
    names: tuple[str, ...] = ()
    group: ProjectGroup | None = None


def operands_of(context: Context) -> list[Operand]:
    """Named figures and projects, in order; a figure the report lacks is kept as None."""
    named = [_named(context, target) for target in targets_of(context)]
    twins = _twins(context)
    if twins:
        return twins
    grouped = [_of_group(context, group) for group in project_groups(context)]
    named = _with_listed(context, named)
    named = [operand for operand in named if not _inside(operand, grouped)]
    found = _in_column(context, named, grouped) or named + grouped
    units = _by_unit(context, found)
    return sorted(units or found, key=lambda operand: operand.start)


def _in_column(
    context: Context, named: Sequence[Operand], grouped: Sequence[Operand]
) -> list[Operand]:
    """某项目的一般公共预算: one project under a column of the project table is one figure."""
    only = grouped[0].group.projects if len(grouped) == 1 and grouped[0].group else ()
    if len(only) != 1 or len(named) != 1 or only[0].cell is None:
        return []
    if context.text[grouped[0].end : named[0].start] != "的":
        return []
    figure = figure_of(context, (canonical(only[0].name), *named[0].names))
    return [replace(named[0], figure=figure, start=grouped[0].start)] if figure else []


def _with_listed(context: Context, named: list[Operand]) -> list[Operand]:
    """水电费, 养老+医疗: the rows of an elliptical list in place of the names that it covers."""
    listed = listed_in(context)
    if not listed:
        return named
    start, end = listed[0].start, listed[-1].end
    kept = [o for o in named if o.end <= start or o.start >= end]
    rows = [
        Operand(start=i.start, end=i.end, figure=figure_of(context, (i.name,)), names=(i.name,))
        for i in listed
    ]
    return kept + rows


_CARRIED = re.compile(r"结转")
_NEW = re.compile(r"(?:今年|当年|本年|新(?:安排|增|的)|(?:20)?\d\d年)(?!度?的?结转)")
_BOTH = re.compile(r"(?:两|2|二)(?:笔|个|项)|含结转|都")


def _twins(context: Context) -> list[Operand]:
    """今年的和结转的: a project and the carried-over project of the same name, each by itself."""
    named = context.of("project")
    others = [v for m in context.of("name") for v in m.values if "结转" not in v]
    if not named or others or context.organisation:
        return []
    wording = max((m.text for m in named), key=len)
    alike = _alike(context, [v for m in named if m.text == wording for v in m.values])
    old = [p for p in alike if p.carried_over]
    new = [p for p in alike if not p.carried_over]
    carried, fresh = _CARRIED.search(context.text), _NEW.search(context.text)
    asked = (carried and fresh) or _BOTH.search(context.text)
    if not (asked and len(old) == len(new) == 1):
        return []
    places = [(old[0], carried), (new[0], fresh)]
    return sorted(
        (
            Operand(
                start=place.start() if place else number,
                end=place.end() if place else number,
                figure=project_figure(context, project),
            )
            for number, (project, place) in enumerate(places)
        ),
        key=lambda operand: operand.start,
    )


def _alike(context: Context, names: Sequence[str]) -> list[Project]:
    """The projects of these names and those whose names are all but the same."""
    every = context.view.projects
    chosen = [p for p in every if p.name in names]
    cores = [p.core for p in chosen]
    return [p for p in every if p in chosen or any(similarity(c, p.core) >= 0.8 for c in cores)]


def _named(context: Context, target: Target) -> Operand:
    organisation = context.organisation
    figure = None
    if (organisation and not _is_department(context, organisation)) or (
        organisation and _head_office(context)
    ):
        figure = figure_of(context, (*target.names, canonical(organisation)))
    if figure is None and (not organisation or _is_department(context, organisation)):
        figure = figure_of(context, target.names)
    return Operand(start=target.start, end=target.end, figure=figure, names=target.names)


def _by_unit(context: Context, found: Sequence[Operand]) -> list[Operand]:
    """One operand for each spending unit, where the question sets several side by side."""
    units = context.of("organisation")
    if len({m.values[0] for m in units}) < 2 or len(found) != 1 or not found[0].names:
        return []
    return [
        Operand(
            start=unit.start,
            end=unit.end,
            figure=figure_of(context, (*found[0].names, canonical(unit.values[0]))),
            names=found[0].names,
        )
        for unit in units
    ]


def _is_department(context: Context, organisation: str) -> bool:
    return organisation == context.view.report.department


def _head_office(context: Context) -> bool:
    return any(
        (m.text != m.values[0].lower() and "本" in m.text) or "机关" in m.text
        for m in context.of("organisation")
    )


def _of_group(context: Context, group: ProjectGroup) -> Operand:
    start = context.text.find(group.wording)
    only = group.projects[0] if len(group.projects) == 1 else None
    return Operand(
        start=max(start, 0),
        end=max(start, 0) + len(group.wording),
        figure=project_figure(context, only) if only else None,
        group=group,
    )


def _inside(operand: Operand, groups: Sequence[Operand]) -> bool:
    return any(g.start <= operand.start and operand.end <= g.end for g in groups)


def whole_of(context: Context, figure: Figure) -> Figure | None:
    """The whole that a figure is a part of: its column's total in the same table, the total of the
    projects for a project, total expenditure for a total."""
    book = context.view.book
    address = book.by_fact.get(figure.facts[0])
    if address is None:
        return None
    if canonical("政府采购") in address.titles and address.fact.kind == "statement":
        whole = figure_of(context, (canonical("政府采购"),))
        if whole and whole.facts != figure.facts:
            return whole
    if address.table_kind in ("projects", "carryover_projects", "fund"):
        return figure_of(context, (canonical("项目支出"),))
    if address.fact.kind == "cell" and not is_total(address.row):
        for other in book.addresses:
            same = other.fact.table_id == address.fact.table_id and other.columns == address.columns
            if same and is_total(other.row) and other.side == address.side:
                return Figure(name=_whole_name(address.columns, other.row), facts=(other.fact.id,))
    return figure_of(context, (book.whole(income=False),), hints_of(context))


def _whole_name(columns: Sequence[str], row: str) -> str:
    last = columns[-1] if columns else ""
    return f"{last}合计" if last and not is_total(last) else row


def followed_by(context: Context, operand: Operand, pattern: str) -> bool:
    """Whether the wording stands right behind the operand."""
    return re.match(pattern, context.text[operand.end :]) is not None
