"""Numbers of people and vehicles (人员、车辆): stated in the prose, hired people in the forms."""

import re

from assistant.planner.labels import displayed, folded
from assistant.planner.organisations import abbreviates
from assistant.planner.projects import Project
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear
from index.facts import indicator_amount
from index.records import Statement

_PEOPLE = re.compile(
    r"(?:几|多少)(?:个|名|位)?(?:人(?![次均])|员工|职工|公务员|编制|在编|行政|参公|事业|工作人员|退休)"
    r"|(?<!出国)人数|编制(?:数|情况|有|是|多少|几)|(?:人员|行政|事业)编制"
    r"|多少.{0,4}人员|几个.{0,6}人员|人员(?:一共|总共|共|合计)?(?:有|是)?(?:多少|几)"
    r"|\d+人|人员情况|人员[^，。]{0,12}(?:多|少|差)几个"
)
_NOT_STAFF = re.compile(r"编制费|编制的?预算|出国|出境|接待|培训|会议|受益|服务对象|平均|人均")
_VISITORS = re.compile(
    r"(?:出国|出境|接待|培训|参会).{0,6}(?:人数|人次|批次|(?:多少|几)(?:个|批)?(?:人|次))"
)
_VEHICLES = re.compile(
    r"(?:几|多少|两|\d+)(?:辆|台|部)?公?(?:车|务用车)|车.{0,6}(?:几|多少|\d+)辆|几辆|多少辆"
    r"|有没有公?车|有车|车.{0,4}(?:原值|价值|值多少)"
)
_UNITS = ((_PEOPLE, "人"), (_VEHICLES, "辆"))
_CATEGORIES = re.compile(r"行政|参公|事业|工勤|离退休|退休|离休|聘用|临时|在职|合同")
_HIRED = re.compile(r"聘|雇|临时工|临时人员")
_HOW_MANY = re.compile(r"(?:几|多少)(?:个|名|位)(?!项目|月|单位|钱)|(?:几|多少)人|人数")


def headcount(context: Context) -> QueryPlan | Unclear | None:
    """How many people (of a category, of a unit) or vehicles the report says there are."""
    if _HIRED.search(context.text) and _HOW_MANY.search(context.text):
        return _hired(context)
    if _VISITORS.search(context.text) and not context.of("project"):
        return _not_stated(context)
    unit = next((unit for word, unit in _UNITS if word.search(context.text)), None)
    if (
        unit is None
        or context.has("average", "share", "ratio")
        or (context.has("difference") and len(set(_CATEGORIES.findall(context.text))) != 2)
        or _of_something_else(context, unit)
    ):
        return None
    stated = [s for s in context.view.extraction.statements if s.unit == unit]
    if unit == "辆" and context.says("钱|价|原值|花"):
        cars = {s.subject for s in stated}
        values = [s for s in context.view.extraction.statements if _worth_of(s, cars)]
        stated = values or stated
    wanted = set(_CATEGORIES.findall(context.text))
    if wanted:
        stated = [s for s in stated if any(c in s.subject for c in wanted)]
    if unit == "辆" and not context.says("钱|原值|价"):
        stated = (_bought if context.says("购置|购买|买") else _standing)(context, stated)
    owned = _owned(context, stated)
    if not owned:
        return None if context.says(_MONEY) else _not_counted(context, unit)
    figures = tuple(_figure(context, s) for s in owned)
    if len(figures) == 2 and _APART.search(context.text):
        report, first = context.view.report.id, _first_named(context, owned)
        return QueryPlan(operation="difference", report=report, figures=figures[:: 1 - 2 * first])
    return _plan(context, figures, "人员" if unit == "人" else "车辆")


_APART = re.compile(r"比.{1,12}[多少]|[差相]差?(?:了)?(?:几|多少)|[多少](?:了|出)?(?:几个|多少人)")


def sets_apart(context: Context) -> bool:
    """参公人员比事业人员少几个: two kinds of people, not one of them."""
    kinds = set(_CATEGORIES.findall(context.text))
    return len(kinds) == 2 and _APART.search(context.text) is not None


def _first_named(context: Context, stated: list[Statement]) -> int:
    """Which of two statements the question names first, by its category."""
    places = [
        min((context.text.find(c) for c in _CATEGORIES.findall(s.subject)), default=-1)
        for s in stated
    ]
    return int(places[1] < places[0])


def _standing(context: Context, stated: list[Statement]) -> list[Statement]:
    """The vehicles there are: their number, or its parts (各类) where these are asked for."""
    whole = next((s for s in stated if s.subject == "车辆"), None)
    if whole is None:
        return stated
    parts = [s for s in stated if s.sentence == whole.sentence and s is not whole]
    if parts and context.says("哪些|哪几|各类|每类"):
        return parts
    return [s for s in parts if s.subject in context.text] or [whole]


_MONEY = "钱|费|经费|金额|资金|支出|预算数|价|原值"
_MORE_MONEY = "预算|花|收入|款|投入|额"
_PLANNED = "打算|计划|准备|拟|将|新买|新购|要买|想买"


def _bought(context: Context, stated: list[Statement]) -> list[Statement]:
    """The vehicles that are to be bought, or were: those that stand there are not to be bought."""
    bought = [s for s in stated if "购置" in s.subject]
    if bought or context.says(_PLANNED):
        return bought
    return [s for s in stated if "购置" in s.sentence]


def counted(context: Context) -> Unclear | None:
    """Why money is no answer: people, vehicles or other things (多少电话, 多少件) are to be
    counted, and none are stated."""
    if context.says(_MONEY):
        return None
    unit = next((unit for word, unit in _UNITS if word.search(context.text)), None)
    if unit is not None:
        return _not_counted(context, unit)
    of_things = _THINGS.search(context.unnamed) or _how_many(context)
    if not of_things or context.says(_MORE_MONEY):
        return None
    message = f"《{context.view.report.title}》没有写明所问的数量「{of_things[0]}」。"
    return Unclear(kind="not_found", message=message)


_THINGS = re.compile(
    r"(?:多少|几)(?:人次|平方米|平米|公里|小时|[件次通起户台套份批场期家篇枚吨天])(?![元钱预])"
)
_AMOUNT_OF = re.compile(r"(?:多少|几)个?(?P<thing>[\u4e00-\u9fff]{2,4})[?？]?$")


def _how_many(context: Context) -> re.Match[str] | None:
    """接多少电话: what is to be counted is a word that the report does not use."""
    found = _AMOUNT_OF.search(context.unnamed)
    unread = found and any(rest.start == found.start("thing") for rest in context.rests)
    return found if unread else None


def _not_counted(context: Context, unit: str) -> Unclear:
    report = context.view.report
    what = "人数或编制" if unit == "人" else "车辆数"
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》没有写明所问的{what}。",
        suggestions=(f"{report.year}年三公经费预算是多少？",),
    )


def _not_stated(context: Context) -> Unclear:
    report = context.view.report
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》没有写明出国、接待或培训的人数和批次。",
        suggestions=(f"{report.year}年三公经费预算是多少？",),
    )


def _plan(context: Context, figures: tuple[Figure, ...], set_name: str) -> QueryPlan:
    single = len(figures) == 1
    return QueryPlan(
        operation="look_up" if single else "sum",
        report=context.view.report.id,
        figures=figures if single else (),
        members=() if single else figures,
        set_name=set_name,
    )


def _of_something_else(context: Context, unit: str) -> bool:
    """Whether the people asked for are not those of the department and its units."""
    if any(m.length >= 3 for m in context.of("project")):
        return True
    if unit != "人":
        return False
    stated = [s for s in context.view.extraction.statements if s.unit == "人"]
    prose = folded("".join(f"{s.subject}{s.sentence}" for s in stated))
    foreign = [m for m in context.of("name", "absent") if m.text not in prose]
    unknown = [r for r in context.rests if len(r.text) >= 2 and r.text not in prose]
    return bool(_NOT_STAFF.search(context.text) or foreign or unknown)


def _hired(context: Context) -> QueryPlan | None:
    """Hired people, by the quantity indicators of the projects that pay them."""
    if any(m.length >= 5 and len(m.values) == 1 for m in context.of("project")):
        return None
    projects = [p for p in context.view.projects if _HIRED.search(p.core)]
    if context.organisation:
        projects = [p for p in projects if p.implementer == context.organisation]
    figures = tuple(f for p in projects if (f := _people_of(context, p)))
    return _plan(context, figures, "聘用人员") if figures else None


def _people_of(context: Context, project: Project) -> Figure | None:
    """The number of people in a project's quantity indicators for the year."""
    for i, indicator in enumerate(project.form.indicators if project.form else ()):
        amount = indicator_amount(indicator)
        counted = indicator.kind == "数量指标" and indicator.half == "年度"
        if project.form and counted and amount and amount[1] in ("人", "名", "个人"):
            return Figure(
                name=f"{displayed(project.name)}的{displayed(indicator.name)}",
                facts=(f"{context.view.report.id}/form{project.form.index}/indicator{i}",),
            )
    return None


def _owned(context: Context, stated: list[Statement]) -> list[Statement]:
    """The statements of the unit that is named, by whatever short name the prose uses."""
    names = [folded(value) for m in context.of("organisation") for value in m.values]
    wordings = [m.text for m in context.of("organisation")]
    found = [s for s in stated if _belongs(s.subject, [*names, *wordings])]
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
