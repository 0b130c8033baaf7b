"""A question taken apart into steps (分步): plain questions, each of which may rest on what
an earlier one found: a report, a row or a project by its name, or a figure as a condition's bound.

No step holds a number that was not typed by whoever asked: amounts are those of the question.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.query_plan import Amount

Comparison = Literal["over", "at_least", "under", "at_most", "named", "not_named"]
"""超过 / 不低于 / 低于 / 不超过 / 名称含 / 名称不含."""

MOST_STEPS = 3
_REFERENCE = re.compile(r"〔(\d)〕")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the rows of a set must meet; exactly one of the three says what they are held to."""

    comparison: Comparison
    amount: Amount | None = None
    """As the question prints it."""
    step: int | None = None
    """Number of the earlier step, from 1, whose figure is the bound."""
    word: str | None = None
    """What the name holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One plain question; 〔1〕 in it stands for what step 1 found."""

    question: str
    conditions: tuple[Condition, ...] = ()
    bearing: tuple[str, ...] = ()
    """Rows that its plan must be about."""
    note: str = ""
    """Who says that this is what was asked; the question follows it in the answer."""

    @property
    def references(self) -> frozenset[int]:
        """The earlier steps whose find is named in the question."""
        return frozenset(int(number) for number in _REFERENCE.findall(self.question))

    @property
    def bounds(self) -> frozenset[int]:
        """The earlier steps whose figure is a bound."""
        return frozenset(c.step for c in self.conditions if c.step)

    def naming(self, found: dict[int, str]) -> str:
        """The question with the names that the earlier steps found."""
        return _REFERENCE.sub(lambda match: found[int(match[1])], self.question)


def found_by(step: int) -> str:
    """How a question refers to what an earlier step found."""
    return f"〔{step}〕"
