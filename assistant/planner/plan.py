"""The planner's order of business (规划): scope, mentions, then one reading after the other."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.cues import cues_in
from assistant.department_names import names_of, shortest_formal
from assistant.planner import absences
from assistant.planner.across import across
from assistant.planner.again import (
    asked_again,
    asked_in_full,
    asked_of_another,
    without_year,
)
from assistant.planner.followups import with_inherited
from assistant.planner.guards import examples, guard
from assistant.planner.guesses import with_guesses
from assistant.planner.held import naming_what_is_held, no_transfers
from assistant.planner.many import Shelf, is_multitude, over_many
from assistant.planner.nearness import Near
from assistant.planner.new_rows import appeared
from assistant.planner.new_rows import asked as asked_for_new_rows
from assistant.planner.periods import whole_for_mean
from assistant.planner.ranking import asks_which_moved
from assistant.planner.readers import READERS
from assistant.planner.recent import of_recent
from assistant.planner.scope import MOST_SET_BESIDE, Scope, scope_of
from assistant.planner.side_by_side import movements, report_before, shares_beside, year_before
from assistant.planner.subjects import project_groups
from assistant.planner.unnamed_many import among_many, which_of
from assistant.planner.unnamed_reports import MOST_READ, Lay, chosen, nobody, offering
from assistant.planner.unread import is_fragment, is_half_read_english
from assistant.planner.view import Context, lay_out, view_of
from assistant.query_plan import Figure, QueryPlan, Question, Reading, Unclear
from index.records import Extraction, Report

Load = Callable[[str], Extraction]
SimilarIn = Callable[[str, str], Sequence[Near]]
"""Report id and wording to the nearest rows and forms."""


def nowhere_similar(report: str, wording: str) -> Sequence[Near]:
    """Where there is no search, nothing is similar."""
    return ()


def plan(
    question: Question,
    reports: Sequence[Report],
    load: Load,
    previous: Reading,
    similar: SimilarIn = nowhere_similar,
    shelf: Shelf | None = None,
) -> QueryPlan | Unclear:
    """The plan for a question, or why there is none. `load` gives a report's extraction, `similar`
    searches its forms by meaning, `shelf` asks all reports at once."""
    if not reports:
        return Unclear(kind="not_found", message="还没有收录任何报告。")
    declined = guard(question, max(reports, key=lambda report: report.year or 0))
    if declined:
        return declined
    if "meta" in question.cues and not question.amounts:
        return QueryPlan(operation="meta", report=reports[0].id)
    question, previous = asked_of_another(question, previous, lambda id_: view_of(load(id_)))
    scope = scope_of(question, reports, previous)
    if isinstance(scope, Unclear):
        return scope
    handed_on = no_transfers(question, scope.spans)
    if handed_on:
        return handed_on
    spoken = question
    if len(reports) > 1:
        question = _without_spans(question, scope)
    bare = question
    question, previous = asked_again(question, previous, scope)
    found = _found(question, reports, load, previous, similar, scope, shelf)
    if found.reading.in_full and found.reading.in_full.text == bare.text:  # with whose it is
        found = replace(found, reading=replace(found.reading, in_full=spoken))
    if len(reports) == 1:
        return found
    if isinstance(found, Unclear):
        return naming_what_is_held(found, reports)
    owner = next((r for r in reports if r.id == found.report), reports[0])
    shared = names_of(reports).is_shared(shortest_formal(owner.department or ""))
    return replace(found, one_of_many=True, in_full=shared)


def _first_of(found: QueryPlan | Unclear, scope: Scope) -> Report:
    """The report that a follow-up is about: the first of a ranking."""
    named = found.report if isinstance(found, QueryPlan) else None
    return next((r for r in scope.reports if r.id == named), scope.reports[0])


def _found(
    question: Question,
    reports: Sequence[Report],
    load: Load,
    previous: Reading,
    similar: SimilarIn,
    scope: Scope,
    shelf: Shelf | None,
) -> QueryPlan | Unclear:
    recent = of_recent(question, previous, reports)
    if recent is not None:
        return replace(recent, reading=replace(previous, figures=recent.figures or recent.members))
    lay = functools.partial(_laid_out, question, load, previous, similar)
    if scope.namesakes:
        return which_of(question, scope.reports)
    if scope.unnamed and len(scope.reports) > MOST_SET_BESIDE and shelf is not None:
        which = among_many(question, scope.reports, reports, lay, _read, shelf)
        return which if isinstance(which, Unclear) else _of_one(which, reports, lay)
    if scope.unnamed:
        return _of_any(question, reports, lay, scope)
    if shelf is not None and is_multitude(scope.reports):
        found = over_many(scope.reports, lambda report: lay(report, False), _read, shelf)
        return _remembering(lay(_first_of(found, scope), False), found)
    if len(scope.reports) > 1:
        contexts = [lay(r, False) for r in scope.reports[:MOST_READ]]
        beside = appeared(contexts) or shares_beside(contexts) or movements(contexts)
        return _remembering(contexts[0], beside or across(contexts, scope, _read))
    found = _of_one(lay(scope.reports[0], True), reports, lay)
    return _still_in(scope.reports[0], found)


def _still_in(report: Report, found: QueryPlan | Unclear) -> QueryPlan | Unclear:
    """What follows a question that a report does not answer is asked of that report, too."""
    if isinstance(found, QueryPlan) or found.reading.report == report.id:
        return found
    return replace(found, reading=Reading(report=report.id))


def _of_any(
    question: Question, reports: Sequence[Report], lay: Lay, scope: Scope
) -> QueryPlan | Unclear:
    """No report was named: the one that answers, with the question ready for the others."""
    which = chosen(scope.reports, lay, _read)
    if which is None:
        return nobody(question, scope.reports, reports, lay, _read)
    found = _of_one(which.context, reports, lay)
    return found if isinstance(found, Unclear) else offering(found, which, question, _read)


def _of_one(context: Context, reports: Sequence[Report], lay: Lay) -> QueryPlan | Unclear:
    if asked_for_new_rows(context.text):
        return _new_rows(context, reports, lay)
    moved = _moved_rows(context, reports, lay)
    if moved is not None:
        return _remembering(context, moved)
    found = _read(context)
    if isinstance(found, QueryPlan) and found.operation == "look_up":
        found = replace(found, notes=(*found.notes, *absences.unheld_beside(context)))
    earlier = year_before(context, found, reports)
    if earlier is not None:
        both = [context, lay(earlier, False)]
        grown = across(both, Scope(reports=(context.view.report, earlier)), _read)
        found = grown if isinstance(grown, QueryPlan) else found
    return _remembering(context, found)


def _moved_rows(context: Context, reports: Sequence[Report], lay: Lay) -> QueryPlan | None:
    """哪个科目增加最多: set against the year before, where its report is there."""
    other = report_before(context.view.report, reports) if asks_which_moved(context) else None
    return movements([context, lay(other, False)]) if other else None


def _new_rows(context: Context, reports: Sequence[Report], lay: Lay) -> QueryPlan | Unclear:
    """新增了哪些科目: set against the year before."""
    other = report_before(context.view.report, reports)
    both = [context, *([lay(other, False)] if other else [])]
    return _remembering(context, appeared(both) or _not_understood(context))


def _laid_out(
    question: Question,
    load: Load,
    previous: Reading,
    similar: SimilarIn,
    report: Report,
    guessing: bool,
) -> Context:
    """A guess is made only in a report that is asked about alone: set side by side, several
    reports' guesses would be of different things."""
    near = functools.partial(similar, report.id)
    laid_out = lay_out(question, view_of(load(report.id)), previous, near)
    return with_inherited(with_guesses(laid_out) if guessing else laid_out)


def _without_spans(question: Question, scope: Scope) -> Question:
    """The question without the departments' names, which have done their work."""
    text = question.text
    for start, end in sorted(scope.spans, reverse=True):
        text = text[:start] + text[end:]
    return replace(question, text=text, cues=cues_in(text) | (question.cues & {"follow"}))


def _read(context: Context) -> QueryPlan | Unclear:
    if is_half_read_english(context) or is_fragment(context):
        return _not_understood(context)
    for reader in READERS:
        found = reader(context)
        if found is not None:
            return whole_for_mean(context, found) or found
    return _not_understood(context)


def _not_understood(context: Context) -> Unclear:
    report = context.view.report
    rest = "".join(m.text for m in context.rests)
    if len(rest) >= 2 and not context.of("name", "project"):
        return Unclear(
            kind="not_found",
            message=f"在《{report.title}》中没有找到与「{rest}」对应的科目、项目或说明。",
            suggestions=examples(report),
            unsure=True,
        )
    return Unclear(
        kind="clarify",
        message="没有看懂要问哪一项。可以写明科目、项目或单位的名称。",
        suggestions=examples(report),
        unsure=True,
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
    in_full = asked_in_full(context, found)
    reading = Reading(
        report=context.view.report.id,
        defaulted=previous.defaulted and previous.report == context.view.report.id,
        names=previous.names if inherit else names,
        projects=previous.projects if inherit else projects,
        organisation=context.organisation,
        field=fields[0] if fields else None,
        operation=found.operation,
        unit=found.unit,
        whole_set=found.set_name or _still_of(previous, found),
        figures=found.figures or _spoken_of(found) or previous.figures,
        recent=_recent(previous, found),
        asked=without_year(in_full),
        in_full=in_full,
    )
    return replace(found, reading=reading)


def _still_of(previous: Reading, found: QueryPlan) -> str | None:
    """The set of the ranking before, whose first is still spoken of: 它占多少 → 第二大的呢."""
    return previous.whole_set if found.figures[:1] == previous.figures[:1] else None


def _spoken_of(found: QueryPlan) -> tuple[Figure, ...]:
    """The rows; of a composition without the whole beside each."""
    paired = found.operation == "share" and not found.across
    return found.members[::2] if paired else found.members


def _recent(previous: Reading, found: QueryPlan) -> tuple[Figure, ...]:
    """The last four single figures that the conversation named."""
    if len(found.figures) != 1 or found.operation != "look_up":
        return previous.recent
    return (*previous.recent, found.figures[0])[-4:]
