"""Questions to begin with (示例问题), of three kinds, made from what the loaded reports hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.department_names import report_name
from index.records import Extraction, Row, Table

EVERYDAY, SPENDING, CHECKING = KINDS = ("日常", "支出明细", "核对")
MOST_OF_A_KIND = 2
LONGEST_NAME = 16
"""A longer row or project name makes no inviting example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question to begin with, and of which kind it is."""

    kind: str
    question: str


def example_questions(extractions: Sequence[Extraction]) -> tuple[Example, ...]:
    """At most two questions of each kind that the reports can answer; of several reports each one
    of another."""
    several = len(extractions) > 1
    chosen: list[Example] = []
    for turn, kind in enumerate(KINDS):
        offered = [list(_of_kind(kind, each, several)) for each in extractions]
        turned = offered[turn * several :] + offered[: turn * several]
        questions = dict.fromkeys((*_across(kind, extractions), *_in_turn(turned)))
        chosen += [Example(kind=kind, question=q) for q in list(questions)[:MOST_OF_A_KIND]]
    return tuple(chosen)


def _in_turn(lists: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first of each, then the second of each, and so on."""
    for position in range(max((len(each) for each in lists), default=0)):
        for each in lists:
            if position < len(each):
                yield each[position]


def _across(kind: str, extractions: Sequence[Extraction]) -> Iterator[str]:
    """A question of all departments, where there are several."""
    departments = {e.report.department for e in extractions if e.report.department and e.tables}
    if kind == EVERYDAY and len(departments) > 1:
        yield "哪个部门的三公经费最高？"


def _of_kind(kind: str, extraction: Extraction, several: bool) -> Iterator[str]:
    scope = f"{report_name(extraction.report)}的" if several else ""
    offer = {EVERYDAY: _everyday, SPENDING: _spending, CHECKING: _checking}[kind]
    yield from (f"{scope}{question}" for question in offer(extraction))


def _everyday(extraction: Extraction) -> Iterator[str]:
    if _by_account(extraction.tables):
        yield "钱主要花在哪？"
        yield "基本支出占支出总额的比例是多少？"


def _spending(extraction: Extraction) -> Iterator[str]:
    """The largest account, then projects."""
    for table, column in _by_account(extraction.tables)[:1]:
        row = _largest(table.rows, column)
        if row is not None:
            yield f"{row.label}的项目支出是多少？"
    if len(extraction.forms) > 2:
        yield "金额最大的三个项目是哪些？"
    names = _short(form.project for form in extraction.forms)
    yield from (f"{name}的立项依据是什么？" for name in names[:1])


def _checking(extraction: Extraction) -> Iterator[str]:
    if any(table.rows for table in extraction.tables):
        yield "哪些数字对不上？" if extraction.findings else "收支总表平衡吗？"


def _by_account(tables: Sequence[Table]) -> list[tuple[Table, int]]:
    """The tables that split spending by account, with their column of project expenditure."""
    columns = [(t, {c.path[-1]: i for i, c in enumerate(t.columns)}) for t in tables]
    return [(t, own["项目支出"]) for t, own in columns if {"项目支出", "基本支出"} <= own.keys()]


def _largest(rows: Sequence[Row], column: int) -> Row | None:
    """The detailed row (项) with the largest amount in a column."""
    amounts = {
        position: cell.amount
        for position, row in enumerate(rows)
        if row.level == 3 and len(row.label) <= LONGEST_NAME
        for cell in row.cells
        if cell.column == column and cell.amount
    }
    return rows[max(amounts, key=amounts.__getitem__)] if amounts else None


def _short(names: Iterable[str]) -> list[str]:
    return [name for name in names if len(name) <= LONGEST_NAME]
