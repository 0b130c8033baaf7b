"""Cited places as HTML (出处): a table extract with the cited row marked, or the words quoted."""

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.page.extract_view import ExtractCell, ExtractRow, HeaderCell, TableExtract
from assistant.page.links import table_link
from assistant.page.markup import Html, join, tag

LEVEL_INDENT = "　"
"""One full-width space for each level below the first."""


def extract_block(extract: TableExtract, tools: Html | None = None) -> Html:
    """A table extract under its title, unit, report and pages."""
    pages = "、".join(str(page) for page in extract.pages)
    unit = f"单位：{extract.unit}" if extract.unit else "单位未注明"
    return tag(
        "figure",
        tag(
            "figcaption",
            tag("strong", extract.table),
            tag("span", f"{unit} · 第 {pages} 页", class_="mz-muted"),
            tag("span", extract.report, class_="mz-muted"),
            _whole_table(extract),
        ),
        scrolling(_table(extract), extract.table),
        tools,
        class_="mz-extract",
    )


def _whole_table(extract: TableExtract) -> Html:
    """The link to the whole table, with the same cells marked."""
    cells = tuple(dict.fromkeys(extract.cells))
    return tag("a", "看整张表", href=table_link(extract.source, extract.table_id, cells=cells))


def scrolling(content: Html, label: str) -> Html:
    """Something wide that is scrolled by itself, by keyboard too."""
    return tag("div", content, class_="mz-scroll", tabindex=0, role="region", aria_label=label)


def citation_block(citation: Citation, tools: Html | None = None) -> Html:
    """What is cited outside a table: a sentence, or a figure of a form, with its place."""
    place = [citation.table, f"第 {citation.page} 页", citation.report]
    figure = None
    if citation.kind != "passage":
        raw = (
            "（空白）" if citation.raw is None else f"{citation.raw} {citation.unit or ''}".strip()
        )
        named = "　".join(filter(None, [citation.row, citation.column]))
        figure = tag("div", named, " ", tag("mark", raw), class_="mz-cited-figure")
    return tag(
        "figure",
        figure,
        tag("blockquote", citation.text, class_="mz-text"),
        tag("figcaption", tag("span", " · ".join(filter(None, place)), class_="mz-muted")),
        tools,
        class_="mz-quote",
    )


def _table(extract: TableExtract) -> Html:
    head = [tag("tr", *(_heading(cell) for cell in line)) for line in extract.header]
    width = len(extract.rows[0].cells) if extract.rows else 1
    return tag(
        "table",
        tag("thead", *head),
        tag("tbody", *(join(_row(row, width)) for row in extract.rows)),
    )


def _heading(cell: HeaderCell) -> Html:
    return tag(
        "th",
        cell.text,
        scope="col" if cell.columns == 1 else "colgroup",
        colspan=cell.columns if cell.columns > 1 else None,
        rowspan=cell.lines if cell.lines > 1 else None,
    )


def _row(row: ExtractRow, width: int) -> Sequence[Html]:
    cells = tag(
        "tr",
        *(_cell(cell, row.level) for cell in row.cells),
        class_="mz-cited-row" if row.cited else None,
    )
    gap = tag("tr", tag("td", "⋯", colspan=width), class_="mz-gap")
    return [gap, cells] if row.skipped else [cells]


def _cell(cell: ExtractCell, level: int) -> Html:
    text = cell.text or ""
    if cell.role == "label":
        text = LEVEL_INDENT * max(level - 1, 0) + text
    if cell.cited:
        return tag("td", tag("mark", text or "（空白）"), class_="mz-value")
    return tag("td", text, class_=f"mz-{cell.role}")
