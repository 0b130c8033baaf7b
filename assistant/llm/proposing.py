"""The model proposes a plan as JSON (提出计划): shape is checked here, terms by the rules."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.llm.endpoint import Endpoint, Message, ModelFailed, Patience, Spent
from assistant.proposal import Proposal, ProposedCondition, ProposedOperation, ProposedTerm
from assistant.steps import MOST_STEPS, Comparison
from prompts import prompt

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_Label = Annotated[str, Field(min_length=1, max_length=80)]


class _Term(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    report: _Label
    row: _Label
    column: _Label | None = None


class _Condition(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    comparison: Comparison
    amount: Annotated[int, Field(ge=1, le=9)] | None = None
    step: Annotated[int, Field(ge=1, le=MOST_STEPS)] | None = None
    word: _Label | None = None


class _Step(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    operation: ProposedOperation | None
    terms: Annotated[list[_Term], Field(max_length=8)] = []
    top: Annotated[int, Field(ge=1, le=50)] | None = None
    ascending: bool = False
    conditions: Annotated[list[_Condition], Field(max_length=4)] = []


class _Steps(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    steps: Annotated[list[_Step], Field(min_length=1, max_length=MOST_STEPS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the model is shown: labels, never figures."""

    question: str
    amounts: str
    """The amounts that the question itself prints, numbered."""
    before: str
    reports: str
    rows: str
    columns: str


@dataclass(slots=True)
class Proposed:
    """What became of the proposal."""

    proposal: Proposal | None = None
    repairs: int = 0
    fallback: str | None = None


Validate = Callable[[Proposal], str | None]
"""Why a proposal cannot be planned, in words for the model; None where it can."""


def propose(
    endpoint: Endpoint, asked: Asked, validate: Validate, patience: Patience, spent: Spent
) -> Proposed:
    """A proposal that validates, after one repair at most; or why there is none."""
    outcome = Proposed()
    messages: list[Message] = [
        (
            "user",
            prompt("plan").filled(
                question=asked.question,
                amounts=asked.amounts,
                before=asked.before,
                reports=asked.reports,
                rows=asked.rows,
                columns=asked.columns,
            ),
        )
    ]
    for round_ in range(2):
        outcome.repairs = round_
        try:
            reply = endpoint.reply(messages, patience, spent, None)
        except ModelFailed as failed:
            outcome.fallback = failed.reason
            return outcome
        found = parsed(reply)
        if found == "none":
            outcome.fallback = "no_proposal"
            return outcome
        objection = _SHAPE if found is None else validate(found)
        if objection is None:
            outcome.proposal, outcome.fallback = found, None
            return outcome
        outcome.fallback = "not_json" if found is None else "invalid_plan"
        repair = prompt("plan_repair").filled(reason=objection)
        messages += [("assistant", reply), ("user", repair)]
    return outcome


_SHAPE = "不是约定格式的 JSON 对象。"


def parsed(reply: str) -> Proposal | Literal["none"] | None:
    """The proposal in a reply; "none" where the model says it has none, None where it is no such
    object. Words around the object do not matter."""
    found = _OBJECT.search(reply)
    try:
        given = json.loads(found[0]) if found else None
        if not isinstance(given, dict):
            return None
        one_step = [] if "steps" in given else [_Step.model_validate(given)]
        shapes = one_step or _Steps.model_validate(given).steps
    except (ValueError, RecursionError, ValidationError):
        return None
    steps = [step for shape in shapes if (step := _step(shape))]
    if len(steps) < len(shapes):
        return "none"
    return replace(steps[-1], earlier=tuple(steps[:-1]))


def _step(shape: _Step) -> Proposal | None:
    if shape.operation is None:
        return None
    return Proposal(
        operation=shape.operation,
        terms=tuple(ProposedTerm(report=t.report, row=t.row, column=t.column) for t in shape.terms),
        top=shape.top,
        ascending=shape.ascending,
        conditions=tuple(
            ProposedCondition(comparison=c.comparison, amount=c.amount, step=c.step, word=c.word)
            for c in shape.conditions
        ),
    )
