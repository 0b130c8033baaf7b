"""What was found and computed, before it is worded (结果)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.evidence import Evidence
from assistant.query_plan import QueryPlan
from index.amounts import convert, is_money
from index.records import Extraction, Fact, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure of the answer: its name, exact value and what proves it."""

    name: str
    value: Decimal | None
    """None where the cell is blank."""
    unit: str
    cited: tuple[str, ...]
    fact: Fact | None = None
    """The fact itself, where the figure is one cell or one stated figure."""
    formula: str | None = None
    parts: tuple["Quantity", ...] = ()
    """What the report prints of it, where it prints it in parts; or the figures set beside."""
    joint: bool = False
    """Whether its parts are figures of their own that the question adds."""

    @property
    def rough(self) -> bool:
        """Whether the prose gives it only as so much and more (119余万元)."""
        fact = self.fact
        said = (
            rf"(?<![\d.,]){re.escape(fact.printed or '')}余{re.escape(self.unit)}" if fact else ""
        )
        return fact is not None and bool(fact.printed) and bool(re.search(said, fact.text))

    @property
    def worth(self) -> Decimal:
        """For comparing: money in yuan, anything else as it stands; blank is 0."""
        value = self.value or Decimal(0)
        return convert(value, self.unit, "元") if is_money(self.unit) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A worded part of the report under its citation."""

    cited: str
    quoted: str
    """Label and text as the citation holds them."""
    label: str
    """立项依据, 数量指标「预计发生企业」, the heading of a passage."""
    text: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything that a composer may speak of."""

    plan: QueryPlan
    extraction: Extraction
    evidence: Evidence
    operands: tuple[Quantity, ...] = ()
    outcome: Quantity | None = None
    members: tuple[Quantity, ...] = ()
    """The rows of a list or ranking, in its order, filters applied."""
    considered: int = 0
    """How many rows the set had before amount filters."""
    quotes: tuple[Quote, ...] = ()
    findings: tuple[Finding, ...] = ()
    touched: tuple[Finding, ...] = ()
    """Findings that touch a figure of the answer."""
    holds: bool | None = None
    """Whether what was to be verified or audited is so."""
