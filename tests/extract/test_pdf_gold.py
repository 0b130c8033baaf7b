"""Every table of the four Shanghai reports, cell by cell, against tables checked by two people."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.extract.assemble import extract
from index.readers.files import read
from index.records import Extraction, Row, Table
from tests.extract.reports import shared

GOLD = ("wanli_2024", "wanli_2025", "shangwuwei_2025", "caizhengju_2024_final")
TOLD = ("id", "title", "unit", "department", "pages", "notes", "empty")


def gold_of(name: str) -> dict[str, Any]:
    path = shared("gold", f"{name}.json")
    if path is None:
        pytest.skip("the gold tables are not beside this checkout")
    return dict(json.loads(path.read_text(encoding="utf-8")))


@cache
def extraction_of(source: str) -> Extraction:
    path = shared("reports", source)
    if path is None:
        pytest.skip("the reports are not beside this checkout")
    return extract(read(Path(path)))


def values(row: Row, table: Table) -> dict[str, str | None]:
    return {"|".join(table.columns[cell.column].path): cell.printed for cell in row.cells}


def differences(table: Table, gold: dict[str, Any]) -> list[str]:
    """One line for each thing that differs, naming table, row and column."""
    name = f"{gold['id']} {gold['title']}"
    told = {key: getattr(table, key) for key in TOLD}
    told = {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}
    found = [
        f"{name}: {key} is {told[key]!r}, should be {gold[key]!r}"
        for key in TOLD
        if told[key] != gold[key]
    ]
    columns = [(list(column.path), column.role) for column in table.columns]
    wanted = [(c["path"], c["role"].replace("text", "value")) for c in gold["columns"]]
    if columns != wanted:
        found.append(f"{name}: columns are {columns}, should be {wanted}")
    if len(table.rows) != len(gold["rows"]):
        found.append(f"{name}: {len(table.rows)} rows, should be {len(gold['rows'])}")
    for row, right in zip(table.rows, gold["rows"], strict=False):
        found += [f"{name}: {line}" for line in row_differences(row, table, right)]
    return found


def row_differences(row: Row, table: Table, gold: dict[str, Any]) -> list[str]:
    name = f"page {gold['page']} {gold['label']}"
    got = {"page": row.page, "code": row.code, "label": row.label or None, "side": row.side}
    found = [
        f"{name}: {key} is {value!r}, should be {gold.get(key)!r}"
        for key, value in got.items()
        if value != gold.get(key)
    ]
    printed = values(row, table)
    return found + [
        f"{name}, {column}: {printed.get(column)!r}, should be {gold['values'].get(column)!r}"
        for column in sorted({*printed, *gold["values"]})
        if printed.get(column, "no such cell") != gold["values"].get(column, "no such cell")
    ]


@pytest.mark.parametrize("name", GOLD)
def test_every_cell_of_the_report_is_the_gold_one(name: str) -> None:
    gold = gold_of(name)
    tables = extraction_of(gold["source"]).tables
    assert len(tables) == len(gold["tables"])
    found = [
        line
        for table, right in zip(tables, gold["tables"], strict=True)
        for line in differences(table, right)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", GOLD)
def test_every_figure_of_the_report_has_an_amount_and_a_unit(name: str) -> None:
    for table in extraction_of(gold_of(name)["source"]).tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.printed and cell.printed[0].isdigit():
                    assert cell.amount is not None, (table.title, row.label)
                    assert cell.unit == table.unit, (table.title, row.label)


@pytest.mark.parametrize(
    ("name", "title", "kind", "year"),
    [
        ("wanli_2024", "上海市普陀区人民政府万里街道办事处2024年部门预算", "budget", 2024),
        ("wanli_2025", "上海市普陀区人民政府万里街道办事处2025年部门预算", "budget", 2025),
        ("shangwuwei_2025", "上海市普陀区商务委员会2025年部门预算", "budget", 2025),
        ("caizhengju_2024_final", "上海市普陀区财政局2024年度部门决算", "final_accounts", 2024),
    ],
)
def test_the_report_says_itself_what_it_is(name: str, title: str, kind: str, year: int) -> None:
    report = extraction_of(gold_of(name)["source"]).report
    assert (report.title, report.kind, report.year) == (title, kind, year)
    assert report.region == "上海市普陀区"
    assert report.department == title.split(str(year))[0]


def test_a_changed_cell_is_named() -> None:
    gold = gold_of("shangwuwei_2025")
    changed = json.loads(json.dumps(gold["tables"][2], ensure_ascii=False))
    changed["rows"][3]["values"]["支出预算|项目支出"] = "4,545,001.00"
    table = extraction_of(gold["source"]).tables[2]
    assert differences(table, changed) == [
        "t03 2025年部门支出预算总表: page 12 一般行政管理事务, 支出预算|项目支出: "
        "'4,545,000.00', should be '4,545,001.00'"
    ]
