"""What a table is and where its figures stand, told by its columns, codes and row labels.

Nothing here reads a title: departments word their titles differently, while the column headings
(基本支出, 项目支出, 人员经费, ...), the account codes and the total rows are common to all.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.accounts import Classification, classification
from index.reconcile.figures import Figure, grain_of
from index.records import Cell, Column, FindingSide, Row, Table

TOTAL_LABELS = frozenset({"合计", "总计", "总合计", "部门合计", "单位合计", "本部门合计"})
_TOTAL_NAME = re.compile(r"(合计|小计|总计)$")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]|[①-⑳])"
)
_CLASS = re.compile(r"^[一二三四五六七八九十]+、")
_MEASURE = re.compile(r"^(\d{4}年?度?)?(年初|调整|全年)?(预算|决算|执行)数$")


def squeezed(text: str) -> str:
    """The text with full-width forms folded and without any blank."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def plain_label(label: str) -> str:
    """A row's label without its ordinal, quotation marks and blanks: 一、教育支出 → 教育支出."""
    text = unicodedata.normalize("NFKC", re.sub(r"[①-⑳]", "", label))
    text = re.sub(r"[\s“”\"'‘’]+", "", text)
    return re.sub(r"^其中[::]?", "", _ORDINAL.sub("", text))


def is_class_row(row: Row) -> bool:
    """Whether the label carries a Chinese ordinal, as the classes of a two-sided table do."""
    return bool(_CLASS.match(row.label.strip()))


def has_ordinal(row: Row) -> bool:
    """Whether the label is numbered: 一、 (一) 1. ①."""
    return bool(_ORDINAL.match(squeezed(row.label)) or re.match(r"[①-⑳]", row.label.strip()))


def is_total_name(name: str) -> bool:
    """Whether a heading says that its figures are a total (合计, 小计, 总计)."""
    return bool(_TOTAL_NAME.search(squeezed(name)))


def is_total_row(row: Row) -> bool:
    """Whether a row is the total of its table."""
    return row.code is None and plain_label(row.label) in TOTAL_LABELS


def column_names(column: Column) -> tuple[str, ...]:
    """The header path without a trailing 预算数 / 决算数, which says what kind of figure it is."""
    names = tuple(squeezed(name) for name in column.path)
    return names[:-1] if len(names) > 1 and _MEASURE.match(names[-1]) else names


def measure_of(column: Column) -> str:
    """预算数 / 决算数 where the header path ends in it, else nothing."""
    last = squeezed(column.path[-1]) if column.path else ""
    return last if len(column.path) > 1 and _MEASURE.match(last) else ""


def row_name(row: Row) -> str:
    """Code and label as a reader would cite them."""
    return f"{row.code} {row.label}" if row.code else row.label


def row_text(row: Row) -> str:
    """The row as printed, blank cells left out."""
    figures = (cell.printed for cell in row.cells if cell.printed is not None)
    words = (row.code, row.label, row.qualifier, *figures)
    return " ".join(word for word in words if word)


def cell_figure(table: Table, row: Row, cell: Cell) -> Figure | None:
    """The figure of a cell, or None where it is blank, a dash or of no known unit."""
    unit = cell.unit
    if cell.amount is None or cell.printed is None or unit is None:
        return None
    side = FindingSide(
        page=row.page,
        table=table.name,
        row=row_name(row) or None,
        column=" / ".join(table.columns[cell.column].path) or None,
        printed=cell.printed,
        text=row_text(row),
    )
    return Figure(amount=cell.amount, unit=unit, grain=grain_of(cell.printed), side=side)


def row_figures(table: Table, row: Row) -> dict[int, Figure]:
    """The figures of a row by column; blank cells are left out."""
    found = ((cell.column, cell_figure(table, row, cell)) for cell in row.cells)
    return {column: figure for column, figure in found if figure is not None}


def sides(table: Table) -> tuple[str | None, ...]:
    """The sides of a table in order; (None,) where it has one."""
    return tuple(dict.fromkeys(row.side for row in table.rows))


def rows_of(table: Table, side: str | None) -> tuple[Row, ...]:
    """The rows of one side."""
    return tuple(row for row in table.rows if row.side == side)


def counterparts(table: Table, of: Row, to: Row) -> dict[int, int]:
    """For each value column of a row's side, the one at its place on another row's side."""
    return dict(zip(value_columns(table, of.side), value_columns(table, to.side), strict=False))


def in_halves(table: Table) -> bool:
    """Whether the sides (左半、右半) are only where one list goes on, no heading's name."""
    named = {name for column in table.columns for name in column.path}
    return None not in sides(table) and named.isdisjoint(set(sides(table)))


def is_two_sided(table: Table) -> bool:
    """Whether a table sets income (收入) against expenditure (支出)."""
    named = [side for side in sides(table) if side]
    return any("收入" in side for side in named) and any("支出" in side for side in named)


def has_codes(table: Table, family: Classification) -> bool:
    """Whether most coded rows of a table belong to a family of account codes."""
    codes = [row.code for row in table.rows if row.code]
    return 2 * sum(classification(code) == family for code in codes) > len(codes)


def is_functional(table: Table) -> bool:
    """Whether the rows are accounts by function (功能分类, codes 2xx)."""
    return has_codes(table, "functional") and not is_two_sided(table)


def is_economic(table: Table) -> bool:
    """Whether the rows are accounts by economic nature (经济分类, codes 3xx or their names)."""
    if has_codes(table, "economic"):
        return True
    labels = {plain_label(row.label) for row in table.rows if not row.code}
    return {"工资福利支出", "商品和服务支出"} <= labels and not is_two_sided(table)


def is_three_public(table: Table) -> bool:
    """Whether a table holds the 三公 expenses, in its rows or in its columns."""
    names = {plain_label(row.label) for row in table.rows}
    names |= {name for column in table.columns for name in column_names(column)}
    return (
        any("出国" in name for name in names)
        and any(name.startswith("公务接待") for name in names)
        and not is_economic(table)
    )


def is_project_list(table: Table) -> bool:
    """Whether the rows are projects (项目名称) with their amounts."""
    labels = [column for column in table.columns if column.role == "label"]
    return any(squeezed(column.path[-1]) == "项目名称" for column in labels)


def is_unit_list(table: Table) -> bool:
    """Whether the rows are organisations (单位名称) with their amounts."""
    labels = [column for column in table.columns if column.role == "label"]
    return any(squeezed(column.path[-1]) == "单位名称" for column in labels)


def value_columns(table: Table, side: str | None = None) -> tuple[int, ...]:
    """Indexes of the columns with figures, of one side where one is given."""
    return tuple(
        index
        for index, column in enumerate(table.columns)
        if column.role == "value" and (side is None or column.side in (side, None))
    )


def role_column(table: Table, role: str) -> int | None:
    """Index of the one value column of that name (基本支出, 公用经费, ...), or None."""
    found = [
        index for index in value_columns(table) if column_names(table.columns[index])[-1] == role
    ]
    return found[0] if len(found) == 1 else None


def total_column(table: Table, side: str | None = None) -> int | None:
    """Index of the column that holds the total of a row: the one named so, or the only one."""
    values = value_columns(table, side)
    named = [index for index in values if is_total_name(column_names(table.columns[index])[-1])]
    if named:
        return min(named, key=lambda index: (len(table.columns[index].path), index))
    return values[0] if len(values) == 1 else None


def figure_at(table: Table, row: Row | None, column: int | None) -> Figure | None:
    """The figure where a row and a column meet, or None."""
    if row is None or column is None:
        return None
    return row_figures(table, row).get(column)


def total_row(table: Table, side: str | None = None) -> Row | None:
    """The total row of a table, or of one of its sides."""
    return next((row for row in rows_of(table, side) if is_total_row(row)), None)


def filled(table: Table) -> Iterator[Figure]:
    """Every figure of a table that is not zero."""
    for row in table.rows:
        for figure in row_figures(table, row).values():
            if figure.amount:
                yield figure
