"""A whole table as HTML (报表页): headings that sort, lines that fold, a box that filters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.page.extract_view import HeaderCell
from assistant.page.links import table_link
from assistant.page.markup import Html, join, tag
from assistant.page.table_view import Place, TableView, ViewCell, ViewLine
from index.amounts import plain

LEVEL_NAMES = ("类", "款", "项")
TOOL = "mz-control"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The rows (by `Row.index`) and cells that a link points out."""

    rows: Collection[int] = ()
    cells: Collection[Place] = ()


def sheet(view: TableView, marks: Marks | None = None) -> Html:
    """The whole table with everything that can be done with it."""
    table = view.table
    name = f"{view.report.id}/{table.id}"
    return tag(
        "article",
        _caption(view),
        _tools(view) if view.lines else None,
        _empty(view),
        tag(
            "div",
            _table(view, marks or Marks()),
            class_="mz-scroll mz-whole-box",
            tabindex=0,
            role="region",
            aria_label=table.name,
        ),
        *(tag("p", note, class_="mz-note mz-text") for note in table.notes),
        class_="mz-whole",
        data_table=name,
        data_link=table_link(view.report, table.id),
    )


def _caption(view: TableView) -> Html:
    table = view.table
    unit = f"单位：{table.unit}" if table.unit else "单位未注明"
    pages = "、".join(map(str, table.pages))
    return tag(
        "header",
        tag("h2", table.name),
        tag("p", f"{unit} · 第 {pages} 页 · {view.report.title}", class_="mz-muted"),
    )


def _empty(view: TableView) -> Html | None:
    """Says of a table without data that the report prints it so."""
    if not view.table.empty:
        return None if view.lines else tag("p", "这张表没有读到任何一行。", class_="mz-empty")
    words = "空表：报告列出了这张表，但表内没有数据。这与“数字为 0”不同，也与“报告没有这张表”不同。"
    return tag("p", words, class_="mz-empty")


def _tools(view: TableView) -> Html:
    return tag(
        "div",
        tag(
            "label",
            tag("span", "筛选"),
            tag("input", type="search", class_="mz-filter", placeholder="科目、项目或数字"),
        ),
        _levels(view),
        tag("span", class_="mz-count mz-muted", role="status"),
        tag("button", "下载 CSV", type="button", class_=TOOL, data_file="csv"),
        tag("button", "下载 Excel", type="button", class_=TOOL, data_file="xlsx"),
        tag("button", "复制链接", type="button", class_=f"{TOOL} mz-copy-link"),
        class_="mz-controls",
    )


def _levels(view: TableView) -> Html | None:
    """How far the lines are unfolded; nothing where none stands under another."""
    if view.depth < 2:
        return None
    coded = any(c.role == "code" and c.text for line in view.lines for c in line.cells)
    options = [tag("option", "全部展开", value="all")]
    for level in range(1, view.depth):
        name = f"（{LEVEL_NAMES[level - 1]}）" if coded and level <= len(LEVEL_NAMES) else ""
        options.append(
            tag("option", f"收到第{'一二三四五六七八九'[level - 1]}级{name}", value=level)
        )
    options.append(tag("option", "只列末级", value="leaves"))
    return tag("label", tag("span", "级次"), tag("select", *options, class_="mz-levels"))


def _table(view: TableView, marks: Marks) -> Html:
    header = view.header
    parents = {line.parent for line in view.lines}
    return tag(
        "table",
        tag("thead", *(_heading_line(line, at, header) for at, line in enumerate(header))),
        tag("tbody", *(_line(line, line.key in parents, marks) for line in view.lines)),
    )


def _heading_line(
    line: Sequence[HeaderCell], at: int, header: Sequence[Sequence[HeaderCell]]
) -> Html:
    return tag("tr", *(_heading(cell, at + cell.lines == len(header)) for cell in line))


def _heading(cell: HeaderCell, sorts: bool) -> Html:
    """A heading; the lowest one of a column sorts it."""
    words: str = cell.text
    if sorts:
        words = tag("button", cell.text or "（无列名）", type="button", class_="mz-sort")
    return tag(
        "th",
        words,
        scope="col" if cell.columns == 1 else "colgroup",
        colspan=cell.columns if cell.columns > 1 else None,
        rowspan=cell.lines if cell.lines > 1 else None,
        data_column=cell.start if sorts else None,
    )


def _line(line: ViewLine, folds: bool, marks: Marks) -> Html:
    marked = any(cell.row in marks.rows for cell in line.cells)
    classes = ["mz-cited-row"] if marked else []
    return tag(
        "tr",
        *(_cell(cell, folds, marks) for cell in line.cells),
        class_=" ".join(classes + (["mz-total"] if line.total else [])) or None,
        data_key=line.key,
        data_parent=line.parent,
        title=f"第 {line.page} 页",
    )


def _cell(cell: ViewCell, folds: bool, marks: Marks) -> Html:
    text = cell.text or ""
    shown: str = text
    if cell.row is not None and (cell.row, cell.column) in marks.cells:
        shown = tag("mark", text or "（空白）")
    if cell.role == "label":
        return _label(cell, shown, folds)
    worded = cell.role == "value" and cell.amount is None and any(map(str.isalpha, text))
    return tag(
        "td",
        shown,
        class_="mz-words" if worded else f"mz-{cell.role}",
        data_v=None if cell.amount is None else plain(cell.amount),
    )


def _label(cell: ViewCell, shown: str, folds: bool) -> Html:
    toggle = tag(
        "button",
        tag("span", "▾", aria_hidden="true"),
        type="button",
        class_="mz-fold",
        aria_expanded="true",
        aria_label=f"收起或展开 {cell.text or ''}",
    )
    return tag(
        "td",
        tag("div", join([toggle if folds else None, tag("span", shown)]), class_="mz-fold-row"),
        class_=f"mz-label mz-level-{min(cell.level, 6)}",
    )
