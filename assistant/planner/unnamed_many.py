"""A question that names no report, where very many could be meant (未指明报告，报告很多).

Only a report that alone bears what is asked for (its project, its unit, an account of its own) may
answer. The search says which reports to look at; what many could answer is asked back, with the
departments and years that there are and full questions to choose from.
"""

from collections.abc import Sequence

from assistant.planner.labels import canonical
from assistant.planner.many import Shelf
from assistant.planner.registers import register_of
from assistant.planner.scope import MOST_SET_BESIDE
from assistant.planner.unnamed_reports import Lay, Read, unexplained
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Question, Unclear
from index.records import Report

HITS = 40
"""Places that the search proposes."""
_WHOLE_NAME = 4
"""Characters from which on a row's whole name in the question means that very row."""
_OFFERED = 6
"""Questions that are offered to choose from."""
_ANYWHERE = frozenset({"define", "meta"})
"""Operations whose answer is much the same in every report."""


def among_many(
    question: Question,
    scope: Sequence[Report],
    held: Sequence[Report],
    lay: Lay,
    read: Read,
    shelf: Shelf,
) -> Context | Unclear:
    """The one report of the scope that answers, laid out; or which departments and years there are
    to ask about."""
    plain = lay(max(scope, key=lambda r: (r.year or 0, r.pages)), False)
    holders = _holders(question, scope, held, lay, plain, shelf)
    if len({c.view.report.department for c in holders}) == 1:
        able = [c for c in holders if not isinstance(read(c), Unclear)] or holders
        return max(able, key=lambda c: c.view.report.year or 0)
    found = read(plain)
    if isinstance(found, Unclear) and found.kind == "refused":
        return found
    if isinstance(found, QueryPlan) and found.operation in _ANYWHERE and not holders:
        return plain
    return which_of(question, [c.view.report for c in holders] or scope)


def _holders(
    question: Question,
    scope: Sequence[Report],
    held: Sequence[Report],
    lay: Lay,
    plain: Context,
    shelf: Shelf,
) -> list[Context]:
    """Of the few reports that alone print a name of the question's, or that the search proposes:
    those that bear something of the question's as their own, and leave the least unexplained."""
    by_id = {report.id: report for report in scope}
    labels = register_of(shelf.wordings()).named(plain.text, ()).labels
    rare = shelf.rare(labels, MOST_SET_BESIDE)
    within = None if len(scope) == len(held) else [*by_id]
    longest = max(rare, key=len, default=None)
    if longest and len(longest) >= _WHOLE_NAME and any(i in by_id for i in rare[longest]):
        by_id = {i: by_id[i] for i in rare[longest] if i in by_id}  # printed word for word
    proposed = [*(i for ids in rare.values() for i in ids)]
    proposed += [hit.report_id for hit in shelf.search_text(question.original, within, HITS)]
    near = [by_id[i] for i in dict.fromkeys(proposed) if i in by_id][:MOST_SET_BESIDE]
    own = frozenset(canonical(label) for label in rare)
    contexts = [c for report in near if _bears(c := lay(report, False), own)]
    least = min(map(unexplained, contexts), default=0)
    return [c for c in contexts if unexplained(c) == least]


def _bears(context: Context, own: frozenset[str]) -> bool:
    """Whether the question names a project, a unit or a row of this report's own."""
    if context.strangers:
        return False
    names = {value for mention in context.of("name") for value in mention.values}
    return bool(context.of("organisation", "project") or names & own)


def which_of(question: Question, able: Sequence[Report]) -> Unclear:
    """The departments and years to choose from, the latest of each department."""
    latest = {r.department: r for r in sorted(able, key=lambda r: r.year or 0)}
    names = [f"{r.year}年{r.department or r.title}" for r in latest.values()]
    more = "等" if len(names) > _OFFERED else ""
    years = "、".join(f"{year}年" for year in sorted({r.year for r in able if r.year}))
    return Unclear(
        kind="clarify",
        message="有许多份报告都可以回答，请指明部门和年度："
        f"{'、'.join(names[:_OFFERED])}{more}。可以问的年度有{years}。",
        suggestions=tuple(f"{name}，{question.original}" for name in names[:_OFFERED]),
        unsure=True,
    )
