"""The answer object that other programs rely on, as frozen values (see the contract in docs/)."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["answered", "not_found", "clarify", "refused"]
"""已回答 / 报告中没有 / 需要澄清 / 不属于可回答的问题."""

Verdict = Literal["cited", "computed", "question", "unsupported"]
"""Where a number of the answer comes from: a cited cell, a re-executed formula, the question
itself (years, codes, what the user typed), or nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The row, cell or sentence that proves a number."""

    id: str
    report: str
    year: int | None
    kind: Literal["cell", "row", "passage"]
    table: str | None
    page: int
    row: str
    """Code and label: 2010301 行政运行."""
    column: str | None
    """Header path joined by ' / '."""
    raw: str | None
    """The figure as printed; None for a blank cell."""
    unit: str | None
    text: str
    """The whole row or sentence as printed."""
    line: int | None = None
    """Where in the report it stands, as its reader counts lines."""
    report_id: str | None = None
    """Which of two versions of a report with one title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a list or a ranking."""

    label: str
    value: str | None
    unit: str | None
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The verdict on one number that stands in the finished text."""

    text: str
    verdict: Verdict
    citations: tuple[str, ...]
    formula: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """What a language model (语言模型) was asked for one answer, and what became of it."""

    calls: int
    repairs: int
    """Calls that asked the model to mend what it had given."""
    planned: bool
    """Whether the plan rests on the model's proposal."""
    worded: bool
    """Whether the words are the model's; the figures never are."""
    fallback: str | None
    """Why the rules' own plan or words stand where the model was asked: a short machine word."""
    prompt_tokens: int
    completion_tokens: int
    first_words_ms: float | None
    """From the question to the first words of the model's answer; None where none came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One checked answer."""

    question: str
    status: Status
    answer: str
    value: str | None = None
    unit: str | None = None
    items: tuple[Item, ...] = ()
    citations: tuple[Citation, ...] = ()
    checks: tuple[Check, ...] = ()
    warnings: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    plan: dict[str, object] | None = None
    engine: Literal["rules", "llm"] = "rules"
    """Who spoke: `llm` where the plan or the words are a language model's."""
    timings_ms: dict[str, float] | None = None
    model: ModelUse | None = None
    """None where no language model was asked."""
