"""The parts of one project's money, as its account or its form tells them (项目的分项).

商业创新专项的五块分别多少, 哪块最少, 其中促消费占多大比例: the whole is no answer to any of these.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.planner.labels import displayed, folded
from assistant.planner.products import AMOUNT_UNITS, unit_of
from assistant.planner.projects import Project
from assistant.planner.stated_sums import parts_stated
from assistant.planner.subjects import previous_projects, project_groups
from assistant.planner.targets import fund_figure
from assistant.planner.view import Context
from assistant.query_plan import PARTS, Figure, Operation, QueryPlan, Text, Unclear
from index.amounts import convert
from index.facts import indicator_amount
from index.records import Form

_SOME = r"[一二两三四五六七八九十\d]"
_PART = r"(?:块|部分|分项|细项|子项|方面|支持方向|方向|板块)"
_ASKED = re.compile(
    rf"哪(?:一|个|些|几|{_SOME})?{_PART}|(?:各|每)(?:一|个)?{_PART}|(?:几|{_SOME})个?(?:大)?{_PART}"
    rf"|最[多少大小高低贵](?:的)?(?:是)?(?:哪|一)?{_PART}|(?:里面?|中|其中|内)的?{_PART}"
    rf"|第{_SOME}[多少大小高低](?:的)?一?{_PART}|分项|细项|怎么分(?:配|的)"
)
_ITEM_WITHIN = re.compile(
    r"(?:里面?|里头|当中|之中|其中|中|内)(?:[^,，。]{0,6}最[多少大小高低贵][^,，。]{0,6}"
    r"(?:项|什么|哪|支出|开支)|[^,，。]{0,4}哪(?:一|个)?项[^,，。]{0,6}最)"
)
_OF_MONEY = re.compile("钱|多少|万|元|金额|资金|花|占|最[多少大小高低贵]|比例|比重")
_ALIKE = 0.8
"""Share of a part's pairs of characters that the question must hold to mean it."""


def project_parts(context: Context) -> QueryPlan | Unclear | None:
    """The parts of the project that is named, ranked, listed, or one of them by itself."""
    if context.of("field", "indicator", "organisation", "table") or context.has("audit", "reason"):
        return None
    project = _project(context)
    if project is None:
        return None
    whole, parts = _parts(context, project)
    asked = _ASKED.search(context.text) or _ITEM_WITHIN.search(context.text)
    named = _named_part(context, project, parts)
    if named and whole and context.has("share"):
        return _of(context, "share", (named, whole))
    if named and not asked:
        return _of(context, "look_up", (named,))
    if not asked:
        return _told_in_a_field(context, project)
    of_money = _OF_MONEY.search(context.text) is not None
    if not parts or (not of_money and context.says("内容|工作|任务|功能")):
        return _not_told(context, project) if of_money else None
    return _over_parts(context, project, parts)


def _project(context: Context) -> Project | None:
    """The one project that the question names, or that was spoken of before."""
    if context.of("project"):
        groups = project_groups(context)
        return groups[0].projects[0] if len(groups) == 1 and len(groups[0].projects) == 1 else None
    before = previous_projects(context)
    follows = context.has("pronoun", "follow") or _ASKED.match(context.text)
    named = context.of("name", "absent", "entry")
    return before[0] if follows and not named and len(before) == 1 else None


def _parts(context: Context, project: Project) -> tuple[Figure | None, list[Figure]]:
    """The project's money, and what it is said to be made up of."""
    if project.form is None:
        return None, []
    whole = fund_figure(context, project, "资金总额", "年度")
    if whole is None:
        return None, []
    return whole, parts_stated(context, whole) or _costs(context, project.form, whole)


def _costs(context: Context, form: Form, whole: Figure) -> list[Figure]:
    """The cost items of a target form, where they make up the whole to the last yuan."""
    prefix = f"{context.view.report.id}/form{form.index}/indicator"
    items = [
        (i, x)
        for i, x in enumerate(form.indicators)
        if x.half == "年度" and x.kind == "成本指标" and unit_of(x) in AMOUNT_UNITS
    ]
    amounts = [amount for _, x in items if (amount := indicator_amount(x))]
    worth = sum((convert(*amount, "元") for amount in amounts), Decimal(0))
    total = context.view.book.by_fact[whole.facts[0]].fact
    if total.amount is None or convert(total.amount, total.unit or "元", "元") != worth:
        return []
    return [Figure(name=x.name, facts=(f"{prefix}{i}",)) for i, x in items]


def _named_part(context: Context, project: Project, parts: Sequence[Figure]) -> Figure | None:
    """The part of an account whose name the question repeats behind the project's."""
    text = context.text
    for mention in context.of("project"):
        text = text[: mention.start] + "■" * mention.length + text[mention.end :]
    held = {text[i : i + 2] for i in range(len(text) - 1)}
    fitting = [(score, part) for part in parts if (score := _held(part, held)) >= _ALIKE]
    best = max((score for score, _ in fitting), default=0)
    found = [part for score, part in fitting if score == best]
    account = project.form is not None and project.form.kind == "account"
    return found[0] if len(found) == 1 and account else None


def _held(part: Figure, pairs: set[str]) -> float:
    name = re.sub(r"^(?:支持|开展|推进|用于)", "", folded(part.name))
    own = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in pairs for pair in own) / len(own) if own else 0.0


_WITHIN = re.compile(r"(?:里面?|中|其中)的?([\u4e00-\u9fff]{3,12}?)(?:是|要|花|有|安排了?)*多少")


def _told_in_a_field(context: Context, project: Project) -> QueryPlan | None:
    """网络运行维护费多少: the field of the form that gives an amount right behind those words."""
    said = _WITHIN.search(context.text)
    if said is None or project.form is None:
        return None
    given = re.compile(rf"{re.escape(said[1])}[^\d，。；、]{{0,2}}[\d,.]+(?:万元|元|万)")
    report = context.view.report.id
    for i, field in enumerate(project.form.fields):
        if given.search(folded(field.text or "")):
            return QueryPlan(
                operation="describe",
                report=report,
                texts=(Text(kind="field", report=report, form=project.form.index, index=i),),
                subject=displayed(project.name),
            )
    return None


def _of(context: Context, operation: Operation, figures: tuple[Figure, ...]) -> QueryPlan:
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        figures=figures,
        unit=context.question.unit if operation == "look_up" else None,
    )


def _over_parts(context: Context, project: Project, parts: list[Figure]) -> QueryPlan:
    operation: Operation = "list"
    if context.has("top", "bottom") or context.says("最"):
        operation = "rank"
    elif context.has("count") and not context.has("list", "amount"):
        operation = "count"
    ordinal = context.question.ordinal
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        members=tuple(parts),
        set_name=f"{displayed(project.name)}{PARTS}",
        descending=not (context.has("bottom") or context.says("最[少小低]")),
        top=(1 if ordinal else context.question.top or 1) if operation == "rank" else None,
        skip=ordinal - 1 if ordinal else 0,
    )


def _not_told(context: Context, project: Project) -> Unclear:
    report = context.view.report
    name = displayed(project.name)
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》没有把「{name}」的金额分项列出，答不出其中各项的数。",
        suggestions=(f"{report.year}年{name}是多少？",),
    )
