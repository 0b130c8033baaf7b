"""What the 报表 tab is given: the table an address asks for, and the file of what is on screen."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.page.form_table import shown_tables
from assistant.page.links import TableAddress, find_report, parse_address, table_link
from assistant.page.markup import Html, join, tag
from assistant.page.table_choice import chooser, edition_name
from assistant.page.table_file import Format, file_name, table_file
from assistant.page.table_html import Marks, sheet
from assistant.page.table_view import table_view
from index.corpus import Corpus
from index.errors import BudgetError
from index.records import Extraction, Report, Table

NOTHING_INSIDE = "尚未收录任何报告。"
NO_ADDRESS = "链接无法辨认，现在显示的是第一份报告。"
GONE = "链接所指的报告已不在收录之列：数据自链接生成以来有变化。现在显示的是第一份报告。"
REPLACED = (
    "链接生成之后，这份报告的文件已经更换，数据可能有变化。"
    "现在显示的是新文件中的同号表，原来标出的行与格不再标出。"
)
NO_TABLE = "这份报告里没有链接所指的表，现在显示的是第一张有数据的表。"

Wire = dict[str, Any]


def opened(corpus: Corpus, asked: object) -> Wire:
    """The boxes to choose with, the table that was asked for, and what has to be said of it."""
    try:
        return _opened(corpus, _texts(asked))
    except BudgetError as error:
        return {"error": f"暂时无法读取：{error}"}


def saved(corpus: Corpus, asked: object) -> Wire:
    """The lines on screen as a file, its bytes in base64."""
    wanted = asked if isinstance(asked, Mapping) else {}
    lines = wanted.get("lines")
    keys = [key for key in lines if type(key) is int] if isinstance(lines, list) else []
    form: Format = "xlsx" if wanted.get("format") == "xlsx" else "csv"
    try:
        address = parse_address(str(wanted.get("table")))
        found = _named(corpus, address) if address else None
        if found is None:
            return {"error": "报告已经更换，请重新打开这张表再下载。"}
        report, table = found
        content = table_file(table_view(report, table), keys, form)
        whose = report.department or report.title
        name = file_name([whose, str(report.year or ""), table.name], form)
    except BudgetError as error:
        return {"error": f"暂时无法下载：{error}"}
    return {"name": name, "data": b64encode(content).decode("ascii")}


def _opened(corpus: Corpus, asked: Mapping[str, str]) -> Wire:
    reports = corpus.reports()
    if not reports:
        return {"error": NOTHING_INSIDE}
    address = parse_address(**asked) if asked.get("table") else None
    report, notice = _report(address, reports, bool(asked.get("table")))
    extraction = corpus.extraction(report.id)
    table = _table(address, extraction)
    if address and address.table and (table is None or table.id != address.table):
        notice = notice or NO_TABLE
    marks = Marks(rows=address.rows, cells=address.cells) if address and not notice else Marks()
    drawn = join([]) if table is None else sheet(table_view(report, table), marks)
    return {
        "chooser": chooser(reports, extraction, table),
        "sheet": drawn or tag("p", "这份报告里没有读到表。", class_="mz-empty"),
        "notice": _notice(notice),
        "link": table_link(report, table.id) if table else None,
        "name": edition_name(report, reports),
    }


def _texts(asked: object) -> dict[str, str]:
    """The parts of an address, whatever a browser has sent."""
    known = ("table", "of", "row", "cells")
    sent = asked if isinstance(asked, Mapping) else {}
    return {"table": "", **{key: str(sent[key])[:4000] for key in known if sent.get(key)}}


def _report(
    address: TableAddress | None, reports: Sequence[Report], named: bool
) -> tuple[Report, str | None]:
    """The report to show, and what is to be said where it is not the very one that was named."""
    if address is None:
        return reports[0], NO_ADDRESS if named else None
    report, standing = find_report(address, reports)
    if report is None:
        return reports[0], GONE
    return report, REPLACED if standing == "replaced" else None


def _table(address: TableAddress | None, extraction: Extraction) -> Table | None:
    """The table named, else the first one with data, else any."""
    tables = shown_tables(extraction)
    named = [t for t in tables if address and t.id == address.table]
    filled = [t for t in tables if t.rows and not t.empty]
    return next(iter([*named, *filled, *tables]), None)


def _named(corpus: Corpus, address: TableAddress) -> tuple[Report, Table] | None:
    report, standing = find_report(address, corpus.reports())
    if report is None or standing != "same":
        return None
    tables = shown_tables(corpus.extraction(report.id))
    table = next((t for t in tables if t.id == address.table), None)
    return (report, table) if table else None


def _notice(words: str | None) -> Html:
    return tag("p", words, class_="mz-notice", role="status") if words else join([])
