"""The cells of the tables under the names by which the prose may speak of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.reconcile import shape
from index.reconcile.figures import Figure
from index.reconcile.prose_figures import subject_key
from index.records import Extraction, FindingSide, Row, Table

_ACCOUNT = re.compile(r"([^()]+)\(([类款项])\)")
_FUND = re.compile(
    r"(一般公共|政府性基金|国有资本经营)(?:预算)?(?:当年)?(?:财政)?(?:拨款|资金)?(?:收入)?"
)
_COMMON_NAMES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"(?:本年)?(?:部门)?(?:预算收入|收入预算|收入)总计|预算收入|收入预算|收入", "收入总计"),
        (r"(?:本年)?(?:部门)?(?:预算支出|支出预算|支出)总计|预算支出|支出预算|支出", "支出总计"),
        (r"本年收入", "本年收入合计"),
        (r"本年支出", "本年支出合计"),
        (r"财政拨款(?:收支|收入支出)(?:总|总计)?", "财政拨款收入支出总计"),
        (r".*三公经费(?:财政拨款)?(?:支出)?", "三公经费"),
        (r".*机关运行经费(?:支出)?", "机关运行经费"),
        (r"一般公共预算(?:财政拨款)?基本支出", "基本支出"),
        (r"(财政专户管理资金|单位资金)收入", r"\1"),
    )
)
COLUMN_SUBJECTS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
"""Headings whose figure in the total row is what the prose calls by the heading's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCells:
    """The figures that bear a name, and the places that bear it and are blank."""

    figures: tuple[Figure, ...] = ()
    blanks: tuple[FindingSide, ...] = ()


def common_name(subject: str) -> str:
    """The name under which a subject or label is looked up: 收入预算 and 收入总计 are one."""
    key = subject_key(subject)
    if found := _FUND.fullmatch(key):
        return f"{found.group(1)}预算收入"
    for pattern, name in _COMMON_NAMES:
        if found := pattern.fullmatch(key):
            return found.expand(name)
    return key


def _grand_name(table: Table, row: Row) -> str | None:
    """收入总计 / 支出总计; in the table of appropriations, the common total of both sides."""
    label = shape.plain_label(row.label)
    if not row.side or not label.endswith("总计"):
        return None
    spending = next(side for side in shape.sides(table) if side and "支出" in side)
    names = [shape.column_names(table.columns[i])[-1] for i in shape.value_columns(table, spending)]
    if any("一般公共预算" in name for name in names):
        return "财政拨款收入支出总计"
    return "收入总计" if "收入" in row.side else "支出总计"


def _of_rows(table: Table) -> Iterator[tuple[str, Figure | FindingSide]]:
    for row in table.rows:
        column = shape.total_column(table, row.side)
        if not row.label or (shape.is_total_row(row) and not row.side) or column is None:
            continue
        grand = _grand_name(table, row) if shape.is_two_sided(table) else None
        figure = shape.figure_at(table, row, column)
        if figure is not None:
            yield grand or common_name(row.label), figure
        elif shape.is_two_sided(table) or shape.is_three_public(table):
            yield grand or common_name(row.label), _blank(table, row, column)


def _blank(table: Table, row: Row, column: int) -> FindingSide:
    return FindingSide(
        page=row.page,
        table=table.name,
        row=shape.row_name(row),
        column=" / ".join(table.columns[column].path),
        printed="",
        text=shape.row_text(row),
    )


def _of_columns(table: Table) -> Iterator[tuple[str, Figure]]:
    row = shape.total_row(table)
    for column, figure in shape.row_figures(table, row).items() if row else ():
        name = shape.column_names(table.columns[column])[-1]
        if name in COLUMN_SUBJECTS:
            yield name, figure


def _of_three_public(extraction: Extraction, table: Table) -> Iterator[tuple[str, Figure]]:
    """The 三公 expenses where they are columns; 决算数 in final accounts, else 预算数."""
    wanted = "决算" if extraction.report.kind == "final_accounts" else "预算"
    for row in (row for row in table.rows if not row.label):
        for index, figure in shape.row_figures(table, row).items():
            measure = shape.measure_of(table.columns[index])
            names = shape.column_names(table.columns[index])
            if len(names) > 1 and shape.is_total_name(names[-1]):
                names = names[:-1]
            if not measure or wanted in measure:
                yield common_name(names[-1]), figure
    total = shape.figure_at(table, shape.total_row(table), shape.total_column(table))
    if total is not None:
        yield "三公经费", total


def _of_table(extraction: Extraction, table: Table) -> Iterator[tuple[str, Figure | FindingSide]]:
    yield from _of_rows(table)
    yield from _of_columns(table)
    if shape.is_three_public(table):
        yield from _of_three_public(extraction, table)
    if shape.is_unit_list(table) and "机关运行经费" in shape.squeezed(table.title):
        total = shape.figure_at(table, shape.total_row(table), shape.total_column(table))
        if total is not None:
            yield "机关运行经费", total


def named_cells(extraction: Extraction) -> dict[str, NamedCells]:
    """The cells of all tables by name."""
    found: dict[str, list[Figure | FindingSide]] = {}
    for table in extraction.tables:
        for name, place in _of_table(extraction, table):
            found.setdefault(name, []).append(place)
    return {
        name: NamedCells(
            figures=tuple(place for place in places if isinstance(place, Figure)),
            blanks=tuple(place for place in places if isinstance(place, FindingSide)),
        )
        for name, places in found.items()
    }


def account_figures(extraction: Extraction) -> dict[tuple[str, ...], tuple[Figure, ...]]:
    """Expenditure by the labels of 类, 款 and 项, as the prose of some reports names accounts."""
    found: dict[tuple[str, ...], list[Figure]] = {}
    for table in extraction.tables:
        if not shape.is_functional(table) or shape.role_column(table, "基本支出") is None:
            continue
        labels = {row.code: shape.plain_label(row.label) for row in table.rows if row.code}
        for row in table.rows:
            figure = shape.figure_at(table, row, shape.total_column(table))
            if row.code and figure is not None:
                path = [labels.get(row.code[:length]) for length in (3, 5, 7)]
                names = tuple(name for name in path[: (len(row.code) - 1) // 2] if name)
                found.setdefault(names, []).append(figure)
    return {names: tuple(figures) for names, figures in found.items()}


def account_path(subject: str) -> tuple[str, ...]:
    """The labels in 教育支出（类）普通教育（款）小学教育（项）; empty for other subjects."""
    return tuple(name for name, _level in _ACCOUNT.findall(shape.plain_label(subject)))
