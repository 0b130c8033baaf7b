"""Which reports and tables can be chosen (选择报表), as HTML."""

from collections.abc import Sequence

from assistant.page.form_table import shown_tables
from assistant.page.markup import Html, join, tag
from index.records import Extraction, Report, Table
from index.show import KIND_NAMES, version


def edition_name(report: Report, reports: Sequence[Report]) -> str:
    """Department, year and kind, and which version where there are several."""
    whose = report.department or report.title
    year = f"{report.year} 年" if report.year else "年度未识别"
    edition = version(report, reports)
    parts = [whose, year, KIND_NAMES[report.kind], f"版本 {edition}" if edition else None]
    return " · ".join(part for part in parts if part)


def by_department(reports: Sequence[Report]) -> list[Report]:
    """The reports of a department next to each other, the latest first."""
    return sorted(reports, key=lambda r: (r.department or r.title, -(r.year or 0), r.kind))


def chooser(reports: Sequence[Report], chosen: Extraction, table: Table | None) -> Html:
    """Two boxes: the report, and the table in it."""
    return join(
        [
            select_box(
                "报告",
                "mz-report",
                [_report_option(r, reports, chosen) for r in by_department(reports)],
            ),
            select_box("报表", "mz-which", _table_options(chosen, table)),
        ]
    )


def select_box(name: str, class_: str, options: Sequence[Html]) -> Html:
    """A box to choose from, under its name."""
    return tag("label", tag("span", name), tag("select", *options, class_=class_))


def _report_option(report: Report, reports: Sequence[Report], chosen: Extraction) -> Html:
    selected = report.id == chosen.report.id
    return tag("option", edition_name(report, reports), value=report.id, selected=selected)


def _table_options(extraction: Extraction, chosen: Table | None) -> list[Html]:
    tables = [each for each in shown_tables(extraction) if not each.id.startswith("form")]
    forms = [each for each in shown_tables(extraction) if each.id.startswith("form")]
    groups = [("报表", tables), ("绩效目标申报表", forms)]
    return [
        tag("optgroup", *(_table_option(each, chosen) for each in own), label=name)
        for name, own in groups
        if own
    ]


def _table_option(table: Table, chosen: Table | None) -> Html:
    named = table.rows[0].cells[0].printed if table.id.startswith("form") else table.name
    name = f"{named}（空表）" if table.empty else named
    return tag(
        "option", name, value=table.id, selected=chosen is not None and chosen.id == table.id
    )
