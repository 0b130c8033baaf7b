"""Identities across the columns of one row: 合计 = 基本支出 + 项目支出 and its kin.

Which columns add up is read from the header paths: under one heading, the column named 合计 or
小计 is the sum of the columns beside it, and a heading with columns of its own counts once. It
holds for every report that prints such columns; a column of another kind (其中, 比上年, %) among
them voids the identity for that heading.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.reconcile import shape
from index.reconcile.figures import Disagreement, disagreement, total
from index.records import Extraction, Row, Table

_FOREIGN = re.compile(r"其中|增减|比上年|%|率|上年预算|上年决算")
_VEHICLES = ("购置", "运行")
Paths = dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSum:
    """A total column and the columns that it must equal, with their names."""

    total: int
    addends: tuple[int, ...]
    names: tuple[str, ...]


def _groups(paths: Paths, depth: int) -> dict[str, Paths]:
    grouped: dict[str, Paths] = {}
    for index, path in paths.items():
        if len(path) > depth:
            grouped.setdefault(path[depth], {})[index] = path
    return grouped


def _leaf(paths: Paths, depth: int) -> int | None:
    """The single column of a group that ends at this depth."""
    ends = [index for index, path in paths.items() if len(path) == depth + 1]
    return ends[0] if len(ends) == 1 and len(paths) == 1 else None


def _worth(paths: Paths, depth: int) -> tuple[int, ...]:
    """The columns whose sum is a group's worth: its own total, or all of its columns."""
    totals = [i for i, path in paths.items() if shape.is_total_name(path[-1])]
    return (min(totals, key=lambda i: len(paths[i])),) if totals else tuple(paths)


def _sums(paths: Paths, depth: int = 0) -> Iterator[ColumnSum]:
    groups = _groups(paths, depth)
    leaves = {name: _leaf(group, depth) for name, group in groups.items()}
    totals = [i for name, i in leaves.items() if i is not None and shape.is_total_name(name)]
    parts = {name: group for name, group in groups.items() if leaves[name] not in totals}
    if len(totals) == 1 and len(parts) > 1 and not any(_FOREIGN.search(name) for name in parts):
        addends = (i for group in parts.values() for i in _worth(group, depth))
        yield ColumnSum(total=totals[0], addends=tuple(addends), names=tuple(parts))
    for group in groups.values():
        if any(len(path) > depth + 1 for path in group.values()):
            yield from _sums(group, depth + 1)


def column_sums(table: Table, side: str | None) -> Iterator[ColumnSum]:
    """Every total column of a table with its addends; 预算数 and 决算数 are kept apart."""
    measures: dict[str, Paths] = {}
    for index in shape.value_columns(table, side):
        column = table.columns[index]
        names = shape.column_names(column)
        measures.setdefault(shape.measure_of(column), {})[index] = names
    for paths in measures.values():
        yield from _sums(paths)


def _check_row(table: Table, row: Row, found: ColumnSum) -> Iterator[Disagreement]:
    figures = shape.row_figures(table, row)
    whole = figures.get(found.total)
    parts = [figures[index] for index in found.addends if index in figures]
    if whole is None or not parts or len({part.unit for part in (*parts, whole)}) > 1:
        return
    added = total(parts, "＋".join(found.names))
    place = f"{table.name}“{shape.row_name(row)}”" if row.label else table.name
    yield from disagreement(f"{place}一行", whole, added, addends=len(parts), others=parts)


def _every(
    extraction: Extraction, wanted: Callable[[Sequence[str]], bool]
) -> Iterator[Disagreement]:
    for table in extraction.tables:
        for side in shape.sides(table):
            for found in column_sums(table, side):
                if wanted(found.names):
                    for row in shape.rows_of(table, side):
                        yield from _check_row(table, row, found)


def _basic_and_project(names: Sequence[str]) -> bool:
    return {"基本支出", "项目支出"} <= set(names)


def _personnel_and_operating(names: Sequence[str]) -> bool:
    return {"人员经费", "公用经费"} <= set(names)


def _three_public(names: Sequence[str]) -> bool:
    return any("出国" in name for name in names) and any("接待" in name for name in names)


def _vehicles(names: Sequence[str]) -> bool:
    return len(names) == 2 and all(any(w in name for name in names) for w in _VEHICLES)


def basic_plus_project(extraction: Extraction) -> Iterator[Disagreement]:
    """合计 = 基本支出 + 项目支出 (and 上缴, 经营, 补助 where printed), in every row."""
    yield from _every(extraction, _basic_and_project)


def personnel_plus_operating(extraction: Extraction) -> Iterator[Disagreement]:
    """合计 = 人员经费 + 公用经费, in every row."""
    yield from _every(extraction, _personnel_and_operating)


def three_public_columns(extraction: Extraction) -> Iterator[Disagreement]:
    """三公 = 出国 + 接待 + 公车, where these are columns."""
    yield from _every(extraction, _three_public)


def vehicle_columns(extraction: Extraction) -> Iterator[Disagreement]:
    """公务用车 = 购置 + 运行, where these are columns."""
    yield from _every(extraction, _vehicles)


def sources_of_funds(extraction: Extraction) -> Iterator[Disagreement]:
    """合计 = sum of the remaining kinds of columns: funds, sources of income, years."""
    special = (_basic_and_project, _personnel_and_operating, _three_public, _vehicles)
    yield from _every(extraction, lambda names: not any(test(names) for test in special))
