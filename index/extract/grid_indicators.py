"""The indicators of a form that is drawn as a grid (绩效指标): one below the other, in one or two
groups of columns for the whole project and for this year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.records import Half, Indicator

_FIRST, _SECOND, _THIRD = "一级", "二级", "三级"
_HEADINGS = ("指标", "目标")
_SIGNS = frozenset("=＝≥≤><＞＜≧≦")
_VALUE = re.compile(r"(?:年度|绩效|全年)?(?:指标|目标)+(?:目标)?值|指标内容")
_SIGN = re.compile(r"(?:指标)?(?:性质|符号|方向)|(?:运算|计算|比较)符号?")
_MEASURE = re.compile(r"(?:度量|计量|指标|指标值)?单位")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorColumns:
    """Where category, kind, name and value of each group of indicators stand."""

    category: int
    groups: tuple[tuple[int, int, int], ...]
    signs: tuple[int | None, ...] = ()
    """For each group, the column of the sign before its values (指标性质: ≥, ≤, =)."""
    measures: tuple[int | None, ...] = ()
    """For each group, the column of the unit behind its values (度量单位)."""

    def half(self, group: int) -> Half:
        """Two groups are of the whole project and of this year; one alone is of this year."""
        return "实施期" if len(self.groups) > 1 and group == 0 else "年度"


def columns_of_indicators(texts: dict[int, str]) -> IndicatorColumns | None:
    """The columns, where the row is the indicators' header; None for any other row."""
    named = [(column, "".join(text.split())) for column, text in texts.items() if text]
    category = next((c for c, text in named if _is_level(text, _FIRST)), None)
    if category is None:
        return None
    thirds = [at for at, (_, text) in enumerate(named) if at and _is_level(text, _THIRD)]
    groups, signs, measures = [], [], []
    for at, end in pairwise([*thirds, len(named)]):
        behind = named[at + 1 : end]
        plain = [c for c, text in behind if not (_SIGN.fullmatch(text) or _MEASURE.fullmatch(text))]
        value = next((c for c, text in behind if _VALUE.fullmatch(text)), next(iter(plain), None))
        if value is not None:
            groups.append((named[at - 1][0], named[at][0], value))
            signs.append(next((c for c, text in behind if _SIGN.fullmatch(text)), None))
            measures.append(next((c for c, text in behind if _MEASURE.fullmatch(text)), None))
    if not groups:
        return None
    return IndicatorColumns(
        category=category, groups=tuple(groups), signs=tuple(signs), measures=tuple(measures)
    )


def _is_level(text: str, level: str) -> bool:
    return text in {level + word for word in _HEADINGS}


def indicator_in(
    texts: dict[int, str], columns: IndicatorColumns, line: int, before: Sequence[Indicator]
) -> list[Indicator]:
    """The indicators of a row; a blank category or kind is that of the row above."""
    found: list[Indicator] = []
    for group, (kind_at, name_at, value_at) in enumerate(columns.groups):
        half = columns.half(group)
        above = next((i for i in reversed(before) if i.half == half), None)
        name, value = _text(texts, name_at), _value(texts, columns, group, value_at)
        category = _text(texts, columns.category) or (above.category if above else "")
        kind = _text(texts, kind_at) or (above.kind if above else "")
        if name and value and kind:
            found.append(
                Indicator(
                    category=category,
                    kind=kind,
                    half=half,
                    name=name,
                    printed_name=name,
                    value=value.removeprefix("="),
                    line=line,
                )
            )
    return found


def _value(texts: dict[int, str], columns: IndicatorColumns, group: int, at: int) -> str:
    """A value with the sign and the unit that stand in columns of their own."""
    value = _text(texts, at)
    if not value:
        return ""
    sign, measure = columns.signs[group], columns.measures[group]
    before = _text(texts, sign) if sign is not None else ""
    behind = _text(texts, measure) if measure is not None else ""
    before = before if before in _SIGNS and not value.startswith(tuple(_SIGNS)) else ""
    return before + value + ("" if value.endswith(behind) else behind)


def _text(texts: dict[int, str], column: int) -> str:
    return "".join(texts.get(column, "").split())
