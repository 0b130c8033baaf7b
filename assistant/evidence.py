"""What an answer rests on: cited facts and passages, and formulas over them.

These values pass from `execute` to `compose` and to `check`; they hold every name a sentence may
use for a figure, so that the check can prove row, column, unit and year, not only the digits.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.query_plan import Further
from index.records import Fact, Passage, Report

FormulaKind = Literal[
    "sum",
    "difference",
    "ratio",
    "share",
    "growth",
    "average",
    "product",
    "quotient",
    "monthly",
    "quarterly",
    "daily",
    "count",
    "prior",
    "value",
]
"""合计 / 差额 / 倍数 / 占比 / 增长率 / 平均 / 乘积 / 单位数额 / 每月 / 每季度 / 每天 / 计数 /
上年数 / 原值换算."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A fact or a passage under its citation id."""

    id: str
    """c1, c2, ..."""
    fact: Fact | None = None
    passage: Passage | None = None
    report: Report
    names: tuple[str, ...] = ()
    """Other names by which a sentence may call this row: aliases, a shortened project name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A number computed from cited facts; the check executes it again.

    `operands` are citation ids or the ids of other formulas (f1, f2, ...), in order:
    monthly = first / 12, quarterly = first / 4, daily = first / the days of its year,
    difference = first - second, ratio and share = first / second,
    quotient = first (money) / second (a number of things or people), growth = (first - second) /
    second, prior = first - second (this year's figure less the stated signed change), count =
    number of operands.
    Money operands are brought to `unit` (or, for shares and ratios, to one common unit) first.
    """

    id: str
    kind: FormulaKind
    operands: tuple[str, ...]
    value: Decimal
    """Exact, before rounding for display; a share of 33.13 % is 33.13..., not 0.3313..."""
    unit: str
    """万元, 元, %, 倍, 个, ..."""
    names: tuple[str, ...]
    """What a sentence may call the result: 合计, 占比, 相差, 平均."""
    further: tuple[Further, ...] = ()
    """Figures that count in it beside the operands, of reports too many to be cited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything a draft may speak of, and the only source of its numbers."""

    cited: tuple[Cited, ...] = ()
    formulas: tuple[Formula, ...] = ()
