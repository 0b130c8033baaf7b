"""How figures, sources and names are written in a sentence (措辞)."""

import re
from decimal import Decimal

from assistant.result import Quantity, Result
from index.amounts import grouped, is_money, rounded
from index.facts import executed_word, is_budgeted
from index.records import Fact, Report

_YEAR_FIRST = re.compile(r"^(?:19|20)\d\d年")


def amount(quantity: Quantity, unit: str | None = None) -> str:
    """The figure as it is shown: as printed where it is one cell, else rounded half up."""
    fact = quantity.fact
    if fact and fact.printed and (unit is None or unit == quantity.unit):
        if fact.kind == "indicator":
            return fact.printed
        rough = "余" if quantity.rough else ""
        return f"{fact.printed}{rough}{quantity.unit}"
    return f"{figure(quantity)}{quantity.unit}"


def figure(quantity: Quantity) -> str:
    """The number alone, with separators and the places that suit its unit."""
    value = quantity.value if quantity.value is not None else Decimal(0)
    return grouped(shown(value, quantity.unit))


def shown(value: Decimal, unit: str) -> Decimal:
    """The value at the places in which its unit is shown: money as exact as it is, at most six
    places; shares and averages with two; counts whole."""
    if unit in ("%", "倍"):
        return rounded(value)
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if unit not in ("万元", "亿元") else rounded(value)
    if not is_money(unit):
        return rounded(value)
    exact = value.normalize()
    exponent = exact.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    if places > 6:  # a division that does not come out even
        return rounded(value, 2 if abs(value) >= 1 else 4)
    return rounded(value, max(places, 2))


def year_phrase(report: Report, name: str = "") -> str:
    """2023年, left out where the name begins with its year already."""
    return "" if report.year is None or _YEAR_FIRST.match(name) else f"{report.year}年"


def kind_phrase(report: Report) -> str:
    """预算 / 决算."""
    return "决算" if report.kind == "final_accounts" else "预算"


def figure_verb(fact: Fact) -> str:
    """预算数为, 决算数为 or 的执行数为, as the figure of a table is."""
    if fact.report.kind == "final_accounts" and is_budgeted(fact):
        return "预算数为"
    if fact.report.kind == "budget" and (executed := executed_word(fact)):
        return f"的{executed}为"
    name = kind_phrase(fact.report)
    return "为" if name in fact.row else f"{name}数为"


_TARGETS = "项目支出绩效目标申报表"


def source(fact: Fact) -> str:
    """Where a figure stands: （预算公开表3 2023年预算支出总表，第5页）."""
    if fact.kind == "statement":
        return f"（报告文字说明，第{fact.page}页）"
    if fact.kind in ("fund", "indicator"):
        form = (fact.table or "").partition("：")[0]
        return f"（{_TARGETS if form.endswith(_TARGETS) else form}，第{fact.page}页）"
    return f"（{fact.table}，第{fact.page}页）"


def sources(result: Result, limit: int = 2) -> str:
    """The tables that the rows of a list come from."""
    shown = {i for quantity in result.members for i in quantity.cited}
    tables: dict[str, int] = {}
    for cited in result.evidence.cited:
        if cited.id in shown and cited.fact and cited.fact.kind == "cell" and cited.fact.table:
            tables.setdefault(cited.fact.table, cited.fact.page)
    named = [f"{table}，第{page}页" for table, page in list(tables.items())[:limit]]
    if not named:
        return _source_of_all(result)
    return f"（{'；'.join(named)}）" if named else ""


def _source_of_all(result: Result) -> str:
    """The one place of rows that stand in no table: a paragraph, a form."""
    places = {source(q.fact) if q.fact else "" for q in result.members}
    return places.pop() if len(places) == 1 else ""


def title(result: Result) -> str:
    """The report's title in book marks."""
    return f"《{result.extraction.report.title}》"


def bare(quantity: Quantity) -> str:
    """The number as printed, without its unit."""
    if quantity.fact and quantity.fact.printed and quantity.fact.kind != "indicator":
        return quantity.fact.printed
    return figure(quantity)


def spelt(operator: str, *quantities: Quantity) -> str:
    """A sum, a difference or a division as it is spelt out; with the units where they differ."""
    alike = len({quantity.unit for quantity in quantities}) == 1
    return operator.join(bare(q) if alike else amount(q) for q in quantities)


_BASE = re.compile(r"(?:比|与|较)(?:19|20)\d\d年(?:度)?(?:当年)?预算执行数")


def base_of_change(fact: Fact) -> str:
    """What the change is measured against: 比上年, or the executed budget where that is printed."""
    sentence = fact.text
    before = sentence[: max(sentence.find(fact.printed or ""), 0)]
    said = list(_BASE.finditer(before))
    near = said and len(before) - said[-1].end() <= 4
    return said[-1][0] if near else "比上年"


def stated_zero(fact: Fact, quantity: Quantity) -> str:
    """What a stated zero means: of a budget that nothing was allotted, of final accounts that
    nothing was spent, whatever was allotted."""
    if quantity.value != 0:
        return ""
    if not is_money(quantity.unit):
        return "报告写明为零。"
    measured = f"{fact.row}，{''.join(fact.column_path[-1:])}"
    budgeted = fact.report.kind == "budget" or _BUDGETED.search(measured)
    happened = "收入" if "收入" in fact.row else "支出"
    return f"报告写明为零，即没有{'安排' if budgeted else happened}。"


_BUDGETED = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算")
"""Of a figure that was allotted; 一般公共预算财政拨款支出 is the name of a fund."""
