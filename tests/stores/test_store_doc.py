"""The examples of docs/store.md do what the page says, on the reports that ship."""

import re
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.generations import FACTS, pointer

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store.md"
EXAMPLES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.fixture
def facts(bundled_store: Path) -> sqlite3.Connection:
    """The bundled store as another SQLite tool would open it."""
    return sqlite3.connect(bundled_store / (pointer(bundled_store) or "") / FACTS)


def test_there_are_three_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_finds_something(facts: sqlite3.Connection, number: int) -> None:
    rows = facts.execute(EXAMPLES[number]).fetchall()
    assert rows
    assert all(value is not None for row in rows for value in row[:3])


def test_the_items_of_a_spending_table_add_up_to_its_total_but_for_rounding(
    facts: sqlite3.Connection,
) -> None:
    sql = (
        "SELECT \"table\", fen FROM spending_items WHERE item = '合计' AND \"column\" LIKE '%合计'"
    )
    totals = dict(facts.execute(sql).fetchall())
    sums = {table: amount for _, _, table, amount in facts.execute(EXAMPLES[0])}
    common = sums.keys() & totals.keys()
    assert common
    for table in common:
        difference = Decimal(str(sums[table])) - Decimal(totals[table]) / 1_000_000
        assert abs(difference) <= Decimal("0.05")


def test_every_table_that_the_page_names_is_there(facts: sqlite3.Connection) -> None:
    tables = {row[0] for row in facts.execute("SELECT name FROM sqlite_master WHERE sql NOTNULL")}
    section = PAGE.read_text(encoding="utf-8").partition("## 表")[2].partition("## 例")[0]
    lines = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = {name for line in lines for name in re.findall(r"`(\w+)`", line)}
    assert len(named) >= 17
    assert named <= tables


def test_every_column_that_the_page_names_is_there(facts: sqlite3.Connection) -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## 表")[2].partition("## 例")[0]
    for line in section.splitlines():
        cells = line.split("|")
        if not line.startswith("| `") or cells[1].count("`") != 2:
            continue
        table = cells[1].strip(" `")
        columns = {row[1] for row in facts.execute(f"PRAGMA table_info({table})")}
        named = re.findall(r"(?<=`)[a-z_0-9]+(?=`)", re.sub(r"（[^）]*）", "", cells[3]))
        assert set(named) <= columns, table


def test_what_is_stored_of_a_bundled_report_is_what_extraction_yields(bundled_store: Path) -> None:
    from index.build import read_and_extract

    folder = PAGE.parents[1] / "data" / "reports"
    with Corpus.open(bundled_store) as corpus:
        for report in corpus.reports():
            extracted = read_and_extract(folder / report.source)
            assert corpus.extraction(report.id) == extracted
