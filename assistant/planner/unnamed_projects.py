"""Questions on a form that leave its project unnamed (不提项目名): what one form only can mean."""

import re

from assistant.planner.indicators import (
    LONG,
    RATE,
    Ask,
    fitting,
    half_of,
    longest_names,
    plan_of,
    spelt_out,
)
from assistant.planner.labels import displayed, folded
from assistant.planner.projects import Project
from assistant.planner.subjects import previous_projects
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text
from index.records import Form, Indicator

_STEM = re.compile(r"(?:报告)?(?:编制)?(?:费用?|数量|个数)?$")
_COMMON = re.compile(
    "(?:项目|总|全部|全年|成本|费用|合计|经费|服务|数量|工作|单位|人员|业务|办公|设备|购买|审计|报告"
    "|聘用|保障|运转|周期|网络|用品)+"
)
"""Words of an indicator's name that tell no project's from another's."""


def named_once(context: Context) -> QueryPlan | None:
    """Costs and quantities that stand in one project's form only, asked without their project."""
    if context.table or context.of("project", "name") or context.has("define", "list", "count"):
        return None
    hits = [
        (project, form, i)
        for project in context.view.projects
        if (form := project.form)
        for i, x in enumerate(form.indicators)
        if x.half == half_of(context) and _is_told(context, project, x)
    ]
    if not hits or len({form.index for _, form, _ in hits}) != 1:
        return None
    project, form = hits[0][:2]
    ask = Ask(context=context, project=project, form=form, wording=context.text)
    return plan_of(ask, fitting(ask, longest_names(ask, [i for _, _, i in hits])))


_FULL = 6
"""Characters from which on a part of a project's name tells it and no other."""


def rate(context: Context) -> QueryPlan | None:
    """两小时以内给多少: an indicator that is worded as a scale of rates, by what it says."""
    if not RATE.search(context.text) or context.table or context.has("average", "define"):
        return None
    named = {name for m in context.of("project") if m.length >= _FULL for name in m.values}
    pairs = {context.text[i : i + 2] for i in range(len(context.text) - 1)}
    best: tuple[int, Ask | None, int] = (3, None, 0)
    for project in context.view.projects:
        if project.form is None or (named and project.name not in named):
            continue
        ask = Ask(context=context, project=project, form=project.form, wording=context.text)
        for i, x in ask.own:
            told = folded(f"{x.name}{x.value}")
            shared = sum(pair in told for pair in pairs)
            if len(x.value) > LONG and RATE.search(x.value) and shared > best[0]:
                best = (shared, ask, i)
    return plan_of(best[1], [best[2]]) if best[1] else None


def _is_told(context: Context, project: Project, indicator: Indicator) -> bool:
    """Whether the question holds the telling part of a cost's or quantity's name, as a word."""
    if indicator.kind not in ("成本指标", "数量指标"):
        return False
    text, name = spelt_out(context.text), folded(indicator.name)
    if "指标" in text and name in text and len(name) >= 2:
        return True
    stem = _STEM.sub("", name)
    telling = len(stem) >= 4 and _COMMON.fullmatch(stem) is None
    return telling and stem in text and _begins_a_word(stem, text, folded(project.name))


def _begins_a_word(name: str, text: str, project: str) -> bool:
    """Whether only filler or the project stands before the name; a longer word is another thing."""
    before = text[: text.index(name)]
    if len(before) >= 2 and before[-2:] in project:
        return True
    return re.search(r"(?:^|[的里中加,，、:：。?？\d]|请问|一下|查|和|与)$", before) is not None


def counted_once(context: Context) -> QueryPlan | None:
    """一套有几枚: asked without a project, the field that counts by that measure, where one project
    (or its carried-over twin, in the same words) has such a field."""
    said = re.search(r"(?:几|多少)([枚套场期版处幢栋座])", context.text)
    follows = previous_projects(context) and context.has("follow", "pronoun")
    if said is None or context.of("project", "name") or follows:
        return None
    fields: dict[str, tuple[Project, str]] = {}
    for project in context.view.projects:
        name = field_counting(said[1], project.form) if project.form else None
        if project.form and name:
            text = next(f.text for f in project.form.fields if f.name == name)
            fields.setdefault(folded(text or ""), (project, name))
    if len(fields) != 1:
        return None
    project, name = next(iter(fields.values()))
    assert project.form is not None
    form = project.form
    report = context.view.report.id
    index = next(i for i, field in enumerate(form.fields) if field.name == name)
    return QueryPlan(
        operation="describe",
        report=report,
        texts=(Text(kind="field", report=report, form=form.index, index=index),),
        subject=displayed(project.name),
    )


def field_counting(counter: str, form: Form) -> str | None:
    """The field that counts something by the counter (枚, 家)."""
    for field in form.fields:
        if re.search(rf"[\d一二两三四五六七八九十]{counter}(?!性)", field.text or ""):
            return field.name
    return None
