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
from assistant.planner.proposed_steps import EVERY, SETS, objection_to_steps, step_number
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
    held = {report.id: report for report in reports}
    for step in proposal.steps:
        objection = _objection_to_terms(step, offer, question, held)
        if objection:
            return objection
    objection = objection_to_steps(proposal, question)
    if objection:
        return objection
    left_out = _unaccounted(proposal, question, reports)
    if left_out:
        return f"计划没有说到“{left_out}”。"
    return _objection_to_scope(proposal, offer, question, held)


def _objection_to_terms(
    step: Proposal, offer: Offer, question: Question, held: dict[str, Report]
) -> str | None:
    """How many terms there are, and whether each is offered and spoken of."""
    least = 2 if step.operation in _TWO | _SEVERAL else 1
    most = MOST_TERMS if step.operation in _SEVERAL else least
    if not least <= len(step.terms) <= most:
        return f"{step.operation} 需要 {least} 项，至多 {most} 项。"
    for term in step.terms:
        built_on = term.report == EVERY or step_number(term.report)
        if not built_on and offer.report_id(term.report) not in held:
            return f"没有编号为“{term.report}”的报告。"
        if step.operation in ("rank", "filter") and term.row in SETS:
            continue
        if strange := _strange_label(term, offer):
            return f"“{strange}”不在清单里。"
        if not (step_number(term.row) or _is_spoken_of(term.row, question)):
            return f"问题没有说到“{term.row}”。"
    return None


def as_question(proposal: Proposal, offer: Offer, reports: Sequence[Report]) -> str:
    """The proposal as a question in the reports' own names."""
    held = {report.id: report for report in reports}
    owners = [report_name(held[offer.report_id(t.report) or ""]) for t in proposal.terms]
    said = [owners[0], *[""] * (len(owners) - 1)] if len(set(owners)) == 1 else owners
    figures = [
        "的".join(part for part in (owner, term.row, term.column) if part)
        for owner, term in zip(said, proposal.terms, strict=True)
    ]
    return said_plainly(proposal, figures, owners[0])


def said_plainly(step: Proposal, figures: Sequence[str], owner: str) -> str:
    """One operation over figures that are named in words, as a question."""
    most = "少" if step.ascending else "多"
    if step.operation == "rank":
        row = step.terms[0].row
        within = "预算" if row == "项目" else "支出" if row in SETS else f"的{row}下"
        what = "项目" if row == "项目" else "科目"
        if step.top == 1:
            return f"{owner}{within}最{most}的{what}是哪个？"
        return f"{owner}{within}最{most}的{step.top or 5}个{what}是哪些？"
    return _SAID[step.operation].format(*figures, *[""] * 2, all="、".join(figures))


def objection_to_plan(proposal: Proposal, found: QueryPlan | Unclear) -> str | None:
    """Why the rules' plan of the proposal is not what was proposed; None where it is."""
    if isinstance(found, Unclear):
        return found.message
    rows = [term.row for term in proposal.terms if term.row not in SETS]
    lacking = rows_left_out(found, rows)
    return f"“{lacking[0]}”在报告里没有对应的数。" if lacking else None


def rows_left_out(found: QueryPlan, rows: Sequence[str]) -> tuple[str, ...]:
    """The rows that a plan is not about."""
    named = " ".join(folded(f.name) for f in (*found.figures, *found.members))
    named += " " + folded(found.subject) + " " + folded(found.set_name)
    return tuple(row for row in rows if not _bears(named, row))


def _bears(named: str, row: str) -> bool:
    return folded(row) in named or canonical(row) in named


def _strange_label(term: ProposedTerm, offer: Offer) -> str | None:
    if term.row not in (*offer.rows, *offer.columns) and not step_number(term.row):
        return term.row
    return term.column if term.column and term.column not in offer.columns else None


def _unaccounted(proposal: Proposal, question: Question, reports: Sequence[Report]) -> str | None:
    """Words of the question that neither the labels, the reports nor mere talk account for."""
    names = {report_name(r) for r in reports} | {r.region or "" for r in reports}
    names |= {n for r in reports for n in short_names(r.department or "")}
    for term in (term for step in proposal.steps for term in step.terms):
        names |= {n for label in (term.row, term.column or "") for n in _wordings(label)}
    names |= {c.word for step in proposal.steps for c in step.conditions if c.word}
    spans = [span for name in names if len(name) > 1 for span in _shared(name, question.text)]
    if proposal.is_compound:
        spans += [m.span() for m in _LINKING.finditer(question.text)]
        spans += [
            span for amount in question.amounts for span in _shared(amount.text, question.text)
        ]
    known = [_at(question.text, start, end) for start, end in spans]
    left = [
        rest.text
        for rest in leftovers(question.text, known)
        if len(rest.text) > 1
        and rest.text not in _ENGLISH_TALK
        and not (proposal.is_compound and rest.text in _ENGLISH_LINKS)
    ]
    return left[0] if left else None


_LINKING = re.compile(
    r"最[多高大少低小]|第[一二三]|而且|并且|同时|超过|大于|高于|多于|低于|小于|少于|不到|不足|不超过|不低于|以上|以下"
    r"|名称|名字|带有|包含|不含|[那这]个|[类]的?|找出|选出|挑出|再看|再算|先算|先找"
)
"""What joins the steps and the conditions of a compound question."""


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


_ENGLISH_LINKS = frozenset(
    (
        *("project", "projects", "account", "accounts", "program", "programme", "programs"),
        *("highest", "lowest", "largest", "smallest", "biggest", "least", "first", "then"),
        *("over", "above", "below", "under", "exceed", "exceeds", "exceeding", "least", "greater"),
        *("yet", "but", "also", "both", "whose", "its", "it", "named", "name", "containing"),
        *("million", "thousand", "billion", "not", "no", "up", "find", "every", "all", "any"),
    )
)
"""Further words of English questions with conditions or several steps, said again by the plan."""


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


def named_in_english(question: Question) -> tuple[str, ...]:
    """The official names of what a question names in English: search knows those."""
    if not re.search(r"[a-z]{3}", question.text):
        return ()
    spoken = (
        term.name
        for term in terms()
        if any(
            re.search(rf"(?<![a-z]){re.escape(word.lower())}(?:s|es)?(?![a-z])", question.text)
            for word in term.english_words
        )
    )
    return tuple(dict.fromkeys(spoken))


def _wordings(label: str) -> frozenset[str]:
    """What the row or column is called: as printed, officially, by people, in English."""
    return _by_name().get(canonical(label), frozenset()) | {folded(label)}


def _objection_to_scope(
    proposal: Proposal, offer: Offer, question: Question, held: dict[str, Report]
) -> str | None:
    """Departments and years of the question are the proposal's, and none are added."""
    terms = [term for step in proposal.steps for term in step.terms]
    every = any(term.report == EVERY for term in terms)
    chosen = [held[id_] for t in terms if (id_ := offer.report_id(t.report)) in held]
    departments = {r.department for r in held.values() if r.department}
    named = {c.department for c in called(question.text, names_of(tuple(held.values())))}
    if named and (every or named != {r.department for r in chosen}):
        return "部门与问题所说的不同。"
    if not named and len(departments) > 1 and not all(_is_told(r, question) for r in chosen):
        return "问题没有说到这个部门。"
    years = {r.year for r in (held.values() if every else chosen)}
    if set(question.years) - years or (every and len(question.years) > 1):
        return "年度与问题所说的不同。"
    return None


def _is_told(report: Report, question: Question) -> bool:
    """Whether the question, in pinyin for its English words, tells of the department."""
    from pypinyin import lazy_pinyin

    words = question.text.replace(" ", "")
    names = (n for n in short_names(report.department or "") if 2 <= len(n) <= 6)
    return any(name in words or "".join(lazy_pinyin(name)) in words for name in names)
