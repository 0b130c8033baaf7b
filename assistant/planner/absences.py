"""What a question names and the report does not hold, said as such (报告里没有的)."""

import re

from assistant.planner.enumerations import listed_in
from assistant.planner.guesses import WHOLES
from assistant.planner.labels import folded
from assistant.planner.mentions import Mention
from assistant.planner.organisations import known_regions
from assistant.planner.subjects import project_groups
from assistant.planner.view import Context
from assistant.query_plan import Unclear

_ACCOUNT_LIKE = re.compile(
    r"(?:费用?|支出|经费|补贴|补助|资金|收入|款项?|拨款|基金|表|债务?|贷款|税|工资|奖金|奖|保险|年金|利息|预算|工程|设备|投资|支付)$"
)


def missing(context: Context) -> Unclear | None:
    """What the question names and this report does not hold, said as such."""
    for stranger in context.strangers:
        if not _cited_as_document(context, stranger):
            return _not_held(context, stranger.text, "机构")
    owner = _another_owner(context)
    if owner:
        return _not_held(context, owner, "机构")
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
    if named and (not items or _set_together(context)):
        return _not_held(context, named[0].values[0], "事项")
    unknown = _unknown_table(context) or _glued_rest(context)
    return _not_held(context, unknown, "事项") if unknown else None


_OPENING = re.compile(
    r"(?:^|(?<=[，。；！？,;!?:：]))([\u4e00-\u9fff]{2,6}?)(?:区|市|县|省)?(?:的|在|于)?"
    r"(?=(?:20)?\d\d年|今年|去年|上年|前年|本年|这年|■)"
)


def _another_owner(context: Context) -> str | None:
    """黄浦2024年, 虹口教育的三公经费: what opens the question in the owner's place, and is printed
    nowhere in the report, is somebody whom the report does not know."""
    for opening in _OPENING.finditer(context.unnamed):
        start, end = opening.span(1)
        unknown = next((rest for rest in context.rests if rest.start == start), None)
        if unknown is None or unknown.end < end - 1 or opening[1] in context.view.book.printed:
            continue  # a last character may be a filler by itself: 闵行
        glued = context.unnamed[end : end + 1] == "■"
        if glued and not opening[1].startswith(known_regions()):
            continue  # 银行 of 银行手续费 says more of the thing, not whose it is
        if not any(m.start < end and start < m.end for m in context.mentions):
            return opening[1]
    return None


_WIDER = re.compile(
    r"全市|全省|全国|全县|全区|全街道|整个市|整个县"
    r"|[市县区](?:本级)?(?:(?:19|20)\d\d年)?的?(?:地方)?财政总?(?:收入|支出)"
)


_TOGETHER = re.compile(
    r"■[和与跟及、加]■+[^■]{0,3}(?:一?共|总共|合计|加)|加起来|之和|加上|谁|哪个更?[多少高低大小]|相差|差多少|是.{1,12}(?:几倍|多少倍)|比(?!例|重|上年|去年)"
)


def _set_together(context: Context) -> bool:
    """差旅费是会议费的几倍: with one of the two not held, the other alone is no answer."""
    return bool(_TOGETHER.search(context.unnamed)) and not context.has("change", "reason", "prior")


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
        message=f"《{report.title}》是预算报告，没有写明所问的决算数或执行数。",
        suggestions=(f"{report.year}年支出总计的预算数是多少？",),
    )


def unheld_beside(context: Context) -> tuple[str, ...]:
    """差旅费和会议费各多少 with no 会议费: what is answered says what it leaves out."""
    if not _ASIDE.search(context.unnamed) or not context.of("name"):
        return ()
    named = dict.fromkeys(m.text for m in context.of("absent") if not _explained(context, m))
    return tuple(f"报告里没有「{name}」这一项。" for name in named)


_ASIDE = re.compile(r"■[和与跟及、,，]■")


def _cited_as_document(context: Context, stranger: Mention) -> bool:
    """某局的文件: an organisation named only as the author of a document."""
    return (
        re.match(r"(?:的)?(?:哪个|什么|哪份)?(?:文|通知|批复|函)", context.text[stranger.end :])
        is not None
    )


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


_SOMEBODY = re.compile(
    r"(?:企业|公司|学校|学生|医院|社区|村|科室|科|股|处|户|家庭|老人|儿童|职工|干部|人员|临时工|群众)$"
)
"""Whose the named figure would be: with a stranger to the report, the whole is no answer."""


def _glued_rest(context: Context) -> str | None:
    """An unknown noun in front of a known name, or one that sounds like an account of its own."""
    code = re.search(r"(?:科目|编码|代码).{0,3}?(\d{3,7})(?![\d万亿元.])", context.text)
    if code and not any(code[1] in m.values for m in context.of("name")):
        return f"科目{code[1]}"
    for rest in context.rests:
        if len(rest.text) < 2 or rest.text.isascii() or context.of("project"):
            continue
        if any(
            _is_own_region(context, rest.text[: i.start - rest.start])
            for i in listed_in(context)
            if rest.start < i.start < rest.end
        ):
            continue  # 汾阳水电费: the region, and the first of an elliptical list
        behind = [m for m in context.of("name", "absent") if m.start == rest.end]
        if behind and (behind[0].formal or _ACCOUNT_LIKE.search(behind[0].text)):
            return rest.text + behind[0].text
        if _ACCOUNT_LIKE.search(rest.text) and len(rest.text) >= 3:
            return rest.text
        owned = [m for m in context.of("name") if m.start == rest.end + 1]
        if owned and _SOMEBODY.search(rest.text) and context.text[rest.end] == "的":
            return f"{rest.text}的{owned[0].text}"
        tail = re.match(r"(?:的)?(?:支出|经费|费用|费|补贴|资金|收入|表)", context.text[rest.end :])
        if tail and not context.of("name") and not rest.text.endswith("免"):
            return rest.text + tail[0].removeprefix("的")
    return None


def _is_own_region(context: Context, words: str) -> bool:
    """Whether the words are what the report's own region is called."""
    region = folded(context.view.report.region or "")
    return words in (region, re.sub(r"(?:省|市|区|县|旗)$", "", region))


def _not_held(context: Context, what: str, kind: str) -> Unclear:
    report = context.view.report
    message = f"已收录的报告（{report.title}）中没有「{what}」这一{kind}。"
    if kind == "机构":
        message += f"目前只收录了{report.department or report.title}的报告。"
    return Unclear(kind="not_found", message=message, suggestions=nearby(context))


def not_written(context: Context, field: str) -> Unclear:
    """立项依据 of what has no form here: a figure of a like name is no answer."""
    title = context.view.report.title
    message = f"在《{title}》中没有找到所问的「{field}」。可以写明项目的全名再问。"
    return Unclear(kind="not_found", message=message, suggestions=nearby(context))


def nearby(context: Context) -> tuple[str, ...]:
    """Questions that this report does answer."""
    report = context.view.report
    return (f"{report.year}年支出总计是多少？", "项目支出一共有哪些项目？", "三公经费预算是多少？")
