"""Reads a report that is a PDF with a text layer: lines of prose and ruled tables, page by page.

Memory is bounded by a few pages' objects: the file is opened anew every so many pages.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import ReportUnreadable
from index.readers.pdf_clips import Clips
from index.readers.pdf_layout import pages_of
from index.readers.pdf_page import PageContent, read_page
from index.records import Document

PageProgress = Callable[[int, int], None]
"""Called with the number of the page read and the number of pages."""

_AT_ONCE = 40
"""How many pages are read before the file is opened anew."""
_HEAD = re.compile(rb"%PDF-\d")
_ENCRYPTED = "文件已加密，需要密码才能读取；请提供未加密的版本"
_BROKEN = "PDF 已损坏或不完整，无法解析"
_NO_TEXT = "没有文字层（可能是扫描件），需要先做文字识别（OCR）才能读取"


def read_pdf(path: Path, progress: PageProgress = lambda page, pages: None) -> Document:
    """The report as pages of lines and grids; `ReportUnreadable` names the file and the reason."""
    try:
        digest = _checked_digest(path)
        contents = list(_contents(path, progress))
    except ReportUnreadable as error:
        raise ReportUnreadable(f"{path.name}：{error}") from error
    except OSError as error:
        raise ReportUnreadable(f"{path.name}：无法打开（{error.strerror or error}）") from error
    scanned = [content.number for content in contents if content.scanned]
    if not any(content.lines or content.tables for content in contents):
        raise ReportUnreadable(f"{path.name}：{_NO_TEXT}")
    if len(scanned) * 2 > len(contents):
        pages = "、".join(map(str, scanned[:5])) + ("等" if len(scanned) > 5 else "")
        raise ReportUnreadable(f"{path.name}：第 {pages} 页{_NO_TEXT}")
    return Document(
        source=path.name,
        format="pdf",
        sha256=digest,
        title=path.stem,
        pages=pages_of(contents, notice=_NO_TEXT),
    )


def _checked_digest(path: Path) -> str:
    """The file's hash, read piece by piece; what is no whole PDF is refused."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
            if not head.strip(b"\x00\r\n\t "):
                raise ReportUnreadable("文件是空的")
            if not _HEAD.search(head):
                raise ReportUnreadable("不是 PDF 文件（开头没有 PDF 标记）")
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise ReportUnreadable("文件不存在") from error


def _contents(path: Path, progress: PageProgress) -> Iterator[PageContent]:
    """The pages' contents in order."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # a word on every odd font otherwise
    total = _number_of_pages(path)
    for first in range(1, total + 1, _AT_ONCE):
        numbers = list(range(first, min(first + _AT_ONCE, total + 1)))
        with _clips(path) as clips, _opened(path, numbers) as pdf:
            for page in pdf.pages:
                yield _content(page, clips)
                page.close()
                progress(page.page_number, total)


def _content(page: Any, clips: Clips) -> PageContent:
    """One page's content; a page that cannot be parsed breaks the report."""
    try:
        clipped = () if page.rotation else clips.of_page(page.page_number - 1)
        return read_page(page, clipped)
    except Exception as error:
        raise ReportUnreadable(f"第 {page.page_number} 页无法解析，{_BROKEN}") from error


def _number_of_pages(path: Path) -> int:
    with _clips(path) as clips:
        total = clips.number_of_pages
    if not total:
        raise ReportUnreadable("PDF 里没有页面")
    return total


def _clips(path: Path) -> Clips:
    """The file opened by pypdfium2, which says first whether it can be read at all."""
    import pypdfium2

    try:
        return Clips(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise ReportUnreadable(_ENCRYPTED if locked else _BROKEN) from error


def _opened(path: Path, numbers: Sequence[int]) -> Any:
    """The file opened by pdfplumber at these pages."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return pdfplumber.open(path, pages=numbers)
    except PdfminerException as error:
        locked = "Password" in repr(error)
        raise ReportUnreadable(_ENCRYPTED if locked else _BROKEN) from error
