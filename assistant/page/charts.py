"""An answer's items as horizontal bars (条形图), from the very same checked figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.answer import Answer, Item
from assistant.page.markup import Html, tag
from assistant.page.totals import share, whole_of
from index.amounts import convert, grouped, is_money, rounded
from index.records import Extraction

FEWEST_BARS, MOST_BARS = 2, 30
BLANK = "（空白）"
FULL = Decimal(100)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One item: what the answer says of it, and where its bar begins and how long it is."""

    label: str
    shown: str
    """Figure and unit as the answer has them."""
    amount: Decimal | None
    """In the chart's unit; None for a blank."""
    start: Decimal
    width: Decimal
    """Start and width in hundredths of the track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars on one scale."""

    unit: str
    bars: tuple[Bar, ...]


def chart_of(answer: Answer) -> Chart | None:
    """The bars of an answer with 2 to 30 items in one unit (元 and 万元 are converted exactly);
    None where there is nothing to compare."""
    items = answer.items
    if answer.status != "answered" or not FEWEST_BARS <= len(items) <= MOST_BARS:
        return None
    unit = next((item.unit for item in items if item.unit), None)
    if unit is None or not all(_fits(item, unit) for item in items):
        return None
    amounts = [amount_in(item, unit) for item in items]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < FEWEST_BARS:
        return None
    low, high = min(_ZERO, *known), max(_ZERO, *known)
    return Chart(
        unit=unit,
        bars=tuple(
            _bar(item, amount, low, high) for item, amount in zip(items, amounts, strict=True)
        ),
    )


def amount_in(item: Item, unit: str) -> Decimal | None:
    """The item's exact figure in a unit; None for a blank."""
    value = _value(item)
    return None if value is None else convert(value, item.unit or unit, unit)


def _value(item: Item) -> Decimal | None:
    return None if item.value is None else Decimal(item.value)


def _fits(item: Item, unit: str) -> bool:
    """Whether the item can stand on a scale of this unit."""
    try:
        value = _value(item)
    except InvalidOperation:
        return False
    same = item.unit == unit or (is_money(item.unit) and is_money(unit))
    return value is None or (same and value.is_finite())


def _bar(item: Item, amount: Decimal | None, low: Decimal, high: Decimal) -> Bar:
    span = high - low
    size = amount or _ZERO
    return Bar(
        label=item.label,
        shown=shown_figure(item),
        amount=amount,
        start=rounded((min(size, _ZERO) - low) / span * FULL, 3) if span else _ZERO,
        width=rounded(abs(size) / span * FULL, 3) if span else _ZERO,
    )


def shown_figure(item: Item) -> str:
    """Figure and unit, thousands separated; a blank is said to be one."""
    value = _value(item)
    if value is None:
        return BLANK
    unit = item.unit or ""
    return f"{grouped(value)}{unit}" if unit in ("", "%") else f"{grouped(value)} {unit}"


# --- on screen ------------------------------------------------------------------------------


def chart_block(answer: Answer, extractions: Sequence[Extraction] = ()) -> Html | None:
    """Bars, the same as a table, and both as files; None where the answer has no chart."""
    chart = chart_of(answer)
    if chart is None:
        return None
    return tag(
        "section",
        tag(
            "div",
            _button("图", data_view="bars", aria_pressed="true"),
            _button("表", data_view="table", aria_pressed="false"),
            _button("下载 CSV", data_answer_file="csv"),
            _button("下载 Excel", data_answer_file="xlsx"),
            class_="mz-controls",
            role="group",
            aria_label="图表",
        ),
        tag("ol", *(_row(bar) for bar in chart.bars), class_="mz-bars"),
        tag(
            "div",
            _table(answer, chart, extractions),
            class_="mz-scroll mz-figures",
            tabindex=0,
            role="region",
            aria_label="图表的数字",
            hidden=True,
        ),
        class_="mz-chart",
    )


def _button(words: str, **attributes: str) -> Html:
    return tag("button", words, type="button", class_="mz-control", **attributes)


def _row(bar: Bar) -> Html:
    negative = bar.amount is not None and bar.amount < 0
    drawn = tag(
        "rect",
        x=str(bar.start),
        y="0",
        width=str(bar.width),
        height="10",
        class_="mz-negative" if negative else None,
    )
    return tag(
        "li",
        tag("span", bar.label, class_="mz-bar-label"),
        tag(
            "svg",
            drawn,
            viewBox="0 0 100 10",
            preserveAspectRatio="none",
            aria_hidden="true",
            focusable="false",
        ),
        tag("span", bar.shown, class_="mz-value"),
    )


def _table(answer: Answer, chart: Chart, extractions: Sequence[Extraction]) -> Html:
    """The items with their shares, and their sum, where summing them makes sense."""
    whole = whole_of(answer, chart.unit, extractions)
    pages = {each.id: f"{each.table or '正文'}，第 {each.page} 页" for each in answer.citations}
    headings = ["名称", "数值", *(["占合计"] if whole is not None else []), "出处"]
    rows = [
        tag(
            "tr",
            tag("td", bar.label, class_="mz-label"),
            tag("td", bar.shown, class_="mz-value"),
            tag("td", share(bar.amount, whole), class_="mz-value") if whole is not None else None,
            tag("td", "；".join(pages[key] for key in item.citations if key in pages)),
        )
        for bar, item in zip(chart.bars, answer.items, strict=True)
    ]
    if whole is not None:
        total = tag("td", f"{grouped(whole)} {chart.unit}", class_="mz-value")
        cells = (
            tag("td", "以上合计", class_="mz-label"),
            total,
            tag("td", "100.00%", class_="mz-value"),
        )
        rows.append(tag("tr", *cells, tag("td"), class_="mz-total"))
    head = tag("tr", *(tag("th", heading, scope="col") for heading in headings))
    return tag("table", tag("thead", head), tag("tbody", *rows))
