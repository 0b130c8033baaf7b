"""The rows of a ruled table as texts by column: codes composed, rows cut by a page joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.accounts import normalise
from index.extract.fit import FittedRow, is_figure, is_total
from index.extract.grids import GridRow
from index.records import Column

_CODE_COLUMNS = ("类", "款", "项")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one grid adds to a table: its rows, and whether they go on from the page before."""

    rows: tuple[GridRow, ...]
    goes_on: bool


def fitted_rows(parts: Sequence[Part], columns: Sequence[Column]) -> tuple[FittedRow, ...]:
    """The rows of all parts in order, each with a text or None for each column."""
    rows: list[FittedRow] = []
    above: dict[int, str] = {}
    for part in parts:
        for position, row in enumerate(part.rows):
            texts = _texts(row, columns)
            cut = part.goes_on and position == 0 and rows
            if cut and _is_rest(texts, rows[-1].texts, columns):
                rows[-1] = _joined(rows[-1], texts)
                continue
            composed = _with_codes(texts, columns, above)
            rows.append(FittedRow(page=row.page, line=row.line, texts=tuple(composed)))
    return tuple(rows)


def _texts(row: GridRow, columns: Sequence[Column]) -> list[str | None]:
    """What is printed under each column; a total's name across codes and name is the name."""
    texts: list[str | None] = [None] * len(columns)
    for cell in row.cells:
        if not cell.text:
            continue
        covered = range(cell.column, min(cell.column + cell.columns, len(columns)))
        labels = [index for index in covered if columns[index].role == "label"]
        texts[labels[0] if labels else cell.column] = cell.text
    return texts


# --- codes ----------------------------------------------------------------------------------


def _with_codes(
    texts: list[str | None], columns: Sequence[Column], above: dict[int, str]
) -> list[str | None]:
    """The texts with the parts of each side's code composed in its first code column.

    A 类 or 款 left out below its first row is that of the row above.
    """
    for group in _code_groups(columns):
        parts = [texts[index] for index in group]
        last = max((at for at, part in enumerate(parts) if part), default=-1)
        if last < 0 or not all(part.isdigit() for part in parts if part):
            continue
        whole = [
            part or above.get(index, "")
            for index, part in zip(group[: last + 1], parts[: last + 1], strict=True)
        ]
        above.update(zip(group, whole, strict=False))
        for index in group:
            texts[index] = None
        texts[group[0]] = normalise("|".join(whole)) if len(whole) > 1 else whole[0]
    return texts


def _code_groups(columns: Sequence[Column]) -> list[list[int]]:
    """The runs of columns that hold the parts of one code (类 款 项)."""
    groups: list[list[int]] = []
    for index, column in enumerate(columns):
        if column.role != "code":
            continue
        part = column.path[-1] in _CODE_COLUMNS
        follows = bool(groups) and groups[-1][-1] == index - 1
        if part and follows and columns[index - 1].path[-1] in _CODE_COLUMNS:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


# --- rows cut by the end of a page ------------------------------------------------------------


def _is_rest(
    texts: Sequence[str | None], before: Sequence[str | None], columns: Sequence[Column]
) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    A rest has no code where rows have codes, names no total, and no cell has two figures.
    """
    coded = any(column.role == "code" for column in columns)
    if not coded or any(texts[i] for i, column in enumerate(columns) if column.role == "code"):
        return False
    names = [texts[i] for i, c in enumerate(columns) if c.role in ("label", "qualifier")]
    if any(name and (is_total(name) or name.endswith("合计")) for name in names):
        return False
    figures = [i for i, c in enumerate(columns) if c.role == "value" and texts[i]]
    unnamed = not any(names)
    if unnamed and all(is_figure(texts[i] or "") for i in figures) and figures:
        return not any(before[i] for i in figures)
    return any(names) and not any(before[i] and texts[i] for i in figures)


def _joined(row: FittedRow, rest: Sequence[str | None]) -> FittedRow:
    """The row with the rest of each cell put behind it."""
    texts = tuple(
        f"{text}{more}" if text and more else text or more
        for text, more in zip(row.texts, rest, strict=True)
    )
    return FittedRow(page=row.page, line=row.line, texts=texts)
