"""Final accounts against the budget set at the start of the year (决算与年初预算), and what the
prose says of one account: what it is for, why outturn and budget differ."""

import re
from dataclasses import replace

from assistant.planner.items import item_named
from assistant.planner.labels import canonical, displayed
from assistant.planner.outturn_items import COMPLETED
from assistant.planner.outturn_pairs import names_in, of_accounts, of_income, pair
from assistant.planner.view import Context
from assistant.query_plan import OUTTURN, Figure, Operation, QueryPlan, Text, Unclear
from index.records import Statement

_COMPLETED = re.compile(COMPLETED)
_BUDGET = re.compile(
    r"超支|完成率|执行率|年初(?:的)?预算|(?<!公共)(?<!基金)(?<!经营)预算数?(?!财政拨款|单位|绩效|安排)"
)
_BOTH = re.compile(r"决算|实际|花了|超(?:出|过|支)?了?(?:年初)?预算|超支")
_OVERSPENT = re.compile(r"超支|超(?:出|过)?了?预算")
_APART = re.compile(r"[多少超低高差]")
_PURPOSE = re.compile(r"(?:用来|用于|拿来|做|干)(?:做|干)?(?:什么|啥|哪)|什么用|用途|主要用")


def outturn(context: Context) -> QueryPlan | Unclear | None:
    """完成年初预算的百分之几, 决算比年初预算少多少: of an account or of the whole."""
    text = context.text
    if context.view.report.kind != "final_accounts":
        return None
    if _left_unspent(context):
        return _unspent(context)
    completed = _COMPLETED.search(text) or _completion_again(context)
    if not (completed or _BUDGET.search(text)):
        return None
    both = _BOTH.search(text) and not re.match(r".{0,6}决算[，,中里]", text)
    over = _OVERSPENT.search(text) is not None
    whole = over or (not context.asking_rests(2) and context.has("amount"))
    whole = whole and not names_in(context)
    if not (completed or both or whole or "年初预算" in text) or context.has("audit", "top"):
        return None
    if not names_in(context) and _EACH.search(text) and not (completed or both):
        return _of_each(context)
    names = names_in(context) or _spoken_of_just_now(context)
    budget, spent = pair(context, names)
    if budget is None or spent is None:
        each = None if of_income(context) else _of_each(context)
        if each and not completed:
            return each
        told = completed or "年初预算" in text or (both and of_income(context))
        return _unstated(context, names) if told else None
    if context.has("reason"):
        return None
    if completed:
        return _plan(context, "share", spent, budget)
    apart = re.search(r"超|节约|节省", text) or (both and _APART.search(_bare(text)))
    if apart and not context.has("list"):
        return _plan(context, "difference", spent, budget)
    return _plan(context, "look_up", *((budget, spent) if both else (budget,)))


def _spoken_of_just_now(context: Context) -> list[str]:
    """完成年初预算多少, 预算多少, after what was spent on an account: of that account."""
    if context.says("总|全部|一共|支出|收入") or context.question.years:
        return []
    return [name for name in _before(context) if pair(context, [name])[0]][:1]


def _completion_again(context: Context) -> bool:
    """信息化建设呢, after 行政运行的完成率: the same of another account."""
    previous = context.previous
    before = previous.operation == "share" and any(
        figure.name.endswith("年初预算") for figure in previous.figures
    )
    return before and context.text.rstrip("?？").endswith("呢") and bool(names_in(context))


UNSPENT = re.compile(
    r"(?:没有?|未)(?:能)?(?:全部|都)?(?:花|用|执行|支)(?:出去|完|光|掉|出|了|$|的|[?？多])"
    r"|[花用]不完|[花用]完(?:了)?(?:吗|没|么)"
    r"|(?:结余|剩余?|节余|余)(?:下来|下|了|出)?(?:的)?(?:有|是)?(?:多少|几)"
)
"""Money that an account was given and did not spend (没花完)."""
_OF_THE_WHOLE = re.compile("结转|^支出总计$|^本年支出合计$")


def _left_unspent(context: Context) -> bool:
    """某科目结余多少没花: what is left of a named account; of the whole it is 年末结转和结余."""
    asks = UNSPENT.search(context.text) and not context.has("reason", "count", "list", "which")
    return bool(asks) and bool(_of_accounts_named(context))


def _of_accounts_named(context: Context) -> list[str]:
    return [name for name in names_in(context) if not _OF_THE_WHOLE.search(name)]


def _unspent(context: Context) -> QueryPlan | Unclear:
    """The budget at the start of the year less the outturn, of the account that is named."""
    names = _of_accounts_named(context)
    budget, spent = pair(context, names)
    if budget is None or spent is None:
        return _unstated(context, names)
    return _plan(context, "difference", spent, budget)


def account_in_words(context: Context) -> QueryPlan | None:
    """主要用于什么, 决算为什么小于预算: the paragraph on the account."""
    spoken_of = _spoken_of(context)
    if spoken_of is not None:
        return _quoting(context, spoken_of.passage)
    why = context.has("reason") and _BUDGET.search(context.text) and _BOTH.search(context.text)
    left = context.has("reason") and (_is_left(context) or _still_of_budget(context))
    if not (why or left or _PURPOSE.search(context.text)) or context.of("project"):
        return None
    names = names_in(context) or (_before(context) if left else [])
    for statement in of_accounts(context, names[-1:]):
        told = context.view.extraction.passages[statement.passage].text
        if left and not _REASON_TOLD.search(told):
            return _without_reason(context, names)
        return _quoting(context, statement.passage)
    if (why or left) and not names:
        for statement in context.view.extraction.statements:
            if statement.subject.endswith("年初预算"):
                return _quoting(context, statement.passage)
    return None


_REASON_TOLD = re.compile(r"原因|由于|因[^公此]|为了")


def _is_left(context: Context) -> bool:
    final = context.view.report.kind == "final_accounts"
    return final and UNSPENT.search(context.text) is not None


def _still_of_budget(context: Context) -> bool:
    """为什么少了, after an account's outturn and its budget were spoken of."""
    asked = context.previous.asked
    if asked is None or names_in(context) or context.view.report.kind != "final_accounts":
        return False
    spoken = "年初预算" in context.previous.names or re.search(COMPLETED, asked.text)
    return bool(spoken or UNSPENT.search(asked.text)) and bool(_before(context))


_AS_TOLD = re.compile(r"的?(?:支出决算|年初预算|预算数|决算数?)$")
_MEASURED = ("三公经费", "机关运行经费")
"""What is no account, and has a budget and an outturn all the same."""


def _before(context: Context) -> list[str]:
    """The accounts and measures that were spoken of before, by name or by their figures."""
    told = (_AS_TOLD.sub("", f.name) for f in context.previous.figures)
    names = dict.fromkeys((*context.previous.names, *map(canonical, told)))
    return [n for n in names if any(of_accounts(context, [n])) or n in _MEASURED]


def _without_reason(context: Context, names: list[str]) -> QueryPlan | None:
    """How far outturn and budget are apart, where the paragraph does not say why."""
    budget, spent = pair(context, names)
    if budget is None or spent is None:
        return None
    return replace(
        _plan(context, "difference", spent, budget), notes=("报告没有写明这一项的原因。",)
    )


_SINCE = re.compile(r"上年|去年|同比|(?:比|较)(?:19|20)\d\d")


def _spoken_of(context: Context) -> Statement | None:
    """年初预算呢 → 为什么少了: of the account whose budget or outturn the prose told last."""
    silent = not context.of("name", "project", "absent", "topic", "entry") and not context.rests
    figures = context.previous.figures[:1]
    if not (silent and figures and context.has("reason")) or _SINCE.search(context.text):
        return None
    told = context.view.book.by_fact.get(figures[0].facts[0])
    if told is None or told.fact.kind != "statement" or not item_named(told.fact.row):
        return None
    for statement in context.view.extraction.statements:
        if f"{context.view.report.id}/statement{statement.index}" == told.fact.id:
            return statement if context.view.report.kind == "final_accounts" else None
    return None


def _bare(text: str) -> str:
    return re.sub("多少", "", text) + ("多" if re.search("[多少高低]多少", text) else "")


_EACH = re.compile(r"各(?:个|项|类|款)?(?:科目|支出)?|逐项|分别")


def _of_each(context: Context) -> QueryPlan | None:
    """一般公共服务支出的年初预算: told account by account, so each below it is listed."""
    names = names_in(context)
    ending = "年初预算" if not context.says("决算") else "支出决算"
    told = [
        (item.name, s)
        for s in context.view.extraction.statements
        if s.measure == "amount" and s.subject.endswith(ending) and (item := item_named(s.subject))
        if not names or set(names) & {canonical(above) for above in item.above}
    ]
    if not told:
        return None
    return QueryPlan(
        operation="list",
        report=context.view.report.id,
        members=tuple(
            Figure(
                name=f"{name}的{ending}", facts=(f"{context.view.report.id}/statement{s.index}",)
            )
            for name, s in told
        ),
        set_name=f"{displayed(names[-1])}下的科目" if names else "科目",
        subject=ending,
        unit=context.question.unit,
    )


def _plan(context: Context, operation: Operation, *figures: Figure) -> QueryPlan:
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        figures=figures,
        subject=OUTTURN if operation == "difference" else "",
        unit=context.question.unit,
    )


def _quoting(context: Context, passage: int) -> QueryPlan:
    report = context.view.report.id
    return QueryPlan(
        operation="describe",
        report=report,
        texts=(Text(kind="passage", report=report, index=passage),),
        subject="说明",
    )


def _unstated(context: Context, names: list[str]) -> Unclear:
    report = context.view.report
    bare = "「收入」" if of_income(context) else "所问事项"
    what = f"「{names[-1]}」" if names else bare
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》没有写明{what}的年初预算，无法与决算比较。",
        suggestions=(f"{report.year}年财政拨款支出的年初预算是多少？",),
    )
