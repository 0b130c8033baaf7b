"""Every printed cell can be asked for by its row and column, and no other figure is ever given:
in the bundled report and in reports that never were (other departments, years, figures)."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.planner.book import is_total
from assistant.planner.labels import canonical, displayed
from eval.siblings import sibling
from index.amounts import convert, is_money
from index.records import Cell, Extraction, Row, Table
from tests.assistant.in_memory import BUNDLED, CorpusInMemory, extraction_of

LEAST_RIGHT = Decimal("0.97")
"""Share of the cells that must be answered with their figure; the rest is declined, never wrong."""


@pytest.fixture(params=["bundled", 1, 2, 3])
def extraction(request: pytest.FixtureRequest, tmp_path: Path) -> Extraction:
    if request.param == "bundled":
        return extraction_of(BUNDLED[0])
    made = sibling(request.param, seed=11)
    path = tmp_path / made.file_name
    path.write_text(made.text, encoding="utf-8")
    return extraction_of(path)


def test_each_printed_cell_is_answered_by_row_and_column_and_never_with_another_figure(
    extraction: Extraction,
) -> None:
    assistant = Assistant(CorpusInMemory([extraction]))  # type: ignore[arg-type]
    asked = list(_cells(extraction))
    wrong, declined, right = [], [], 0
    for table, row, cell in asked:
        question = _question(table, row, cell)
        answer, _ = assistant.ask(question)
        if _gives(answer, cell):
            right += 1
        elif answer.value is not None and not _equal_elsewhere(extraction, row, answer):
            wrong.append(f"{table.name} {question} {cell.printed} -> {answer.value}{answer.unit}")
        else:
            declined.append(f"{table.name} {question} {cell.printed} -> {answer.status}")
    assert not wrong, "\n".join(wrong)
    assert Decimal(right) / len(asked) >= LEAST_RIGHT, "\n".join(declined)


def _cells(extraction: Extraction) -> list[tuple[Table, Row, Cell]]:
    return [
        (table, row, cell)
        for table in extraction.tables
        for row in table.rows
        for cell in row.cells
        if cell.amount is not None and not is_total(canonical(row.label))
        if "单位名称" not in table.columns[0].path
    ]


def _question(table: Table, row: Row, cell: Cell) -> str:
    path = [p for p in table.columns[cell.column].path if not is_total(canonical(p))]
    column = displayed(path[-1]) if path and path[-1] not in ("收入", "支出", "本年收入") else ""
    qualifier = f"（{row.qualifier}）" if row.qualifier else ""
    return f"{displayed(row.label)}{qualifier}{'的' if column else ''}{column}是多少？"


def _gives(answer: Answer, cell: Cell) -> bool:
    if answer.value is None or answer.unit is None or cell.unit is None:
        return False
    value = Decimal(answer.value)
    if is_money(answer.unit) and is_money(cell.unit):
        value = convert(value, answer.unit, cell.unit)
    return value == cell.amount


def _equal_elsewhere(extraction: Extraction, row: Row, answer: Answer) -> bool:
    """Whether the report prints that figure for a row of the same name in another table or under
    another qualifier (the sum of its parts included)."""
    values = [
        cell.amount
        for table in extraction.tables
        for other in table.rows
        if canonical(other.label) == canonical(row.label)
        for cell in other.cells
        if cell.amount is not None
    ]
    given = Decimal(answer.value or "0")
    parts = {a + b for i, a in enumerate(values) for b in values[i + 1 :]}
    return given in values or given in parts
