"""Figures that the prose states (文字表述), and the cells of the tables that bear their names."""

import re
from collections.abc import Iterator

from index.reconcile import shape
from index.reconcile.figures import Figure, grain_of
from index.records import Extraction, FindingSide, Measure, Row, Statement, Table

_YEAR = re.compile(r"^(?:20\d{2})年?度?")
_ENDING = re.compile(r"(?:预算|决算)?(?:总额|数)$|(?:预算|决算)$")
_ACCOUNT = re.compile(r"([^()]+)\(([类款项])\)")

COLUMN_SUBJECTS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
"""Headings whose figure in the total row is what the prose calls by the heading's name."""


def subject_key(subject: str) -> str:
    """A subject or label without year, quotation marks and a closing 预算(数) / 决算(数)."""
    text = _YEAR.sub("", shape.plain_label(subject))
    return _ENDING.sub("", text) or text


def statement_figure(statement: Statement) -> Figure:
    """The figure of a statement, the sentence being its text."""
    side = FindingSide(
        page=statement.page,
        table=None,
        row=statement.subject,
        column=None,
        printed=statement.printed,
        text=statement.sentence,
    )
    grain = grain_of(statement.printed)
    return Figure(amount=statement.amount, unit=statement.unit, grain=grain, side=side)


def of_report_year(extraction: Extraction, statement: Statement) -> bool:
    """Whether a statement is of the report's own year."""
    return statement.year is None or statement.year == extraction.report.year


def by_passage(extraction: Extraction) -> Iterator[tuple[Statement, ...]]:
    """The statements of each paragraph, in order."""
    found: dict[int, list[Statement]] = {}
    for statement in extraction.statements:
        found.setdefault(statement.passage, []).append(statement)
    return (tuple(items) for items in found.values())


def before(
    statements: tuple[Statement, ...], statement: Statement, measure: Measure, year: int | None
) -> Statement | None:
    """The nearest statement of another measure, of the same subject and paragraph."""
    same = [
        item
        for item in statements
        if item.measure == measure
        and item is not statement
        and subject_key(item.subject) == subject_key(statement.subject)
        and (year is None or item.year is None or item.year == year)
    ]
    return min(same, key=lambda item: abs(item.index - statement.index)) if same else None


def _of_row(table: Table, row: Row) -> Iterator[tuple[str, Figure]]:
    column = shape.total_column(table, row.side)
    figure = shape.figure_at(table, row, column)
    if figure is not None and row.label:
        yield subject_key(row.label), figure


def _of_columns(table: Table, row: Row) -> Iterator[tuple[str, Figure]]:
    for column, figure in shape.row_figures(table, row).items():
        name = shape.column_names(table.columns[column])[-1]
        if name in COLUMN_SUBJECTS:
            yield name, figure


def _of_three_public(extraction: Extraction, table: Table) -> Iterator[tuple[str, Figure]]:
    """The 三公 expenses where they are columns; 决算数 in final accounts, else 预算数."""
    wanted = "决算" if extraction.report.kind == "final_accounts" else "预算"
    for row in table.rows:
        for index, figure in shape.row_figures(table, row).items():
            measure = shape.measure_of(table.columns[index])
            names = shape.column_names(table.columns[index])
            if len(names) > 1 and shape.is_total_name(names[-1]):
                names = names[:-1]
            if not measure or wanted in measure:
                yield subject_key(names[-1]), figure


def named_figures(extraction: Extraction) -> dict[str, list[Figure]]:
    """The figures of the tables under the names by which the prose may speak of them."""
    found: dict[str, list[Figure]] = {}
    for table in extraction.tables:
        pairs: list[tuple[str, Figure]] = []
        for row in table.rows:
            if shape.is_total_row(row):
                pairs += _of_columns(table, row)
            else:
                pairs += _of_row(table, row)
        if shape.is_three_public(table):
            pairs += _of_three_public(extraction, table)
            pairs += _three_public_total(table)
        if shape.is_unit_list(table) and "机关运行经费" in shape.squeezed(table.title):
            total = shape.figure_at(table, shape.total_row(table), shape.total_column(table))
            pairs += [("机关运行经费", total)] if total is not None else []
        for name, figure in pairs:
            found.setdefault(name, []).append(figure)
    return found


def _three_public_total(table: Table) -> Iterator[tuple[str, Figure]]:
    figure = shape.figure_at(table, shape.total_row(table), shape.total_column(table))
    if figure is not None:
        yield "三公经费", figure


def account_figures(extraction: Extraction) -> dict[tuple[str, ...], list[Figure]]:
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
    return found


def account_path(subject: str) -> tuple[str, ...]:
    """The labels in 教育支出（类）普通教育（款）小学教育（项）; empty for other subjects."""
    return tuple(name for name, _level in _ACCOUNT.findall(shape.plain_label(subject)))
