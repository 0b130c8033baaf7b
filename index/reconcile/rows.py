"""Identities down the rows of one table: totals of accounts, of sides, of units, of expenses."""

from collections.abc import Callable, Iterator, Sequence

from index.numerals import parse_number
from index.reconcile import shape
from index.reconcile.figures import Disagreement, Figure, disagreement, total
from index.reconcile.hierarchy import Branch, branches
from index.records import Extraction, Row, Table

PERSONNEL_CLASSES = frozenset({"301", "303"})
"""人员经费: 工资福利支出 and 对个人和家庭的补助."""


def _sum_of_rows(rows: Sequence[Row]) -> str:
    names = [row.code or shape.plain_label(row.label) for row in rows]
    return "、".join(names) + " 之和" if len(names) <= 6 else f"下列{len(names)}行之和"


def added_up(
    table: Table, parent: Row, children: Sequence[Row], columns: Sequence[int]
) -> Iterator[Disagreement]:
    """In each column, the parent against the sum of its children.

    Only where the parent is printed and at least one child is: a blank is not a zero. A column
    that repeats another one's figures (合计 and its only fund) is not reported twice. Rates
    (增减%) do not add up.
    """
    whole = {c: f for c, f in shape.row_figures(table, parent).items() if f.unit != "%"}
    parts = [(row, _placed(table, row, parent)) for row in children]
    seen: set[tuple[str, ...]] = set()
    for column in columns:
        summed = {row.index: found[column] for row, found in parts if column in found}
        figures = tuple(summed.values())
        if column not in whole or not figures:
            continue
        printed = tuple(figure.side.printed for figure in (whole[column], *figures))
        if printed in seen:
            continue
        seen.add(printed)
        added = total(figures, _sum_of_rows([row for row in children if row.index in summed]))
        heading = " / ".join(table.columns[column].path)
        what = f"{table.name}“{shape.row_name(parent)}”（{heading}）"
        yield from disagreement(what, whole[column], added, addends=len(figures), others=figures)


def _placed(table: Table, row: Row, like: Row) -> dict[int, Figure]:
    """The figures of a row by the column at their place on another row's side of the table."""
    figures = shape.row_figures(table, row)
    if row.side == like.side:
        return figures
    columns = shape.counterparts(table, row, like)
    return {columns[column]: figure for column, figure in figures.items() if column in columns}


def _each_branch(
    extraction: Extraction, wanted: Callable[[Table, Branch], bool]
) -> Iterator[Disagreement]:
    for table in extraction.tables:
        if shape.is_two_sided(table) or shape.is_three_public(table):
            continue
        for branch in branches(table):
            if wanted(table, branch):
                columns = shape.value_columns(table)
                yield from added_up(table, branch.parent, branch.children, columns)


def accounts_add_up(extraction: Extraction) -> Iterator[Disagreement]:
    """类 = Σ款, 款 = Σ项, by account code or by the parent that the layout shows."""
    yield from _each_branch(
        extraction, lambda _table, branch: not shape.is_total_row(branch.parent)
    )


def total_of_accounts(extraction: Extraction) -> Iterator[Disagreement]:
    """合计 = Σ类, in tables of accounts, and 合计 = Σ项目 in tables of projects."""
    yield from _each_branch(
        extraction,
        lambda table, branch: shape.is_total_row(branch.parent) and not shape.is_unit_list(table),
    )


def units_add_up(extraction: Extraction) -> Iterator[Disagreement]:
    """部门合计 = Σ单位, in tables of organisations (机关运行经费)."""
    yield from _each_branch(
        extraction,
        lambda table, branch: shape.is_total_row(branch.parent) and shape.is_unit_list(table),
    )


def _closing(rows: Sequence[Row], word: str) -> int | None:
    """Position of the row that closes a side: 本年收入合计, 收入总计."""
    found = [
        index
        for index, row in enumerate(rows)
        if row.code is None and shape.plain_label(row.label).endswith(word)
    ]
    return found[0] if found else None


def _two_sided(extraction: Extraction) -> Iterator[tuple[Table, str, tuple[Row, ...]]]:
    for table in extraction.tables:
        if shape.is_two_sided(table):
            for side in shape.sides(table):
                if side:
                    yield table, side, shape.rows_of(table, side)


def classes_of_a_side(extraction: Extraction) -> Iterator[Disagreement]:
    """本年收入合计 / 本年支出合计 = Σ of the rows 一、二、三、… above it."""
    for table, side, rows in _two_sided(extraction):
        end = _closing(rows, "合计")
        end = _closing(rows, "总计") if end is None else end
        if end is None:
            continue
        classes = [row for row in rows[:end] if shape.is_class_row(row)]
        yield from added_up(table, rows[end], classes, shape.value_columns(table, side))


def total_of_a_side(extraction: Extraction) -> Iterator[Disagreement]:
    """总计 = 本年合计 + 年初结转 + 使用结余 (收入), or + 年末结转 + 结余分配 (支出).

    The list may go on below 本年合计 (四、上级补助收入 after 三、其他收入).
    """
    for table, side, rows in _two_sided(extraction):
        start, end = _closing(rows, "合计"), _closing(rows, "总计")
        if start is None or end is None or start > end:
            continue
        last = max((_ordinal(row) for row in rows[:start]), default=0)
        after = [
            row for row in rows[start:end] if not shape.has_ordinal(row) or _ordinal(row) > last
        ]
        yield from added_up(table, rows[end], after, shape.value_columns(table, side))


def _ordinal(row: Row) -> int:
    """The number of a class row: 4 for 四、上级补助收入, 0 for a row that is none."""
    written = row.label.strip().partition("、")[0] if shape.is_class_row(row) else ""
    return int(parse_number(written) or 0)


def _details(rows: Sequence[Row], start: int) -> tuple[Row, ...]:
    """The rows below one that break it down: 1. 2. below 一、, or 一、二、 below a carryover."""
    found: list[Row] = []
    inner = shape.is_class_row(rows[start])
    for row in rows[start + 1 :]:
        if not shape.has_ordinal(row) or (inner and shape.is_class_row(row)):
            break
        found.append(row)
    return tuple(found)


def details_of_a_class(extraction: Extraction) -> Iterator[Disagreement]:
    """一、财政拨款收入 = 1. + 2. + 3. below it; 年初结转 = 一、 + 二、 + 三、 below it."""
    for table, side, rows in _two_sided(extraction):
        for start, row in enumerate(rows):
            heads = not shape.has_ordinal(row) and not shape.is_total_name(row.label)
            if shape.is_class_row(row) or heads:
                columns = shape.value_columns(table, side)
                yield from added_up(table, row, _details(rows, start), columns)


def _grand_total(table: Table, side: str) -> Figure | None:
    rows = shape.rows_of(table, side)
    end = _closing(rows, "总计")
    column = shape.total_column(table, side)
    return None if end is None else shape.figure_at(table, rows[end], column)


def income_equals_expenditure(extraction: Extraction) -> Iterator[Disagreement]:
    """收入总计 = 支出总计, in every table that sets the two sides against each other."""
    for table in extraction.tables:
        if not shape.is_two_sided(table):
            continue
        totals = [_grand_total(table, side) for side in shape.sides(table) if side]
        found = [figure for figure in totals if figure is not None]
        if len(found) == 2:
            yield from disagreement(table.name, found[0], found[1])


def _row_named(table: Table, *words: str) -> Row | None:
    """The one row whose label holds every word."""
    found = [
        row for row in table.rows if all(word in shape.plain_label(row.label) for word in words)
    ]
    return found[0] if len(found) == 1 else None


def _three_public_tables(extraction: Extraction) -> Iterator[Table]:
    return (table for table in extraction.tables if shape.is_three_public(table))


def three_public_rows(extraction: Extraction) -> Iterator[Disagreement]:
    """三公 = 出国 + 接待 + 公车, where these are rows with a total row."""
    for table in _three_public_tables(extraction):
        parts = [
            _row_named(table, "出国"),
            _row_named(table, "接待"),
            _row_named(table, "公务用车购置及运行"),
        ]
        whole = shape.total_row(table)
        if whole is not None and all(parts):
            rows = [row for row in parts if row is not None]
            yield from added_up(table, whole, rows, shape.value_columns(table))


def vehicle_rows(extraction: Extraction) -> Iterator[Disagreement]:
    """公务用车购置及运行费 = 购置费 + 运行(维护)费, where these are rows."""
    for table in _three_public_tables(extraction):
        whole = _row_named(table, "公务用车购置及运行")
        parts = [
            row
            for row in table.rows
            if row is not whole and "公务用车" in row.label and "及运行" not in row.label
        ]
        if whole is not None and len(parts) == 2:
            yield from added_up(table, whole, parts, shape.value_columns(table))


def _subtotal_by_class(table: Table, label: str, personnel: bool) -> Iterator[Disagreement]:
    whole = _row_named(table, label)
    classes = [
        row
        for row in table.rows
        if row.code and len(row.code) == 3 and (row.code in PERSONNEL_CLASSES) is personnel
    ]
    if whole is None or whole.code or not classes:
        return
    figures = [figure for row in classes for figure in shape.row_figures(table, row).values()]
    printed = list(shape.row_figures(table, whole).values())
    if len(printed) == 1 and figures:
        added = total(figures, _sum_of_rows(classes))
        yield from disagreement(table.name, printed[0], added, addends=len(figures), others=figures)


def personnel_and_operating_rows(extraction: Extraction) -> Iterator[Disagreement]:
    """人员经费合计 = 301 + 303, 公用经费合计 = 302 + 310 + …, in final accounts (决算)."""
    for table in extraction.tables:
        if shape.is_economic(table):
            yield from _subtotal_by_class(table, "人员经费合计", True)
            yield from _subtotal_by_class(table, "公用经费合计", False)
