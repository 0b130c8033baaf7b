"""Paragraphs and the figures that they state (段落与文字中的数字)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a report, with the headings above it."""

    index: int
    page: int
    line: int
    headings: tuple[str, ...]
    text: str
    term: str | None = None
    """The term defined, where the paragraph is a definition (名词解释)."""


Measure = Literal["amount", "share", "change", "change_rate", "count"]
"""What a stated figure is: the subject's own amount, its share (占比), the change against the
year before (比上年增减额), that change in percent, or a number of things or people."""

Direction = Literal["increase", "decrease", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure that the prose states (文字表述), tied to what it is said of."""

    index: int
    passage: int
    """`Passage.index` of the paragraph it stands in."""
    page: int
    line: int
    sentence: str
    """The clause or sentence as printed, verbatim in the passage."""
    subject: str
    """What the figure is said of, as printed: 基本支出, 政府采购货物预算, 行政人员."""
    measure: Measure
    printed: str
    """The number as printed, without its unit; for 持平/相同, the words."""
    amount: Decimal
    unit: str
    """万元, 元, %, 人, 辆, 个, 平方米, ..."""
    year: int | None
    """The year the figure is of; the report's year unless the prose says otherwise."""
    direction: Direction | None = None
    reason: str | None = None
    """The reason the prose gives for a change, verbatim."""
