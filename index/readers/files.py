"""Which reader reads which file."""

from collections.abc import Callable
from pathlib import Path

from index.errors import ReportUnreadable
from index.readers.pdf import read_pdf
from index.readers.text_dump import read_text_dump
from index.records import Document

_READERS: dict[str, Callable[[Path], Document]] = {
    ".txt": read_text_dump,
    ".text": read_text_dump,
    ".pdf": read_pdf,
}

SUFFIXES = frozenset(_READERS)
"""Endings of the files that are taken for reports when a folder is read."""


def is_report(path: Path) -> bool:
    """Whether a file in a folder of reports is one of those we can read."""
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def read(path: Path) -> Document:
    """The report in the file; `ReportUnreadable` names the file and the reason in one line."""
    if path.is_dir():
        raise ReportUnreadable(f"{path.name}：这是文件夹，不是报告文件")
    return _READERS.get(path.suffix.lower(), read_text_dump)(path)
