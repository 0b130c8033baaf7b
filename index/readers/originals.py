"""The original of a report (原文): what the store keeps of a file, and a page of it to look at."""

import hashlib
from pathlib import Path

from index.errors import ReportUnreadable
from index.readers.decode import decode
from index.readers.handlers import names_a_handler, scrub
from index.readers.pdf_picture import pictured_page
from index.readers.text_dump import document_of
from index.records import Original, OriginalPage, PrintedLine

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is not kept: its answers stand without a view of the page."""


def original_of(path: Path, sha256: str) -> Original | None:
    """What is to be kept of a report file: a PDF as it is, a text without handlers' data.

    None where the file is too large, has changed since it was hashed, or holds no text.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            return None
        if path.suffix.lower() == ".pdf":
            return Original(format="pdf", content=content)
        return Original(format="text_dump", content=scrub(decode(content)).encode("utf-8"))
    except (OSError, ReportUnreadable):
        return None


def page_of(original: Original, number: int) -> OriginalPage | None:
    """One page (counted from 1) of an original; None where it has no such page.

    Raises `ReportUnreadable` for a PDF that can no longer be drawn.
    """
    if original.format == "pdf":
        return pictured_page(original.content, number)
    return _text_page(original.content.decode("utf-8"), number)


def _text_page(text: str, number: int) -> OriginalPage | None:
    """A page's lines; those for handlers' names and telephones are left out whole."""
    pages = document_of(text, source="", sha256="").pages
    lines = next((page.lines for page in pages if page.number == number), None)
    if lines is None:
        return None
    kept = [line for line in lines if not names_a_handler(line.text)]
    return OriginalPage(
        number=number,
        pages=max(page.number for page in pages),
        lines=tuple(PrintedLine(number=line.number, text=line.text) for line in kept),
        covered=len(kept) < len(lines),
    )
