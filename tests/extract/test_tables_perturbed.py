"""Reports that never were: other departments, years, figures, rows and line breaks."""

import hashlib
from functools import cache

import pytest

from index.extract.report import report_of
from index.extract.tables import tables_of
from index.readers.text_dump import document_of
from index.records import Document, Table
from tests.extract.perturb import Perturbed, perturbed

SEEDS = range(12)


@cache
def report_and_document(seed: int) -> tuple[Perturbed, Document, tuple[Table, ...]]:
    report = perturbed(seed)
    document = read(report)
    return report, document, tables_of(document)


def read(report: Perturbed) -> Document:
    sha256 = hashlib.sha256(report.text.encode()).hexdigest()
    return document_of(report.text, source="report.txt", sha256=sha256)


def differences(got: Table, made: Table) -> list[str]:
    found = [
        f"{made.name}: {key} is {getattr(got, key)!r}, should be {getattr(made, key)!r}"
        for key in ("number", "title", "unit", "department", "notes", "empty", "columns")
        if getattr(got, key) != getattr(made, key)
    ]
    if len(got.rows) != len(made.rows):
        labels = [row.label for row in got.rows]
        found.append(f"{made.name}: rows {labels}, should be {[row.label for row in made.rows]}")
    for row, right in zip(got.rows, made.rows, strict=False):
        for key in ("code", "label", "qualifier", "level", "parent", "side", "cells"):
            if getattr(row, key) != getattr(right, key):
                is_, should = getattr(row, key), getattr(right, key)
                found.append(f"{made.name}, {right.label}: {key} is {is_}, should be {should}")
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_of_another_department_is_read_cell_by_cell(seed: int) -> None:
    report, _, tables = report_and_document(seed)
    assert len(tables) == len(report.tables)
    pairs = zip(tables, report.tables, strict=True)
    assert [line for got, made in pairs for line in differences(got, made)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_of_another_department_says_whose_it_is(seed: int) -> None:
    report, document, tables = report_and_document(seed)
    found = report_of(document, tables)
    assert (found.department, found.region, found.year, found.kind) == (
        report.department,
        report.region,
        report.year,
        "budget",
    )
