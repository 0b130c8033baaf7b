"""Small invented PDF reports, drawn as office programs draw them: thin filled bars for rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT = 60.0

Draw = Callable[["Sheet"], None]
Cells = Sequence[Sequence[str | None]]
Spans = Mapping[tuple[int, int], tuple[int, int]]
"""Rows and columns that the merged cell at (row, column) covers."""


@dataclass(frozen=True)
class Sheet:
    """A page being drawn; lengths in points from the top left corner."""

    canvas: Any

    def text(self, y: float, text: str, x: float = LEFT, size: float = 12) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def title(self, y: float, text: str, size: float = 16) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - y, text)

    def bar(self, x: float, y: float, width: float, height: float, white: bool = False) -> None:
        self.canvas.setFillGray(1 if white else 0)
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def table(
        self,
        y: float,
        cells: Cells,
        *,
        widths: Sequence[float],
        spans: Spans | None = None,
        height: float = 24,
    ) -> float:
        """A ruled table; None is a place that a merged cell covers. Gives the y below it."""
        spans = spans or {}
        edges = [LEFT]
        for width in widths:
            edges.append(edges[-1] + width)
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                if text is None:
                    continue
                rows, columns = spans.get((row, column), (1, 1))
                left, right = edges[column], edges[column + columns]
                top, bottom = y + row * height, y + (row + rows) * height
                self._box(left, top, right, bottom)
                self._write(text, left, top, bottom)
        return y + len(cells) * height

    def _box(self, left: float, top: float, right: float, bottom: float) -> None:
        for x, y, width, height in (
            (left, top, right - left, 0.7),
            (left, bottom, right - left, 0.7),
            (left, top, 0.7, bottom - top),
            (right, top, 0.7, bottom - top),
        ):
            self.bar(x, y, width, height)

    def _write(self, text: str, left: float, top: float, bottom: float) -> None:
        lines = text.split("\n")
        middle = (top + bottom) / 2
        for index, line in enumerate(lines):
            self.text(middle + (index - len(lines) / 2) * 10 + 8, line, x=left + 3, size=9)


def small_pdf(path: Path, *pages: Draw, password: str | None = None) -> Path:
    """A PDF with one page for each function that draws one."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    encrypt = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return path


def captioned(
    sheet: Sheet, title: str = "2024年部门支出预算总表", unit: str = "元", y: float = 80
) -> float:
    """A table's title, department and unit; gives the y for its header."""
    sheet.title(y, title)
    sheet.text(y + 25, "编制部门：某县教育局")
    sheet.text(y + 25, f"单位：{unit}", x=460)
    return y + 35


ACCOUNT_WIDTHS = (40, 30, 30, 150, 75, 75, 75)
ACCOUNT_HEADER: Cells = (
    ("项目", None, None, None, "支出预算", None, None),
    ("功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"),
    ("类", "款", "项", None, None, None, None),
)
ACCOUNT_SPANS: Spans = {
    (0, 0): (1, 4),
    (0, 4): (1, 3),
    (1, 0): (1, 3),
    (1, 3): (2, 1),
    (1, 4): (2, 1),
    (1, 5): (2, 1),
    (1, 6): (2, 1),
}


def accounts(
    sheet: Sheet, y: float, *rows: Sequence[str | None], spans: Spans | None = None
) -> float:
    """A table of expenditure by function, header included."""
    merged = dict(ACCOUNT_SPANS)
    for (row, column), extent in (spans or {}).items():
        merged[row + len(ACCOUNT_HEADER), column] = extent
    return sheet.table(y, [*ACCOUNT_HEADER, *rows], widths=ACCOUNT_WIDTHS, spans=merged)


EDUCATION: Sequence[Sequence[str]] = (
    ("205", "", "", "教育支出", "300", "200", "100"),
    ("205", "02", "", "普通教育", "300", "200", "100"),
    ("205", "02", "03", "初中教育", "300", "200", "100"),
)
TOTAL: Sequence[str | None] = ("合计", None, None, None, "300", "200", "100")
