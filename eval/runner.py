"""Putting cases to the assistant: one answer object a turn, timed; a crash is a failed case.

A case that names reports is asked only of a store that holds them: its gold rests on them.
"""

import time
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.cases import Case
from eval.scoring import AnswerObject, Score, score

if TYPE_CHECKING:
    from assistant.ask import Assistant

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


def asking(assistant: "Assistant") -> Ask:
    """An open assistant as other programs see it."""
    from assistant.conversation import Conversation
    from assistant.wire import as_json

    def ask(question: str, conversation: Any) -> tuple[AnswerObject, Any]:
        answer, after = assistant.ask(question, conversation or Conversation())
        return as_json(answer), after

    return ask


def open_ask(store: Path | None) -> Ask:
    """The rules over a store; a missing or broken store is a `BudgetError`."""
    from assistant.ask import open_assistant

    return asking(open_assistant(store))


def report_names(store: Path | None) -> tuple[str, ...]:
    """Title and file name of each report in a store, as one name; a broken store raises."""
    from index.corpus import Corpus
    from index.settings import store_path

    with Corpus.open(store_path(str(store) if store else None)) as corpus:
        return tuple(f"{report.title} {report.source}" for report in corpus.reports())


def askable(case: Case, held: Collection[str]) -> bool:
    """Whether each report that the case names is part of the name of a report that is held."""
    names = [_folded(name) for name in held]
    return all(any(_folded(wanted) in name for name in names) for wanted in case.reports)


def _folded(name: str) -> str:
    # file systems hand back some characters in pieces (NFD)
    return unicodedata.normalize("NFKC", name)


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
