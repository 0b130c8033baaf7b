"""What a report prints, in pieces small enough that a figure and its row's label share one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eval.scoring import plain_words

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BUNDLED = "汾阳市行政审批服务管理局2023年部门预算公开报告"
NUMBER = r"(?<![\d.,]){0}(?![\d,]|\.\d)"

DUMP_LINES, PDF_LINES = 8, 3
"""Lines above and below a figure among which the label of its row stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The words of a report, and its pieces, each as printed and as plain words."""

    words: str
    pieces: tuple[tuple[str, str], ...]
    figures: frozenset[Decimal]

    def together(self, figure: str, label: str) -> bool:
        """Whether the figure stands in one piece of the report with the label."""
        pattern = re.compile(NUMBER.format(re.escape(figure)))
        wanted = plain_words(label)
        return any(wanted in plain and pattern.search(piece) for piece, plain in self.pieces)


def single(text: str) -> str:
    """The words as printed once: bold text stands twice in the dump."""
    tokens = []
    for token in re.split(r"[ ]+", text):
        half = len(token) // 2
        doubled = len(token) > 3 and len(token) % 2 == 0 and token[:half] == token[half:]
        tokens.append(token[:half] if doubled else token)
    return plain_words("".join(tokens))


def numbers(text: str) -> frozenset[Decimal]:
    return frozenset(
        Decimal(each.replace(",", "")) for each in re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    )


def windows(lines: list[str], around: int, between: str) -> Iterator[str]:
    for n in range(len(lines)):
        yield between.join(lines[max(0, n - around) : n + around + 1])


@cache
def printed(name: str) -> Printed:
    """The report of that file name; skips where it is not beside this repository."""
    return dump(name) if name == BUNDLED else pdf(name)


def dump(name: str) -> Printed:
    path = ROOT / "data" / "reports" / f"{name}.txt"
    if not path.exists():
        pytest.skip("the report is not here")
    text = re.sub(r"(\d[\d,]*\.\d\d)\1", r"\1", path.read_text(encoding="utf-8"))
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if "绩效目标申报表" in line]
    forms = zip(starts, [*starts[1:], starts[-1] + 99], strict=True)
    pieces = [" ".join(lines[a:b]) for a, b in forms]
    pieces += windows(lines, DUMP_LINES, " ")
    return Printed(
        words=single("".join(lines)),
        pieces=tuple((piece, single(piece)) for piece in pieces),
        figures=numbers(text),
    )


def pdf(name: str) -> Printed:
    """The text layer of a PDF, and the checked cells of its tables, each with its headings."""
    lines = pdf_lines(name)
    cells = list(cell_pieces(name))
    prose = [*windows(lines, PDF_LINES, ""), *windows(lines, PDF_LINES, " ")]
    text = "\n".join([*lines, *cells])
    return Printed(
        words=plain_words("".join([*lines, *cells])),
        pieces=tuple((piece, plain_words(piece)) for piece in [*cells, *prose]),
        figures=numbers(text),
    )


def pdf_lines(name: str) -> list[str]:
    import pypdfium2

    path = SHARED / "reports" / f"{name}.pdf"
    if not path.exists():
        pytest.skip("the reports are not beside this repository")
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [line.strip() for page in pages for line in page.splitlines()]


@cache
def gold_tables(name: str) -> tuple[dict[str, Any], ...]:
    """The checked tables of a report."""
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if Path(gold["source"]).stem == name:
            return tuple(gold["tables"])
    pytest.skip("the checked tables are not beside this repository")


def cell_pieces(name: str) -> Iterator[str]:
    for table in gold_tables(name):
        for row in table["rows"]:
            address = f"{table['title']} {row.get('code') or ''} {row['label'] or ''}"
            for path, value in row["values"].items():
                yield f"{address} {path} {value or ''}"
