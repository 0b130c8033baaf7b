"""A page of a report as published (原文): its picture or its lines, and what stands where."""

from dataclasses import dataclass
from typing import Literal

OriginalFormat = Literal["pdf", "text_dump"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A report file as the store keeps it; a text without handlers' data (经办人)."""

    format: OriginalFormat
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on a page; each side as a fraction of the page, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line of prose, or of a dumped table, on a page."""

    number: int
    """In a text the line's number in the file; in a PDF counted from the top of the page, each
    row of a ruled table as one line."""
    text: str
    area: Area | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell of a ruled table on a page; `line` counts as that of `PrintedLine`."""

    line: int
    column: int
    text: str
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalPage:
    """One page of the original; a PDF has a picture, a text its lines."""

    number: int
    pages: int
    """How many pages the original has."""
    lines: tuple[PrintedLine, ...]
    cells: tuple[PrintedCell, ...] = ()
    picture: bytes | None = None
    """PNG; handlers' data painted over."""
    covered: bool = False
    """Whether something was painted over, or a line left out."""
