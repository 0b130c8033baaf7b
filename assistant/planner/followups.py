"""What a follow-up inherits (追问): 事业运行呢, 那项目支出呢, 采购中心呢, 立项依据呢, 去年呢."""

import re
from dataclasses import replace

from assistant.planner.book import is_total
from assistant.planner.bounds import amount_filters
from assistant.planner.mentions import Mention, MentionKind
from assistant.planner.select import select
from assistant.planner.targets import hints_of
from assistant.planner.view import Context

_OPERATION_CUES = {
    "share": "share",
    "change": "change",
    "prior": "prior",
    "explain": "reason",
    "rank": "top",
    "list": "list",
    "count": "count",
    "sum": "sum",
    "define": "define",
}


def with_inherited(context: Context) -> Context:
    """The context with the slots that a follow-up leaves to the question before it."""
    bare = not context.rests and not context.of("name", "project", "absent", "entry", "topic")
    short = bare or (len(context.text) <= 9 and not context.of("project", "table"))
    if not (context.previous.report or context.previous.names) or not (
        context.has("follow", "pronoun") or short
    ):
        return context
    if _WHAT_IS_IT.match(context.text):
        return _asked_what_it_is(context)
    context = _inherit_set(_inherit_operation(context))
    context = _inherit_field(context)
    if context.of("project"):
        return context
    return _inherit_names(context)


_WHAT_IS_IT = re.compile(
    r"^(?:这|那|它)?(?:些|个)?(?:是|属于|指的?是?)(?:什么|啥|哪种|哪类)(?:样的)?(?:收入|支出|费用|钱|意思)?[?？]?$"
)


def _asked_what_it_is(context: Context) -> Context:
    """是什么收入, after 其他收入: what the report says that is."""
    question = replace(context.question, cues=context.question.cues | {"define"})
    return _with_names(replace(context, question=question), list(context.previous.names))


def _inherit_operation(context: Context) -> Context:
    """X呢: the same operation over X."""
    cue = _OPERATION_CUES.get(context.previous.operation or "")
    bare = not context.has("share", "change", "prior", "reason", "sum", "average", "list", "amount")
    if not (cue and bare and context.text.rstrip("?？").endswith("呢")):
        return context
    if cue in ("prior", "change", "reason") and context.of("organisation", "project"):
        return context
    question = replace(context.question, cues=context.question.cues | {cue})
    return replace(context, question=question)


def _inherit_field(context: Context) -> Context:
    """另一个项目呢: the same field of another project."""
    field = context.previous.field
    if not field or not context.of("project") or context.of("field", "indicator", "name"):
        return context
    kind: MentionKind = "indicator" if field.endswith("指标") else "field"
    end = len(context.text)
    mention = Mention(start=end, end=end, text="", kind=kind, values=(field,))
    return replace(context, mentions=(*context.mentions, mention))


_AGAINST = r"^(?:那么?)?[和跟与同比较]相?(?:比|多|少|高|低)"
"""跟财政局比呢, without the department's name."""


def _inherit_names(context: Context) -> Context:
    """Names of the question before that still fit: its row under a new column, its column for a
    new row, its measure for a new organisation."""
    own = [v for m in context.of("name") for v in m.values]
    before = [name for name in context.previous.names if name not in own]
    if not before:
        return context
    if (
        not own
        and context.says("^(?:那)?(?:这)?(?:里面|里头|当中|其中)|这里面")
        and _ranked(context)
    ):
        return _with_names(context, before)
    if not own:
        named_now = context.previous.defaulted and not context.text.strip("的呢?？")
        another = context.view.report.id != context.previous.report or named_now
        another = another or context.says(
            "^(?:那么?)?[和跟与同比较](?:之|起来)?[相来]?(?:比|多|少|高|低)"
        )
        elsewhere = another and not context.rests
        if context.previous.operation == "define" and context.has("amount"):
            return _with_names(context, before)
        if (
            elsewhere
            or (context.question.years and context.has("change", "difference"))
            or context.of("organisation")
            or (context.question.unit and not context.previous.figures)
        ):
            return _with_names(context, before)
        return context
    bare = context.text.rstrip("?？").endswith("呢") or len(context.text) <= 8
    bare = bare or context.says("^(?:我是说|我说的是|我问的是|我要的是)")
    if len(own) > 1 or not bare or context.has("share", "define"):
        return context
    kept = [name for name in before if _slot(context, name) != _slot(context, own[0])]
    if kept and select(context.view.book, (*own, *kept), hints_of(context)):
        return _with_names(context, kept)
    return context


def _ranked(context: Context) -> bool:
    return context.has("top", "bottom", "list", "count") and not context.of("project")


def _slot(context: Context, name: str) -> str:
    """Whether a name is a row of tables or only a column."""
    rows = [a for a in context.view.book.bearing(name) if a.row == name and a.fact.kind == "cell"]
    return "row" if rows and not is_total(name) else "column"


def _with_names(context: Context, names: list[str]) -> Context:
    end = len(context.text)
    added = tuple(
        Mention(start=end, end=end, text="", kind="name", values=(name,)) for name in names
    )
    return replace(context, mentions=(*context.mentions, *added))


def _inherit_organisation(context: Context) -> Context:
    """采购中心有哪些项目 - 其中最少的呢: still of that unit."""
    unit, department = context.previous.organisation, context.view.report.department
    if unit is None or unit == department or context.of("organisation"):
        return context
    end = len(context.text)
    mention = Mention(start=end, end=end, text="", kind="organisation", values=(unit,))
    return replace(context, mentions=(*context.mentions, mention))


_ROWS = re.compile(r"^(?:项目|[类款项]级科目|经济科目)$")
"""Sets that a word names whole."""


def _inherit_set(context: Context) -> Context:
    """采购中心有几个项目 - 政务服务中心呢: the same set, of another unit."""
    ordered = context.question.ordinal or context.has("top", "bottom") or amount_filters(context)
    ordered = ordered or (context.has("sum") and context.previous.operation == "rank")
    rows = context.previous.whole_set or ""
    if not _ROWS.search(rows) or not (context.of("organisation") or ordered):
        return context
    if context.of("name", "project") or "项目" in context.text or "科目" in context.text:
        return context
    if rows != "项目" and len(context.previous.figures) > 1:
        return context  # of what the last answer listed
    cues = context.question.cues | ({"top"} if context.question.ordinal else set())
    context = _inherit_organisation(context)
    question = replace(context.question, text=f"{context.text}{rows}", cues=cues)
    return replace(context, question=question)
