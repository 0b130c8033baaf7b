"""The report and its hand-checked extraction that lie beside the repository, where they are."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.readers.text_dump import document_of, read_text_dump
from index.records import Document, Report

ROOT = Path(__file__).resolve().parents[2]


def beside(*parts: str) -> Path:
    """A file in the folder `shared` beside the repository; the test is skipped without it."""
    for parent in ROOT.parents:
        if (parent / "shared").is_dir():
            path = parent.joinpath("shared", *parts)
            if path.exists():
                return path
    pytest.skip(f"没有 ../shared/{'/'.join(parts)}")


@cache
def fenyang() -> Document:
    """The Fenyang budget of 2023 as the reader yields it."""
    return read_text_dump(beside("reports", "汾阳市行政审批服务管理局2023年部门预算公开报告.txt"))


def fenyang_gold(part: str) -> Any:
    """One part of its extraction as two people checked it."""
    path = beside("gold", "fenyang_2023.json")
    return json.loads(path.read_text(encoding="utf-8"))[part]


def dumped(text: str) -> Document:
    """A small invented report in the conventions of the text dump."""
    return document_of(text, source="某局2024年部门预算.txt", sha256="0" * 64)


def report(year: int = 2024, department: str | None = "某县教育局") -> Report:
    """What is known of an invented report."""
    return Report(
        id="0" * 12,
        title=f"某县教育局{year}年部门预算",
        department=department,
        region="某县",
        year=year,
        kind="budget",
        pages=1,
        source="某局.txt",
        sha256="0" * 64,
    )
