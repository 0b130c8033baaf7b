"""The same question of another report or row (换一份、换一项再问): 商务委呢, 电费呢."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.cues import cues_in
from assistant.planner.book import is_total
from assistant.planner.labels import displayed
from assistant.planner.mentions import Mention
from assistant.planner.scope import Scope
from assistant.planner.view import Context, View, lay_out
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


_ANOTHER = re.compile(
    r"(?:那么?|换成|如果是|换)?(?P<name>[^?？,，。]{2,24}?)(?:的)?(?:又)?呢[?？]?$"
)
_OF_ONE_ROW = ("share", "difference", "growth", "ratio", "compare")
"""Results that a new row keeps: the whole, the other year, the budget that it is held against."""


def asked_of_another(
    question: Question, previous: Reading, viewed: Callable[[str], View]
) -> tuple[Question, Reading]:
    """The question before with its row (or column) replaced, where this one only names another:
    水费占公用经费多少 → 电费呢; else this one and what it may inherit."""
    before, found = previous.in_full, _ANOTHER.match(question.text)
    if not (before and previous.report and found) or previous.operation not in _OF_ONE_ROW:
        return question, previous
    view = viewed(previous.report)
    new = _only_name(found["name"], question, view)
    old = _replaced(before, previous, new, view) if new else None
    if old is None:
        return question, previous
    text = before.text[: old.start] + found["name"] + before.text[old.end :]
    again = replace(before, original=question.original, text=text, cues=cues_in(text))
    return again, Reading(report=previous.report, defaulted=previous.defaulted)


def _only_name(text: str, question: Question, view: View) -> Mention | None:
    """The one name that the wording is, from its first to its last character."""
    mentions = lay_out(replace(question, text=text), view, Reading()).mentions
    whole = len(mentions) == 1 and mentions[0].kind == "name" and mentions[0].text == text
    return mentions[0] if whole else None


def _replaced(before: Question, previous: Reading, new: Mention, view: View) -> Mention | None:
    """Where the question before names what its answer was about: what all figures of the result
    bear, of a share the part; where it names a row and a column, the one of the new name's kind."""
    figures = previous.figures[: 1 if previous.operation == "share" else 2]
    if not figures:
        return None
    named = [
        m
        for m in lay_out(before, view, Reading()).of("name")
        if all(any(displayed(v) in f.name for v in m.values) for f in figures)
    ]
    alike = [m for m in named if _is_row(view, m.values[0]) == _is_row(view, new.values[0])]
    same = alike or (named if previous.operation != "share" else [])
    return same[0] if len({m.values for m in same}) == 1 else None


def _is_row(view: View, name: str) -> bool:
    """Whether a name is a row of tables, not only a column."""
    return not is_total(name) and any(
        a.row == name and a.fact.kind == "cell" for a in view.book.bearing(name)
    )


def without_year(question: Question) -> Question:
    """What was asked of whatever year."""
    return replace(question, text=_YEAR.sub("", question.text), years=())


def asked_in_full(context: Context, found: QueryPlan) -> Question:
    """What was asked; 占多少 with what it was asked of."""
    text = context.question.text
    before = context.previous.figures[:1]
    if before and found.figures[:1] == before and before[0].name not in text:
        text = before[0].name + text
    return replace(context.question, original="", text=text)
