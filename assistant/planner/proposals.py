"""A model's proposal, validated term by term and planned by the rules themselves (提议的校验).

The proposal is said again as a plain question in the reports' own names, and that question is
planned like any other: so whatever the rules know to decline stays declined. Before that, every
label must be one that was offered and that the question speaks of, in the report's, an everyday or
an English wording: a model may untangle what was asked, it may not ask something else.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from assistant.department_names import names_of, report_name, short_names
from assistant.planner.departments import called
from assistant.planner.labels import canonical, folded
from assistant.planner.mentions import Mention, fillers, leftovers
from assistant.proposal import Offer, Proposal, ProposedTerm
from assistant.query_plan import QueryPlan, Question, Unclear
from index.records import Report
from index.vocabulary import terms

_SAID: dict[str, str] = {
    "look_up": "{0}是多少？",
    "list": "{all}分别是多少？",
    "sum": "{all}合计多少？",
    "difference": "{0}比{1}多多少？",
    "ratio": "{0}是{1}的多少倍？",
    "share": "{0}占{1}的比例是多少？",
    "compare": "{0}和{1}哪个多？",
    "average": "{all}平均是多少？",
    "rank": "{report}预算最{most}的{top}个项目是哪些？",
    "change": "{0}比上年增减多少？",
    "reason": "{0}为什么比上年增减？",
}
_TWO = frozenset(("difference", "ratio", "share", "compare"))
_SEVERAL = frozenset(("list", "sum", "average"))
MOST_TERMS = 6


def objection_to_proposal(
    proposal: Proposal, offer: Offer, question: Question, reports: Sequence[Report]
) -> str | None:
    """Why the proposal is not planned, in words for the model; None where it may be."""
    least = 2 if proposal.operation in _TWO | _SEVERAL else 1
    most = MOST_TERMS if proposal.operation in _SEVERAL else least
    if not least <= len(proposal.terms) <= most:
        return f"{proposal.operation} 需要 {least} 项，至多 {most} 项。"
    held = {report.id: report for report in reports}
    for term in proposal.terms:
        report = held.get(offer.report_id(term.report) or "")
        if report is None:
            return f"没有编号为“{term.report}”的报告。"
        if proposal.operation != "rank" and (strange := _strange_label(term, offer)):
            return f"“{strange}”不在清单里。"
        if proposal.operation != "rank" and not _is_spoken_of(term.row, question):
            return f"问题没有说到“{term.row}”。"
    left_out = _unaccounted(proposal, question, reports)
    if left_out:
        return f"计划没有说到“{left_out}”。"
    return _objection_to_scope(proposal, offer, question, held)


def as_question(proposal: Proposal, offer: Offer, reports: Sequence[Report]) -> str:
    """The proposal as a question in the reports' own names."""
    held = {report.id: report for report in reports}
    owners = [report_name(held[offer.report_id(t.report) or ""]) for t in proposal.terms]
    said = [owners[0], *[""] * (len(owners) - 1)] if len(set(owners)) == 1 else owners
    figures = [
        "的".join(part for part in (owner, term.row, term.column) if part)
        for owner, term in zip(said, proposal.terms, strict=True)
    ]
    return _SAID[proposal.operation].format(
        *figures,
        *[""] * 2,
        all="、".join(figures),
        report=owners[0],
        most="少" if proposal.ascending else "多",
        top=proposal.top or 5,
    )


def objection_to_plan(proposal: Proposal, found: QueryPlan | Unclear) -> str | None:
    """Why the rules' plan of the proposal is not what was proposed; None where it is."""
    if isinstance(found, Unclear):
        return found.message
    named = " ".join(folded(f.name) for f in (*found.figures, *found.members))
    named += " " + folded(found.subject)
    lacking = [t.row for t in proposal.terms if not _bears(named, t.row)]
    if lacking and proposal.operation != "rank":
        return f"“{lacking[0]}”在报告里没有对应的数。"
    return None


def _bears(named: str, row: str) -> bool:
    return folded(row) in named or canonical(row) in named


def _strange_label(term: ProposedTerm, offer: Offer) -> str | None:
    if term.row not in offer.rows:
        return term.row
    return term.column if term.column and term.column not in offer.columns else None


def _unaccounted(proposal: Proposal, question: Question, reports: Sequence[Report]) -> str | None:
    """Words of the question that neither the labels, the reports nor mere talk account for."""
    names = {report_name(r) for r in reports} | {r.region or "" for r in reports}
    names |= {n for r in reports for n in short_names(r.department or "")}
    for term in proposal.terms:
        names |= {n for label in (term.row, term.column or "") for n in _wordings(label)}
    spans = [span for name in names if len(name) > 1 for span in _shared(name, question.text)]
    known = [_at(question.text, start, end) for start, end in spans]
    left = [
        rest.text
        for rest in leftovers(question.text, known)
        if len(rest.text) > 1 and rest.text not in _ENGLISH_TALK
    ]
    return left[0] if left else None


def _at(text: str, start: int, end: int) -> Mention:
    return Mention(start=start, end=end, text=text[start:end], kind="name", values=())


def _is_spoken_of(label: str, question: Question) -> bool:
    """Whether the question says two characters of the label, or an English word for it, that mean
    something."""
    text = question.text
    found = [text[a:b] for name in _wordings(label) for a, b in _shared(name, text)]
    return any(word not in fillers() and word not in _GENERAL for word in found)


def _shared(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the text says two characters of a name, or the whole of an English one."""
    if name.isascii():
        telling = (w for w in re.findall(r"[a-z]{4,}", name.lower()) if w not in fillers())
        for word in (name.lower(), *telling):
            whole = rf"(?<![a-z]){re.escape(word)}(?:s|es)?(?![a-z])"
            yield from (match.span() for match in re.finditer(whole, text))
        return
    for at in range(len(name) - 1):
        pair = re.escape(name[at : at + 2])
        yield from (match.span() for match in re.finditer(pair, text))


_GENERAL = frozenset(
    (
        *("支出", "收入", "经费", "费用", "预算", "决算", "资金"),
        *("项目", "管理", "服务", "一般", "公共", "其他", "事务", "工作"),
    )
)
"""Pairs that many labels share."""


_ENGLISH_TALK = frozenset(
    (
        *("one", "or", "than", "more", "less", "most", "higher", "lower", "larger", "smaller"),
        *("together", "sum", "add", "added", "combined", "plus", "difference", "between"),
        *("compare", "compared", "comparison", "versus", "vs", "ratio", "times", "part", "cost"),
        *("costs", "they", "we", "you", "our", "their", "these", "those", "that", "this", "if"),
        *("can", "could", "would", "should", "has", "have", "had", "be", "been", "when", "where"),
        *("office", "department", "bureau", "government", "public", "money", "paid", "using"),
    )
)
"""Words of English questions that name nothing; the operation says what they ask."""


@functools.cache
def _by_name() -> dict[str, frozenset[str]]:
    return {
        canonical(term.name): frozenset(
            word.lower() if word.isascii() else folded(word)
            for word in (*term.names, *term.everyday, *term.english_words)
            if len(word) > 1
        )
        for term in terms()
    }


def _wordings(label: str) -> frozenset[str]:
    """What the row or column is called: as printed, officially, by people, in English."""
    return _by_name().get(canonical(label), frozenset()) | {folded(label)}


def _objection_to_scope(
    proposal: Proposal, offer: Offer, question: Question, held: dict[str, Report]
) -> str | None:
    """Departments, years and amounts of the question are the proposal's, and none are added."""
    chosen = [held[offer.report_id(t.report) or ""] for t in proposal.terms]
    departments = {r.department for r in held.values() if r.department}
    named = {c.department for c in called(question.text, names_of(tuple(held.values())))}
    if named and named != {r.department for r in chosen}:
        return "部门与问题所说的不同。"
    if not named and len(departments) > 1 and not all(_is_told(r, question) for r in chosen):
        return "问题没有说到这个部门。"
    years = {r.year for r in chosen}
    if set(question.years) - years:
        return "年度与问题所说的不同。"
    if question.amounts:
        return "问题里的数额无法写进计划。"
    return None


def _is_told(report: Report, question: Question) -> bool:
    """Whether the question, in pinyin for its English words, tells of the department."""
    from pypinyin import lazy_pinyin

    words = question.text.replace(" ", "")
    names = (n for n in short_names(report.department or "") if 2 <= len(n) <= 6)
    return any(name in words or "".join(lazy_pinyin(name)) in words for name in names)
