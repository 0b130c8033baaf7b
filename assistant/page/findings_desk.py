"""What the 核对 tab is given: the findings of the reports and severity chosen, also as a file."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from assistant.page.findings_html import Found, filters, findings_list
from assistant.page.form_table import shown_tables
from assistant.page.markup import join
from assistant.page.places import by_name
from assistant.page.table_file import Format, file_name
from index.corpus import Corpus
from index.errors import BudgetError
from index.export import csv_bytes, xlsx_bytes
from index.records import Finding, Report, Table
from index.sheets import all_findings, with_source
from index.show import SEVERITY_NAMES

REPORTS_IN_MEMORY = 32
"""Reports whose tables are kept to draw their findings."""

Wire = dict[str, Any]
AllFound = Callable[[], Sequence[Found]]


def findings_of(corpus: Corpus) -> AllFound:
    """A function that gives every finding of every report, read anew where the store is new."""
    latest = lru_cache(maxsize=1)(lambda fingerprint: all_found(corpus))
    return lambda: latest(corpus.fingerprint)


def listed(corpus: Corpus, findings: AllFound, asked: object) -> Wire:
    """The boxes to choose with and the findings that fit."""
    report, severity = _choice(asked)
    try:
        everything = findings()
        boxes = filters(corpus.reports(), everything, report, severity)
    except BudgetError as error:
        return {"error": f"暂时无法读取：{error}"}
    found = list(_fitting(everything, report, severity))
    return {"html": join([boxes, findings_list(found, len(everything))])}


def saved_findings(findings: AllFound, asked: object) -> Wire:
    """All findings that fit, as a file, its bytes in base64."""
    report, severity = _choice(asked)
    form: Format = "csv" if isinstance(asked, Mapping) and asked.get("format") == "csv" else "xlsx"
    try:
        contents = all_findings(_by_report(_fitting(findings(), report, severity)))
        sheets = (*contents.sheets, contents.sources)
        content = csv_bytes(with_source(contents)) if form == "csv" else xlsx_bytes(sheets)
    except BudgetError as error:
        return {"error": f"暂时无法下载：{error}"}
    name = file_name(["勾稽发现", SEVERITY_NAMES.get(severity)], form)
    return {"name": name, "data": b64encode(content).decode("ascii")}


def all_found(corpus: Corpus) -> Sequence[Found]:
    """Every finding of every report, the gravest first within its report."""
    gravity = list(SEVERITY_NAMES)
    found: list[Found] = []

    @lru_cache(maxsize=REPORTS_IN_MEMORY)
    def tables_of(report_id: str) -> Mapping[str, Table]:
        return by_name(shown_tables(corpus.extraction(report_id)))

    for outline in corpus.outlines():
        report = outline.report
        ordered = sorted(outline.findings, key=lambda f: gravity.index(f.severity))
        tables = partial(tables_of, report.id)
        found += [Found(report=report, finding=each, tables_read=tables) for each in ordered]
    return found


def _choice(asked: object) -> tuple[str, str]:
    sent = asked if isinstance(asked, Mapping) else {}
    return str(sent.get("report") or ""), str(sent.get("severity") or "")


def _fitting(found: Iterable[Found], report: str, severity: str) -> Iterable[Found]:
    return (
        each
        for each in found
        if report in ("", each.report.id) and severity in ("", each.finding.severity)
    )


def _by_report(found: Iterable[Found]) -> list[tuple[Report, Sequence[Finding]]]:
    return [
        (group[0].report, [each.finding for each in group])
        for _, own in groupby(found, key=lambda each: each.report.id)
        for group in [list(own)]
    ]
