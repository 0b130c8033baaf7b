"""What each column of a ruled table holds, and on which side it stands."""

import re
from collections.abc import Sequence

from index.extract.fit import is_figure
from index.extract.grids import GridRow
from index.extract.header_words import class_of, role_of
from index.records import Column, ColumnRole

_ORDINALS = frozenset({"序号", "行次", "编号"})
_LISTED = re.compile("收入|支出|项目|科目|来源|去向|用途|结转|结余")
"""What a side of a table lists."""
_SIDE = re.compile("收入|支出")
HALVES = ("left", "right")
"""Sides of a table printed in two halves under the same headings (左半、右半)."""


def columns_of(paths: Sequence[tuple[str, ...]], body: Sequence[GridRow]) -> tuple[Column, ...]:
    """The columns under their header paths, with roles and sides."""
    roles = _named(paths, body)
    groups = _groups(paths, roles)
    if len(groups) < 2:
        return _one_sided(paths, roles)
    sides = _sides(paths, groups)
    return tuple(
        Column(path=paths[index], role=roles[index], side=side)
        for side, group in zip(sides, groups, strict=True)
        for index in group
    )


def _named(paths: Sequence[tuple[str, ...]], body: Sequence[GridRow]) -> list[ColumnRole]:
    """The roles that headings give; without a name among them, the first worded column is one."""
    roles = [_role(path) for path in paths]
    if any("数量" in path[-1] for path in paths):  # 单位 beside 数量 is a unit of measure
        roles = [
            "value" if path[-1] == "单位" else role for path, role in zip(paths, roles, strict=True)
        ]
    for index, path in enumerate(paths):  # 收入 | 预算数 | 支出 | 预算数
        if class_of("".join(path[-1].split())) == "side" and _is_worded(index, body):
            roles[index] = "label"
    if "label" not in roles:
        for index in range(len(roles)):
            if _is_worded(index, body):
                roles[index] = "label"
                break
    return roles


def _role(path: tuple[str, ...]) -> ColumnRole:
    """What a column under these headings holds."""
    leaf = re.sub(r"\s+", "", path[-1]) if path else ""
    return "code" if leaf in _ORDINALS else role_of(leaf)


def _is_worded(column: int, body: Sequence[GridRow]) -> bool:
    """Whether most of a column's cells hold words."""
    texts = [cell.text for row in body for cell in row.cells if cell.column == column and cell.text]
    words = [text for text in texts if not is_figure(text)]
    return bool(texts) and 2 * len(words) > len(texts)


def _groups(paths: Sequence[tuple[str, ...]], roles: Sequence[ColumnRole]) -> list[list[int]]:
    """Runs of columns that begin with a code or a name and hold figures, if they are sides."""
    groups: list[list[int]] = []
    for index, role in enumerate(roles):
        begins = role != "value" and index > 0 and roles[index - 1] == "value"
        if not groups or begins:
            groups.append([])
        groups[-1].append(index)
    whole = [
        group
        for group in groups
        if any(roles[i] == "label" for i in group) and any(roles[i] == "value" for i in group)
    ]
    are_sides = len(whole) == len(groups) and _alike(paths, roles, groups)
    return groups if are_sides else [list(range(len(roles)))]


def _alike(
    paths: Sequence[tuple[str, ...]], roles: Sequence[ColumnRole], groups: Sequence[Sequence[int]]
) -> bool:
    """Whether the groups list the same kind of thing: under one name, or 收入 beside 支出.

    A second name behind figures (数量 | 计量单位 | 金额) begins no side.
    """
    names = [
        next(paths[index][-1] for index in group if roles[index] == "label") for group in groups
    ]
    return len(set(names)) == 1 or all(_LISTED.search("".join(name.split())) for name in names)


def _sides(paths: Sequence[tuple[str, ...]], groups: Sequence[Sequence[int]]) -> list[str]:
    """The headings that stand over the groups, or which half each is where they are the same."""
    roots = [{paths[index][0] for index in group if paths[index]} for group in groups]
    names = [next(iter(root)) for root in roots if len(root) == 1]
    if len(set(names)) == len(groups):
        return names
    leaves = [[paths[index][-1] for index in group] for group in groups]
    lists = [next((leaf for leaf in group if _SIDE.search(leaf)), "") for group in leaves]
    if all(lists) and len(set(lists)) == len(groups):
        return lists
    return [*HALVES, *(str(number) for number in range(3, len(groups) + 1))][: len(groups)]


def _one_sided(paths: Sequence[tuple[str, ...]], roles: Sequence[ColumnRole]) -> tuple[Column, ...]:
    """The columns of a table with one side: its second name is a qualifier."""
    columns: list[Column] = []
    for path, role in zip(paths, roles, strict=True):
        second = role == "label" and any(column.role == "label" for column in columns)
        columns.append(Column(path=path, role="qualifier" if second else role))
    return tuple(columns)
