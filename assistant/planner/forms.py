"""A project's form (绩效目标申报表) in words: its fields, indicators, who carries it out."""

import re

from assistant.planner.labels import displayed, folded
from assistant.planner.projects import Project
from assistant.planner.subjects import previous_projects, project_groups
from assistant.planner.targets import fund_figure
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text, Unclear
from index.records import Form, Indicator

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


_SHORT_WORDS: tuple[tuple[str, str], ...] = (
    (r"依据|根据(?:哪|什么)|哪个文件|什么文件|文件依据|凭什么|批示|哪份文件", "立项依据"),
    (r"必要|为什么要|为啥要|为什么(?:搞|设|做|花|办|建)|为何(?:要|设)", "项目设立必要性"),
    (
        r"内容|概况|干什么|做什么|干啥|做啥|是什么项目|用来|用途|介绍|在哪|哪里|哪儿|包括哪|包含哪|建什么|怎么回事|具体(?:是|干|做|建)",
        "项目概况",
    ),
    (r"制度|措施|怎么保证|如何保障|怎么保障|保障措施", "保证项目实施的制度、措施"),
    (r"计划|怎么实施|如何实施|怎么推进|进度", "项目实施计划"),
    (r"目标|要达到|目的", "总体目标"),
    (r"期限|多长时间|几年|多久|项目期", "项目期"),
    (r"属性|一次性|经常性", "项目属性"),
    (r"中央", "中央财政资金"),
    (r"省级|省里|省财政", "省级财政资金"),
    (r"自筹", "单位自筹"),
    (r"填报日期|什么时候填|哪天填|填报时间", "填报日期"),
)
"""Short wordings that mean a field only where a project is spoken of."""


_SHORT_KINDS: tuple[tuple[str, str], ...] = (
    (r"满意", "满意度指标"),
    (r"数量(?!乘|×)", "数量指标"),
    (r"质量", "质量指标"),
    (r"时效|及时", "时效指标"),
    (r"成本|单价", "成本指标"),
    (r"社会效益", "社会效益指标"),
    (r"经济效益", "经济效益指标"),
    (r"生态", "生态效益指标"),
    (r"可持续", "可持续影响指标"),
    (r"绩效指标|考核指标|哪些指标|什么指标", "三级指标"),
)


def _asked_parts(context: Context) -> tuple[list[str], list[str]]:
    """The form's fields and indicator kinds that the question asks for."""
    ignored = {"实施期", "项目资金"}
    fields = [v for m in context.of("field") for v in m.values if m.text not in ignored]
    kinds = [v for m in context.of("indicator") for v in m.values]
    if context.of("project") or not context.of("name"):
        text = _without_names(context)
        if not kinds:
            fields += [name for word, name in _SHORT_WORDS if re.search(word, text)]
        kinds += [name for word, name in _SHORT_KINDS if re.search(word, text)]
    money = context.has("amount") and re.search("钱|万|元|金额|资金|经费", context.text)
    if money and set(fields) <= {"项目概况"}:
        fields = []
    if "指标" in context.text and kinds:
        fields = [f for f in fields if f != "项目概况"]
    return list(dict.fromkeys(fields)), list(dict.fromkeys(kinds))


def _without_names(context: Context) -> str:
    """The question without the names in it, so that no word of a name is taken for a field."""
    text = context.text
    for mention in sorted(context.of("project", "name", "organisation"), key=lambda m: -m.start):
        text = text[: mention.start] + "■" + text[mention.end :]
    return text


def project_text(context: Context) -> QueryPlan | Unclear | None:
    """A field or indicator of a project's form (立项依据, 实施计划, 满意度, ...)."""
    fields, kinds = _asked_parts(context)
    if (context.has("who") or _unit_to_verify(context)) and "实施单位" not in fields:
        fields = ["实施单位", *fields]
    chosen = _one_project(context)
    if chosen is None:
        return _ask_which(context, fields, kinds)
    project, others = chosen
    if project.form is None:
        return None
    if not kinds and (not fields or context.says("几|多少")):
        asked = _by_indicator_name(context, project, project.form)
        if asked or not fields:
            return asked
    texts, figures = _wanted_parts(context, project, project.form, fields, kinds)
    if not texts and not figures:
        return None
    return QueryPlan(
        operation="indicators" if kinds else "describe",
        report=context.view.report.id,
        texts=tuple(texts),
        figures=tuple(figures),
        subject=displayed(project.name),
        suggestions=_other_projects(others, [*fields, *kinds][0]),
    )


def _other_projects(others: tuple[Project, ...], wanted: str) -> tuple[str, ...]:
    return tuple(f"{displayed(p.name)}的{wanted}是什么？" for p in others[:3])


def _one_project(context: Context) -> tuple[Project, tuple[Project, ...]] | None:
    groups = project_groups(context)
    projects = groups[0].projects if groups else previous_projects(context)
    if not projects:
        return None
    first = next((p for p in projects if not p.carried_over), projects[0])
    return first, tuple(p for p in projects if p is not first)


def _ask_which(context: Context, fields: list[str], kinds: list[str]) -> Unclear | None:
    named = [m.values[0] for m in context.of("field", "indicator") if m.formal]
    wanted = [name for name in named if name in (*fields, *kinds) and name not in _MONEY_FIELDS]
    if not wanted or context.of("name") or not context.view.extraction.forms:
        return None
    names = [folded(form.project) for form in context.view.extraction.forms[:4]]
    return Unclear(
        kind="clarify",
        message=f"想问哪个项目的{wanted[0]}？请写出项目名称。",
        suggestions=tuple(f"{name}的{wanted[0]}是什么？" for name in names),
    )


_MONEY_FIELDS = frozenset({"实施单位", "项目名称", "主管部门", "资金总额", "项目概况", "上年结转"})


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
    return wanted == printed or (wanted.startswith("主管部门") and printed.startswith("主管部门"))


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
    return any(kind in name or name in kind for name in wanted)


def _by_indicator_name(context: Context, project: Project, form: Form) -> QueryPlan | None:
    """Indicators asked for by (part of) their own names, by their unit (聘几个人, 多少卷), or the
    cost items where the question wants the money split up."""
    half = "实施期" if "实施期" in context.text else "年度"
    own = [(i, x) for i, x in enumerate(form.indicators) if x.half == half]
    rest = re.sub(r"项目|经费|多少|是什么|什么|哪|\d", "■", _without_names(context))
    hits = [i for i, x in own if _asked_for(context, project, x)]
    if not hits:
        shared = {i: _alike(rest, folded(f"{x.name}{x.value}")) for i, x in own}
        best = max(shared.values(), default=0)
        hits = [i for i, n in shared.items() if n == best >= 3]
    if not hits and context.says("各多少|分别|明细|构成|花在哪|怎么花|怎么分|用在哪"):
        costs = [i for i, x in own if x.kind == "成本指标"]
        hits = costs if len(costs) > 1 else []
    if not hits:
        return None
    return QueryPlan(
        operation="indicators",
        report=context.view.report.id,
        texts=tuple(
            Text(kind="indicator", report=context.view.report.id, form=form.index, index=i)
            for i in hits
        ),
        subject=displayed(project.name),
    )


def _alike(wording: str, text: str) -> int:
    """Length of the longest stretch that both have in common."""
    longest = 0
    for start in range(len(wording)):
        while wording[start : start + longest + 1] in text and start + longest < len(wording):
            longest += 1
    return longest


def _asked_for(context: Context, project: Project, indicator: Indicator) -> bool:
    name = folded(indicator.name)
    if len(name) >= 4 and name in context.text and name not in folded(project.name):
        return True
    unit = re.search(r"\d\s*([户家个人卷条台项件本枚套次])$", folded(indicator.value))
    if unit is None or context.says(r"钱|万元|元"):
        return False
    counter = re.search(
        r"(?:几|多少|\d+|万)(?:个|名)?([户家人卷条台项件本枚套次]|企业|用户)|(?:几|多少)(个)",
        context.text,
    )
    if counter is None:
        return False
    said = counter[1] or counter[2]
    return said == unit[1] or (said in ("企业", "用户") and unit[1] in "户家")


def _unit_to_verify(context: Context) -> bool:
    """这个项目是某中心实施的吧: the implementing unit is what is asked."""
    return bool(context.of("organisation")) and context.says(
        r"(?:实施|负责|承担|执行|做|管)的?(?:吧|吗|对吧|对不对|,|，|$|\?)"
    )
