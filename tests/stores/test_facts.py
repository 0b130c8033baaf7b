"""facts.db gives back what was put in, and sums money exactly."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from invented import invented_extraction, spending_row, spending_table
from places import generation_in
from random_records import extractions

from index.errors import StoreError
from index.records import Cell, Extraction
from index.stores.database import Database
from index.stores.dialect import tables
from index.stores.extractions import (
    read_extraction,
    read_reports,
    remove_extraction,
    write_extraction,
)
from index.stores.facts import create_facts, open_facts
from index.stores.schema import STORE_TABLES, TABLES


def stored(folder: Path, *reports: Extraction) -> Database:
    generation = generation_in(folder)
    connection = generation.create()
    for report in reports:
        write_extraction(connection, report)
    generation.finish(connection)
    return generation.open()


def with_rows(*rows: tuple[str, str]) -> Extraction:
    """A report whose only table has these rows: label, printed total in 万元."""
    made = tuple(spending_row(i, None, label, printed) for i, (label, printed) in enumerate(rows))
    return replace(invented_extraction(), tables=(replace(spending_table(), rows=made),))


@given(extractions)
@settings(max_examples=60, deadline=None)
def test_whatever_a_report_holds_is_read_back_as_it_was_written(extraction: Extraction) -> None:
    with TemporaryDirectory() as folder:
        connection = stored(Path(folder), extraction)
        assert read_extraction(connection, extraction.report.id) == extraction
        connection.close()


def test_two_reports_are_kept_apart(tmp_path: Path) -> None:
    one, other = invented_extraction(), invented_extraction("白水县水利局", 2032, "白水.txt")
    connection = stored(tmp_path, one, other)
    assert read_extraction(connection, one.report.id) == one
    assert read_extraction(connection, other.report.id) == other
    assert read_reports(connection) == (one.report, other.report)
    assert read_extraction(connection, "000000000000") is None


def test_a_report_that_is_removed_leaves_nothing_behind(tmp_path: Path) -> None:
    one, other = invented_extraction(), invented_extraction("白水县水利局", 2032, "白水.txt")
    stored(tmp_path, other).close()
    before = counted(tmp_path)
    generation = generation_in(tmp_path)
    changed = generation.change()
    write_extraction(changed, one)
    remove_extraction(changed, one.report.id)
    generation.commit(changed)
    assert counted(tmp_path) == before
    assert before["cells"] > 0


def test_a_change_that_is_not_finished_changes_nothing(tmp_path: Path) -> None:
    connection = stored(tmp_path, invented_extraction())
    before = counted(tmp_path)
    changed = generation_in(tmp_path).change()
    write_extraction(changed, invented_extraction("白水县水利局", 2032, "白水.txt"))
    assert len(read_reports(connection)) == 1
    changed.close()
    assert counted(tmp_path) == before


def counted(folder: Path) -> dict[str, int]:
    """How many lines each table holds."""
    with closing(generation_in(folder).open()) as connection:
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in tables(STORE_TABLES + TABLES)
        }


def test_money_is_whole_fen_and_sums_without_rounding(tmp_path: Path) -> None:
    connection = stored(tmp_path, with_rows(*[("办公费", "0.10")] * 3))
    total = connection.execute("SELECT sum(fen) FROM cells").fetchone()[0]
    assert total == 300_000
    assert not isinstance(total, float)


def test_a_blank_a_dash_and_a_zero_are_three_things_in_the_database(tmp_path: Path) -> None:
    table = spending_table()
    blank, dash, zero = (
        Cell(column=2, printed=printed, amount=amount, unit="万元")
        for printed, amount in ((None, None), ("—", None), ("0.00", Decimal("0.00")))
    )
    row = replace(table.rows[0], cells=(blank, dash, zero))
    report = replace(invented_extraction(), tables=(replace(table, rows=(row,)),))
    rows = stored(tmp_path, report).execute("SELECT printed, amount, fen FROM cells").fetchall()
    assert [tuple(row) for row in rows] == [
        (None, None, None),
        ("—", None, None),
        ("0.00", "0.00", 0),
    ]


def test_what_is_no_money_has_its_exact_decimal_and_no_fen(tmp_path: Path) -> None:
    share = Cell(column=2, printed="33.3333", amount=Decimal("33.3333"), unit="%")
    table = spending_table()
    row = replace(table.rows[0], cells=(share,))
    report = replace(invented_extraction(), tables=(replace(table, rows=(row,)),))
    rows = stored(tmp_path, report).execute("SELECT amount, fen, unit FROM cells").fetchall()
    assert [tuple(row) for row in rows] == [("33.3333", None, "%")]


def test_an_amount_beyond_all_budgets_is_kept_as_text_and_has_no_fen(tmp_path: Path) -> None:
    table = spending_table()
    cells = tuple(
        Cell(column=2, printed=str(amount), amount=amount, unit="亿元")
        for amount in (Decimal("922337203.68"), Decimal("922337203.69"))
    )
    report = replace(
        invented_extraction(), tables=(replace(table, rows=(replace(table.rows[0], cells=cells),)),)
    )
    rows = stored(tmp_path, report).execute("SELECT amount, fen FROM cells").fetchall()
    assert [tuple(row) for row in rows] == [
        ("922337203.68", 9_223_372_036_800_000_000),
        ("922337203.69", None),
    ]


def test_a_spending_item_bears_its_whole_address(tmp_path: Path) -> None:
    connection = stored(tmp_path, invented_extraction())
    found = connection.execute(
        "SELECT * FROM spending_items WHERE code = '2070104' AND \"column\" LIKE '%项目支出'"
    ).fetchall()
    assert [dict(row) | {"amount": float(row["amount"])} for row in found] == [
        {
            "report": "青石县文化局2031年部门预算公开报告",
            "year": 2031,
            "department": "青石县文化局",
            "table": "公开表3 2031年支出总表",
            "code": "2070104",
            "item": "图书馆",
            "column": "2031年预算数 / 项目支出",
            "amount": 300.10,
            "page": 4,
            "fen": 300_100_000,
            "printed": "300.10",
            "unit": "万元",
            "level": 3,
            "parent": "20701",
            "report_id": invented_extraction().report.id,
            "cell_id": 8,
        }
    ]


def test_spending_items_hold_no_income(tmp_path: Path) -> None:
    table = spending_table()
    two_sided = replace(
        table,
        rows=(replace(table.rows[0], side="收入"), replace(table.rows[1], side="支出")),
    )
    income = replace(table, id="t02", title="2031年收入总表")
    report = replace(invented_extraction(), tables=(two_sided, income))
    found = stored(tmp_path, report).execute("SELECT DISTINCT item FROM spending_items").fetchall()
    assert [row[0] for row in found] == ["文化旅游体育与传媒支出"]


def test_a_row_without_a_table_is_refused(tmp_path: Path) -> None:
    connection = create_facts(tmp_path / "facts.db")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO rows (table_id, position, page, line, label) VALUES (9, 0, 1, 1, '')"
        )
    connection.close()


def test_a_finished_database_cannot_be_written(tmp_path: Path) -> None:
    connection = stored(tmp_path, invented_extraction())
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM cells")


def test_a_database_of_another_schema_is_refused(tmp_path: Path) -> None:
    stored(tmp_path, invented_extraction()).close()
    with sqlite3.connect(tmp_path / "facts.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="99"):
        open_facts(tmp_path / "facts.db")


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_finished_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "facts.db").write_bytes(content)
    with pytest.raises(StoreError):
        open_facts(tmp_path / "facts.db")


def test_a_database_that_is_not_there_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="不存在"):
        open_facts(tmp_path / "facts.db")
    assert not (tmp_path / "facts.db").exists()
