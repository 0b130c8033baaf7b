"""Where the reports and the gold tables are, and how tests take them apart."""

from functools import cache
from pathlib import Path

from index.extract.tables import tables_of
from index.readers.files import read
from index.records import Document, Table

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = next((ROOT / "data" / "reports").glob("*2023年部门预算公开报告.txt"))


@cache
def bundled_document() -> Document:
    """The report that ships with the product."""
    return read(BUNDLED)


@cache
def bundled_tables() -> tuple[Table, ...]:
    """Its tables."""
    return tables_of(bundled_document())


def shared(*parts: str) -> Path | None:
    """A file beside a checkout of the repository, None where there is none."""
    for folder in ROOT.parents:
        path = folder.joinpath("shared", *parts)
        if path.exists():
            return path
    return None
