"""The planner's order of business (规划): scope, mentions, then one reading after the other."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.planner import (
    arithmetic,
    audits,
    changes,
    forms,
    headcounts,
    indicators,
    listings,
    lookups,
    ranking,
    texts,
)
from assistant.planner.followups import with_inherited
from assistant.planner.guards import examples, guard
from assistant.planner.guesses import with_guesses
from assistant.planner.scope import choose
from assistant.planner.subjects import project_groups
from assistant.planner.view import Context, Near, lay_out, view_of
from assistant.query_plan import Figure, QueryPlan, Question, Reading, Unclear
from index.records import Extraction, Report

Reader = Callable[[Context], QueryPlan | Unclear | None]
Load = Callable[[str], Extraction]
SimilarIn = Callable[[str, str], Sequence[Near]]
"""Report id and wording to the nearest rows and forms."""


def nowhere_similar(report: str, wording: str) -> Sequence[Near]:
    """Where there is no search, nothing is similar."""
    return ()


READERS: tuple[Reader, ...] = (
    audits.audit,
    texts.define,
    listings.catalogue,
    listings.tables,
    texts.structure,
    texts.assets,
    texts.stated,
    headcounts.headcount,
    texts.under_heading,
    texts.enumerated,
    indicators.named_once,
    lookups.missing,
    arithmetic.halves,
    forms.project_text,
    forms.project_in_words,
    changes.reason,
    changes.prior,
    arithmetic.per_unit,
    arithmetic.per_head,
    arithmetic.share_of_leaders,
    arithmetic.share,
    arithmetic.ratio,
    changes.change,
    arithmetic.difference,
    arithmetic.compare,
    ranking.of_previous,
    arithmetic.total,
    ranking.over_a_set,
    texts.topic,
    lookups.look_up,
    lookups.whole_budget,
)
"""Tried in this order; the first that understands the question plans it."""


def plan(
    question: Question,
    reports: Sequence[Report],
    load: Load,
    previous: Reading,
    similar: SimilarIn = nowhere_similar,
) -> QueryPlan | Unclear:
    """The plan for a question, or why there is none. `load` gives a report's extraction, `similar`
    searches its forms by meaning."""
    if not reports:
        return Unclear(kind="not_found", message="还没有收录任何报告。")
    declined = guard(question, reports[0])
    if declined:
        return declined
    if "meta" in question.cues and not question.amounts:
        return QueryPlan(operation="meta", report=reports[0].id)
    report = choose(question, reports, previous)
    if isinstance(report, Unclear):
        return report
    near = functools.partial(similar, report.id)
    laid_out = lay_out(question, view_of(load(report.id)), previous, near)
    context = with_inherited(with_guesses(laid_out))
    return _remembering(context, _read(context))


def _read(context: Context) -> QueryPlan | Unclear:
    for reader in READERS:
        found = reader(context)
        if found is not None:
            return found
    return _not_understood(context)


def _not_understood(context: Context) -> Unclear:
    report = context.view.report
    rest = "".join(m.text for m in context.rests)
    if len(rest) >= 2 and not context.of("name", "project"):
        return Unclear(
            kind="not_found",
            message=f"在《{report.title}》中没有找到与「{rest}」对应的科目、项目或说明。",
            suggestions=examples(report),
        )
    return Unclear(
        kind="clarify",
        message="没有看懂要问哪一项。可以写明科目、项目或单位的名称。",
        suggestions=examples(report),
    )


def _remembering(context: Context, found: QueryPlan | Unclear) -> QueryPlan | Unclear:
    """The plan with what a follow-up may inherit."""
    if isinstance(found, Unclear):
        return replace(found, reading=context.previous)
    projects = tuple(p.name for g in project_groups(context) for p in g.projects)
    names = tuple(dict.fromkeys(v for m in context.of("name") for v in m.values))
    inherit = not (projects or names)
    previous = context.previous
    fields = [v for m in context.of("field", "indicator") for v in m.values]
    reading = Reading(
        report=context.view.report.id,
        names=previous.names if inherit else names,
        projects=previous.projects if inherit else projects,
        organisation=context.organisation,
        field=fields[0] if fields else None,
        operation=found.operation,
        unit=found.unit,
        whole_set=found.set_name or None,
        figures=found.figures or found.members or previous.figures,
        recent=_recent(previous, found),
    )
    return replace(found, reading=reading)


def _recent(previous: Reading, found: QueryPlan) -> tuple[Figure, ...]:
    """The last four single figures that the conversation named."""
    if len(found.figures) != 1 or found.operation != "look_up":
        return previous.recent
    return (*previous.recent, found.figures[0])[-4:]
