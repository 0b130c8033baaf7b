"""A figure of the prose by the very words it is said of (文字中的数): 100万元以上的设备有几台."""

import re

from assistant.planner.labels import folded, without_brackets
from assistant.planner.targets import name_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.amounts import is_money
from index.records import Statement

_ASKED = re.compile(
    r"(?:多少|几|(?<=面积)有?多大)(?P<unit>平方米|台|辆|家|个|名|人|项(?!目)|户|米|处|座|套|条|分|次)?"
)
_SAYS_NOTHING = re.compile(
    r"(?:19|20)\d\d年(?:度|末|底)?|一共|总共|大约|大概|请问|截至|年末|年底|本部门|部门预算安排|说明里"
    r"|下属|所属|做了|有了|钱|经费|金额|万元|(?<!\d万)元|[约共有是为达了的吗呢里,，?？。、:：]"
)
_ONLY_KIND = re.compile(r"年初|预算|决算|支出|收入|数|度|本年|全年|财政|拨款")
ALIKE = 0.8
"""Share of the question's character pairs that the subject must hold."""
_SAME_COUNTERS = ("个", "家", "项", "套", "处")


def by_its_words(context: Context) -> QueryPlan | None:
    """The one stated figure whose subject the question repeats; None where none or two differ."""
    asked = _ASKED.search(context.text)
    against = context.has(*_SET_AGAINST) or context.says(_SHARES)
    if asked is None or against or _is_explained(context):
        return None
    text = context.text
    for mention in context.of("project"):  # said of it, so no part of what is said
        text = text[: mention.start] + "的" * mention.length + text[mention.end :]
    words = _bare(text[: asked.start()] + text[asked.end() :])
    if len(words) < 4 or len(_ONLY_KIND.sub("", words)) < 2:
        return None
    scored = [
        (score, s)
        for s in context.view.extraction.statements
        if _counts(s, _unit_of(asked), money=context.says("金额|钱|资金|经费|费用"))
        and (score := _alike(words, s)) >= ALIKE
    ]
    best = max((score for score, _ in scored), default=0.0)
    found = [s for score, s in scored if score == best]
    if not found or len({(s.amount, s.unit) for s in found}) > 1:
        return None
    fact = f"{context.view.report.id}/statement{found[0].index}"
    name = name_of((context.view.book.by_fact[fact],))
    return QueryPlan(
        operation="look_up",
        report=context.view.report.id,
        figures=(Figure(name=name, facts=(fact,)),),
        unit=context.question.unit,
    )


def _unit_of(asked: re.Match[str]) -> str | None:
    """The counter that is asked for; 面积多大 asks for 平方米."""
    return "平方米" if asked[0].endswith("多大") else asked["unit"]


_SHARES = "占比|比重|比例|百分|%"
_SET_AGAINST = ("ratio", "difference", "change", "prior", "reason", "average", "top")


def _is_explained(context: Context) -> bool:
    """Whether names that the report prints leave nothing unexplained, or a listed project is meant:
    then the figure is looked up by name."""
    listed = any(p.cell for p in context.view.projects if _is_named(context, p.name))
    named = context.of("name") and not context.asking_rests(2) and "涉及" not in context.text
    return listed or bool(named)


def _is_named(context: Context, project: str) -> bool:
    return any(project in mention.values for mention in context.of("project"))


def _counts(statement: Statement, unit: str | None, *, money: bool) -> bool:
    """Whether the figure is of what is asked for: a number of things in their counter, or money."""
    if statement.measure not in ("amount", "count"):
        return False
    if unit is None:
        return is_money(statement.unit) or (statement.unit == "个" and not money)
    return statement.unit == unit or {statement.unit, unit} <= set(_SAME_COUNTERS)


def repeats(words: str, subject: str) -> bool:
    """Whether the words are all but those of what a figure is said of."""
    return _held(_bare(words), _bare(folded(subject))) > 0


def _alike(words: str, statement: Statement) -> float:
    subject = folded(statement.subject)
    return max(_held(words, _bare(s)) for s in (subject, without_brackets(subject)))


def _bare(text: str) -> str:
    return _SAYS_NOTHING.sub("", folded(text)).replace("占地", "用地")


def _held(words: str, subject: str) -> float:
    """How much of the words the subject holds, by pairs of characters, less what it says beyond."""
    asked, said = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (words, subject))
    if not asked or len(asked & said) < ALIKE * len(asked):
        return 0.0
    return 1 + len(asked & said) / len(asked | said)
