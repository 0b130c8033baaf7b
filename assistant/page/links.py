"""Permanent links (固定链接): what an address asks for, and whether the data is still the same."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

from assistant.answer import Answer
from assistant.page.table_view import Place
from index.records import Report

MOST_CELLS = 200
_TABLE = re.compile(r"([0-9a-f]{6,64})(?:/([a-z]+\d+))?")
_CELL = re.compile(r"(\d{1,6}):(\d{1,4})")

Standing = Literal["same", "replaced", "gone"]
"""链接所指的报告：仍在 / 已换成同部门同年度的另一份文件 / 已不在."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAddress:
    """A table as an address names it, with the rows and cells to be marked."""

    report: str
    """The beginning of the report file's hash."""
    table: str | None = None
    of: str | None = None
    """`identity` of the report, by which another version of it is found."""
    rows: tuple[int, ...] = ()
    cells: tuple[Place, ...] = ()


def identity(report: Report) -> str:
    """The same for all versions of one report: its department, year and kind, hashed."""
    named = f"{report.department or report.title}|{report.year}|{report.kind}"
    return hashlib.sha256(named.encode()).hexdigest()[:6]


def table_link(
    report: Report, table: str, *, rows: Sequence[int] = (), cells: Sequence[Place] = ()
) -> str:
    """The query part of an address that opens a table with rows and cells marked."""
    parts = {"table": f"{report.id}/{table}", "of": identity(report)}
    if rows:
        parts["row"] = ",".join(map(str, rows))
    if cells:
        parts["cells"] = ",".join(f"{row}:{column}" for row, column in cells)
    return "?" + urlencode(parts, safe="/:,")


def parse_address(table: str, of: str = "", row: str = "", cells: str = "") -> TableAddress | None:
    """What an address asks for; None where it is none of ours."""
    named = _TABLE.fullmatch(table)
    if named is None:
        return None
    return TableAddress(
        report=named[1],
        table=named[2],
        of=of or None,
        rows=tuple(int(n) for n in row.split(",")[:MOST_CELLS] if re.fullmatch(r"\d{1,6}", n)),
        cells=tuple(
            (int(match[1]), int(match[2]))
            for part in cells.split(",")[:MOST_CELLS]
            if (match := _CELL.fullmatch(part))
        ),
    )


def find_report(address: TableAddress, reports: Sequence[Report]) -> tuple[Report | None, Standing]:
    """The report that an address means, or the one that has taken its place."""
    same = [report for report in reports if report.sha256.startswith(address.report)]
    if same or not address.of:
        return (same[0], "same") if same else (None, "gone")
    others = [report for report in reports if identity(report) == address.of]
    return (others[-1], "replaced") if others else (None, "gone")


def data_version(answer: Answer, reports: Sequence[Report]) -> str:
    """Short hash of the report files that an answer rests on; of all where it cites none."""
    cited = {citation.report for citation in answer.citations}
    hashes = sorted(r.sha256 for r in reports if not cited or r.title in cited)
    return hashlib.sha256("|".join(hashes).encode()).hexdigest()[:8]


def question_link(questions: Sequence[str], version: str) -> str:
    """The query part of an address that asks these questions, one after the other."""
    asked = "&".join(f"q={quote(question, safe='')}" for question in questions)
    return f"?{asked}&v={version}"
