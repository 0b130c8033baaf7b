"""Records drawn at random from all that their annotations allow."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from index.records import Extraction, Row, Table

SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8),
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    NoneType: st.none(),
    Decimal: st.decimals(-(10**11), 10**11, places=2),
}


def drawn(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the records annotate them."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(drawn, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(drawn(get_args(hint)[0]), max_size=3).map(tuple)
    assert is_dataclass(hint), hint
    hints = get_type_hints(hint)
    return st.builds(hint, **{field.name: drawn(hints[field.name]) for field in fields(hint)})


def fitting(extraction: Extraction) -> Extraction:
    """The same, with tables numbered and every cell under a column that its table has."""
    tables = (_fitting(table, number) for number, table in enumerate(extraction.tables))
    return replace(extraction, tables=tuple(tables))


def _fitting(table: Table, number: int) -> Table:
    rows = tuple(_under_columns(row, len(table.columns)) for row in table.rows)
    return replace(table, id=f"t{number:02}", rows=rows)


def _under_columns(row: Row, columns: int) -> Row:
    cells = tuple(replace(cell, column=cell.column % columns) for cell in row.cells if columns)
    return replace(row, cells=cells)


extractions: st.SearchStrategy[Extraction] = drawn(Extraction).map(fitting)
"""Whole reports."""
