"""Prints tables the way a PDF's text dump does: doubled bold, spaces for blanks, wrapped cells."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.records import Column, Row, Table

TOTALS = ("合计", "总计", "小计")


def is_total(label: str) -> bool:
    """Whether a row is a total, which reports print bold."""
    return label.endswith(TOTALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one table is printed."""

    label_width: int = 12
    header_width: int = 8
    glued_sides: bool = False
    """Whether a figure touches the label of the other side (1,433.90一、一般公共服务支出)."""
    indent: str = ""
    numbered_columns: bool = False
    bold_labels: frozenset[str] = frozenset()
    """Rows whose figures are printed bold, apart from totals."""
    page_break: int | None = None
    """After how many rows a page ends."""


@dataclass(slots=True)
class _Sheet:
    """Lines being printed, and the line that is still open."""

    lines: list[str] = field(default_factory=list)
    line: str = ""
    ends_with_text: bool = False

    def put(self, text: str, *, bold: bool, glued: bool = False) -> None:
        """A cell of one line."""
        if glued and self.ends_with_text:
            self.line = self.line[:-1]
        self.line += text * (2 if bold else 1) + " "
        self.ends_with_text = True

    def blank(self, *, bold: bool) -> None:
        """An empty cell; only beside bold text is it seen to be bold."""
        self.line += "  " if bold and self.line.strip() else " "
        self.ends_with_text = False

    def wrapped(self, pieces: Sequence[str], *, bold: bool, gap: bool = False) -> None:
        """A cell over several lines; with a gap, an empty line stands inside it."""
        self.close()
        for index, piece in enumerate(pieces):
            if gap and index == len(pieces) - 1:
                self.lines.append("")
            self.lines.append(piece * (2 if bold else 1))
        if not gap:
            self.lines.append("")

    def close(self) -> None:
        """The open line, if any."""
        if self.line:
            self.lines.append(self.line[:-1] if self.ends_with_text else self.line)
        self.line, self.ends_with_text = "", False

    def end_row(self) -> None:
        """The row's end: an empty line."""
        self.close()
        if self.lines and self.lines[-1]:
            self.lines.append("")


def dumped(table: Table, style: Style, rng: random.Random) -> list[str]:
    """The lines of a table from its number to its last note."""
    sheet = _Sheet()
    for text in (table.number, table.title):
        if text:
            bold = 2 if text == table.title else 1
            sheet.lines += [text * bold, ""]
    sheet.lines += [f"部门名称：{table.department} 单位：{table.unit}", ""]
    _header(sheet, table.columns, style, rng)
    if style.numbered_columns:
        sheet.lines += [" ".join(str(i + 1) for i in range(len(table.columns))), ""]
    lines = [*sheet.lines, *_body(table, style)]
    for note in table.notes:
        lines += [note * 2, ""]
    return lines[:-1] if lines[-1] == "" else lines


# --- header ------------------------------------------------------------------------------------


def _header(sheet: _Sheet, columns: Sequence[Column], style: Style, rng: random.Random) -> None:
    """The headings, one row of them after the other."""
    for depth in range(max(len(column.path) for column in columns)):
        for word in _words_at(columns, depth):
            if len(word) <= style.header_width:
                sheet.put(word, bold=True)
                continue
            width = style.header_width
            pieces = [word[i : i + width] for i in range(0, len(word), width)]
            sheet.wrapped(pieces, bold=True, gap=len(pieces) == 2 and rng.random() < 0.5)
        sheet.end_row()


def _words_at(columns: Sequence[Column], depth: int) -> Iterator[str]:
    """The different headings of one level, left to right."""
    last: tuple[str, ...] | None = None
    for column in columns:
        if len(column.path) <= depth:
            last = None
            continue
        path = column.path[: depth + 1]
        if path != last or depth == len(column.path) - 1:
            yield path[-1]
        last = path


# --- body --------------------------------------------------------------------------------------


def _body(table: Table, style: Style) -> list[str]:
    """The rows, and a row of blanks below the rows of an empty table."""
    lines = list[str]()
    for count, printed_row in enumerate(_printed_rows(table)):
        sheet = _Sheet()
        _print_row(sheet, printed_row, table.columns, style)
        if style.page_break is not None and count == style.page_break:
            lines = _turned(lines, sheet.lines)
        else:
            lines += sheet.lines
    if table.empty:
        lines += [" " * len(table.columns), ""]
    return lines


def _turned(above: list[str], below: list[str]) -> list[str]:
    """The two ends of a page break: blanks beside it are lost, and a space is glued on."""
    while above and not above[-1].strip():
        above = above[:-1]
    if not below[0].strip():
        below = below[1:]
    return [*above, " " + below[0], *below[1:]]


def _printed_rows(table: Table) -> Iterator[tuple[Row, ...]]:
    """The rows that stand in one line: left and right side where a line holds both."""
    rows = list(table.rows)
    while rows:
        row = rows.pop(0)
        beside = rows and row.side is not None and rows[0].side not in (None, row.side)
        if beside and rows[0].line == row.line:
            yield row, rows.pop(0)
        else:
            yield (row,)


def _print_row(sheet: _Sheet, rows: Sequence[Row], columns: Sequence[Column], style: Style) -> None:
    """One line of the table, which holds the rows of one or two sides."""
    bold = is_total(rows[0].label)
    if len({column.side for column in columns}) > 1 and rows[0].side is None:
        sheet.put(rows[0].label, bold=True)
        for _ in range(3):
            sheet.blank(bold=True)
        sheet.end_row()
        return
    skip = 0
    for index, column in enumerate(columns):
        row = next((row for row in rows if row.side == column.side), None)
        if skip:
            skip -= 1
        elif row is None:
            sheet.blank(bold=False)
        elif column.role == "value":
            _print_value(sheet, row, index, bold=bold or _is_bold(row, style))
        else:
            skip = _print_name(sheet, row, columns, index, style, bold=bold)
    sheet.end_row()


def _is_bold(row: Row, style: Style) -> bool:
    """Whether a row that is no total has its figures in bold."""
    return row.label in style.bold_labels and row.cells[0].printed is not None


def _print_value(sheet: _Sheet, row: Row, index: int, *, bold: bool) -> None:
    """A figure or a blank."""
    printed = next(cell.printed for cell in row.cells if cell.column == index)
    if printed is None:
        sheet.blank(bold=bold)
    else:
        sheet.put(printed, bold=bold)


def _print_name(
    sheet: _Sheet, row: Row, columns: Sequence[Column], index: int, style: Style, *, bold: bool
) -> int:
    """A code, label or qualifier; returns how many further columns a total stands across."""
    column = columns[index]
    names = [i for i, c in enumerate(columns) if c.side == column.side and c.role != "value"]
    glued = style.glued_sides and index > 0 and columns[index - 1].role == "value"
    if is_total(row.label) and len(names) > 1:
        sheet.put(row.label, bold=bold, glued=glued)
        return len(names) - 1
    text = {"code": row.code, "label": row.label, "qualifier": row.qualifier}[column.role]
    if not text:
        sheet.blank(bold=False)
    elif len(text) <= style.label_width or column.role == "code":
        indent = style.indent if column.role == "label" else ""
        sheet.put(indent + text, bold=bold, glued=glued)
    else:
        width = style.label_width
        pieces = [text[i : i + width] for i in range(0, len(text), width)]
        indent = style.indent if column.role == "label" else ""
        sheet.wrapped([indent + pieces[0], *pieces[1:]], bold=bold)
    return 0
