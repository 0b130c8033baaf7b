"""Reconciliation findings (勾稽发现) as HTML: both sides, the difference, links to the cells."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.page.links import table_link
from assistant.page.markup import Html, join, lines, tag
from assistant.page.places import side_place
from assistant.page.table_choice import by_department, edition_name, select_box
from assistant.page.table_view import Place
from index.amounts import grouped, parse_amount
from index.errors import AmountError
from index.records import Finding, FindingSide, Report, Table
from index.show import SEVERITY_NAMES

MOST_LISTED = 200
HEADINGS = ("页", "表", "行", "列", "原文", "去处")
SEVERITY_WORDS = {
    "contradiction": "两处数字不能同时成立",
    "explain": "不一定有错，但需要报告单位说明",
    "misprint": "很可能是笔误、漏写或错写",
    "rounding": "差额在四舍五入之内",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding in its report, with the tables that its sides may stand in."""

    report: Report
    finding: Finding
    tables_read: Callable[[], Mapping[str, Table]]
    """Gives them by name; they are read where the finding is drawn."""


def filters(
    reports: Sequence[Report], all_found: Sequence[Found], report: str, severity: str
) -> Html:
    """The boxes that narrow the list, and what to do with it."""
    counts: Counter[str] = Counter(each.finding.severity for each in all_found)
    severities = [(key, f"{name}（{counts[key]}）") for key, name in SEVERITY_NAMES.items()]
    own = Counter(each.report.id for each in all_found)
    named = [(r.id, f"{edition_name(r, reports)}（{own[r.id]}）") for r in by_department(reports)]
    return tag(
        "div",
        select_box(
            "程度",
            "mz-severity",
            _options([("", f"全部（{len(all_found)}）"), *severities], severity),
        ),
        select_box("报告", "mz-report", _options([("", "全部报告"), *named], report)),
        tag("button", "下载 CSV", type="button", class_="mz-control", data_file="csv"),
        tag("button", "下载 Excel", type="button", class_="mz-control", data_file="xlsx"),
        class_="mz-choose mz-filters",
    )


def _options(options: Sequence[tuple[str, str]], chosen: str) -> list[Html]:
    return [tag("option", text, value=key, selected=key == chosen) for key, text in options]


def findings_list(found: Sequence[Found], whole: int) -> Html:
    """The findings one below the other; how many there are stands above them."""
    if not found:
        return tag("p", "没有这样的发现。", class_="mz-empty", role="status")
    shown = found[:MOST_LISTED]
    left_out = (
        f"，这里列出前 {len(shown)} 处，选一份报告可以看到其余的" if len(shown) < len(found) else ""
    )
    words = f"{len(found)} / {whole} 处发现{left_out}。"
    return join([tag("p", words, class_="mz-muted", role="status"), *map(_finding, shown)])


def _finding(found: Found) -> Html:
    finding = found.finding
    tables = found.tables_read()
    places = [side_place(side, tables) for side in finding.sides]
    return tag(
        "article",
        tag(
            "header",
            tag(
                "span",
                SEVERITY_NAMES[finding.severity],
                class_=f"mz-severity-{finding.severity}",
                title=SEVERITY_WORDS[finding.severity],
            ),
            tag("h2", finding.rule),
            tag("span", found.report.title, class_="mz-muted"),
        ),
        tag("p", lines(finding.message), class_="mz-text"),
        _sides(found, places),
        _difference(finding),
        class_="mz-finding",
        data_finding=finding.id,
    )


def _sides(found: Found, places: Sequence[tuple[Table, Place | None] | None]) -> Html:
    rows = [
        _side(found, side, place, places)
        for side, place in zip(found.finding.sides, places, strict=True)
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", *(tag("th", heading, scope="col") for heading in HEADINGS))),
            tag("tbody", *rows),
        ),
        class_="mz-scroll",
        tabindex=0,
        role="region",
        aria_label=f"{found.finding.rule}：各方（{found.report.title} {found.finding.id}）",
    )


def _side(
    found: Found,
    side: FindingSide,
    place: tuple[Table, Place | None] | None,
    places: Sequence[tuple[Table, Place | None] | None],
) -> Html:
    quoted = side.text if side.table is None and side.text != side.printed else None
    said = tag("span", quoted, class_="mz-said mz-muted") if quoted else None
    figure = "mz-words" if _amount(side.printed) is None else "mz-value"
    return tag(
        "tr",
        tag("td", str(side.page), class_="mz-code", data_heading="页"),
        tag("td", side.table or "正文", data_heading="表"),
        tag("td", side.row, said, data_heading="行"),
        tag("td", side.column, data_heading="列"),
        tag("td", side.printed, class_=figure, data_heading="原文"),
        tag("td", _way(found.report, place, places)),
    )


def _way(
    report: Report,
    place: tuple[Table, Place | None] | None,
    places: Sequence[tuple[Table, Place | None] | None],
) -> Html | None:
    """The link to the side's table, in which all cells of the finding are marked."""
    if place is None:
        return None
    own = [other for other in places if other is not None and other[0].id == place[0].id]
    cells = list(dict.fromkeys(cell for _, cell in own if cell is not None))
    return tag("a", "看报表", href=table_link(report, place[0].id, cells=cells))


def _difference(finding: Finding) -> Html | None:
    if finding.difference is None:
        return None
    amount = _amount(finding.difference)
    shown = finding.difference if amount is None else grouped(amount)
    unit = finding.unit or ""
    space = "" if unit in ("", "%") else " "
    return tag("p", "相差 ", tag("strong", f"{shown}{space}{unit}"), class_="mz-difference")


def _amount(printed: str) -> Decimal | None:
    try:
        return parse_amount(printed)
    except AmountError:
        return None
