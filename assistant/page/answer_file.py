"""An answer's items as a file (下载): the figures shown, live sums and shares, every source."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer, Citation, Item
from assistant.page.charts import Chart, amount_in, chart_of
from assistant.page.table_file import Format
from assistant.page.totals import whole_of
from index.amounts import convert
from index.export import csv_bytes, xlsx_bytes
from index.records import Extraction
from index.sheets import Entry, Figure, Formula, Sheet
from index.spending import decimals

SOURCE = ("报告", "表", "页", "行", "列", "原文", "原文单位")
TOTAL = "以上合计"
PLACES = 2


def answer_file(answer: Answer, extractions: Sequence[Extraction], form: Format) -> bytes | None:
    """The chart's figures as CSV or as a workbook; None where the answer has no chart."""
    chart = chart_of(answer)
    if chart is None:
        return None
    sheet = items_sheet(answer, chart, whole_of(answer, chart.unit, extractions))
    return csv_bytes(sheet) if form == "csv" else xlsx_bytes([sheet, _asked(answer)])


def items_sheet(answer: Answer, chart: Chart, whole: Decimal | None) -> Sheet:
    """One item a row: its figure, in one unit where units differ, its share, and its source."""
    mixed = len({item.unit for item in answer.items if item.value is not None}) > 1
    column = "D" if mixed else "B"
    last = len(answer.items) + 1
    heading = ["名称", *_value_headings(chart.unit, mixed), *(["占合计"] if whole else []), *SOURCE]
    rows: list[tuple[Entry, ...]] = []
    for number, item in enumerate(answer.items, start=2):
        amount = amount_in(item, chart.unit)
        entries = [item.label, *_values(item, chart.unit, number, mixed)]
        if whole:
            entries.append(_share(f"{column}{number}/{column}${last + 1}", amount, whole))
        rows.append((*entries, *_source(item, answer.citations)))
    if whole:
        rows.append(_total(whole, column, last, len(heading), _most_places(answer.items)))
    return Sheet(name="图表", heading=tuple(heading), rows=tuple(rows))


def _value_headings(unit: str, mixed: bool) -> list[str]:
    return ["数值", "单位", f"折合（{unit}）"] if mixed else [f"数值（{unit}）"]


def _values(item: Item, unit: str, number: int, mixed: bool) -> list[Entry]:
    """The figure as the answer has it and, where units differ, the formula that converts it."""
    if item.value is None:
        return [None, None, None] if mixed else [None]
    value = Decimal(item.value)
    figure = Figure(value=value, places=decimals(item.value))
    if not mixed:
        return [figure]
    own = item.unit or unit
    factor = convert(Decimal(1), own, unit)
    by = f"*{factor:f}" if factor >= 1 else f"/{convert(Decimal(1), unit, own):f}"
    converted = convert(value, own, unit)
    places = max(decimals(f"{converted.normalize():f}"), PLACES)
    return [figure, own, Formula(expression=f"B{number}{by}", value=converted, places=places)]


def _share(expression: str, amount: Decimal | None, whole: Decimal) -> Entry:
    if amount is None:
        return None
    return Formula(expression=expression, value=amount / whole, places=PLACES, percent=True)


def _total(whole: Decimal, column: str, last: int, width: int, places: int) -> tuple[Entry, ...]:
    total = Formula(expression=f"SUM({column}2:{column}{last})", value=whole, places=places)
    share = Formula(
        expression=f"{column}{last + 1}/{column}${last + 1}",
        value=Decimal(1),
        places=PLACES,
        percent=True,
    )
    before: list[Entry] = [TOTAL, *([None] * (ord(column) - ord("B"))), total, share]
    return (*before, *([None] * (width - len(before))))


def _most_places(items: Sequence[Item]) -> int:
    return max((decimals(item.value) for item in items if item.value), default=0)


def _source(item: Item, citations: Sequence[Citation]) -> tuple[Entry, ...]:
    """Where the item's figure stands; of several places each field is told in turn."""
    by_id = {citation.id: citation for citation in citations}
    cited = [by_id[key] for key in item.citations if key in by_id]
    if len(cited) == 1:
        one = cited[0]
        return one.report, one.table, one.page, one.row, one.column, one.raw, one.unit
    fields = [(c.report, c.table, str(c.page), c.row, c.column, c.raw, c.unit) for c in cited]
    return tuple(
        "；".join(part or "" for part in parts) for parts in zip(*fields, strict=True)
    ) or ((None,) * len(SOURCE))


def _asked(answer: Answer) -> Sheet:
    """The question, the answer's words, and how every computed number in them was proved."""
    rows: list[tuple[Entry, ...]] = [("问题", answer.question), ("答案", answer.answer)]
    rows += [("提示", warning) for warning in answer.warnings]
    proved = dict.fromkeys(f"{c.text} = {c.formula}" for c in answer.checks if c.formula)
    rows += [("核对", words) for words in proved]
    return Sheet(name="问答", heading=("项", "内容"), rows=tuple(rows))
