"""Questions whose answer is worded: definitions, form fields, indicators, duties (文字内容)."""

import re

from assistant.planner.labels import canonical, folded
from assistant.planner.projects import Project
from assistant.planner.subjects import previous_projects, project_groups
from assistant.planner.targets import fund_figure
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text, Unclear
from index.records import Form, Passage
from index.vocabulary import by_name

_FUNDS = {
    "中央财政资金": "中央",
    "省级财政资金": "省",
    "市级财政资金": "市",
    "县级财政资金": "县",
    "市县财政资金": "市县",
    "单位自筹": "自筹",
    "其他资金": "其他资金",
    "资金总额": "资金总额",
    "年度资金": "资金总额",
}
_KINDS_OF = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
}
_PEOPLE = ("人员编制", "行政编制", "事业编制", "离退休人员")
_TOPIC_HEADINGS = {
    "本部门职责": "职责|职能",
    "机构设置": "机构设置|机构构成|单位构成",
    "预算单位构成": "机构设置|单位构成",
    "国有资产占有使用情况": "国有资产",
    "绩效评价": "绩效管理|绩效",
    "年度主要工作任务": "工作任务|重点工作",
    "增减变化原因": "变动|增减",
}


def define(context: Context) -> QueryPlan | Unclear | None:
    """X是什么意思: the glossary's paragraph on the term."""
    if not context.has("define") or context.of("project") or context.has("amount", "reason"):
        return None
    wanted = [v for m in context.of("name", "absent", "topic", "field") for v in m.values]
    wanted += [m.text for m in context.rests]
    for passage in context.view.extraction.passages:
        if passage.term and _same_term(passage.term, wanted, context.text):
            return _quoting(context, passage, subject=folded(passage.term), operation="define")
    held = _passage_on(context, wanted)
    if held and context.says("什么意思|啥意思|指什么|指的是|什么是|何谓|什么叫|含义|定义|名词"):
        return _quoting(context, held, subject=wanted[0], operation="define")
    return None


def _same_term(term: str, wanted: list[str], text: str) -> bool:
    name = canonical(term)
    return name in wanted or folded(term) in text or any(canonical(w) == name for w in wanted)


def _passage_on(context: Context, wanted: list[str]) -> Passage | None:
    """A glossary paragraph that explains the term on its way (公务接待费反映…)."""
    for name in wanted:
        for passage in context.view.extraction.passages:
            if passage.term and re.search(rf"{re.escape(name)}(?:反映|是指|指)", passage.text):
                return passage
    return None


def project_text(context: Context) -> QueryPlan | Unclear | None:
    """A field or indicator of a project's form (立项依据, 实施计划, 满意度, ...)."""
    fields = [v for m in context.of("field") for v in m.values]
    kinds = [v for m in context.of("indicator") for v in m.values]
    if context.has("who") and "实施单位" not in fields:
        fields.append("实施单位")
    chosen = _one_project(context)
    if chosen is None:
        return _ask_which(context, fields, kinds)
    project, others = chosen
    if project.form is None:
        return None
    if not fields and not kinds:
        return _by_indicator_name(context, project, project.form)
    texts, figures = _wanted_parts(context, project, project.form, fields, kinds)
    if not texts and not figures:
        return None
    return QueryPlan(
        operation="indicators" if kinds else "describe",
        report=context.view.report.id,
        texts=tuple(texts),
        figures=tuple(figures),
        subject=folded(project.name),
        notes=_other_projects(others),
    )


def _other_projects(others: tuple[Project, ...]) -> tuple[str, ...]:
    if not others:
        return ()
    names = "、".join(f"「{folded(p.name)}」" for p in others[:3])
    return (f"名称相近的还有{names}，如需了解请写出全名。",)


def _one_project(context: Context) -> tuple[Project, tuple[Project, ...]] | None:
    groups = project_groups(context)
    projects = groups[0].projects if groups else previous_projects(context)
    if not projects:
        return None
    first = next((p for p in projects if not p.carried_over), projects[0])
    return first, tuple(p for p in projects if p is not first)


def _ask_which(context: Context, fields: list[str], kinds: list[str]) -> Unclear | None:
    wanted = [*fields, *kinds]
    if not wanted or context.of("name") or not context.view.extraction.forms:
        return None
    if set(wanted) <= {"实施单位", "项目名称", "主管部门", "资金总额", "项目概况", "上年结转"}:
        return None
    names = [folded(form.project) for form in context.view.extraction.forms[:4]]
    return Unclear(
        kind="clarify",
        message=f"想问哪个项目的{wanted[0]}？报告里有{len(context.view.extraction.forms)}个项目的绩效目标申报表。",
        suggestions=tuple(f"{name}的{wanted[0]}是什么？" for name in names),
    )


def _wanted_parts(
    context: Context, project: Project, form: Form, fields: list[str], kinds: list[str]
) -> tuple[list[Text], list[Figure]]:
    texts = [
        Text(kind="field", report=context.view.report.id, form=form.index, index=i)
        for name in fields
        for i, field in enumerate(form.fields)
        if _same_field(name, field.name) and _half_fits(context, name, field.half)
    ]
    if "实施单位" in fields and form.implementer:
        texts.append(Text(kind="field", report=context.view.report.id, form=form.index, index=-1))
    figures = [f for name in fields if (f := _fund(context, project, form, name))]
    wanted = {k for kind in kinds for k in _KINDS_OF.get(kind, (kind,))}
    texts += [
        Text(kind="indicator", report=context.view.report.id, form=form.index, index=i)
        for i, indicator in enumerate(form.indicators)
        if _indicator_fits(context, wanted, indicator.kind, indicator.half)
    ]
    return texts, figures


def _same_field(wanted: str, printed: str) -> bool:
    if wanted == "年度目标":
        return printed == "总体目标"
    return wanted == printed or wanted.startswith("主管部门") and printed.startswith("主管部门")


def _half_fits(context: Context, name: str, half: str | None) -> bool:
    if half is None:
        return True
    return half == ("实施期" if "实施期" in context.text else "年度")


def _fund(context: Context, project: Project, form: Form, name: str) -> Figure | None:
    key = _FUNDS.get(name)
    if key is None:
        return None
    half = "实施期" if re.search("实施期|整个|全周期|总投资", context.text) else "年度"
    for fund in form.funds:
        if fund.half == half and key in fund.name:
            return fund_figure(context, project, fund.name, half)
    return None


def _indicator_fits(context: Context, wanted: set[str], kind: str, half: str) -> bool:
    if half != ("实施期" if "实施期" in context.text else "年度"):
        return False
    if wanted & {"一级指标", "二级指标", "三级指标", "指标值"}:
        return True
    return any(kind == name or kind.startswith(name) or name.startswith(kind) for name in wanted)


def _by_indicator_name(context: Context, project: Project, form: Form) -> QueryPlan | None:
    """An indicator asked for by (part of) its own name or by its unit: 聘几个人, 多少卷."""
    half = "实施期" if "实施期" in context.text else "年度"
    hits = []
    for i, indicator in enumerate(form.indicators):
        if indicator.half == half and _asked_for(context.text, indicator.name, indicator.value):
            hits.append(
                Text(kind="indicator", report=context.view.report.id, form=form.index, index=i)
            )
    if not hits:
        return None
    return QueryPlan(
        operation="indicators",
        report=context.view.report.id,
        texts=tuple(hits),
        subject=folded(project.name),
    )


def _asked_for(text: str, name: str, value: str) -> bool:
    name = folded(name)
    if len(name) >= 4 and name in text:
        return True
    unit = re.search(r"\d\s*([户家个人卷条台项件本枚套次])$", folded(value))
    counter = re.search(r"(?:几|多少)(?:个)?([户家人卷条台项件本枚套次]|企业|用户)", text)
    if unit and counter:
        return counter[1][0] == unit[1] or (counter[1] in ("企业", "用户") and unit[1] in "户家")
    return False


def topic(context: Context) -> QueryPlan | None:
    """Duties, structure, staffing, assets: the passages under their heading."""
    topics = [v for m in context.of("topic") for v in m.values]
    for name in topics:
        if name in _PEOPLE:
            found = [p for p in context.view.extraction.passages if re.search(r"\d+人", p.text)]
        else:
            pattern = _TOPIC_HEADINGS.get(name) or _own_pattern(name)
            found = [p for p in context.view.extraction.passages if _under(p, pattern)]
        if found:
            return _passages(context, found[:4], name)
    return None


def _own_pattern(name: str) -> str:
    term = by_name(name)
    names = term.names if term else (name,)
    return "|".join(re.escape(folded(n)) for n in names)


def _under(passage: Passage, pattern: str) -> bool:
    return bool(passage.headings) and re.search(pattern, folded(passage.headings[-1])) is not None


def _passages(context: Context, found: list[Passage], subject: str) -> QueryPlan:
    texts = tuple(Text(kind="passage", report=context.view.report.id, index=p.index) for p in found)
    return QueryPlan(
        operation="describe", report=context.view.report.id, texts=texts, subject=subject
    )


def _quoting(context: Context, passage: Passage, subject: str, operation: str) -> QueryPlan:
    return QueryPlan(
        operation="define" if operation == "define" else "describe",
        report=context.view.report.id,
        texts=(Text(kind="passage", report=context.view.report.id, index=passage.index),),
        subject=subject,
    )
