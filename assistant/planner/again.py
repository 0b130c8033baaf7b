"""The same question of another report (换一份再问): 商务委呢, 2024年呢 after a share."""

import re
from dataclasses import replace

from assistant.planner.scope import Scope
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Question, Reading

_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?|(?<!\d)\d\d年|去年|今年|上年|上一年|前年")
_NOTHING_NEW = re.compile(r"[那的呢啊吗哪么又也?？,，。]|换成|如果是|同样")
_BY_NAMES = (None, "look_up", "meta", "passage", "explain", "define", "audit")
"""What is carried to another report by the names spoken of, or not at all."""


def asked_again(question: Question, previous: Reading, scope: Scope) -> tuple[Question, Reading]:
    """The question before as if nothing had gone before it, where this one only names another
    report; else this one and what it may inherit."""
    rest = _NOTHING_NEW.sub("", _YEAR.sub("", question.text))
    if rest or previous.asked is None or previous.operation in _BY_NAMES or len(scope.reports) != 1:
        return question, previous
    if scope.reports[0].id == previous.report:
        return question, previous
    again = replace(previous.asked, original=question.original, years=question.years)
    return again, Reading(report=previous.report)


def asked_in_full(context: Context, found: QueryPlan) -> Question:
    """What was asked without the year; 占多少 with what it was asked of."""
    text = _YEAR.sub("", context.question.text)
    before = context.previous.figures[:1]
    if before and found.figures[:1] == before and before[0].name not in text:
        text = before[0].name + text
    return replace(context.question, original="", text=text, years=())
