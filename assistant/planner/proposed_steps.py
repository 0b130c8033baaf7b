"""A proposal with conditions or several steps, held to the question and said plainly (多步提议).

The model names which printed amount is meant, which earlier step is built on, and which word the
names must hold; the amounts themselves, and what the comparison is, are read from the question.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.department_names import report_name
from assistant.planner.comparisons import comparison_of
from assistant.proposal import Offer, Proposal, ProposedCondition, ProposedTerm
from assistant.query_plan import Question
from assistant.steps import Condition, Step, found_by
from index.records import Report

EVERY = "all"
SETS = frozenset(("项目", "科目"))
_STEP = re.compile(r"S([1-9])")
_MORE = re.compile(r"多|高|大|超|贵|more|over|exceed|larger|higher|above|greater|most|highest")
_LESS = re.compile(r"少|低|小|不到|不足|less|under|below|smaller|lower|fewer|least|lowest|smallest")
_FIRST = re.compile(r"最|第|前|排|most|least|highest|lowest|largest|smallest|biggest|top")
_NOTE = "这一步由语言模型理解为："


def step_number(label: str) -> int | None:
    """The step that a label refers to; None where it is a plain label."""
    match = _STEP.fullmatch(label)
    return int(match[1]) if match else None


def objection_to_steps(proposal: Proposal, question: Question) -> str | None:
    """Why the steps and their conditions are not what the question says, or None."""
    steps = proposal.steps
    for at, step in enumerate(steps, 1):
        objection = _objection_to_references(step, steps[: at - 1]) or next(
            (o for c in step.conditions if (o := _objection_to(c, question, steps[: at - 1]))), None
        )
        if objection is None and step.conditions and step.operation not in ("filter", "rank"):
            objection = "条件只能用在 filter 和 rank 上。"
        if objection is None and step.operation == "rank" and proposal.is_compound:
            objection = _objection_to_order(step, question)
        if objection:
            return f"第{at}步：{objection}" if len(steps) > 1 else objection
    return _objection_to_the_whole(steps, question)


def _objection_to_references(step: Proposal, earlier: Sequence[Proposal]) -> str | None:
    for term in step.terms:
        of_report, of_row = step_number(term.report), step_number(term.row)
        for number in (of_report, of_row):
            if number is not None and number > len(earlier):
                return f"还没有第{number}步。"
        if of_row and not _finds_a_row(earlier[of_row - 1]):
            return f"第{of_row}步找不出一行。"
        if of_report and not of_row and not _finds_a_report(earlier[of_report - 1]):
            return f"第{of_report}步找不出一份报告。"
        if term.report == EVERY and (step.operation != "rank" or term.row in SETS):
            return "只有 rank 一个行名时才能用 all。"
    return None


def _finds_a_report(step: Proposal) -> bool:
    return step.operation == "rank" and step.terms[0].report == EVERY and step.top in (None, 1)


def _finds_a_row(step: Proposal) -> bool:
    return step.operation == "rank" and step.terms[0].report != EVERY and step.top in (None, 1)


def _objection_to(
    condition: ProposedCondition, question: Question, earlier: Sequence[Proposal]
) -> str | None:
    given = [x for x in (condition.amount, condition.step, condition.word) if x is not None]
    if len(given) != 1:
        return "每个条件只能写 amount、step、word 中的一个。"
    if (condition.word is None) == (condition.comparison in ("named", "not_named")):
        return "word 只能与 named、not_named 同用。"
    if condition.word is not None:
        said = len(condition.word) > 1 and condition.word in question.text
        return None if said else f"问题没有说到“{condition.word}”。"
    if condition.step is not None:
        return _objection_to_bound(condition, question, earlier)
    if (condition.amount or 0) > len(question.amounts):
        return "问题里没有这么多数额。"
    amount = question.amounts[(condition.amount or 1) - 1]
    if comparison_of(question.text, amount) != condition.comparison:
        return f"问题对“{amount.text}”的说法不是 {condition.comparison}。"
    return None


def _objection_to_bound(
    condition: ProposedCondition, question: Question, earlier: Sequence[Proposal]
) -> str | None:
    if (condition.step or 0) > len(earlier) or earlier[(condition.step or 1) - 1].operation not in (
        "look_up"
    ):
        return "作条件的那一步应当是前面的 look_up。"
    words = _MORE if condition.comparison in ("over", "at_least") else _LESS
    if condition.comparison in ("at_least", "at_most") or not _says(question, words):
        return f"问题没有说 {condition.comparison}。"
    return None


def _objection_to_order(step: Proposal, question: Question) -> str | None:
    words = _LESS if step.ascending else _MORE
    said = _FIRST.search(question.text) and _says(question, words)
    return None if said else "问题没有这样排序。"


def _says(question: Question, words: re.Pattern[str]) -> bool:
    return words.search(question.text.replace("多少", "")) is not None


def _objection_to_the_whole(steps: Sequence[Proposal], question: Question) -> str | None:
    """Every step is built on, and every amount of the question is a condition, once."""
    used = {n for s in steps for t in s.terms for n in (step_number(t.report), step_number(t.row))}
    used |= {condition.step for step in steps for condition in step.conditions}
    idle = [n for n in range(1, len(steps)) if n not in used]
    if idle:
        return f"第{idle[0]}步的结果没有用到。"
    named = sorted(c.amount for s in steps for c in s.conditions if c.amount)
    if named != list(range(1, len(question.amounts) + 1)):
        return "问题里的每个数额都要写进条件，且只写一次。"
    return None


Say = Callable[[Proposal, list[str], str], str]
"""A step as a plain question, from its figures in words and its report."""


def as_steps(
    proposal: Proposal, offer: Offer, question: Question, reports: Sequence[Report], say: Say
) -> tuple[Step, ...]:
    """The proposal as plain questions in the reports' own names."""
    alone = len(reports) == 1  # where there is one, its department's name is that of a unit, too
    held = {r.id: f"{r.year}年" if alone and r.year else report_name(r) for r in reports}

    def owner(term: ProposedTerm) -> str:
        number = step_number(term.report)
        return found_by(number) if number else held.get(offer.report_id(term.report) or "", "")

    def figure(term: ProposedTerm) -> str:
        number = step_number(term.row)
        parts = (found_by(number),) if number else _joined(owner(term), term.row)
        return "的".join(part for part in (*parts, term.column) if part)

    years = f"{question.years[0]}年" if len(question.years) == 1 else ""
    steps = []
    for step in proposal.steps:
        first = step.terms[0]
        if first.report == EVERY:
            said = f"{years}哪个部门的{first.row}最{'少' if step.ascending else '多'}？"
        elif step.operation == "filter":
            said = f"{'的'.join(_joined(owner(first), first.row))}有哪些？"
        else:
            one = step if step is proposal else replace(step, top=1)
            said = say(one, [figure(term) for term in step.terms], owner(first))
        steps.append(
            Step(
                question=said,
                conditions=tuple(_condition(c, question) for c in step.conditions),
                bearing=tuple(t.row for t in step.terms if _is_a_row(t.row)),
                note=_NOTE,
            )
        )
    return tuple(steps)


def _joined(owner: str, row: str) -> tuple[str, ...]:
    """2023年项目, and 2025年商务委的项目."""
    return (owner + row,) if owner.endswith("年") or not owner else (owner, row)


def _is_a_row(label: str) -> bool:
    return label not in SETS and step_number(label) is None


def _condition(condition: ProposedCondition, question: Question) -> Condition:
    amount = question.amounts[condition.amount - 1] if condition.amount else None
    return Condition(
        comparison=condition.comparison,
        amount=amount,
        step=condition.step,
        word=condition.word,
    )
