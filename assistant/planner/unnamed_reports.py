"""Which report answers a question that names none (未指明报告), and how the others are offered.

The report that explains most of the question's words answers; among equals the one of most pages,
which holds the most detail. The answer says which one it is and offers the question for each other
report that can answer it. So a bare question is neither refused nor answered under a wrong name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.department_names import report_name
from assistant.planner.across import owned
from assistant.planner.held import no_such_body, which_report
from assistant.planner.lookups import main_figure
from assistant.planner.scope import MOST_SET_BESIDE
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Question, Unclear
from index.records import Report

Read = Callable[[Context], QueryPlan | Unclear]
"""How a question is read within one report."""
Lay = Callable[[Report, bool], Context]
"""The question laid out on a report, with guesses (True) or with what is literally there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The report that answers, laid out, and the others that could."""

    context: Context
    others: tuple[Context, ...] = ()
    further: int = 0
    """How many more reports were not read."""


def chosen(reports: Sequence[Report], lay: Lay, read: Read) -> Chosen | None:
    """The report that answers; None where no report can."""
    longest = sorted(reports, key=lambda r: -r.pages)
    near, further = longest[:MOST_SET_BESIDE], longest[MOST_SET_BESIDE:]
    contexts = [lay(report, False) for report in near]
    contexts = [c for c in contexts if c.of("organisation") and not c.strangers] or contexts
    alone = _only_holder(contexts) if not further else None
    if alone is not None:
        return Chosen(context=alone)
    able = [c for c in contexts if not isinstance(read(c), Unclear)]
    for guessing in (False, True) if not able else ():
        able = _first_able(further if not guessing else near, lay, read, guessing)
        if able:
            break
    if not able:
        return None
    best = min(able, key=lambda c: (unexplained(c), -_of_projects(c)))
    others = tuple(c for c in able if c is not best)
    return Chosen(context=best, others=others, further=len(further))


def _first_able(reports: Sequence[Report], lay: Lay, read: Read, guessing: bool) -> list[Context]:
    for report in reports[:MOST_READ]:
        context = lay(report, guessing)
        if not isinstance(read(context), Unclear):
            return [context]
    return []


MOST_READ = 40
"""Reports that one question is laid out on at most."""


def _of_projects(context: Context) -> int:
    """Characters of the question that stand in a project's printed name: 某项目 is not 某经费."""
    return sum(mention.length for mention in context.of("project"))


def unexplained(context: Context) -> int:
    """Characters of the question that mean nothing in this report."""
    return sum(len(rest.text) for rest in context.rests)


def _only_holder(contexts: Sequence[Context]) -> Context | None:
    """The one report that bears the unit, the code, the project or the name asked for."""
    bearings: tuple[Callable[[Context], bool], ...] = (
        lambda c: bool(c.of("organisation") and not c.strangers),
        lambda c: any(v.isdigit() and len(v) >= _CODE for m in c.of("name") for v in m.values),
        lambda c: bool(c.of("project") or main_figure(c)),
    )
    for bears in bearings:
        holders = [c for c in contexts if bears(c)]
        if len(holders) == 1:
            return holders[0]
    return None


_CODE = 5
"""Digits of an account code from which on few reports share it: 款 and 项."""


def nobody(
    question: Question, reports: Sequence[Report], held: Sequence[Report], lay: Lay, read: Read
) -> Unclear:
    """Why no report answers: as the longest says it, or which report is meant; a department whose
    reports are not `held` is said not to be there."""
    longest = max(reports, key=lambda r: r.pages)
    context = lay(longest, True)
    found = read(context)
    if context.strangers:
        return no_such_body(context.strangers[0].text, held)
    if isinstance(found, Unclear) and found.kind == "refused":
        return found
    if isinstance(found, Unclear) and found.kind == "not_found":
        names = "、".join(report_name(report) for report in reports[:MOST_SET_BESIDE])
        more = "等" if len(reports) > MOST_SET_BESIDE else ""
        return replace(found, message=f"{names}{more}的报告里都没有找到所问的内容。")
    return which_report(question, reports)


def offering(found: QueryPlan, which: Chosen, question: Question, read: Read) -> QueryPlan:
    """The plan with the same figure of the other reports, and the question ready for each."""
    if not which.others:
        return found
    names = [report_name(context.view.report) for context in which.others]
    beside = _beside(found, which, read)
    more = "等" if which.further else ""
    told = "其他报告中的数如下。" if beside else f"其他报告也可以问：{'、'.join(names)}{more}。"
    return replace(
        found,
        members=beside or found.members,
        notes=(*found.notes, _NOT_NAMED + told),
        suggestions=tuple(f"{name}，{question.original}" for name in names),
        reading=replace(found.reading, defaulted=True),
    )


def _beside(found: QueryPlan, which: Chosen, read: Read) -> tuple[Figure, ...]:
    """The single figure that each other report has under the very same words."""
    if found.operation != "look_up" or len(found.figures) != 1 or which.further:
        return ()
    same: list[Figure] = []
    for context in which.others:
        other = read(context)
        if unexplained(context) > unexplained(which.context) or isinstance(other, Unclear):
            continue
        if other.operation == "look_up" and len(other.figures) == 1:
            same.append(owned(other.figures[0], context))
    return tuple(same)


_NOT_NAMED = "问题没有指明部门和年度，这里先按上面这份报告回答。"
