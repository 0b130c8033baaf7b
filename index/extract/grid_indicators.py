"""The indicators of a form that is drawn as a grid (绩效指标): one below the other, in one or two
groups of columns for the whole project and for this year."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Half, Indicator

_FIRST, _SECOND, _THIRD = "一级", "二级", "三级"
_HEADINGS = ("指标", "目标")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorColumns:
    """Where category, kind, name and value of each group of indicators stand."""

    category: int
    groups: tuple[tuple[int, int, int], ...]

    def half(self, group: int) -> Half:
        """Two groups are of the whole project and of this year; one alone is of this year."""
        return "实施期" if len(self.groups) > 1 and group == 0 else "年度"


def columns_of_indicators(texts: dict[int, str]) -> IndicatorColumns | None:
    """The columns, where the row is the indicators' header; None for any other row."""
    named = [(column, "".join(text.split())) for column, text in texts.items() if text]
    category = next((c for c, text in named if _is_level(text, _FIRST)), None)
    if category is None:
        return None
    groups = []
    for at, (column, text) in enumerate(named):
        if _is_level(text, _THIRD) and at and at + 1 < len(named):
            groups.append((named[at - 1][0], column, named[at + 1][0]))
    return IndicatorColumns(category=category, groups=tuple(groups)) if groups else None


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
        name, value = _text(texts, name_at), _text(texts, value_at)
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


def _text(texts: dict[int, str], column: int) -> str:
    return "".join(texts.get(column, "").split())
