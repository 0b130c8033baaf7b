"""Wordings for lists, counts, rankings, sums and averages (集合)."""

from assistant.compose.phrases import amount, bare, kind_phrase, sources, year_phrase
from assistant.query_plan import Filter
from assistant.result import Quantity, Result
from index.amounts import MONEY_UNITS

_SHOWN = 30
"""Rows that a text lists at most; the rest is in `items`."""


def condition(result: Result) -> str:
    """The filters in words: 由某单位实施的、超过100万元的."""
    return "".join(_phrase(f) for f in result.plan.filters)


def _phrase(item: Filter) -> str:
    if item.kind == "named":
        return f"名称含「{item.text}」的"
    if item.kind == "implementer":
        return f"由{item.text}实施的"
    if item.kind == "carried_over":
        return "名称不带结转字样的" if item.negated else "名称带结转字样的"
    if item.kind == "between":
        return f"{item.text}之间的"
    if item.kind == "over":
        return f"{item.text}以上的" if item.inclusive else f"超过{item.text}的"
    return f"{item.text}以下的" if item.inclusive else f"低于{item.text}的"


def listed(result: Result) -> str:
    """The rows, one a line."""
    if not result.members:
        return _none(result)
    head = f"{_year(result)}{condition(result)}{result.plan.set_name}共{len(result.members)}个。"
    return "\n".join([head, f"各{result.plan.set_name}的{_measure(result)}{sources(result)}：", *_lines(result.members)])


def ranked(result: Result) -> str:
    """The first rows by amount."""
    if not result.members:
        return _none(result)
    order = "最多" if result.plan.descending else "最少"
    if result.plan.skip:
        order = f"从{'多到少' if result.plan.descending else '少到多'}排第{result.plan.skip + 1}位"
    what = f"{_year(result)}{condition(result)}{result.plan.set_name}中"
    if len(result.members) == 1:
        first = result.members[0]
        return f"{what}，{_measure(result)}{order}的是：\n{first.name}：{amount(first)}{sources(result)}。"
    head = f"{what}，{_measure(result)}{order}的{len(result.members)}个是{sources(result)}："
    if result.plan.top is None:
        head = f"{what}，按{_measure(result)}从{'多到少' if result.plan.descending else '少到多'}排列{sources(result)}："
    return "\n".join([head, *_lines(result.members)])


def count(result: Result) -> str:
    """How many, and which."""
    number = len(result.members)
    if not number:
        return _none(result)
    head = f"{_year(result)}{condition(result)}{result.plan.set_name}共{number}个。"
    return "\n".join([head, f"各{result.plan.set_name}的{_measure(result)}{sources(result)}：", *_lines(result.members)])


def total(result: Result) -> str:
    """The sum, how many rows went into it, and which."""
    outcome = result.outcome
    if outcome is None:
        return _none(result)
    number = len(result.members)
    if number <= 3:
        names = "、".join(q.name for q in result.members)
        spelt = "+".join(bare(q) for q in result.members)
        head = f"{_year(result)}{names}合计{amount(outcome)}（{spelt}）。"
        return "\n".join([head, f"{_kind(result)}{sources(result)}：", *_lines(result.members)])
    unit = _counter(result)
    head = f"{_year(result)}{condition(result)}{_plain_name(result)}共{number}{unit}，合计{amount(outcome)}。"
    return "\n".join([head, f"{_kind(result)}{sources(result)}：", *_lines(result.members)])


def _kind(result: Result) -> str:
    return "各项分别为" if result.plan.set_name != "项目" else f"各项目的{_measure(result)}"


def _plain_name(result: Result) -> str:
    return "上述各项" if result.plan.set_name == "项" else result.plan.set_name


def _counter(result: Result) -> str:
    return "类" if result.plan.set_name in ("人员", "车辆") else "个"


def average(result: Result) -> str:
    """The mean, the sum's rows and their number."""
    outcome = result.outcome
    if outcome is None:
        return _none(result)
    number = len(result.members)
    head = f"{_year(result)}{condition(result)}{result.plan.set_name}共{number}个，平均每个{amount(outcome)}。"
    return "\n".join([head, f"各{result.plan.set_name}的{_measure(result)}{sources(result)}：", *_lines(result.members)])


def _lines(members: tuple[Quantity, ...]) -> list[str]:
    lines = [f"{i}. {q.name}：{_amount(q)}" for i, q in enumerate(members[:_SHOWN], start=1)]
    return [*lines, "其余见下方列表。"] if len(members) > _SHOWN else lines


def _amount(quantity: Quantity) -> str:
    return amount(quantity) if quantity.value is not None else "空白"


def _none(result: Result) -> str:
    return f"{_year(result)}没有{condition(result)}{result.plan.set_name}。"


def _measure(result: Result) -> str:
    money = all(q.unit in MONEY_UNITS for q in result.members)
    return f"{kind_phrase(result.extraction.report)}金额" if money else "数量"


def _year(result: Result) -> str:
    return year_phrase(result.extraction.report)
