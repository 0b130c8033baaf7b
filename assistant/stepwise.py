"""A question answered step by step (分步回答): each step planned, executed and proven by itself.

What passes from one step to the next is a name that the first step's evidence holds, or a figure
that it cites; a step that finds nothing, or several that tie, ends the way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Check, Citation, Item
from assistant.department_names import report_name
from assistant.english.texts import in_chinese
from assistant.planner.conditioned import Bound, with_conditions
from assistant.planner.proposals import rows_left_out
from assistant.query_plan import Figure, QueryPlan, Reading, Unclear
from assistant.result import Quantity, Result
from assistant.steps import Step
from index.amounts import is_money
from index.records import Report

Plan = Callable[[str, Reading], QueryPlan | Unclear]
Execute = Callable[[QueryPlan], Result | Unclear]
Word = Callable[[Result, str], Answer]
"""The checked answer of one step's result, after what was said before."""

_LEADS = {2: ("先看：", "再看："), 3: ("先看：", "再看：", "最后：")}
_ENGLISH_LEADS = {2: ("First:", "Then:"), 3: ("First:", "Then:", "Finally:")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepwise:
    """The stages that each step goes through."""

    plan: Plan
    execute: Execute
    word: Word
    several: bool
    """Whether there are several reports, so that a row must be named with its report's name."""

    def answer(self, steps: Sequence[Step], before: Reading) -> tuple[QueryPlan, Answer] | Unclear:
        """The last step's plan and the answer of all; or why a step has none."""
        results: list[Result] = []
        answers: list[Answer] = []
        for step in steps:
            result = self._result(step, results, before)
            if isinstance(result, Unclear):
                return result
            said = [in_chinese(answer.answer) or answer.answer for answer in answers]
            answer = self.word(result, "\n".join(said))
            if answer.status != "answered":
                return Unclear(kind="not_found", message=answer.answer, unsure=True)
            results.append(result)
            answers.append(answer)
        return results[-1].plan, joined(answers)

    def _result(self, step: Step, results: Sequence[Result], before: Reading) -> Result | Unclear:
        found: dict[int, Found] = {}
        for number in step.references:
            one = found_by_ranking(results[number - 1])
            if isinstance(one, Unclear):
                return one
            found[number] = one
        bounds: dict[int, Bound] = {}
        for number in step.bounds:
            bound = found_figure(results[number - 1])
            if isinstance(bound, Unclear):
                return bound
            bounds[number] = bound
        names = {number: one.called(self.several) for number, one in found.items()}
        plainly = step.naming(names)
        planned = self.plan(plainly, results[-1].plan.reading if results else before)
        if isinstance(planned, QueryPlan) and rows_left_out(planned, step.bearing):
            return _nothing_found()
        if isinstance(planned, QueryPlan) and step.note:
            planned = replace(planned, notes=(*planned.notes, f"{step.note}{plainly}"))
        if isinstance(planned, QueryPlan):
            planned = with_conditions(planned, step.conditions, bounds)
        for one in found.values():
            if isinstance(planned, QueryPlan):
                planned = one.exactly_in(planned)
        return planned if isinstance(planned, Unclear) else self.execute(planned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a ranking found: a report, or a row of it."""

    report: Report
    row: Figure | None = None

    def called(self, several: bool) -> str:
        """The name that a plain question calls it by."""
        name = report_name(self.report)
        if self.row is None:
            return name
        return f"{name}的{self.row.name}" if several else self.row.name

    def exactly_in(self, plan: QueryPlan) -> QueryPlan | Unclear:
        """The plan with this very row where one called alike stood; Unclear where there is none."""
        if self.row is None:
            return plan if plan.report == self.report.id and not plan.across else _nothing_found()
        if plan.texts:
            return (
                plan if self.row.name in (plan.subject, _bare(plan.subject)) else _nothing_found()
            )
        own = set(self.row.facts)
        if any(own & set(f.facts) or self._is_of(f) for f in (*plan.figures, *plan.members)):
            return plan
        alike = [f for f in plan.figures if self.row.name in f.name]
        if len(alike) != 1:
            return _nothing_found()
        figures = tuple(self.row if f is alike[0] else f for f in plan.figures)
        return replace(plan, figures=figures)

    def _is_of(self, figure: Figure) -> bool:
        assert self.row
        return figure.name.startswith(f"{self.row.name}的") or figure.name == self.row.name


def _bare(subject: str) -> str:
    """The project of a text's subject: 甲项目的立项依据 is 甲项目."""
    return subject.rpartition("的")[0]


def found_by_ranking(result: Result) -> Found | Unclear:
    """The one report, row or project that a ranking or a comparison found."""
    plan = result.plan
    rows = result.members if plan.operation == "rank" else _larger_first(result)
    if not rows or plan.operation not in ("rank", "compare"):
        return _nothing_found()
    ties = [row for row in rows if row.worth == rows[0].worth and row.value is not None]
    alone = len(rows) == 1 or plan.across or plan.operation == "compare"
    if len(ties) != 1 or not alone:
        names = "、".join(row.name for row in (ties or rows)[:6])
        return Unclear(kind="clarify", message=f"并列的有几个：{names}。请写明是哪一个。")
    if not plan.across:
        every = (*plan.members, *plan.figures)
        row = next((f for f in every if f.name == rows[0].name), None)
        return Found(report=result.extraction.report, row=row) if row else _nothing_found()
    cited = [c for c in result.evidence.cited if c.id in rows[0].cited]
    return Found(report=cited[0].report) if cited else _nothing_found()


def _larger_first(result: Result) -> tuple[Quantity, ...]:
    pair = result.operands[:2]
    return pair if result.holds else pair[::-1]


def found_figure(result: Result) -> Bound | Unclear:
    """The one amount of money that a step found, under its name."""
    figure = result.outcome
    single = len(result.operands) == 1 and result.plan.operation == "look_up"
    if figure is None or figure.value is None or not single or not is_money(figure.unit):
        return _nothing_found()
    return result.operands[0].name, figure.value, figure.unit


def _nothing_found() -> Unclear:
    return Unclear(
        kind="clarify", message="没有看懂要先求出的是哪一个。可以分成两个问题来问。", unsure=True
    )


def joined(answers: Sequence[Answer]) -> Answer:
    """The answers of the steps as one: every step's words, evidence and checks, in order."""
    if len(answers) == 1:
        return answers[0]
    moved = [_with_prefix(answer, i) for i, answer in enumerate(answers)]
    last = moved[-1]
    read = all(in_chinese(answer.answer) is not None for answer in answers)
    leads = (_ENGLISH_LEADS if read else _LEADS)[len(answers)]
    lines = [part for lead, a in zip(leads, moved, strict=True) for part in (lead, a.answer)]
    plans = [answer.plan for answer in moved]
    return replace(
        last,
        answer="\n".join(lines),
        citations=tuple(c for a in moved for c in a.citations),
        checks=tuple(c for a in moved for c in a.checks),
        warnings=tuple(dict.fromkeys(w for a in moved for w in a.warnings)),
        plan={**(last.plan or {}), "steps": plans},
    )


def _with_prefix(answer: Answer, earlier: int) -> Answer:
    """The answer with citation ids that no other step uses: c1 of the second step is s2c1."""
    if not earlier:
        return answer
    new = {c.id: f"s{earlier + 1}{c.id}" for c in answer.citations}

    def renamed(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new.get(id_, id_) for id_ in ids)

    citations: list[Citation] = [replace(c, id=new[c.id]) for c in answer.citations]
    checks: list[Check] = [replace(c, citations=renamed(c.citations)) for c in answer.checks]
    items: list[Item] = [replace(i, citations=renamed(i.citations)) for i in answer.items]
    return replace(answer, citations=tuple(citations), checks=tuple(checks), items=tuple(items))
