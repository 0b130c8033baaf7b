"""Which cells does a ruled table of a page have, and what is printed in each?"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.readers.pdf_text import Glyph, cell_text
from index.records import Span

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the page's top left corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """A table with the texts of its cells, before it has its place among a report's lines."""

    top: float
    cells: tuple[tuple[str | None, ...], ...]
    edges: tuple[float, ...]
    spans: tuple[Span, ...]
    heights: tuple[float, ...] = ()
    """Top edge of each row, and the bottom edge of the last one."""


def ruled_table(
    boxes: Sequence[Box], glyphs: Iterable[Glyph]
) -> tuple[RuledTable | None, tuple[Glyph, ...]]:
    """The table that the cells make, and the characters that stand in none of them.

    None where the cells make a frame or a list, not a table: fewer than two columns.
    """
    columns, rows = sorted({box[0] for box in boxes}), sorted({box[1] for box in boxes})
    if len(columns) < 2:
        return None, tuple(glyphs)
    owners = _owners(boxes, columns, rows)
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        owner = _owner_at(glyph.middle, boxes, owners, columns, rows)
        if owner is None:
            outside.append(glyph)
        else:
            inside.setdefault(owner, []).append(glyph)
    begins = {_begin(box, columns, rows): index for index, box in enumerate(boxes)}
    table = RuledTable(
        top=rows[0],
        cells=tuple(
            tuple(
                cell_text(inside.get(begins[row, column], ())) if (row, column) in begins else None
                for column in range(len(columns))
            )
            for row in range(len(rows))
        ),
        edges=(*columns, max(box[2] for box in boxes)),
        spans=tuple(_spans(boxes, columns, rows)),
        heights=(*rows, max(box[3] for box in boxes)),
    )
    return table, tuple(outside)


def _begin(box: Box, columns: Sequence[float], rows: Sequence[float]) -> tuple[int, int]:
    return bisect_right(rows, box[1]) - 1, bisect_right(columns, box[0]) - 1


def _extent(box: Box, columns: Sequence[float], rows: Sequence[float]) -> tuple[int, int]:
    """How many rows and columns a cell covers."""
    row, column = _begin(box, columns, rows)
    covered_rows = sum(1 for edge in rows[row:] if edge < box[3] - 1)
    covered_columns = sum(1 for edge in columns[column:] if edge < box[2] - 1)
    return max(covered_rows, 1), max(covered_columns, 1)


def _owners(
    boxes: Sequence[Box], columns: Sequence[float], rows: Sequence[float]
) -> dict[tuple[int, int], int]:
    """Which cell covers each place of the grid."""
    owners: dict[tuple[int, int], int] = {}
    for index, box in enumerate(boxes):
        row, column = _begin(box, columns, rows)
        height, width = _extent(box, columns, rows)
        for down in range(height):
            for across in range(width):
                owners.setdefault((row + down, column + across), index)
    return owners


def _owner_at(
    point: tuple[float, float],
    boxes: Sequence[Box],
    owners: dict[tuple[int, int], int],
    columns: Sequence[float],
    rows: Sequence[float],
) -> int | None:
    """The cell that a point lies in."""
    owner = owners.get((bisect_right(rows, point[1]) - 1, bisect_right(columns, point[0]) - 1))
    if owner is None:
        return None
    left, top, right, bottom = boxes[owner]
    return owner if left <= point[0] <= right and top <= point[1] <= bottom else None


def _spans(boxes: Sequence[Box], columns: Sequence[float], rows: Sequence[float]) -> Iterable[Span]:
    for box in boxes:
        height, width = _extent(box, columns, rows)
        if height > 1 or width > 1:
            row, column = _begin(box, columns, rows)
            yield Span(row=row, column=column, rows=height, columns=width)
