"""Numbers of people and vehicles that the prose states (人员、车辆)."""

import re

from assistant.planner.labels import folded
from assistant.planner.organisations import abbreviates
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan
from index.records import Statement

_PEOPLE = re.compile(
    r"(?:几|多少)(?:个|名|位)?(?:人|员工|职工|公务员|编制|在编|行政|参公|事业|工作人员|退休)|人数|编制"
    r"|多少.{0,4}人员|几个.{0,6}人员|人员(?:有|是)?(?:多少|几)|\d+人|人员情况"
)
_VEHICLES = re.compile(
    r"(?:几|多少|两|\d+)(?:辆|台|部)?公?(?:车|务用车)|车.{0,6}(?:几|多少|\d+)辆|几辆|多少辆"
    r"|有没有公?车|有车"
)
_UNITS = ((_PEOPLE, "人"), (_VEHICLES, "辆"))
_CATEGORIES = re.compile(r"行政|参公|事业|工勤|离退休|退休|离休|聘用|临时|在职|合同")


def headcount(context: Context) -> QueryPlan | None:
    """How many people (of a category, of a unit) or vehicles the report says there are."""
    if context.of("project") or context.has("average"):
        return None
    unit = next((unit for word, unit in _UNITS if word.search(context.text)), None)
    if unit is None:
        return None
    stated = [s for s in context.view.extraction.statements if s.unit == unit]
    if unit == "辆" and context.says("钱|价|原值|花"):
        cars = {s.subject for s in stated}
        values = [s for s in context.view.extraction.statements if _worth_of(s, cars)]
        stated = values or stated
    wanted = set(_CATEGORIES.findall(context.text))
    if wanted:
        stated = [s for s in stated if any(c in s.subject for c in wanted)]
    owned = _owned(context, stated)
    if not owned:
        return None
    figures = tuple(_figure(context, s) for s in owned)
    single = len(figures) == 1
    return QueryPlan(
        operation="look_up" if single else "sum",
        report=context.view.report.id,
        figures=figures if single else (),
        members=() if single else figures,
        set_name="人员" if unit == "人" else "车辆",
    )


def _owned(context: Context, stated: list[Statement]) -> list[Statement]:
    """The statements of the unit that is named, by whatever short name the prose uses."""
    names = [folded(value) for m in context.of("organisation") for value in m.values]
    wordings = [m.text for m in context.of("organisation")]
    found = [s for s in stated if any(_belongs(s.subject, [*names, *wordings]) for _ in (0,))]
    if found:
        return found
    printed = [s for s in stated if (owner := _owner(s.subject)) and owner in context.text]
    return printed or ([] if _other_unit(context) else stated)


def _owner(subject: str) -> str:
    return re.split(r"行政人员|参公人员|事业人员|工勤人员|人员", subject)[0]


def _belongs(subject: str, names: list[str]) -> bool:
    owner = _owner(subject)
    return len(owner) >= 3 and any(name == owner or abbreviates(owner, name) for name in names)


def _other_unit(context: Context) -> bool:
    department = context.view.report.department
    return bool(context.organisation) and context.organisation != department


def _figure(context: Context, statement: Statement) -> Figure:
    return Figure(
        name=statement.subject, facts=(f"{context.view.report.id}/statement{statement.index}",)
    )


def _worth_of(statement: Statement, cars: set[str]) -> bool:
    """Whether a stated sum of money is what the vehicles cost."""
    return statement.unit in ("万元", "元") and any(
        statement.subject.startswith(car) and statement.subject != car for car in cars
    )
