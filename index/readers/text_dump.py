"""Reads a report that was dumped to plain text: pages are told by their glue, not by form feeds.

A page begins with one extra leading space after a line that is not blank, or after a residual
footer (`-13-` and the running title); the footer also tells the true page number.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import ReportUnreadable
from index.readers.decode import decode
from index.readers.handlers import scrub
from index.readers.radicals import unified
from index.records import Document, Line, Page

_FOOTER = re.compile(
    r"\s*(?:[-—–－]\s*(\d{1,4})\s*[-—–－]|第\s*(\d{1,4})\s*页(?:\s*共\s*\d+\s*页)?)\s*"
)
_TITLE = re.compile(r"[^。；]{4,80}")


@dataclass(slots=True)
class _Sheet:
    """A page while it is being collected: numbered lines, and the number on its footer."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    printed_number: int | None = None


def read_text_dump(path: Path) -> Document:
    """The report as pages of lines, without page furniture and without handlers' data."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ReportUnreadable(f"{path.name}：文件不存在") from error
    except OSError as error:
        raise ReportUnreadable(f"{path.name}：无法打开（{error.strerror}）") from error
    try:
        text = decode(content)
    except ReportUnreadable as error:
        raise ReportUnreadable(f"{path.name}：{error}") from error
    return document_of(text, source=path.name, sha256=hashlib.sha256(content).hexdigest())


def document_of(text: str, *, source: str, sha256: str) -> Document:
    """The pages of a dumped text."""
    lines = scrub(unified(text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    title = _running_title(lines)
    sheets = _sheets(lines, title)
    return Document(
        source=source,
        format="text_dump",
        sha256=sha256,
        title=title or Path(source).stem,
        pages=_numbered(sheets),
    )


def _running_title(lines: list[str]) -> str | None:
    """The line that most often follows a page number, if it can be a title."""
    heads = Counter[str]()
    for index, line in enumerate(lines):
        if _FOOTER.fullmatch(line):
            following = next((later.strip() for later in lines[index + 1 :] if later.strip()), "")
            if _TITLE.fullmatch(following):
                heads[following] += 1
    best = max(
        heads, key=lambda head: (("预算" in head or "决算" in head), heads[head]), default=""
    )
    return best if "预算" in best or "决算" in best or heads[best] > 1 else None


def _sheets(lines: list[str], title: str | None) -> list[_Sheet]:
    """The lines cut into pages, footers and running titles taken out."""
    sheets = [_Sheet()]
    after_text = True  # the first page, too, begins with a glue space
    after_footer = False
    for number, line in enumerate(lines, start=1):
        footer = _FOOTER.fullmatch(line)
        if footer:
            sheets[-1].printed_number = int(footer.group(1) or footer.group(2))
            after_text, after_footer = False, True
            continue
        if after_footer and line.strip():
            sheets.append(_Sheet())
            after_footer = False
            if line.strip() == title:
                continue
        text = line
        if "\f" in text or (after_text and text.startswith(" ") and text.strip()):
            text = text.replace("\f", "").removeprefix(" ")
            if sheets[-1].lines:
                sheets.append(_Sheet())
        sheets[-1].lines.append((number, text))
        after_text = bool(text.strip())
    return sheets


def _numbered(sheets: list[_Sheet]) -> tuple[Page, ...]:
    """Pages in order; a printed number wins over counting, as pages without text leave no trace."""
    pages = list[Page]()
    for sheet in sheets:
        counted = pages[-1].number + 1 if pages else 1
        printed = sheet.printed_number
        number = printed if printed is not None and printed >= counted else counted
        lines = tuple(Line(page=number, number=at, text=text) for at, text in sheet.lines)
        if any(line.text.strip() for line in lines):
            pages.append(Page(number=number, lines=lines))
    return tuple(pages)
