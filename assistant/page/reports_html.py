"""Which reports are inside (已收录的报告), as HTML."""

from collections.abc import Sequence

from assistant.page.about_html import shown_time
from assistant.page.markup import Html, tag
from index.generations import SourceFile
from index.records import Report

MOST_LISTED = 200
"""Reports that are listed one by one."""
KIND_WORDS = {"budget": "部门预算", "final_accounts": "部门决算", "unknown": "种类未识别"}


def reports_list(reports: Sequence[Report], sources: Sequence[SourceFile] = ()) -> Html:
    """Every report with its year, kind, number of pages, and the day on which it was read."""
    if not reports:
        return tag("p", "尚未收录任何报告。", class_="mz-muted")
    read = {source.sha256: source.indexed for source in sources}
    rows = [_report(each, read.get(each.sha256)) for each in reports[:MOST_LISTED]]
    if len(rows) < len(reports):
        rows.append(tag("li", f"……共 {len(reports)} 份，都可以在问题里指明", class_="mz-muted"))
    return tag("ul", *rows, class_="mz-reports")


def _report(report: Report, indexed: str | None) -> Html:
    year = f"{report.year} 年" if report.year else "年度未识别"
    facts = f"{year} · {KIND_WORDS[report.kind]} · {report.pages} 页"
    facts += f" · {shown_time(indexed).partition(' ')[0]} 收录" if indexed else ""
    return tag("li", tag("strong", report.title), tag("span", facts, class_="mz-muted"))
