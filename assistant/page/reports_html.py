"""Which reports are inside (已收录的报告), as HTML."""

from collections.abc import Sequence

from assistant.page.markup import Html, tag
from index.records import Report

KIND_WORDS = {"budget": "部门预算", "final_accounts": "部门决算", "unknown": "种类未识别"}


def reports_list(reports: Sequence[Report]) -> Html:
    """Every report with its year, kind and number of pages."""
    if not reports:
        return tag("p", "尚未收录任何报告。", class_="mz-muted")
    return tag("ul", *(_report(report) for report in reports), class_="mz-reports")


def _report(report: Report) -> Html:
    year = f"{report.year} 年" if report.year else "年度未识别"
    facts = f"{year} · {KIND_WORDS[report.kind]} · {report.pages} 页"
    return tag("li", tag("strong", report.title), tag("span", facts, class_="mz-muted"))
