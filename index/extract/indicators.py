"""Which performance indicators (绩效指标) does a form set, and at what value, in each half?"""

from collections.abc import Sequence

from index.extract.indicator_cells import Pair, resolve
from index.extract.indicator_rows import KindRows, kind_rows
from index.records import Half, Indicator, Line


def indicators_of(lines: Sequence[Line]) -> tuple[Indicator, ...]:
    """The indicators below the form's indicator heading: kind by kind, 实施期 before 年度.

    A kind without an indicator yields nothing.
    """
    found: list[Indicator] = []
    for rows in kind_rows(lines):
        left, right = resolve(rows.left, rows.right)
        found += [_indicator(rows, "实施期", pair) for pair in left]
        found += [_indicator(rows, "年度", pair) for pair in right]
    return tuple(found)


def _indicator(rows: KindRows, half: Half, pair: Pair) -> Indicator:
    return Indicator(
        category=rows.category,
        kind=rows.kind,
        half=half,
        name=pair.name,
        printed_name=pair.printed_name,
        value=pair.value,
        line=pair.line,
    )
