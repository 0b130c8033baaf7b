"""An `Extraction` in `facts.db`, table by table; read back it equals the one that was written."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any, TypeVar

from index.amounts import is_money, to_fen
from index.errors import AmountError
from index.records import (
    CatalogueEntry,
    Cell,
    Column,
    Extraction,
    Finding,
    FindingSide,
    Form,
    FormField,
    FormFund,
    Indicator,
    Passage,
    Report,
    Row,
    Statement,
    Table,
)
from index.stores.database import Database
from index.stores.mapping import Scalar, from_row, from_rows, to_row

Part = TypeVar("Part")

MOST_FEN = 2**63 - 1
"""The largest integer that SQLite holds."""
PATH_JOINT = " / "
"""Between the headings of a column's path, outermost first."""

# --- writing --------------------------------------------------------------------------------


def write_extraction(connection: Database, extraction: Extraction) -> None:
    """Add one report with everything that was taken from it."""
    report = extraction.report.id
    connection.insert("reports", to_row(extraction.report))
    for table in extraction.tables:
        _write_table(connection, table, report)
    for form in extraction.forms:
        _write_form(connection, form, report)
    for entry in extraction.catalogue:
        connection.insert("catalogue", to_row(entry, report_id=report))
    for passage in extraction.passages:
        connection.insert("passages", to_row(passage, report_id=report))
    for said in extraction.statements:
        fen = _fen(said.amount, said.unit)
        connection.insert("statements", to_row(said, report_id=report, fen=fen))
    for finding in extraction.findings:
        key = connection.insert("findings", to_row(finding, report_id=report))
        for side in finding.sides:
            connection.insert("finding_sides", to_row(side, finding_id=key))


def remove_extraction(connection: Database, report_id: str) -> None:
    """Remove a report with everything that was taken from it; its search items go before."""
    connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))


def _write_table(connection: Database, table: Table, report: str) -> None:
    key = connection.insert("tables", to_row(table, report_id=report))
    columns = [
        connection.insert("columns", _column_row(column, position, key))
        for position, column in enumerate(table.columns)
    ]
    for row in table.rows:
        row_key = connection.insert("rows", to_row(row, table_id=key))
        for cell in row.cells:
            stored = to_row(cell, row_id=row_key, column_id=columns[cell.column])
            del stored["column"]
            connection.insert("cells", stored | {"fen": _fen(cell.amount, cell.unit)})


def _column_row(column: Column, position: int, table: int) -> dict[str, Scalar]:
    heading = PATH_JOINT.join(column.path)
    return to_row(column, table_id=table, position=position, heading=heading)


def _write_form(connection: Database, form: Form, report: str) -> None:
    key = connection.insert("forms", to_row(form, report_id=report))
    for field in form.fields:
        connection.insert("form_fields", to_row(field, form_id=key))
    for fund in form.funds:
        fen = _fen(fund.amount, form.unit)
        connection.insert("form_funds", to_row(fund, form_id=key, fen=fen))
    for indicator in form.indicators:
        connection.insert("indicators", to_row(indicator, form_id=key))


def _fen(amount: Decimal | None, unit: str | None) -> int | None:
    """Whole fen of an amount of money; None for what is not money, finer than a fen, or more than
    SQLite can hold (92 quadrillion yuan: a misreading, whose text is kept)."""
    if amount is None or unit is None or not is_money(unit):
        return None
    try:
        fen = to_fen(amount, unit)
    except AmountError:
        return None
    return fen if abs(fen) <= MOST_FEN else None


# --- reading --------------------------------------------------------------------------------


def read_reports(connection: Database) -> tuple[Report, ...]:
    """All reports, in the order of the files of the last build."""
    rows = connection.execute(
        "SELECT reports.* FROM reports LEFT JOIN sources ON sources.sha256 = reports.sha256 "
        "ORDER BY sources.position, reports.rowid"
    ).fetchall()
    return from_rows(Report, rows)


def read_extraction(connection: Database, report_id: str) -> Extraction | None:
    """Everything taken from one report, equal to what was written; None for an unknown id."""
    found = connection.execute("SELECT * FROM reports WHERE id = ?", (report_id,)).fetchone()
    if found is None:
        return None
    return Extraction(
        report=from_row(Report, found),
        tables=_read_tables(connection, report_id),
        forms=_read_forms(connection, report_id),
        catalogue=_read_parts(connection, CatalogueEntry, "catalogue", report_id),
        passages=_read_parts(connection, Passage, "passages", report_id),
        statements=_read_parts(connection, Statement, "statements", report_id),
        findings=_read_findings(connection, report_id),
    )


def _read_parts(
    connection: Database, kind: type[Part], table: str, report_id: str
) -> tuple[Part, ...]:
    sql = f"SELECT * FROM {table} WHERE report_id = ? ORDER BY id"
    return from_rows(kind, connection.execute(sql, (report_id,)).fetchall())


def read_printed_parts(
    connection: Database, report_id: str, parts: Collection[str]
) -> Extraction | None:
    """Of one report these parts alone: tables by their ids, and what its prose states of figures
    where one of those is among them."""
    found = connection.execute("SELECT * FROM reports WHERE id = ?", (report_id,)).fetchone()
    if found is None:
        return None
    tables = [part for part in parts if not part.startswith("statement")]
    stated = len(tables) < len(parts)
    return Extraction(
        report=from_row(Report, found),
        tables=_read_tables(connection, report_id, tables) if tables else (),
        forms=(),
        catalogue=(),
        passages=(),
        statements=_read_parts(connection, Statement, "statements", report_id) if stated else (),
    )


def _read_tables(
    connection: Database, report_id: str, refs: Collection[str] | None = None
) -> tuple[Table, ...]:
    wanted = "report_id = ?"
    if refs is not None:
        wanted += f" AND ref IN ({', '.join('?' * len(refs))})"
    of_table = f"table_id IN (SELECT id FROM tables WHERE {wanted})"
    values = (report_id, *(refs or ()))
    columns = _grouped(
        connection,
        Column,
        f"SELECT * FROM columns WHERE {of_table} ORDER BY id",
        values,
        "table_id",
    )
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    sql = f"SELECT * FROM rows WHERE {of_table} ORDER BY id"
    for row in connection.execute(sql, values).fetchall():
        rows[row["table_id"]].append(row)
    cells = _grouped(
        connection,
        Cell,
        'SELECT cells.*, columns.position AS "column" FROM cells '
        f"JOIN columns ON columns.id = column_id WHERE {of_table} ORDER BY cells.id",
        values,
        "row_id",
    )
    sql = f"SELECT * FROM tables WHERE {wanted} ORDER BY id"
    tables = connection.execute(sql, values)
    return tuple(
        from_row(
            Table,
            table,
            columns=tuple(columns[table["id"]]),
            rows=tuple(
                from_row(Row, row, cells=tuple(cells[row["id"]])) for row in rows[table["id"]]
            ),
        )
        for table in tables.fetchall()
    )


def _read_forms(connection: Database, report_id: str) -> tuple[Form, ...]:
    fields = _of_forms(connection, FormField, "form_fields", report_id)
    funds = _of_forms(connection, FormFund, "form_funds", report_id)
    indicators = _of_forms(connection, Indicator, "indicators", report_id)
    forms = connection.execute("SELECT * FROM forms WHERE report_id = ? ORDER BY id", (report_id,))
    return tuple(
        from_row(
            Form,
            form,
            fields=tuple(fields[form["id"]]),
            funds=tuple(funds[form["id"]]),
            indicators=tuple(indicators[form["id"]]),
        )
        for form in forms.fetchall()
    )


def _read_findings(connection: Database, report_id: str) -> tuple[Finding, ...]:
    sides = _grouped(
        connection,
        FindingSide,
        "SELECT * FROM finding_sides WHERE finding_id IN "
        "(SELECT id FROM findings WHERE report_id = ?) ORDER BY id",
        (report_id,),
        "finding_id",
    )
    findings = connection.execute(
        "SELECT * FROM findings WHERE report_id = ? ORDER BY id", (report_id,)
    )
    return tuple(
        from_row(Finding, finding, sides=tuple(sides[finding["id"]]))
        for finding in findings.fetchall()
    )


def _of_forms(
    connection: Database, kind: type[Part], table: str, report_id: str
) -> defaultdict[int, list[Part]]:
    wanted = "form_id IN (SELECT id FROM forms WHERE report_id = ?)"
    sql = f"SELECT * FROM {table} WHERE {wanted} ORDER BY id"
    return _grouped(connection, kind, sql, (report_id,), "form_id")


def _grouped(
    connection: Database, kind: type[Part], sql: str, values: tuple[str, ...], key: str
) -> defaultdict[int, list[Part]]:
    """The records that a query finds, by what they are part of (the number under `key`)."""
    groups: defaultdict[int, list[Part]] = defaultdict(list)
    rows = connection.execute(sql, values).fetchall()
    owner = list(rows[0].keys()).index(key) if rows else 0
    for row, record in zip(rows, from_rows(kind, rows), strict=True):
        groups[row[owner]].append(record)
    return groups
