"""Which report a question is about (范围): department and year decide before anything else."""

import re
from collections.abc import Sequence

from assistant.planner.guards import examples
from assistant.planner.labels import folded
from assistant.planner.organisations import abbreviates
from assistant.query_plan import Question, Reading, Unclear
from index.records import Report

_WITHIN_NAMES = re.compile(
    r"(?:19|20)?\d\d年?结转|[\[〔【(（](?:19|20)\d\d[\])〕】）]|\d{4}年?\d{3,}"
)
_THIS_YEAR = re.compile(r"(?:比|较|和|跟|与|同)(?:19|20)\d\d年")


def choose(question: Question, reports: Sequence[Report], previous: Reading) -> Report | Unclear:
    """The report meant; or why none, or which ones could be meant."""
    if not reports:
        return Unclear(kind="not_found", message="还没有收录任何报告。")
    named = _by_department(question.text, reports)
    years = _years(question, reports)
    fitting = [r for r in (named or reports) if not years or r.year in years]
    if not fitting:
        return _no_such_year(years, named or list(reports))
    if len(fitting) > 1 and previous.report in {r.id for r in fitting}:
        fitting = [r for r in fitting if r.id == previous.report]
    if len(fitting) == 1:
        return fitting[0]
    latest = _latest_of_one_department(fitting)
    return latest or _which(question, fitting)


def _years(question: Question, reports: Sequence[Report]) -> tuple[int, ...]:
    """Years that the question asks about; those within names, and the year before a report's own
    (which its prose may state), do not narrow the choice."""
    text = _THIS_YEAR.sub("", _WITHIN_NAMES.sub("", question.text))
    known = {r.year for r in reports}
    asked = [y for y in question.years if re.search(rf"{y}|{y % 100}年", text)]
    if any(y in known for y in asked):
        return tuple(y for y in asked if y in known)
    return tuple(y for y in asked if y + 1 not in known)


def _by_department(text: str, reports: Sequence[Report]) -> list[Report]:
    for length in range(min(len(text), 30), 2, -1):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            found = [r for r in reports if r.department and abbreviates(part, folded(r.department))]
            if found:
                return found
    return []


def _no_such_year(years: Sequence[int], reports: Sequence[Report]) -> Unclear:
    held = "、".join(dict.fromkeys(f"{r.year}年" for r in reports if r.year))
    asked = "、".join(f"{y}年" for y in years)
    return Unclear(
        kind="not_found",
        message=f"没有收录{asked}的报告。已收录的年度：{held}（{reports[0].title}等）。"
        if len(reports) > 1
        else f"没有收录{asked}的报告。已收录的是：{reports[0].title}（{held}）。",
        suggestions=examples(reports[0]),
    )


def _latest_of_one_department(reports: Sequence[Report]) -> Report | None:
    return None if len({r.department for r in reports}) > 1 or len(reports) > 1 else reports[0]


def _which(question: Question, reports: Sequence[Report]) -> Unclear:
    choices = [f"{r.department or r.title}{r.year or ''}年" for r in reports[:6]]
    return Unclear(
        kind="clarify",
        message="收录了多份报告，请指明是哪个部门、哪一年：" + "、".join(choices) + "。",
        suggestions=tuple(f"{choice}{question.original}" for choice in choices),
    )
