"""A project's form (绩效目标申报表) in words: its fields, indicators, who carries it out."""

import re

from assistant.planner import indicators
from assistant.planner.form_words import FUNDS, KINDS_OF, SHORT_KINDS, SHORT_WORDS
from assistant.planner.indicators import Ask
from assistant.planner.labels import canonical, displayed, folded
from assistant.planner.mentions import Mention, MentionKind
from assistant.planner.projects import Project, closest
from assistant.planner.subjects import previous_projects, project_groups, stretches_of
from assistant.planner.targets import fund_figure
from assistant.planner.unnamed_projects import field_counting
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text, Unclear
from index.records import Form

_MONEY_FIELDS = frozenset({"实施单位", "项目名称", "主管部门", "资金总额", "项目概况", "上年结转"})
_WORDED = re.compile(r"什么|啥|怎么|咋|如何|哪|谁|为何|几|有没有|是不是|是否")
_MONEY = re.compile(r"钱|多少|万|元|金额|资金|预算|花|占|比|项目")
_YEARS = re.compile(r"(?:19|20)\d\d年")
_FIGURES = ("amount", "share", "ratio", "difference", "more_than", "change", "average", "sum")
_SETS = ("top", "bottom", "audit", "prior", "which")


def _asked_parts(context: Context) -> tuple[list[str], list[str]]:
    """The form's fields and indicator kinds that the question asks for."""
    ignored = {"实施期", "项目资金"}
    fields = [v for m in context.of("field") for v in m.values if m.text not in ignored]
    kinds = [v for m in context.of("indicator") for v in m.values]
    if context.of("project") or not context.of("name"):
        text = _without_names(context)
        if not kinds:
            fields += [name for word, name in SHORT_WORDS if re.search(word, text)]
        kinds += [name for word, name in SHORT_KINDS if re.search(word, text)]
    money = context.has("amount") and re.search("钱|万|元|金额|资金|经费", context.text)
    if money and set(fields) <= {"项目概况"}:
        fields = []
    if "指标" in context.text and kinds:
        fields = [f for f in fields if f not in ("项目概况", "总体目标")]
    return list(dict.fromkeys(fields)), list(dict.fromkeys(kinds))


def _without_names(context: Context, *kinds: MentionKind) -> str:
    """The question without the names in it, so that no word of a name is taken for a field."""
    text = context.text
    named = context.of(*(kinds or ("project", "name", "organisation")))
    for mention in sorted(named, key=lambda m: -m.start):
        text = text[: mention.start] + "■" + text[mention.end :]
    return text


def project_text(context: Context) -> QueryPlan | Unclear | None:
    """A field or indicator of a project's form (立项依据, 实施计划, 满意度, ...)."""
    fields, kinds = _asked_parts(context)
    approves = context.says("谁(?:批|拍板|同意|定)|哪个批")
    if (context.has("who") and not approves) or _unit_to_verify(context):
        fields = list(dict.fromkeys(["实施单位", *fields]))
    chosen = _one_project(context)
    if chosen is None:
        return _ask_which(context, fields, kinds)
    project, others = chosen
    if project.form is None:
        return None
    wording = _without_names(context, "project", "organisation")
    ask = Ask(context=context, project=project, form=project.form, wording=wording)
    found = _indices(ask, fields, kinds)
    mainly = not fields or context.says("几|多少") or (not kinds and context.has("reason"))
    if found and mainly:
        return indicators.plan_of(ask, found)
    counted = _counting_field(ask)
    if not fields and not found and counted:
        fields = [counted]
    return _described(ask, others, fields, kinds, found)


def _indices(ask: Ask, fields: list[str], kinds: list[str]) -> list[int]:
    if kinds:
        wanted = [k for kind in kinds for k in KINDS_OF.get(kind, (kind,))]
        return indicators.of_kinds(ask, wanted)
    if indicators.compares(ask.context):
        return []
    found = indicators.named(ask)
    if not found and (not fields or ask.context.says("几|多少")):
        found = indicators.alike(ask)
    return found


def _described(
    ask: Ask, others: tuple[Project, ...], fields: list[str], kinds: list[str], found: list[int]
) -> QueryPlan | None:
    texts, figures = _wanted_parts(ask, fields)
    texts += indicators.texts_of(ask, found)
    if not texts and not figures:
        return None
    wanted = [*fields, *kinds]
    return QueryPlan(
        operation="indicators" if kinds else "describe",
        report=ask.context.view.report.id,
        texts=tuple(texts),
        figures=tuple(figures),
        subject=displayed(ask.project.name),
        suggestions=_other_projects(others, wanted[0]) if wanted else (),
    )


def project_in_words(context: Context) -> QueryPlan | None:
    """Any other question about a project that wants words, not money: the field most like it."""
    rest = _without_names(context)
    worded = _WORDED.search(rest) and not _MONEY.search(rest)
    if not worded or context.has(*_FIGURES, *_SETS) or not context.of("project"):
        return None
    chosen = _one_project(context)
    if chosen is None or chosen[0].form is None:
        return None
    ask = Ask(context=context, project=chosen[0], form=chosen[0].form, wording=rest)
    return _described(ask, chosen[1], [_likest_field(ask)], [], [])


def _likest_field(ask: Ask) -> str:
    """The field whose text shares most pairs of characters with the question, else 项目概况."""
    pairs = {ask.wording[i : i + 2] for i in range(len(ask.wording) - 1)}
    best, most = "项目概况", 0
    for field in ask.form.fields:
        shared = sum(pair in folded(f"{field.name}{field.text or ''}") for pair in pairs)
        if shared > most:
            best, most = field.name, shared
    return best


def _counting_field(ask: Ask) -> str | None:
    """The field that counts what the question counts: 几枚 → 刻制5枚印章."""
    said = re.search(r"(?:几|多少)([枚家套次户台本卷])", ask.wording)
    return field_counting(said[1], ask.form) if said else None


def _other_projects(others: tuple[Project, ...], wanted: str) -> tuple[str, ...]:
    return tuple(f"{displayed(p.name)}的{wanted}是什么？" for p in others[:3])


def _one_project(context: Context) -> tuple[Project, tuple[Project, ...]] | None:
    """The project that is meant, and the others that the wording fits. The project just spoken of
    wins over one that is only guessed from the wording."""
    before = previous_projects(context)
    guessed = not _named_projects(context) and not context.carried_over
    meant = context.says("^(?:那)?(?:它|该项目|这个项目)") or not _sounds_like_another(context)
    if before and guessed and meant:
        projects = before
    else:
        groups = project_groups(context)
        projects = groups[0].projects if groups else before
    if not projects:
        return None
    projects = _better_explained(context, projects)
    carried = context.says("结转")
    first = next((p for p in projects if p.carried_over == carried), projects[0])
    return first, tuple(p for p in projects if p is not first)


def _named_projects(context: Context) -> list[Mention]:
    """Mentions of projects that say more than that they were carried over."""
    return [m for m in context.of("project") if m.text.strip("年上结转")]


def _better_explained(context: Context, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """Where only a short part of a name was said, the projects whose names hold more of the
    question (政务大厅改造 → …大厅改造项目, not …政务大厅综合服务)."""
    said = _named_projects(context)
    if not said or context.carried_over or any(m.length >= 5 or "号" in m.text for m in said):
        return projects
    words = _YEARS.sub("", context.text)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}

    def held(project: Project) -> int:
        name = project.core
        return 2 * sum(pair in name for pair in pairs) + sum(c in name for c in set(words))

    best = max(held(p) for p in context.view.projects)
    if best <= max(map(held, projects)):
        return tuple(sorted(projects, key=held, reverse=True))
    return tuple(p for p in context.view.projects if held(p) == best)


def _sounds_like_another(context: Context) -> bool:
    stretches = stretches_of(context.text)
    return any(closest(wording, context.view.projects) for wording in stretches)


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


def _wanted_parts(ask: Ask, fields: list[str]) -> tuple[list[Text], list[Figure]]:
    context, form = ask.context, ask.form
    report = context.view.report.id
    texts = [
        Text(kind="field", report=report, form=form.index, index=i)
        for name in fields
        for i, field in enumerate(form.fields)
        if _same_field(name, field.name) and _half_fits(context, field.half)
    ]
    texts = list(dict.fromkeys(texts))
    printed = any(canonical(field.name) == "实施单位" for field in form.fields)
    if "实施单位" in fields and form.implementer and not printed:
        texts.append(Text(kind="field", report=report, form=form.index, index=-1))
    figures = [f for name in fields if (f := _fund(context, ask.project, form, name))]
    return texts, figures


def _same_field(wanted: str, printed: str) -> bool:
    if wanted == "年度目标":
        return printed == "总体目标"
    return wanted in (printed, canonical(printed)) or (
        wanted.startswith("主管部门") and printed.startswith("主管部门")
    )


def _half_fits(context: Context, half: str | None) -> bool:
    return half is None or half == indicators.half_of(context)


def _fund(context: Context, project: Project, form: Form, name: str) -> Figure | None:
    key = FUNDS.get(name)
    if key is None:
        return None
    half = "实施期" if re.search("实施期|整个|全周期|总投资", context.text) else "年度"
    for fund in form.funds:
        if fund.half == half and key in fund.name:
            return fund_figure(context, project, fund.name, half)
    return None


def _unit_to_verify(context: Context) -> bool:
    """这个项目是某中心实施的吧: the implementing unit is what is asked."""
    return bool(context.of("organisation")) and context.says(
        r"(?:实施|负责|承担|执行|做|管)的?(?:吧|吗|对吧|对不对|,|，|$|\?)"
    )
