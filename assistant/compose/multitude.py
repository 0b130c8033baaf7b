"""Wordings for a figure over more reports than can be shown (成百上千份报告)."""

from assistant.compose.phrases import amount
from assistant.compose.reports import leader, lines_of
from assistant.query_plan import Multitude
from assistant.result import Quantity, Result


def ranked(result: Result) -> str:
    """Which report comes first, the first few, and over how many they were ranked."""
    return "\n".join([leader(result), _extreme(result), *_lines(result), *_left_out(result)])


def listed(result: Result) -> str:
    """The first few of the figures, and how many there are."""
    return "\n".join([_extreme(result), *_lines(result), *_left_out(result)])


def total(result: Result) -> str:
    """The sum over all reports, and the largest of what was added."""
    return _of_all(result, "合计")


def average(result: Result) -> str:
    """The mean over all reports, and the largest of what went into it."""
    return _of_all(result, "平均为")


def _of_all(result: Result, word: str) -> str:
    if result.outcome is None:
        return listed(result)
    said = f"{_year(result)}{_count(result)}份报告的{_name(result.members)}{word}"
    lines = [f"{said}{amount(result.outcome)}。", _extreme(result), *_lines(result)]
    return "\n".join([*lines, *_left_out(result)])


def _lines(result: Result) -> list[str]:
    return lines_of(result.members, result.plan.unit)


def _multitude(result: Result) -> Multitude:
    assert result.plan.multitude is not None
    return result.plan.multitude


def _count(result: Result) -> str:
    return f"{len(result.members) + len(_multitude(result).further):,}"


def _extreme(result: Result) -> str:
    """共有5,000份报告印有这个数，最多的10份是："""
    order = "最多" if result.plan.descending else "最少"
    if not _multitude(result).further:
        direction = "多到少" if result.plan.descending else "少到多"
        return f"共{_count(result)}份报告印有这个数，从{direction}是："
    return f"共{_count(result)}份报告印有这个数，{order}的{len(result.members)}份是："


def _name(rows: tuple[Quantity, ...]) -> str:
    return rows[0].name.partition("的")[2]


def _year(result: Result) -> str:
    years = {q.fact.year for q in result.members if q.fact}
    return f"{years.pop()}年" if len(years) == 1 else ""


def _left_out(result: Result) -> list[str]:
    """What is blank, what lacks the figure, and what was not read."""
    many = _multitude(result)
    more = "等" if many.lacking > len(many.lacking_named) else ""
    named = f"（{'、'.join(many.lacking_named)}{more}）"
    said = (
        (many.blank, "份报告这一项是空白。"),
        (many.lacking, f"份报告没有这一项{named}。"),
        (many.unread, "份报告的版式各不相同，没有逐份核对，不在其中。"),
    )
    return [f"另有{number:,}{words}" for number, words in said if number]
