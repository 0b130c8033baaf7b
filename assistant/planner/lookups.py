"""Plain look-ups: one figure, one project, yes or no, and what the report lacks (查数)."""

import re

from assistant.planner.form_words import TEXT_FIELDS
from assistant.planner.guesses import WHOLES
from assistant.planner.labels import canonical, folded
from assistant.planner.mentions import Mention
from assistant.planner.operands import Operand, operands_of
from assistant.planner.subjects import previous_projects, project_groups
from assistant.planner.targets import figure_of, project_figure
from assistant.planner.view import Context
from assistant.query_plan import Amount, Figure, Operation, QueryPlan, Unclear
from index.amounts import is_money

_ACCOUNT_LIKE = re.compile(
    r"(?:费用?|支出|经费|补贴|补助|资金|收入|款项?|拨款|基金|表|债务?|贷款|税|工资|奖金|奖|保险|年金|利息|预算|工程|设备|投资|支付)$"
)


def missing(context: Context) -> Unclear | None:
    """What the question names and this report does not hold, said as such."""
    for stranger in context.strangers:
        if not _cited_as_document(context, stranger):
            return _not_held(context, stranger.text, "机构")
    other = _other_kind(context)
    if other:
        return other
    wider = _WIDER.search(context.text)
    if wider and not any(m.start <= wider.start() < m.end for m in context.of("project", "entry")):
        return _not_held(context, f"{wider[0]}", "范围的数据")
    if context.of("project") or project_groups(context):
        return None
    named = [m for m in context.of("absent") if not _explained(context, m)]
    items = [m for m in context.of("name") if m.values[0] not in WHOLES]
    if named and not items:
        return _not_held(context, named[0].values[0], "事项")
    unknown = _unknown_table(context) or _glued_rest(context)
    return _not_held(context, unknown, "事项") if unknown else None


_WIDER = re.compile(r"全市|全省|全国|全县|全区|全街道|整个市|整个县")
_FINAL = re.compile(
    r"决算|实际(?:花|支出|用|支付|执行|到手)|执行(?:数|率|了)|完成率|完成预算|调整预算|花完了?没"
)


def _other_kind(context: Context) -> Unclear | None:
    """A budget holds no final accounts: 决算数, 执行数 and 完成率 are other things than 预算数."""
    asked = _FINAL.search(context.text)
    report = context.view.report
    if not asked or report.kind != "budget" or context.has("define"):
        return None
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》是预算报告，只有预算数，没有决算数或实际执行数。",
        suggestions=(f"{report.year}年支出总计的预算数是多少？",),
    )


def _cited_as_document(context: Context, stranger: Mention) -> bool:
    """某局的文件: an organisation named only as the author of a document."""
    return (
        re.match(r"(?:的)?(?:哪个|什么|哪份)?(?:文|通知|批复|函)", context.text[stranger.end :])
        is not None
    )


_WIDER = re.compile(r"全市|全省|全国|全县|全区|全街道|整个市|整个县")


def _unknown_table(context: Context) -> str | None:
    """社会保险基金支出表: a table of that name is not there, though a row of that name may be."""
    if context.of("table"):
        return None
    for mention in context.of("name", "absent"):
        if re.match(r"(?:预算|决算)?表(?!\d|[一二三四五六七八九十])", context.text[mention.end :]):
            word = context.text[mention.start : mention.end + 1]
            titles = [folded(t.title) for t in context.view.extraction.tables]
            if not any(all(c in title for c in word) and mention.text in title for title in titles):
                return f"{mention.text}表"
    return None


def _explained(context: Context, mention: Mention) -> bool:
    return any(m.start <= mention.start and mention.end <= m.end for m in context.of("project"))


def _glued_rest(context: Context) -> str | None:
    """An unknown noun in front of a known name, or one that sounds like an account of its own."""
    code = re.search(r"(?:科目|编码|代码).{0,3}?(\d{3,7})(?![\d万亿元.])", context.text)
    if code and not any(code[1] in m.values for m in context.of("name")):
        return f"科目{code[1]}"
    for rest in context.rests:
        if len(rest.text) < 2 or rest.text.isascii() or context.of("project"):
            continue
        behind = [m for m in context.of("name", "absent") if m.start == rest.end]
        if behind and (behind[0].formal or _ACCOUNT_LIKE.search(behind[0].text)):
            return rest.text + behind[0].text
        if _ACCOUNT_LIKE.search(rest.text) and len(rest.text) >= 3:
            return rest.text
        tail = re.match(r"(?:的)?(?:支出|经费|费用|费|补贴|资金|收入|表)", context.text[rest.end :])
        if tail and not context.of("name") and not rest.text.endswith("免"):
            return rest.text + tail[0].removeprefix("的")
    return None


def _not_held(context: Context, what: str, kind: str) -> Unclear:
    report = context.view.report
    message = f"已收录的报告（{report.title}）中没有「{what}」这一{kind}。"
    if kind == "机构":
        message += f"目前只收录了{report.department or report.title}的报告。"
    return Unclear(kind="not_found", message=message, suggestions=_nearby(context))


def _not_written(context: Context, field: str) -> Unclear:
    """立项依据 of what has no form here: a figure of a like name is no answer."""
    title = context.view.report.title
    message = f"在《{title}》中没有找到所问的「{field}」。可以写明项目的全名再问。"
    return Unclear(kind="not_found", message=message, suggestions=_nearby(context))


def _nearby(context: Context) -> tuple[str, ...]:
    report = context.view.report
    return (f"{report.year}年支出总计是多少？", "项目支出一共有哪些项目？", "三公经费预算是多少？")


def look_up(context: Context) -> QueryPlan | Unclear | None:
    """One figure by its names; or the yes-no and exists questions about it."""
    worded = next((m for m in context.of("field") if m.formal and m.values[0] in TEXT_FIELDS), None)
    if worded and not context.has("amount"):
        return _not_written(context, worded.values[0])
    operands = _main_operands(context, operands_of(context))
    if not operands:
        return _previous_figure(context)
    lacking = next((o for o in operands if o.figure is None and o.group is None), None)
    if lacking is not None:
        return _no_such_cell(context, lacking)
    figures = [f for o in operands for f in _figures(context, o)]
    if not figures:
        return None
    if context.says("钱|经费|金额|万元") and not _is_money_figure(context, figures):
        return None
    operation: Operation = "look_up"
    claimed = _claimed(context)
    if claimed and context.has("yesno"):
        operation = "verify"
    if len(figures) > 1 and operands[0].group and len(operands) == 1:
        return _several_projects(context, operands[0], figures)
    return QueryPlan(
        operation=operation,
        report=context.view.report.id,
        figures=tuple(figures),
        unit=context.question.unit,
        claimed=claimed,
        subject="exists" if context.has("exists") and not context.has("amount") else "",
    )


def _main_operands(context: Context, operands: list[Operand]) -> list[Operand]:
    """Without names that only lead up to the figure: A里的B is B; an everyday word that the report
    has no figure for gives way to a name that it has; the same figure counts once."""
    found = [o for o in operands if o.figure or o.group]
    lacking = [o for o in operands if o not in found]
    kept = found if found and all(_everyday(context, o) for o in lacking) else operands
    kept = [
        o for n, o in enumerate(kept)
        if n + 1 == len(kept) or not _leads_to(context, o, kept[n + 1])
    ]  # fmt: skip
    kept = [o for o in kept if not any(o is not p and _says_less(o, p) for p in kept)]
    once = {o.figure.facts if o.figure else o.names or str(o.start): o for o in kept}
    return list(once.values())


def _says_less(operand: Operand, other: Operand) -> bool:
    """Whether the other one names the same row more exactly."""
    return bool(operand.names) and set(operand.names) < set(other.names)


def _everyday(context: Context, operand: Operand) -> bool:
    return all(not m.formal for m in context.of("name") if operand.start <= m.start < operand.end)


def _leads_to(context: Context, first: Operand, second: Operand) -> bool:
    if first.group and not second.group:
        return False
    between = context.text[first.end : second.start]
    inside = r"(?:预算|支出|经费)?(?:(?:当中|之中|里面|里头|中|里|内|下面|下)的?.{0,2})?的?"
    return re.fullmatch(inside, between) is not None


def _several_projects(context: Context, operand: Operand, figures: list[Figure]) -> QueryPlan:
    """Several projects bear the wording: each is shown, and their total."""
    return QueryPlan(
        operation="sum",
        report=context.view.report.id,
        members=tuple(figures),
        set_name="项目",
        unit=context.question.unit,
        subject=operand.group.wording if operand.group else "",
    )


def _figures(context: Context, operand: Operand) -> list[Figure]:
    if operand.figure:
        return [operand.figure]
    if operand.group is None:
        return []
    found = [project_figure(context, project) for project in operand.group.projects]
    return [figure for figure in found if figure]


def _claimed(context: Context) -> Amount | None:
    amounts = [a for a in context.question.amounts if a.unit]
    return amounts[-1] if amounts else None


def _no_such_cell(context: Context, operand: Operand) -> Unclear:
    report = context.view.report
    organisation = context.organisation
    names = "的".join(operand.names)
    if organisation and figure_of(context, operand.names):
        message = f"报告没有按单位列出「{names}」，查不到{organisation}的数；只有全部门的数。"
        return Unclear(kind="not_found", message=message, suggestions=(f"全部门的{names}是多少？",))
    single = [name for name in operand.names if figure_of(context, (name,))]
    return Unclear(
        kind="not_found",
        message=f"报告（{report.title}）里没有「{names}」这个数。",
        suggestions=tuple(f"{name}是多少？" for name in single) or _nearby(context),
    )


def _previous_figure(context: Context) -> QueryPlan | None:
    """换算成元呢 / 它是多少: what was just said, in another unit."""
    spoken_of = previous_projects(context)
    if "实施期" in context.text and len(spoken_of) == 1:
        period = project_figure(context, spoken_of[0])
        return _of_one(context, period) if period else None
    if not context.previous.figures or not context.has("follow", "pronoun", "convert"):
        return None
    if not (context.question.unit or context.has("amount", "convert")):
        return None
    projects = previous_projects(context)
    figures = context.previous.figures
    if context.question.unit == "元" and len(projects) == 1:
        figures = tuple(f for f in (project_figure(context, projects[0]),) if f) or figures
    return QueryPlan(
        operation="look_up",
        report=context.view.report.id,
        figures=figures[:1],
        unit=context.question.unit,
    )


def whole_budget(context: Context) -> QueryPlan | None:
    """一共要花多少钱: the asking clause names nothing, so the whole is meant."""
    if context.asking_rests(2) or context.of("project", "field", "absent", "entry", "table"):
        return None
    if context.says("买|购") and context.rests:
        return None  # what is to be bought is the thing asked about
    money = re.search("钱|花|预算|支出|收|budget|total", context.text)
    claimed = _claimed(context) if context.has("yesno") else None
    if not (
        money and (claimed or context.has("amount", "sum") or context.says("总(?:的)?(?:预算|数)"))
    ):
        return None
    income = "收" in context.text and "支" not in context.text
    figure = figure_of(context, (canonical("收入总计" if income else "支出总计"),))
    if figure is None:
        return None
    return QueryPlan(
        operation="verify" if claimed else "look_up",
        report=context.view.report.id,
        figures=(figure,),
        unit=context.question.unit,
        claimed=claimed,
    )


def _is_money_figure(context: Context, figures: list[Figure]) -> bool:
    """Whether any of the figures is a sum of money, as the question wants."""
    units = {context.view.book.by_fact[i].fact.unit for f in figures for i in f.facts}
    return any(is_money(unit) for unit in units)


def main_figure(context: Context) -> Figure | None:
    """The one figure that a question names, as far as this report prints it."""
    operands = _main_operands(context, operands_of(context))
    figures = [f for o in operands for f in _figures(context, o)]
    return figures[-1] if figures else None


def _of_one(context: Context, figure: Figure) -> QueryPlan:
    return QueryPlan(
        operation="look_up",
        report=context.view.report.id,
        figures=(figure,),
        unit=context.question.unit,
    )
