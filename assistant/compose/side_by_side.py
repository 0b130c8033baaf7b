"""Wordings for shares of several reports, and for rows that moved between two years (对比)."""

from assistant.compose.phrases import amount, bare, figure, source
from assistant.compose.reports import lines_of
from assistant.query_plan import HOW_MANY
from assistant.result import Quantity, Result

_MOST = {"increase": "增加最多的是", "decrease": "减少最多的是", "any": "变化最大的是"}
_ALL = {"increase": "增加的有", "decrease": "减少的有", "any": "有变化的有", "same": "没有变化的有"}
_MOST_APART = {"increase": "高出最多的是", "decrease": "低得最多的是", "any": "相差最大的是"}
_ALL_APART = {
    "increase": "实际花得多的有",
    "decrease": "实际花得少的有",
    "any": "两者不等的有",
    "same": "两者相等的有",
}
"""Outturn beside budget: one year, so nothing grew or shrank."""
_NONE_APART = {
    "increase": "高于年初预算的",
    "decrease": "低于年初预算的",
    "any": "与年初预算不等的",
}


def shares(result: Result) -> str:
    """Each report's share with its division; of two years how many points lie between them."""
    rows = result.members
    if result.outcome is not None:
        head = _points_apart(result)
    else:
        order = "高" if result.plan.descending else "低"
        head = (
            f"{_owner(rows[0])}的占比最{order}。"
            if len(rows) > 2
            else f"{_owner(rows[0])}的占比更{order}。"
        )
    places = lines_of(tuple(part for row in rows for part in row.parts))
    return "\n".join([head, *(_share_line(row) for row in rows), *places])


def _points_apart(result: Result) -> str:
    assert result.outcome is not None
    later, earlier = sorted(result.members, key=lambda q: -(_year(q)))
    higher = result.members[0]
    if _year(later) == _year(earlier) or _body(later) != _body(earlier):
        other = result.members[1]
        return f"{_spoken(higher)}比{_spoken(other)}多{amount(result.outcome)}。"
    moved = "提高" if higher is later else "下降"
    return f"{_spoken(later)}比{_spoken(earlier)}{moved}{amount(result.outcome)}。"


def _spoken(share: Quantity) -> str:
    part, whole = share.parts
    return f"{part.name}占{_item(whole)}的比重"


def _share_line(share: Quantity) -> str:
    part, whole = share.parts
    spelt = f"{bare(part)}÷{bare(whole)}"
    return f"- {part.name}占{_item(whole)}的{figure(share)}%（{spelt}）"


def _item(whole: Quantity) -> str:
    """The whole without its owner, which the part has named."""
    return whole.name.partition("的")[2] or whole.name


def _owner(share: Quantity) -> str:
    return share.parts[0].name.partition("的")[0]


def _year(quantity: Quantity) -> int:
    fact = quantity.parts[0].fact
    return (fact.year or 0) if fact else 0


def _body(share: Quantity) -> str | None:
    fact = share.parts[0].fact
    return fact.report.department if fact else None


def movements(result: Result) -> str:
    """Which rows moved most, or all that moved or stayed, each with both figures."""
    rows, plan = result.members, result.plan
    whole = f"前后年度都列出的{plan.set_name}" if plan.across else plan.set_name
    every, most = (_ALL, _MOST) if plan.across else (_ALL_APART, _MOST_APART)
    if not rows and plan.moved == "same":
        return f"{whole}中，各项都不相等。"
    if not rows:
        none = every if plan.across else _NONE_APART
        return f"{whole}中，没有{none[plan.moved].removesuffix('有')}。"
    one = plan.top == 1 and plan.moved != "same"
    said = (most if one else every)[plan.moved]
    if plan.subject == HOW_MANY and result.outcome:
        said = f"{said.removesuffix('有')}共{amount(result.outcome)}"
    head = f"{whole}中，{said}："
    line = _line_same if plan.moved == "same" else _line_moved
    both = lines_of(rows[0].parts) if one else []
    return "\n".join([head, *(line(row, plan.across) for row in rows), *both])


def rates(result: Result) -> str:
    """How much of its budget each account has spent, in order, with the division."""
    rows, plan = result.members, result.plan
    first, last = ("高", "低") if plan.descending else ("低", "高")
    order = f"从{first}到{last}为" if plan.top is None else f"最{first}的是"
    head = f"逐项说明的科目中，{plan.set_name}{order}："
    places = lines_of(rows[0].parts) if len(rows) == 1 else []
    return "\n".join([head, *(_rate_line(row) for row in rows), *places])


def _rate_line(row: Quantity) -> str:
    spent, budget = row.parts
    return f"- {spent.name}占{budget.name}的{figure(row)}%（{bare(spent)}÷{bare(budget)}）。"


def _line_moved(row: Quantity, across: bool) -> str:
    later, earlier = row.parts
    rose = later.worth > earlier.worth
    verb = ("增加" if rose else "减少") if across else ("多" if rose else "少")
    return f"- {later.name}比{earlier.name}{verb}{amount(row)}。"


def _line_same(row: Quantity, _across: bool) -> str:
    later, _ = row.parts
    return f"- {later.name}：{amount(later)}{source(later.fact) if later.fact else ''}"
