"""The cells of a ruled grid by their place, and grids of several pages on one set of columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.extract.fit import is_figure, is_total
from index.records import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a grid with the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def is_figure(self) -> bool:
        """Whether the cell holds a number or a dash."""
        return bool(self.text) and is_figure(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row of a grid: the cells that begin in it, left to right."""

    page: int
    line: int
    cells: tuple[GridCell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is printed in the row, blank cells left out."""
        return tuple(cell.text for cell in self.cells if cell.text)

    @property
    def is_total(self) -> bool:
        """Whether the row is a total: a total's name, and nothing else but figures."""
        names = [cell.text for cell in self.cells if cell.text and not cell.is_figure]
        return len(names) == 1 and is_total(names[0])


def rows_of_grid(grid: Grid) -> tuple[GridRow, ...]:
    """The rows of a grid from top to bottom."""
    extents = {(span.row, span.column): (span.rows, span.columns) for span in grid.spans}
    rows = []
    for index, texts in enumerate(grid.cells):
        cells = []
        for column, text in enumerate(texts):
            if text is not None:
                height, width = extents.get((index, column), (1, 1))
                cells.append(
                    GridCell(text=text, row=index, column=column, rows=height, columns=width)
                )
        rows.append(GridRow(page=grid.page, line=grid.line + index, cells=tuple(cells)))
    return tuple(rows)


def rows_on_columns(grid: Grid, edges: Sequence[float]) -> tuple[GridRow, ...] | None:
    """The rows of a grid on the columns of another, None where the two do not match.

    A continuation may be drawn with fewer columns: a total whose name covers several.
    """
    if len(grid.edges) == len(edges):
        return rows_of_grid(grid)
    if len(grid.edges) > len(edges) or not grid.edges:
        return None
    middles = [(left + right) / 2 for left, right in pairwise(edges)]
    rows = []
    for row in rows_of_grid(grid):
        cells = []
        for cell in row.cells:
            left, right = grid.edges[cell.column], grid.edges[cell.column + cell.columns]
            covered = [at for at, middle in enumerate(middles) if left < middle < right]
            if not covered:
                return None
            cells.append(
                GridCell(
                    text=cell.text,
                    row=cell.row,
                    column=covered[0],
                    rows=cell.rows,
                    columns=len(covered),
                )
            )
        rows.append(GridRow(page=row.page, line=row.line, cells=tuple(cells)))
    return tuple(rows)
