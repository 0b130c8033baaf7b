"""From a question to a checked answer: the only place that knows the order of stages (问答)."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Check
from assistant.check import check, supported
from assistant.check.conditions import unmet_conditions
from assistant.citations import citation_of
from assistant.compose import Draft, compose
from assistant.conversation import Conversation, reading_after
from assistant.department_names import told_of
from assistant.evidence import Evidence
from assistant.execute import execute
from assistant.in_english import is_english, said_in_english
from assistant.planner.compound import compound, topic_left_out
from assistant.planner.conditioned import with_conditions
from assistant.planner.nearness import Near
from assistant.planner.plain_english import in_plain_chinese
from assistant.planner.plan import plan
from assistant.planner.proposals import objection_to_plan
from assistant.planner.two_questions import parted
from assistant.planner.view import view_of
from assistant.query_plan import QueryPlan, Question, Reading, Unclear
from assistant.question import understand
from assistant.result import Result
from assistant.retrieve import retrieve
from assistant.steps import Step
from assistant.stepwise import Stepwise
from index.corpus import Corpus
from index.errors import AmountError
from index.records import Fact
from index.settings import store_path

if TYPE_CHECKING:
    from assistant.llm.settings import ModelSettings
    from assistant.llm.turn import ModelTurn

_NOTHING = Evidence()
_KEPT = 64
"""Reports whose facts are kept by id between questions."""


class Assistant:
    """Answers questions over a corpus. Safe to share between threads: it keeps only caches."""

    def __init__(self, corpus: Corpus, model: "ModelSettings | None" = None) -> None:
        self.corpus = corpus
        self.model = model
        """The language model that may help; None: the rules alone."""
        self._facts: OrderedDict[str, dict[str, Fact]] = OrderedDict()

    def ask(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        heard: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> tuple[Answer, Conversation]:
        """The checked answer, and the conversation for the next question.

        Where a language model words it, `heard` is told the words so far, figures masked;
        `cancelled` ends the waiting for the model, and the rules' answer follows.
        """
        started, worked = time.perf_counter(), time.thread_time()
        question = question.encode("utf-8", "ignore").decode("utf-8")  # no lone surrogates
        conversation = conversation or Conversation()
        turn = self._turn(heard, cancelled)
        found, answer = self._by_rules(self._understood(question), conversation.reading, turn)
        if turn and turn.use:
            answer = replace(answer, engine="llm" if turn.spoke else "rules", model=turn.use)
        spent = round((time.perf_counter() - started) * 1000, 1)
        processor = round((time.thread_time() - worked) * 1000, 1)
        timings = {"total": spent, "processor": processor}
        reading = reading_after(found, answer)
        return replace(answer, timings_ms=timings), conversation.after(reading)

    def _understood(self, question: str) -> Question:
        """The question as it is planned: a plain English one in Chinese."""
        asked = understand(question)
        plainly = in_plain_chinese(asked) if is_english(question) else None
        return replace(understand(plainly), original=question) if plainly else asked

    def _turn(
        self, heard: Callable[[str], None] | None, cancelled: threading.Event | None
    ) -> "ModelTurn | None":
        if self.model is None:
            return None
        from assistant.llm.turn import ModelTurn

        return ModelTurn(self.model, heard, cancelled)

    def _by_rules(
        self, asked: Question, before: Reading, turn: "ModelTurn | None"
    ) -> tuple[QueryPlan | Unclear, Answer]:
        """The plan and the answer; the model is asked where the words were not understood."""
        steps = compound(asked, several=self._several)
        stepwise = self._by_steps(asked, steps, before) if steps else None
        if stepwise is None:
            parts = parted(asked.text, lambda t, r: self._planned(understand(t), r), before)
            both = self._by_steps(asked, parts, before) if parts else None
            stepwise = None if isinstance(both, Unclear) else both
        if stepwise and not isinstance(stepwise, Unclear):
            return stepwise
        found = stepwise or self._planned(asked, before)
        if isinstance(found, QueryPlan):
            topic = topic_left_out(asked, found)
            found = with_conditions(found, (topic,) if topic else (), {})
        if isinstance(found, QueryPlan):
            return found, self._answered(asked.original, found, turn)
        if turn and found.unsure and (proposed := self._proposed(asked, before, turn)):
            return proposed
        return found, self._declined(asked.original, found)

    @property
    def _several(self) -> bool:
        return len(self.corpus.reports()) > 1

    def _planned(self, asked: Question, before: Reading) -> QueryPlan | Unclear:
        corpus = self.corpus
        return plan(asked, corpus.reports(), corpus.extraction, before, self._similar, corpus)

    def _proposed(
        self, asked: Question, before: Reading, turn: "ModelTurn"
    ) -> tuple[QueryPlan, Answer] | None:
        """The rules' answer along what the model proposes; None where that does not hold either."""
        from assistant.modelled import question_from

        meant = question_from(turn, self.corpus, asked, before)
        if meant is None:
            return None
        proposal, steps = meant
        if proposal.is_compound:
            stepwise = self._by_steps(asked, steps, Reading())
            if not isinstance(stepwise, Unclear):
                return stepwise
        else:
            plainly = steps[0].question
            found = self._planned(understand(plainly), Reading())
            if isinstance(found, QueryPlan) and not objection_to_plan(proposal, found):
                told = f"这个问题由语言模型理解为：{plainly}"
                found = replace(found, notes=(*found.notes, told))
                answer = self._answered(asked.original, found, turn)
                if answer.status == "answered":
                    return found, answer
        turn.unplanned()
        return None

    def _similar(self, report: str, wording: str) -> list[Near]:
        """The rows and forms of a report nearest in meaning, with the cosine."""
        hits = self.corpus.search(wording, [report], kinds=["row", "form"], k=8)
        near = [Near(table=h.table_id, index=h.index, score=h.dense) for h in hits]
        return sorted(near, key=lambda n: -n.score)

    def _declined(self, question: str, unclear: Unclear) -> Answer:

        def verdicts(text: str) -> tuple[Check, ...]:
            reports = told_of(self.corpus.reports(), text + question, ())
            return check(text, question=question, evidence=_NOTHING, reports=reports)

        answer = Answer(
            question=question,
            status=unclear.kind,
            answer=unclear.message,
            checks=verdicts(unclear.message),
            suggestions=unclear.suggestions,
        )
        return said_in_english(answer, verdicts) if is_english(question) else answer

    def _by_steps(
        self, asked: Question, steps: Sequence[Step], before: Reading
    ) -> tuple[QueryPlan, Answer] | Unclear:
        """The answer in several steps, each of them checked; or why one of them has none."""
        stages = Stepwise(
            plan=lambda text, reading: self._planned(understand(text), reading),
            execute=self._executed,
            word=lambda result, earlier: self._checked(
                asked.original, result, compose(result), None, earlier
            ),
            several=self._several,
        )
        return stages.answer(steps, before)

    def _answered(self, question: str, found: QueryPlan, turn: "ModelTurn | None") -> Answer:
        result = self._executed(found)
        if isinstance(result, Unclear):
            return self._declined(question, result)
        return self._checked(question, result, compose(result), turn)

    def _executed(self, found: QueryPlan) -> Result | Unclear:
        extraction = self.corpus.extraction(found.report)
        try:
            return execute(retrieve(found, extraction, self._facts_for(found)))
        except AmountError as error:
            return Unclear(kind="not_found", message=f"无法计算：{error}。")

    def _checked(
        self,
        question: str,
        result: Result,
        draft: Draft,
        turn: "ModelTurn | None",
        earlier: str = "",
    ) -> Answer:
        """The draft, or the model's words for it, if every number in it is proved, and every row
        meets the conditions stated; otherwise nothing of it is shown."""

        cited = {each.report.id for each in result.evidence.cited}

        def verdicts(text: str) -> tuple[Check, ...]:
            reports = told_of(self.corpus.reports(), text + question, cited)
            return check(text, question=question, evidence=result.evidence, reports=reports)

        checks = verdicts(draft.text)
        if turn and supported(checks) and not is_english(question):
            from assistant.modelled import reworded

            prove = lambda text: supported(verdicts(text))  # noqa: E731
            text = reworded(turn, question, result, draft, checks, prove) or draft.text
            draft, checks = replace(draft, text=text), verdicts(text)
        if not supported(checks) or unmet_conditions(draft.text, earlier):
            return Answer(
                question=question,
                status="not_found",
                answer="找到了相关内容，但答案中的数字没有通过核对，因此不予显示。请换一种问法。",
            )
        answer = _answer_of(question, draft, result, checks)
        return said_in_english(answer, verdicts) if is_english(question) else answer

    def _facts_for(self, found: QueryPlan) -> dict[str, Fact]:
        """The facts, by id, of every report that the plan draws on."""
        figures = (*found.figures, *found.members)
        if found.multitude:
            every = [i for f in figures for i in (*f.facts, *((f.blank,) if f.blank else ()))]
            if all("form" not in i for i in every):
                return self.corpus.facts_at(every)
        reports = {i.split("/")[0] for f in figures for i in f.facts} | {found.report}
        facts: dict[str, Fact] = {}
        for report in reports:
            facts |= self._facts_of(report)
        return facts

    def _facts_of(self, report: str) -> dict[str, Fact]:
        if report not in self._facts:
            addresses = view_of(self.corpus.extraction(report)).book.by_fact
            self._facts[report] = {id_: address.fact for id_, address in addresses.items()}
            if len(self._facts) > _KEPT:
                self._facts.popitem(last=False)
        return self._facts[report]


def open_assistant(store: Path | None = None, *, model: "ModelSettings | None" = None) -> Assistant:
    """The assistant over a store (default: BUDGET_STORE, then .store/), with a language model
    where one is given; raises `StoreError`."""
    return Assistant(Corpus.open(store or store_path()), model)


def _answer_of(question: str, draft: Draft, result: Result, checks: tuple[Check, ...]) -> Answer:
    return Answer(
        question=question,
        status=draft.status,
        answer=draft.text,
        value=draft.value,
        unit=draft.unit,
        items=draft.items,
        citations=tuple(citation_of(cited) for cited in result.evidence.cited),
        checks=checks,
        warnings=draft.warnings,
        suggestions=draft.suggestions,
        plan=_told(result.plan),
    )


def _told(plan: QueryPlan) -> dict[str, Any]:
    """The plan as an answer tells it: of the figures that are not shown, how many there are."""
    many = plan.multitude
    told = asdict(replace(plan, multitude=None))
    if many:
        told["multitude"] = asdict(replace(many, further=())) | {"further": len(many.further)}
    return told
