"""Reports, tables and findings as text, CSV or JSON, and which of them a user means."""

import csv
import io
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from index.records import Column, Extraction, Finding, Outline, Report, Row, Table

Thing = TypeVar("Thing")

KIND_NAMES = {"budget": "预算", "final_accounts": "决算", "unknown": "种类未知"}
SEVERITY_NAMES = {
    "contradiction": "矛盾",
    "explain": "需说明",
    "rounding": "尾差",
    "misprint": "疑似误印",
}
BOM = "\ufeff"
"""Makes spreadsheet programs read a CSV file as UTF-8."""


# --- which one is meant ---------------------------------------------------------------------


def matching(
    things: Sequence[Thing], wanted: str, names: Callable[[Thing], Iterable[str | None]]
) -> list[Thing]:
    """The things that the words may mean: those so named; else those whose name ends so; else
    those with every word somewhere in their names. One thing means that there is no doubt."""
    words = _folded(wanted)
    named = [(thing, [_folded(name) for name in names(thing) if name]) for thing in things]
    tests: tuple[Callable[[list[str]], bool], ...] = (
        lambda own: words in own,
        lambda own: any(name.endswith(words) for name in own),
        lambda own: all(any(_folded(w) in name for name in own) for w in wanted.split()),
    )
    for test in tests:
        found = [thing for thing, own in named if words and test(own)]
        if found:
            return found
    return []


def report_names(report: Report) -> tuple[str | None, ...]:
    """What a user may call a report."""
    year = str(report.year) if report.year else None
    return report.title, report.source, report.id, report.department, year


def choices(things: Sequence[Report] | Sequence[Table]) -> list[str]:
    """What to call things among which a user must choose; versions of one report by their file
    and the beginning of its hash, which `matching` understands."""
    titles = Counter(thing.title for thing in things if isinstance(thing, Report))
    return [
        thing.name
        if isinstance(thing, Table)
        else f"{thing.title}（{thing.source}，{thing.id}）"
        if titles[thing.title] > 1
        else thing.title
        for thing in things
    ]


_Edition = tuple[str | None, int | None, str]
_editions_last: tuple[Sequence[Report], Mapping[_Edition, Sequence[str]]] = ((), {})
"""The reports asked about last, with the ids of those of each department, year and kind."""


def version(report: Report, reports: Sequence[Report]) -> str:
    """1/2 for the first of two reports with the same department, year and kind; empty where there
    is but one, or where it is not known whose or of which year the report is."""
    same = _editions(reports).get((report.department, report.year, report.kind), ())
    known = report.department and report.year
    return f"{same.index(report.id) + 1}/{len(same)}" if known and len(same) > 1 else ""


def _editions(reports: Sequence[Report]) -> Mapping[_Edition, Sequence[str]]:
    global _editions_last
    known, editions = _editions_last
    if known is reports and isinstance(reports, tuple):  # a list may change
        return editions
    found: defaultdict[_Edition, list[str]] = defaultdict(list)
    for each in reports:
        found[each.department, each.year, each.kind].append(each.id)
    _editions_last = (reports, found)
    return found


def table_names(table: Table) -> tuple[str | None, ...]:
    """What a user may call a table: 预算公开表3, its title, or both."""
    return table.number, table.title, table.name, table.id


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


# --- JSON -----------------------------------------------------------------------------------


def report_object(outline: Outline) -> dict[str, object]:
    """A report as `index show --format json` lists it."""
    report = outline.report
    return {
        "report": report.title,
        "department": report.department,
        "year": report.year,
        "kind": report.kind,
        "pages": report.pages,
        "source": report.source,
        "sha256": report.sha256,
        "tables": [table.name for table in outline.tables],
    }


def table_object(report: Report, table: Table) -> dict[str, object]:
    """A table as extracted: value columns as header paths, rows with their printed values."""
    positions = value_positions(table)
    return {
        "report": report.title,
        "number": table.number,
        "title": table.title,
        "unit": table.unit,
        "pages": list(table.pages),
        "notes": list(table.notes),
        "empty": table.empty,
        "columns": [list(table.columns[position].path) for position in positions],
        "rows": [_row_object(row, positions) for row in table.rows],
    }


def _row_object(row: Row, positions: Sequence[int]) -> dict[str, object]:
    shown: dict[str, object] = {
        "page": row.page,
        "code": row.code,
        "label": row.label,
        "level": row.level,
        "parent": row.parent,
        "values": printed_values(row, positions),
    }
    more = {"side": row.side, "qualifier": row.qualifier}
    return shown | {name: value for name, value in more.items() if value is not None}


def finding_object(report: Report, finding: Finding) -> dict[str, object]:
    """A finding as `index audit --json` lists it."""
    return {
        "id": finding.id,
        "report": report.title,
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
        "difference": finding.difference,
        "unit": finding.unit,
        "sides": [
            {
                "page": side.page,
                "table": side.table,
                "row": side.row,
                "column": side.column,
                "printed": side.printed,
                "text": side.text,
            }
            for side in finding.sides
        ],
    }


def json_text(content: object) -> str:
    """The content as indented JSON, Chinese left readable."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


# --- tables of text -------------------------------------------------------------------------


def value_positions(table: Table) -> tuple[int, ...]:
    """Where the value columns stand among all columns."""
    return tuple(i for i, column in enumerate(table.columns) if column.role == "value")


def printed_values(row: Row, positions: Sequence[int]) -> list[str | None]:
    """The row's figures as printed, one for each value column; None where blank."""
    printed = {cell.column: cell.printed for cell in row.cells}
    return [printed.get(position) for position in positions]


def reports_grid(outlines: Sequence[Outline]) -> list[list[str]]:
    """All reports, heading first."""
    heading = ["报告", "部门", "年度", "种类", "版本", "页数", "表", "编号", "文件"]
    reports = tuple(outline.report for outline in outlines)
    return [heading] + [
        [
            outline.report.title,
            outline.report.department or "",
            str(outline.report.year or ""),
            KIND_NAMES[outline.report.kind],
            version(outline.report, reports),
            str(outline.report.pages),
            str(len(outline.tables)),
            outline.report.id,
            outline.report.source,
        ]
        for outline in outlines
    ]


def tables_grid(extraction: Extraction) -> list[list[str]]:
    """The tables of a report, heading first."""
    heading = ["表号", "表名", "单位", "页", "行数", "备注"]
    return [heading] + [
        [
            table.number or "",
            table.title,
            table.unit or "",
            _pages(table),
            str(len(table.rows)),
            "空表" if table.empty else "",
        ]
        for table in extraction.tables
    ]


def table_grid(table: Table) -> list[list[str]]:
    """A table as printed, heading first; the two sides of a two-sided table one after the other."""
    positions = value_positions(table)
    columns = [table.columns[position] for position in positions]
    two_sided = any(row.side for row in table.rows)
    qualified = any(row.qualifier for row in table.rows)
    names = ["页", *(["收支"] if two_sided else []), "科目编码", "名称"]
    names += ["第二名称"] if qualified else []
    return [names + [_heading(column) for column in columns]] + [
        [
            str(row.page),
            *([row.side or ""] if two_sided else []),
            row.code or "",
            row.label,
            *([row.qualifier or ""] if qualified else []),
            *(value or "" for value in printed_values(row, positions)),
        ]
        for row in table.rows
    ]


def finding_text(finding: Finding) -> str:
    """A finding in two lines: how grave, which rule and which pages, then what is the matter."""
    pages = "、".join(dict.fromkeys(str(side.page) for side in finding.sides))
    place = f"　第 {pages} 页" if pages else ""
    return f"[{SEVERITY_NAMES[finding.severity]}] {finding.rule}{place}\n    {finding.message}\n"


def table_caption(report: Report, table: Table) -> str:
    """The lines above a table shown as text."""
    empty = "　空表" if table.empty else ""
    notes = "".join(f"\n{note}" for note in table.notes)
    unit = f"　单位：{table.unit}" if table.unit else ""
    return f"{report.title}\n{table.name}　第 {_pages(table)} 页{unit}{empty}{notes}\n"


def csv_text(grid: Iterable[Sequence[str]]) -> str:
    """The grid as CSV that spreadsheet programs open rightly."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(grid)
    return BOM + text.getvalue()


def aligned_text(grid: Sequence[Sequence[str]]) -> str:
    """The grid in columns, a Chinese character counting two."""
    widths = [max(map(_width, column)) for column in zip(*grid, strict=True)]
    lines = (
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        )
        for row in grid
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _heading(column: Column) -> str:
    return " / ".join(column.path)


def _pages(table: Table) -> str:
    return "、".join(map(str, table.pages))
