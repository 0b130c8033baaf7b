"""Wordings for one figure in several reports, a line each (跨报告)."""

import re

from assistant.compose import figures
from assistant.compose.phrases import amount, bare, shown, source, spelt
from assistant.department_names import report_name, shortest_formal
from assistant.result import Quantity, Result
from index.amounts import MONEY_UNITS, convert, grouped, is_money
from index.records import Fact

_PLAIN_UNIT = "万元"


def listed(result: Result) -> str:
    """The figure in each report."""
    rows = result.members
    return "\n".join([f"各份报告中{_common_name(rows)}如下。", *lines_of(rows, result.plan.unit)])


def beside(result: Result) -> list[str]:
    """A line for each other report's figure, where no report was named in the question."""
    if result.plan.operation != "look_up":
        return []
    return lines_of(result.members, result.plan.unit)


def ranked(result: Result) -> str:
    """The reports by that figure, and which comes first."""
    rows = result.members
    if not rows:
        return "各份报告里这一项都没有数。"
    return "\n".join([leader(result), *lines_of(rows)])


def leader(result: Result) -> str:
    """Which of the reports comes first, or which two do."""
    rows = result.members
    order = "最多" if result.plan.descending else "最少"
    if len(rows) > 1 and _same_amount(rows[0], rows[1]):
        return f"{rows[0].name}与{rows[1].name}并列{order}。"
    return f"{rows[0].name}{order}，为{amount(rows[0])}。"


def total(result: Result) -> str:
    """The sum over the reports."""
    outcome = result.outcome
    if outcome is None:
        return listed(result)
    names = "、".join(q.name for q in result.members)
    units = {q.unit for q in result.members} | {outcome.unit}
    added = f"（{'+'.join(bare(q) for q in result.members)}）" if len(units) == 1 else ""
    summed = "共计" if any(q.joint for q in result.members) else "合计"
    return "\n".join([f"{names}{summed}{amount(outcome)}{added}。", *lines_of(result.members)])


def average(result: Result) -> str:
    """The mean over the reports."""
    outcome = result.outcome
    if outcome is None:
        return listed(result)
    names = "、".join(q.name for q in result.members)
    return "\n".join([f"{names}平均为{amount(outcome)}。", *lines_of(result.members)])


def _common_name(rows: tuple[Quantity, ...]) -> str:
    names = [q.name.partition("的")[2] for q in rows]
    return f"的「{names[0]}」" if names and len(set(names)) == 1 else "所问的数"


def lines_of(rows: tuple[Quantity, ...], asked: str | None = None) -> list[str]:
    """A row for each report; money also in the unit asked for, and in one unit where the reports
    print it in several."""
    units = {q.unit for q in rows if q.value is not None}
    mixed = len(units) > 1 and all(is_money(unit) for unit in units)
    other = asked or (_PLAIN_UNIT if mixed else None)
    return [line for q in rows for line in _lines_of_one(q, other)]


def _lines_of_one(quantity: Quantity, other: str | None) -> list[str]:
    """A joint figure with its addition, and each of those that it joins."""
    said = f"- {quantity.name}：{_figure(quantity, other)}"
    if quantity.joint:
        said += f"（{spelt('+', *quantity.parts)}）"
        return [said, *(line for part in quantity.parts for line in _lines_of_one(part, other))]
    return [said + (source(quantity.fact) if quantity.fact else "")]


def _figure(quantity: Quantity, other: str | None) -> str:
    if quantity.value is None:
        return "空白"
    if other in (None, quantity.unit) or not (is_money(other or "") and is_money(quantity.unit)):
        return amount(quantity)
    worth = convert(quantity.value, quantity.unit, other or "")
    return f"{amount(quantity)}，即{grouped(shown(worth, other or ''))}{other}"


def _same_amount(one: Quantity, other: Quantity) -> bool:
    if one.unit in MONEY_UNITS and other.unit in MONEY_UNITS:
        return one.worth == other.worth
    return one.value == other.value


def difference(result: Result) -> str:
    """What one report has more than the other; of one department, the later year's change."""
    later, earlier = result.operands[:2]
    outcome = result.outcome
    own, other = _first_fact(later), _first_fact(earlier)
    if outcome is None or own is None or other is None:
        return figures.difference(result)
    if not outcome.value:
        same = f"{later.name}与{earlier.name}相等，没有变化。"
        return "\n".join([same, *lines_of((later, earlier))])
    one = own.report.department == other.report.department
    if not one or own.year == other.year:
        return figures.difference(result)
    rose = bool(result.holds)
    if (own.year or 0) < (other.year or 0):
        later, earlier, rose = earlier, later, not rose
    moved = f"{'增加' if rose else '减少'}{amount(outcome)}"
    return "\n".join([f"{later.name}比{earlier.name}{moved}。", *lines_of((later, earlier))])


def _first_fact(quantity: Quantity) -> Fact | None:
    """The fact of a figure; of a joint one, of the first that it joins."""
    return _first_fact(quantity.parts[0]) if quantity.joint else quantity.fact


_YEAR_FIRST = re.compile(r"^(?P<said>[^\n。]{0,3}。)?(?P<year>(?:19|20)\d\d年)(?!度)")


def with_report_named(text: str, result: Result) -> str:
    """The answer with department and year in its first sentence, where there are further reports:
    2025年行政运行… becomes 2025年商务委的行政运行…; where figures of other reports follow, in every
    line that opens with the year."""
    report = result.extraction.report
    unsaid = result.plan.one_of_many and not result.plan.across
    if not unsaid or result.plan.operation == "meta" or not report.department:
        return text
    first, *lines = text.split("\n")
    if _owner(result) not in first.partition("。")[0]:
        first = _with_owner(first, result) or f"{_named(result)}：{first}"
    if beside(result):
        lines = [_with_owner(line, result) or line for line in lines]
    return "\n".join([first, *lines])


def _with_owner(line: str, result: Result) -> str | None:
    """A line that opens with the year, with the department behind it; None where none does."""
    match = _YEAR_FIRST.match(line)
    if match is None:
        return None
    if _within_name(line[match.start("year") :], result):
        return f"{match['said'] or ''}{_named(result)}的{line[match.start('year') :]}"
    return f"{line[: match.end()]}{_owner(result)}的{line[match.end() :]}"


def _owner(result: Result) -> str:
    """The department of the answer's report; in full where others go by its short name."""
    department = result.extraction.report.department or ""
    return department if result.plan.in_full else shortest_formal(department)


def _named(result: Result) -> str:
    report = result.extraction.report
    if result.plan.in_full and report.year:
        return f"{report.year}年{_owner(result)}"
    return report_name(report)


def _within_name(text: str, result: Result) -> bool:
    """Whether the year at the start is part of an item's own name (2023年政务热线经费)."""
    names = (result.plan.subject, *(q.name for q in result.operands))
    return any(_YEAR_FIRST.match(name) and text.startswith(name) for name in names)
