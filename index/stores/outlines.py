"""What all the reports of a store hold, in outline (概要), read at once."""

from collections import defaultdict
from collections.abc import Sequence

from index.records import Finding, FindingSide, Outline, Report, TableName
from index.stores.database import Database
from index.stores.mapping import from_row, from_rows


def read_outlines(connection: Database, reports: Sequence[Report]) -> tuple[Outline, ...]:
    """The outline of each of these reports, in order."""
    tables: defaultdict[str, list[TableName]] = defaultdict(list)
    sql = "SELECT report_id, ref, number, title FROM tables ORDER BY id"
    for report, ref, number, title in map(tuple, connection.execute(sql).fetchall()):
        tables[report].append(TableName(id=ref, number=number, title=title))
    findings = _findings(connection)
    return tuple(
        Outline(report=report, tables=tuple(tables[report.id]), findings=tuple(findings[report.id]))
        for report in reports
    )


def _findings(connection: Database) -> defaultdict[str, list[Finding]]:
    """All findings, by report."""
    rows = connection.execute("SELECT * FROM finding_sides ORDER BY id").fetchall()
    sides: defaultdict[int, list[FindingSide]] = defaultdict(list)
    for row, side in zip(rows, from_rows(FindingSide, rows), strict=True):
        sides[row["finding_id"]].append(side)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM findings ORDER BY id").fetchall():
        found[row["report_id"]].append(from_row(Finding, row, sides=tuple(sides[row["id"]])))
    return found
