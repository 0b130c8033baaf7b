"""Wordings for lists, counts, rankings, sums and averages (集合)."""

from dataclasses import replace

from assistant.compose.figures import operand_lines
from assistant.compose.phrases import (
    amount,
    bare,
    figure,
    kind_phrase,
    source,
    sources,
    spelt,
    year_phrase,
)
from assistant.conditions import phrases
from assistant.department_names import shortest_formal
from assistant.query_plan import BOTH_ENDS, PARTS
from assistant.result import Quantity, Result
from index.amounts import MONEY_UNITS

_NAMED = 3
"""Rows up to which a sum or an average names each."""
_SHOWN = 30
"""Rows that a text lists at most; the rest is in `items`."""


def condition(result: Result) -> str:
    """The conditions in words."""
    return "".join(phrases(result.plan))


def listed(result: Result) -> str:
    """The rows, one a line."""
    if not result.members:
        return _none(result)
    return "\n".join([f"{_counted(result)}。", _heading(result), *_lines(result.members)])


def _counted(result: Result) -> str:
    """2023年超过50万元的项目共9个; of units, what their figures are of."""
    told = any(item.kind == "having" for item in result.plan.filters)
    of = f"有{result.plan.subject}的" if result.plan.subject == _measure(result) else ""
    of = "" if told else of
    members = len(result.members)
    return f"{_year(result)}{of}{condition(result)}{result.plan.set_name}共{members}个"


def _heading(result: Result) -> str:
    """The line above the rows: what is listed, and from where."""
    return f"{_each(result.plan.set_name)}的{_measure(result)}{sources(result)}："


def _each(set_name: str) -> str:
    """各单位; of a set under a heading 某某下各科目."""
    if set_name.endswith(PARTS):
        return "各分项"
    name, under, _ = set_name.partition("下的科目")
    return f"{name}下各科目" if under else f"各{name or '项'}"


def ranked(result: Result) -> str:
    """The first rows by amount; the first and the last where both ends are asked for."""
    if not result.members:
        return _none(result)
    if result.plan.subject == BOTH_ENDS:
        return _both_ends(result)
    order = "最多" if result.plan.descending else "最少"
    if result.plan.skip:
        order = f"从{'多到少' if result.plan.descending else '少到多'}排第{result.plan.skip + 1}位"
    what = _what(result)
    if result.operands:
        return _is_it_first(result, order)
    if len(result.members) == 1:
        return f"{what}，{_measure(result)}{order}的是：\n{_line(result, result.members[0])}"
    head = f"{what}，{_measure(result)}{order}的{len(result.members)}个是{sources(result)}："
    if result.plan.top is None:
        direction = "多到少" if result.plan.descending else "少到多"
        head = f"{what}，按{_measure(result)}从{direction}排列{sources(result)}："
    return "\n".join([head, *_lines(result.members)])


def _is_it_first(result: Result, order: str) -> str:
    """是的 / 不是, the first row, and the one that was asked about."""
    head = "是的。" if result.holds else "不是。"
    lines = [f"{head}{_what(result)}，{_measure(result)}{order}的是："]
    lines += [_line(result, row) for row in result.members]
    if not result.holds:
        lines += [f"{q.name}：{amount(q)}{source(q.fact)}。" for q in result.operands if q.fact]
    return "\n".join(lines)


def _both_ends(result: Result) -> str:
    lines = []
    for order, row in zip(("最多", "最少"), result.members, strict=False):
        lines += [f"{_what(result)}，{_measure(result)}{order}的是：", _line(result, row)]
    return "\n".join(lines)


def _what(result: Result) -> str:
    return f"{_year(result)}{condition(result)}{result.plan.set_name}中"


def _line(result: Result, row: Quantity) -> str:
    return f"{row.name}：{amount(row)}{sources(result)}。"


def count(result: Result) -> str:
    """How many, and which."""
    return listed(result)


def total(result: Result) -> str:
    """The sum, how many rows went into it, and which."""
    outcome = result.outcome
    if outcome is None:
        return _nothing_to_add(result) if result.members else _none(result)
    number = len(result.members)
    if number <= _NAMED:
        names = "、".join(q.name for q in result.members)
        blank = any(q.value is None for q in result.members)
        added = "" if blank else f"（{spelt('+', *result.members)}）"
        head = f"{_year(result)}{names}合计{amount(outcome)}{added}。"
        if len({q.fact.table for q in result.members if q.fact}) > 1:
            return "\n".join([head, f"{_kind(result)}：", *_lines_with_places(result.members)])
        return "\n".join([head, f"{_kind(result)}{sources(result)}：", *_lines(result.members)])
    unit = _counter(result)
    what = f"{_year(result)}{condition(result)}{_plain_name(result)}"
    head = f"{what}共{number}{unit}，合计{amount(outcome)}。"
    return "\n".join([head, f"{_kind(result)}{sources(result)}：", *_lines(result.members)])


def _nothing_to_add(result: Result) -> str:
    """One of the rows is printed at most: that one, and that the others are blank."""
    lines = _lines_with_places(result.members)
    return "\n".join([f"{_year(result)}各项中有空白，没有可以相加的数。", *lines])


def _kind(result: Result) -> str:
    """What heads the lines: with year and body, where the year is another than the report's."""
    if result.plan.set_name == "项目":
        return f"各项目的{_measure(result)}"
    year, report = _year(result), result.extraction.report
    of = f"{year}{shortest_formal(report.department or '')}的"
    return f"{of if year != year_phrase(report) else ''}各项分别为"


def _plain_name(result: Result) -> str:
    return "上述各项" if result.plan.set_name == "项" else result.plan.set_name


def _counter(result: Result) -> str:
    return "类" if result.plan.set_name in ("人员", "车辆") else "个"


def average(result: Result) -> str:
    """The mean, the sum's rows and their number."""
    outcome = result.outcome
    if outcome is None:
        return _none(result)
    said = f"{_counted(result)}，平均每个{amount(outcome)}。"
    if len(result.members) <= _NAMED:
        names = "、".join(q.name for q in result.members)
        said = f"{_year(result)}{names}的{_measure(result)}平均为{amount(outcome)}。"
    return "\n".join([said, _heading(result), *_lines(result.members)])


def unit_cost(result: Result) -> str:
    """Money over a stated number: 平均每个480元, with the division and both places."""
    money, number = result.operands[:2]
    assert result.outcome is not None
    division = f"{bare(money)}÷{figure(number)}"
    said = (
        f"{year_phrase(result.extraction.report, money.name)}{money.name}按{_dated(number)}平均，"
    )
    each = result.outcome.parts[0] if result.outcome.parts else result.outcome
    said += f"平均每{number.unit}{amount(each)}（{division}）"
    if each is not result.outcome:
        period = "每月" if result.plan.set_name == "monthly" else "每季度"
        said += f"，按全年平均，{period}{amount(result.outcome)}"
    said += "。"
    money_line = f"- {money.name}为{amount(money)}{source(money.fact)}。" if money.fact else ""
    return "\n".join([said, money_line, *_number_lines(number)])


def _dated(number: Quantity) -> str:
    """2024年车辆, where things were counted in another year than the report's."""
    fact = number.fact
    other = fact and fact.kind == "statement" and fact.year and fact.year != fact.report.year
    return f"{fact.year}年{number.name}" if fact and other else number.name


def _number_lines(number: Quantity) -> list[str]:
    rows = number.parts or (number,)
    lines = [f"- {q.fact.text}" for q in rows if q.fact and q.fact.kind == "indicator"]
    if lines:
        return lines
    total = [f"- {number.name}合计{amount(number)}："] if number.parts else []
    if not number.parts:
        return [f"- {_dated(number)}：{amount(number)}{source(number.fact) if number.fact else ''}"]
    return [*total, *(f"- {q.fact.row if q.fact else q.name}：{amount(q)}" for q in rows)]


def _lines(members: tuple[Quantity, ...]) -> list[str]:
    lines = [f"{i}. {q.name}：{_amount(q)}" for i, q in enumerate(members[:_SHOWN], start=1)]
    return [*lines, "其余见下方列表。"] if len(members) > _SHOWN else lines


def _lines_with_places(members: tuple[Quantity, ...]) -> list[str]:
    """Rows of several tables, each with its own place."""
    places = (source(q.fact) if q.fact else "" for q in members)
    return [f"{line}{place}" for line, place in zip(_lines(members), places, strict=False)]


def _amount(quantity: Quantity) -> str:
    return amount(quantity) if quantity.value is not None else "空白"


def _none(result: Result) -> str:
    if any(item.kind == "having" for item in result.plan.filters):
        said = condition(result).removesuffix("的")
        return f"{_year(result)}{result.plan.set_name}里，找不到“{said}”的。"
    return f"{_year(result)}没有{condition(result)}{result.plan.set_name}。"


def _measure(result: Result) -> str:
    if result.plan.subject and result.plan.subject not in (BOTH_ENDS,):
        return result.plan.subject
    money = all(q.unit in MONEY_UNITS for q in result.members)
    return f"{kind_phrase(result.extraction.report)}金额" if money else "数量"


def _year(result: Result) -> str:
    """The year that all figures are of; else the report's."""
    years = {q.fact.year for q in result.members if q.fact and q.fact.year}
    return f"{years.pop()}年" if len(years) == 1 else year_phrase(result.extraction.report)


def _share_of_all(result: Result) -> str:
    """The whole set against its whole: 结转的项目共8个，合计315.44万元，占项目支出的32.90%."""
    summed, whole = result.operands[:2]
    assert result.outcome is not None
    division = spelt("÷", summed, whole)
    head = f"{_counted(result)}，合计{amount(summed)}，"
    head += f"占{whole.name}的{bare(result.outcome)}%（{division}）。"
    place = f"- {whole.name}为{amount(whole)}{source(whole.fact)}。" if whole.fact else ""
    return "\n".join([head, _heading(result), *_lines(result.members), place])


def leaders(result: Result) -> str:
    """The first rows, their sum and its share in the whole."""
    outcome = result.outcome
    if outcome is None:
        return _none(result)
    number = len(result.members)
    order = "最多" if result.plan.descending else "最少"
    head = f"{_what(result)}，{_measure(result)}{order}的{number}个是{sources(result)}："
    if not result.operands:
        total_line = f"上述{number}个{result.plan.set_name}合计{amount(outcome)}。"
        return "\n".join([head, *_lines(result.members), total_line])
    summed, whole = result.operands[:2]
    division = spelt("÷", summed, whole)
    if result.plan.top is None:
        return _share_of_all(result)
    total_line = f"上述{number}个{result.plan.set_name}合计{amount(summed)}，"
    total_line += f"占{whole.name}的{bare(outcome)}%（{division}）。"
    if number == 1:
        total_line = f"{result.members[0].name}占{whole.name}的{bare(outcome)}%（{division}）。"
    place = [operand_lines(result, whole)] if whole.fact else []
    return "\n".join([head, *_lines(result.members), total_line, *place])


def composition(result: Result) -> str:
    """Each part with its share in the whole, the largest first, and where the whole is printed."""
    rows = result.members
    whole = rows[0].parts[1]
    parts = replace(result, members=tuple(row.parts[0] for row in rows))
    head = f"{_year(result)}{_each(result.plan.set_name)}所占的比重，从高到低{sources(parts)}："
    lines = [_share_line(row) for row in rows[:_SHOWN]]
    rest = ["其余见下方列表。"] if len(rows) > _SHOWN else []
    return "\n".join([head, *lines, *rest, operand_lines(result, whole)])


def _share_line(share: Quantity) -> str:
    part, whole = share.parts
    division = f"{amount(part)}÷{amount(whole)}"
    return f"- {part.name}占{whole.name}的{bare(share)}%（{division}）"
