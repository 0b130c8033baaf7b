"""What every system that is compared promises: an index of its own, an answer, what it found."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from eval.scoring import AnswerObject
from index.records import Extraction

DEEPEST = 20
"""How many results of a search are looked at when it is judged."""

NOTHING = "没有找到相关的内容。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One result of a search (检索结果): a chunk, or a row, with where it stands."""

    report: str
    page: int
    heading: str
    """Table or section that the lines stand in."""
    lines: tuple[str, ...]


class System(Protocol):
    """A way to answer questions over reports."""

    @property
    def name(self) -> str:
        """What the table calls it."""

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """Make its index of these reports in an empty folder, ready to be asked."""

    def ask(self, question: str, conversation: Any) -> tuple[AnswerObject, Any]:
        """Answer object and conversation, as `eval.runner.Ask`; `found` in the answer lists the
        results, best first, each a list of citations."""

    def close(self) -> None:
        """Let go of the index."""


class SearchSystem(ABC):
    """A search, then an answer out of what it found; it knows a conversation only as more words:
    the question is searched for together with those before it."""

    name: str

    @abstractmethod
    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """See `System.build`."""

    @abstractmethod
    def find(self, query: str) -> Sequence[Found]:
        """At most `DEEPEST` results, best first."""

    @abstractmethod
    def answer(self, question: str, found: Sequence[Found]) -> AnswerObject:
        """The answer that the results give."""

    def ask(self, question: str, conversation: Any) -> tuple[AnswerObject, Any]:
        """See `System.ask`."""
        turns = (*(conversation or ()), question)
        asked = "，".join(turns)
        found = self.find(asked)
        answer = {**self.answer(asked, found), "found": [cited_lines(each) for each in found]}
        return answer, turns

    @abstractmethod
    def close(self) -> None:
        """See `System.close`."""


def cited_lines(found: Found) -> list[dict[str, Any]]:
    """Each line of a result as a citation."""
    return [cited(found, line) for line in found.lines]


def cited(found: Found, line: str, figure: str | None = None) -> dict[str, Any]:
    """A line of a result as a citation of the answer object."""
    return {
        "report": found.report,
        "page": found.page,
        "table": found.heading,
        "row": "",
        "raw": figure,
        "text": line,
    }


def answer_object(
    question: str,
    status: str,
    words: str,
    citations: Sequence[dict[str, Any]] = (),
    figure: tuple[str, str] | None = None,
) -> AnswerObject:
    """An answer in the shape that scoring reads; `figure` is its number and unit."""
    value, unit = figure or (None, None)
    return {
        "question": question,
        "status": status,
        "answer": words,
        "value": value.replace(",", "") if value else None,
        "unit": unit,
        "items": [],
        "citations": list(citations),
        "checks": [],
        "suggestions": [],
    }


def nothing_found(question: str) -> AnswerObject:
    """The answer where the search gave nothing to answer with."""
    return answer_object(question, "not_found", NOTHING)
