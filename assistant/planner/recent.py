"""The last two figures spoken of, where they are of two reports (前两问的数)."""

import re
from collections.abc import Sequence

from assistant.department_names import report_name
from assistant.planner.across import is_owned, owned_by
from assistant.query_plan import Operation, QueryPlan, Question, Reading
from index.records import Report

_OF_RECENT = re.compile(
    r"增长|增加|减少|下降|涨|降|相差|差|[多少高低]了?多少|合计|一共|加起来|总共"
    r"|(?:哪个|哪边|哪家|谁)(?:更)?[多少高低大小]|一样|相同"
)


def of_recent(question: Question, previous: Reading, reports: Sequence[Report]) -> QueryPlan | None:
    """增长了百分之几, 相差多少 of the last two figures spoken of, where they are of two reports."""
    recent = previous.recent[-2:]
    by_id = {report.id: report for report in reports}
    owners = [by_id.get(figure.facts[0].split("/")[0]) for figure in recent]
    if len(recent) < 2 or len(question.text) > 14 or question.years or owners[0] == owners[1]:
        return None
    if not _OF_RECENT.search(question.text) or None in owners or "reason" in question.cues:
        return None
    named = [
        (report.year or 0, f if is_owned(f, report) else owned_by(report_name(report), f))
        for report, f in zip(owners, recent, strict=True)
        if report
    ]
    figures = tuple(f for _, f in sorted(named, key=lambda pair: -pair[0]))
    cues = question.cues
    operation: Operation = "difference"
    if "change_rate" in cues:
        operation = "growth"
    elif "sum" in cues:
        operation = "sum"
    return QueryPlan(
        operation=operation,
        report=figures[0].facts[0].split("/")[0],
        figures=() if operation == "sum" else figures,
        members=figures if operation == "sum" else (),
        across=True,
        unit=question.unit,
    )
