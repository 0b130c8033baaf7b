"""Every table of the bundled report, cell by cell, against tables made by hand and arithmetic."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.records import Column, Row, Table
from tests.extract.reports import ROOT, bundled_tables, shared

GOLDEN = ROOT / "tests" / "golden" / "bundled_tables.json"


def as_json(table: Table) -> dict[str, Any]:
    """A table as the gold files write it; changes nothing, leaves out nothing printed."""
    return {
        "id": table.id,
        "number": table.number,
        "title": table.title,
        "unit": table.unit,
        "department": table.department,
        "pages": list(table.pages),
        "notes": list(table.notes),
        "empty": table.empty,
        "columns": [column_as_json(column) for column in table.columns],
        "rows": [row_as_json(row, table.columns) for row in table.rows],
    }


def column_as_json(column: Column) -> dict[str, Any]:
    role = "label2" if column.role == "qualifier" else column.role
    return {"path": list(column.path), "role": role}


def row_as_json(row: Row, columns: tuple[Column, ...]) -> dict[str, Any]:
    values = {"|".join(c.path): row.qualifier for c in columns if c.role == "qualifier"}
    values |= {"|".join(columns[cell.column].path): cell.printed for cell in row.cells}
    known = {"page": row.page, "line": row.line, "code": row.code, "label": row.label}
    return {**known, "side": row.side, "values": values}


def differences(got: dict[str, Any], gold: dict[str, Any]) -> list[str]:
    """One line for each thing that differs, naming table, row and column."""
    name = f"{gold['id']} {gold['title']}"
    found = [
        f"{name}: {key} is {got[key]!r}, should be {gold[key]!r}"
        for key in ("number", "title", "unit", "department", "pages", "notes", "empty")
        if got[key] != gold[key]
    ]
    columns = [(column["path"], column["role"]) for column in gold["columns"]]
    if [(column["path"], column["role"]) for column in got["columns"]] != columns:
        found.append(f"{name}: columns are {got['columns']}, should be {columns}")
    if len(got["rows"]) != len(gold["rows"]):
        found.append(f"{name}: {len(got['rows'])} rows, should be {len(gold['rows'])}")
    for row, right in zip(got["rows"], gold["rows"], strict=False):
        found += [f"{name}: {line}" for line in row_differences(row, right)]
    return found


def row_differences(row: dict[str, Any], gold: dict[str, Any]) -> list[str]:
    name = f"line {gold['line']} {gold['label']}"
    found = [
        f"{name}: {key} is {row.get(key)!r}, should be {gold.get(key)!r}"
        for key in ("page", "line", "code", "label", "side")
        if row.get(key) != gold.get(key)
    ]
    return found + [
        f"{name}, {column}: {row['values'].get(column)!r}, should be {gold['values'].get(column)!r}"
        for column in sorted({*row["values"], *gold["values"]})
        if row["values"].get(column, "no such cell") != gold["values"].get(column, "no such cell")
    ]


def compare(path: Path) -> list[str]:
    gold = json.loads(path.read_text(encoding="utf-8"))["tables"]
    tables = [as_json(table) for table in bundled_tables()]
    assert len(tables) == len(gold)
    return [
        line for got, right in zip(tables, gold, strict=True) for line in differences(got, right)
    ]


def test_every_cell_of_the_bundled_report_is_the_gold_one() -> None:
    gold = shared("gold", "fenyang_2023.json")
    if gold is None:
        pytest.skip("the gold tables are not beside this checkout")
    assert compare(gold) == []


def test_the_bundled_report_is_extracted_as_it_was_checked_last_time() -> None:
    assert compare(GOLDEN) == []


def test_the_comparison_names_the_cell_that_differs() -> None:
    table = as_json(bundled_tables()[2])
    changed = json.loads(json.dumps(table, ensure_ascii=False))
    changed["rows"][3]["values"]["2023年预算数|项目支出"] = "935.86"
    assert differences(table, changed) == [
        f"{table['id']} {table['title']}: line 195 行政运行, 2023年预算数|项目支出: "
        "'935.85', should be '935.86'"
    ]
