"""Putting cases to the assistant: one answer object a turn, timed; a crash is a failed case."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.scoring import AnswerObject, Score, score

Ask = Callable[[str, Any], tuple[AnswerObject, Any]]
"""Question and conversation so far (None at the start) → answer object and conversation."""

CRASHED = "crashed"
"""Status of an answer object that stands for a crash; never a right answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A case as it was answered."""

    case: Case
    answers: tuple[AnswerObject, ...]
    """One for each turn; the last is the one that is scored."""
    milliseconds: tuple[float, ...]
    """One for each turn."""
    score: Score | None
    """None where the case has no gold."""


def open_ask(store: Path | None) -> Ask:
    """The real assistant over a store; a missing or broken store is a `BudgetError`."""
    from assistant.ask import open_assistant
    from assistant.conversation import Conversation
    from assistant.wire import as_json

    assistant = open_assistant(store)

    def ask(question: str, conversation: Any) -> tuple[AnswerObject, Any]:
        answer, after = assistant.ask(question, conversation or Conversation())
        return as_json(answer), after

    return ask


def _crash(question: str, error: Exception) -> AnswerObject:
    return {
        "question": question,
        "status": CRASHED,
        "answer": f"程序出错：{type(error).__name__}：{error}",
        "value": None,
        "unit": None,
        "items": [],
        "citations": [],
        "checks": [],
    }


def run_case(case: Case, ask: Ask) -> Run:
    """The case, answered turn by turn; after a crash the conversation so far goes on."""
    answers: list[AnswerObject] = []
    milliseconds: list[float] = []
    conversation: Any = None
    for question in case.turns:
        began = time.perf_counter()
        try:
            answer, conversation = ask(question, conversation)
        except Exception as error:  # noqa: BLE001 - a crash is this case's result
            answer = _crash(question, error)
        milliseconds.append((time.perf_counter() - began) * 1000)
        answers.append(answer)
    return Run(
        case=case,
        answers=tuple(answers),
        milliseconds=tuple(milliseconds),
        score=score(answers[-1], case.gold) if case.gold else None,
    )


def run_cases(cases: Iterable[Case], ask: Ask) -> Iterator[Run]:
    """Each case in turn, each with a conversation of its own."""
    return (run_case(case, ask) for case in cases)
