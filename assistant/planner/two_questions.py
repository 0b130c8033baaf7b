"""Two questions in one (一句两问): 打算买几台，一台多少钱; 比去年多了多少，涨了百分之几.

Taken apart by their words alone; whether one plan answers both is seen when both are planned.
"""

import re
from collections.abc import Callable

from assistant.query_plan import Operation, QueryPlan, Reading, Unclear
from assistant.steps import Step, found_by

Plan = Callable[[str, Reading], QueryPlan | Unclear]

_ASKS = re.compile(
    r"多少|几(?![乎何]|家单位的)|百分之|百分比|哪(?!怕)|什么|谁|何时|吗|有没有|是否|占比|多大|咋|怎么|(?:那个|的)?呢$"
)
_PARTS = re.compile(r"[?？]|[,，;；](?!.*[,，;；?？])")
_MOVED = re.compile(
    r"^(?P<what>.{2,}?)(?:多|少|增加?|减少?|增长|下降|上升|涨|降|变化|变动|相差|差)(?:了|出)?(?:多少|几)钱?元?$"
)
_RATE = re.compile(
    r"^(?:又|大概|大约)?(?:多|少|增|减|升|降|涨|下|上|幅|变|跌).{0,6}(?:百分之?几|几成|百分比|百分之多少|幅度|%)"
)
_CONFIRMS = re.compile(
    r"^(?:对吗|对不对|是吗|是不是|没错吧|对吧|真的吗|可以吗|行吗|能查吗|好吗|吗)$"
)


_HOW_MUCH_OF_IT = re.compile(
    r"^(?:分别|各|各自|一共|总共|它|具体)*(?:是|有|花|要|为|安排)?了?(?:多少|几)(?:个?[亿万]?元|钱|块钱?|万|亿)?$"
)
"""最大的是哪个，多少钱: what it comes to is told with it."""


def two_questions(text: str) -> tuple[str, str] | None:
    """The two questions of a text, the second as it follows on the first; None where it is one."""
    parts = [part.strip("?？,，;；。") for part in _PARTS.split(text)]
    parts = [part for part in parts if part]
    if len(parts) != 2:
        return None
    first, second = parts
    if not (_ASKS.search(first) and _ASKS.search(second)) or _CONFIRMS.match(second):
        return None
    if first.endswith("呢") or _HOW_MUCH_OF_IT.match(second):
        return None
    moved = _MOVED.match(first)
    if moved and _RATE.match(second):
        return first, moved["what"] + second
    return first, second


_OF_IT = re.compile(
    r"^(?:它?又?是?由)?(?:谁|哪个(?:单位|部门|科室|股室))来?(?:负责|实施|承担|管|做|在做)"
    r"|^(?:它的?)?(?:立项依据|实施计划|总体目标|绩效目标|(?:是)?(?:用来|用于|干|做)(?:什么|啥))"
)
"""最贵的项目是哪个，由谁实施: of what is found first."""


def parted(text: str, plan: Plan, before: Reading) -> tuple[Step, ...]:
    """Both questions of a text, where one plan does not answer them; none otherwise."""
    parts = two_questions(text)
    if parts is None:
        return ()
    first = plan(parts[0], before)
    if isinstance(first, QueryPlan) and first.operation == "rank" and _OF_IT.match(parts[1]):
        return Step(question=parts[0]), Step(question=found_by(1) + parts[1])
    second = plan(parts[1], first.reading)
    if isinstance(first, Unclear) or isinstance(second, Unclear):
        return ()
    if _strays(parts[1], first, second):
        return ()
    whole = plan(text, before)
    if isinstance(whole, QueryPlan) and tells_both(whole, first, second):
        return ()
    return tuple(Step(question=part) for part in parts)


_WHOLES = re.compile(r"(?:支出|收入|收支)总计|本年(?:支出|收入)合计|^合计$")
_SAYS_ALL = re.compile(r"支出|收入|预算|决算|总|全|项目|科目")
_SETS = ("sum", "list", "count", "rank", "average", "leaders")


def _strays(second_text: str, first: QueryPlan, second: QueryPlan) -> bool:
    """Whether the second question, which names nothing, was taken to be of the whole: 一台多少钱
    is not all that is spent, 结转那个呢 not all that is carried over."""
    if _SAYS_ALL.search(second_text) or _facts(second) & _facts(first):
        return False
    whole = second.operation == "look_up" and any(_WHOLES.search(f.name) for f in second.figures)
    return whole or (second.operation in _SETS and first.operation not in _SETS)


_TOLD_WITH: dict[Operation, frozenset[Operation]] = {
    "sum": frozenset(("list", "count")),
    "share": frozenset(("sum",)),
    "change": frozenset(("prior",)),
}
"""What an answer tells besides what it is of."""
_OF_ONE_KIND = frozenset(
    ("look_up", "sum", "share", "ratio", "growth", "difference", "quotient", "monthly", "daily")
)
"""A ranking, a list, an excerpt tell all that is asked of what they show."""


def tells_both(whole: QueryPlan, first: QueryPlan, second: QueryPlan) -> bool:
    """Whether the plan of both together answers each of them."""
    if whole.operation not in _OF_ONE_KIND:
        return set(second.texts) <= set(whole.texts)  # 最贵的是哪个，由谁实施
    known = _facts(whole)
    told = {whole.operation, "look_up"} | _TOLD_WITH.get(whole.operation, frozenset())
    return all(
        part.operation in told and _facts(part) <= known and set(part.texts) <= set(whole.texts)
        for part in (first, second)
    )


def _facts(plan: QueryPlan) -> set[str]:
    return {fact for figure in (*plan.figures, *plan.members) for fact in figure.facts}
