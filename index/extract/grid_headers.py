"""The header (表头) of a ruled table: which rows it takes, and the path above each column.

Merged cells tell which heading stands over which columns, so no vocabulary is needed here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.grids import GridCell, GridRow

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:=[\d+\-()（）]+)?")
_UNNUMBERED = re.compile(r"栏次|行次|栏目|[甲乙丙丁]|\*+")
"""What stands over a column of names in a row that numbers the others (甲 | 乙 | 1 | 2)."""
_CODE_PART = re.compile(r"[类款项]")
_MOST_ROWS = 8
"""No header is higher than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridHeader:
    """The header of a ruled table, and the rows below it."""

    paths: tuple[tuple[str, ...], ...]
    """For each column its headings, outermost first."""
    texts: tuple[tuple[str, ...], ...]
    """What is printed in each row of the header, to know it again on the next page."""
    body: tuple[GridRow, ...]


def header_of(rows: Sequence[GridRow], columns: int) -> GridHeader | None:
    """The header at the head of the rows, None where the first row is already a body's."""
    height = _height(rows, columns)
    if not height:
        return None
    head, body = list(rows[:height]), list(rows[height:])
    names, rest = _split(head[-1])
    if rest is not None:
        head[-1], body = names, [rest, *body]
    cells = [cell for row in head for cell in row.cells]
    return GridHeader(
        paths=tuple(_path(cells, column) for column in range(columns)),
        texts=tuple(row.texts for row in rows[:height]),
        body=tuple(row for row in body if not _is_column_numbers(row)),
    )


def without_header(rows: Sequence[GridRow], header: GridHeader) -> tuple[GridRow, ...] | None:
    """The rows below a header that is printed again, None where it is another header or none."""
    printed = [row.texts for row in rows[: len(header.texts)]]
    if not header.texts or printed != list(header.texts):
        return None
    return tuple(row for row in rows[len(header.texts) :] if not _is_column_numbers(row))


def begins_body(row: GridRow) -> bool:
    """Whether a row is one of a table's body: it has figures, is numbered, or is a total."""
    if _is_column_numbers(row):
        return False
    figures = any(cell.is_figure and not _YEAR.fullmatch(cell.text) for cell in row.cells)
    return figures or row.is_total or any(_NUMBERED.match(text) for text in row.texts)


def _height(rows: Sequence[GridRow], columns: int) -> int:
    """How many rows the header takes; 0 where there is none.

    It is complete where every column has a heading of its own and nothing reaches further down.
    """
    covered: dict[int, GridCell] = {}
    for index, row in enumerate(rows[:_MOST_ROWS]):
        body = begins_body(row)
        if body and not _is_split(row):
            return index if covered and any(cell.text for cell in covered.values()) else 0
        for cell in row.cells:
            for column in range(cell.column, cell.column + cell.columns):
                covered[column] = cell
        leaves = [covered.get(column) for column in range(columns)]
        complete = all(leaf and leaf.text and leaf.columns == 1 for leaf in leaves)
        ends = all(leaf and leaf.row + leaf.rows <= index + 1 for leaf in leaves)
        if body or (complete and ends):
            return index + 1
    blank = next((i for i, row in enumerate(rows) if i and not row.texts), 0)
    return blank if blank < _MOST_ROWS else 0


def _is_split(row: GridRow) -> bool:
    """Whether a row holds headings (类 款 项) beside the table's first figures."""
    return sum(_CODE_PART.fullmatch(text) is not None for text in row.texts) >= 2


def _split(row: GridRow) -> tuple[GridRow, GridRow | None]:
    """The headings of a row, and its figures as a row of the body where it has any."""
    if not (_is_split(row) and begins_body(row)):
        return row, None
    names = tuple(cell for cell in row.cells if _CODE_PART.fullmatch(cell.text))
    others = tuple(cell for cell in row.cells if cell not in names)
    return (
        GridRow(page=row.page, line=row.line, cells=names),
        GridRow(page=row.page, line=row.line, cells=others),
    )


def _path(cells: Sequence[GridCell], column: int) -> tuple[str, ...]:
    """The headings above a column, outermost first; one without a word where there are none."""
    above = [c for c in cells if c.column <= column < c.column + c.columns and c.text]
    return tuple(cell.text for cell in sorted(above, key=lambda cell: cell.row)) or ("",)


def _is_column_numbers(row: GridRow) -> bool:
    """Whether a row only numbers the columns: 栏次 | 1 | 2 | 3=1+2."""
    found = [_COLUMN_NUMBER.fullmatch(text) for text in row.texts]
    numbers = [int(match[1]) for match in found if match]
    words = [text for text, match in zip(row.texts, found, strict=True) if not match]
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if not counted or not all(_UNNUMBERED.fullmatch(text) for text in words):
        return False
    return bool(words) or len(numbers) >= 3
