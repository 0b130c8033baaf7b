"""What a reader yields: pages, lines and ruled grids, before anything is understood (版面)."""

from dataclasses import dataclass
from typing import Literal

LineSetting = Literal["full", "indented", "centred"]
"""顶格 / 缩进 / 居中: how a line is set in its page's column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a report as printed; spaces are kept, they may stand for blank cells."""

    page: int
    number: int
    """1-based number of the line in the source."""
    text: str
    setting: LineSetting | None = None
    """None where the format does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A merged cell (合并单元格) of a grid: where it begins, and what it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table as drawn on a page: rows of cell texts, None where no cell begins."""

    page: int
    top: float
    cells: tuple[tuple[str | None, ...], ...]
    edges: tuple[float, ...] = ()
    """Left edge of each column, and the right edge of the last one."""
    spans: tuple[Span, ...] = ()
    """The cells that cover more than one row or column."""
    line: int = 0
    """Number of the line that its first row stands for; the rows below count on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its lines without running heads and page numbers, and its ruled grids."""

    number: int
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report file as read, before anything is understood of it."""

    source: str
    """File name, without its folder."""
    format: Literal["text_dump", "pdf"]
    sha256: str
    title: str
    """The running head, or the file's name where there is none."""
    pages: tuple[Page, ...]
