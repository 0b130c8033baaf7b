"""A question that asks one thing of what another finds, taken apart (复合问句).

三公经费最多的部门的培训费 is no ranking of training costs, and 比培训费多的科目 no list of all
accounts: read in one go, the part that is left out would change the figure. So each part becomes a
plain question of its own, which the readers plan like any other.
"""

import re
from collections.abc import Callable, Iterator

from assistant.query_plan import QueryPlan, Question
from assistant.steps import Condition, Step, found_by

_BODY = "部门|街道|委办局|机关"
_OPENING = re.compile(
    r"^(?:请问|请|那么|那|在|先)*(?:找出|找到|查出|查|看看?|算出|算|选出|挑出)?(?:哪个|哪家)?"
)
_LINK = re.compile(
    r"^(?:[里中内]|之中|当中|[，,、;；。]|再|然后|接着|并|看看?|查|算|说|问|它|其|那个|这个|该"
    rf"|{_BODY}|单位|项目|的)+"
)
_ASKS_WHICH = re.compile(
    r"^(?:分别|又|会|究竟|到底)?(?:[是为叫在有]|排|属于|[?？]|$|哪|谁|什么|多少|几|吗|呢|了|和最|与最|跟最|以及最)"
)
_SUPERLATIVE = re.compile(
    r"^(?P<measure>[^，,。;；?？最]{2,24}?)最(?P<most>[多高大少低小])的?(?:那|这)?一?[个家]?"
    rf"(?P<what>{_BODY}|单位)(?P<rest>.+)$"
)
_OF_A_PROJECT = re.compile(
    r"^(?P<scope>[^，,。;；?？最]{0,24}?)(?:预算|金额|花钱|花费|资金|投入|支出|花的钱)?"
    r"最(?P<most>[多高大贵少低小])的(?:那|这)?一?[个]?项目(?P<rest>.+)$"
)
_THAN = re.compile(
    r"比(?P<bound>[^，,。;；?？比]{2,20}?)(?:还要?|更|要)?(?P<most>[多高大少低小])"
    r"(?:的|(?:而且|并且|且|但是?|又)(?=.*的))(?P<what>.{2,})$"
)
_EACH_THAN = re.compile(
    r"^(?P<what>.*?(?:哪些|哪几[个项]|几[个项]|多少[个项]).{0,12}?)(?:的?(?:金额|预算|支出))?"
    r"比(?P<bound>[^，,。;；?？比]{2,20}?)(?:还要?|更|要)?(?P<most>[多高大少低小])的?[?？]?$"
)
_A_SET = re.compile(r"科目|项目|三公|经费|费用|哪|[几多少]+[项个]")
_BEFORE_ANOTHER_YEAR = re.compile(
    r"^(?:上年|去年|上一年|往年|前年|年初|预算数?$|决算数?$|平均|同期|(?:19|20)\d\d年)"
)


def compound(question: Question, several: bool) -> tuple[Step, ...] | None:
    """The steps of a question that needs more than one; None where it does not, or where it is
    not sure. `several`: whether there are several reports to choose among."""
    text = _OPENING.sub("", question.text, count=1)
    readings: Iterator[tuple[Step, ...] | None] = (read(text, several) for read in _READINGS)
    return next((steps for steps in readings if steps), None)


def _of_the_first_body(text: str, several: bool) -> tuple[Step, ...] | None:
    """三公经费最多的部门的培训费."""
    match = _SUPERLATIVE.match(text)
    if match is None or not several:
        return None
    rest = _asked_of_it(match["rest"])
    if rest is None:
        return None
    first = Step(question=f"哪个部门的{match['measure'].rstrip('的')}最{match['most']}？")
    return first, Step(question=f"{found_by(1)}的{rest}")


def _of_the_first_project(text: str, several: bool) -> tuple[Step, ...] | None:
    """花钱最多的项目的立项依据."""
    match = _OF_A_PROJECT.match(text)
    if match is None:
        return None
    rest = _asked_of_it(match["rest"])
    if rest is None:
        return None
    most = "少" if match["most"] in "少低小" else "多"
    link = "" if rest.startswith(("占", "由", "比")) else "的"
    first = Step(question=f"{match['scope']}预算最{most}的项目是哪个？")
    return first, Step(question=f"{found_by(1)}{link}{rest}")


_FIRST_AND_SECOND = re.compile(
    r"^(?P<scope>[^，,。;；?？最]{0,16}?)(?:预算|金额|花钱|花费|资金|投入|支出)?最(?P<most>[多高大])的"
    r"(?:那|这)?一?个?项目?(?:和|与|跟|比)第(?P<place>[二三2-3])[多高大]的(?:那|这)?一?个?(?:项目)?"
    r"(?:之间)?(?:多|大|高|相差|差)(?:了|出)?(?:多少|几).*$"
)


def _two_places(text: str, several: bool) -> tuple[Step, ...] | None:
    """最大的项目比第二大的多多少."""
    match = _FIRST_AND_SECOND.match(text)
    if match is None:
        return None
    first = f"{match['scope']}预算最多的项目是哪个？"
    other = f"{match['scope']}预算第{match['place']}多的项目是哪个？"
    return (
        Step(question=first),
        Step(question=other),
        Step(question=f"{found_by(1)}比{found_by(2)}多多少？"),
    )


def _asked_of_it(rest: str) -> str | None:
    """What is asked of the one that was found; None where only which one it is."""
    asked = _LINK.sub("", rest, count=1)
    alone = _ASKS_WHICH.match(asked) or re.fullmatch(r"\W*", asked)
    if (
        alone
        or len(asked) < 2
        or re.search("最|第[二三四五]", asked)
        or (re.match(r"[，,；;]", rest) and _whole(asked))
    ):
        return None
    return asked


def _whole(asked: str) -> bool:
    """Whether what follows a comma is a question of its own: it names a year or a body."""
    return re.search(rf"(?:19|20)\d\d年|{_BODY}", asked) is not None


def _more_than_a_figure(text: str, several: bool) -> tuple[Step, ...] | None:
    """比培训费多的科目有哪些, 哪些项目比培训费多."""
    match = _EACH_THAN.match(text) or _THAN.search(text)
    if match is None or _BEFORE_ANOTHER_YEAR.search(match["bound"]):
        return None
    before = text[: match.start()] if match.re is _THAN else ""
    what = f"{before}{match['what']}"
    if not _A_SET.search(match["what"]) or re.search(r"谁|最|部门", what):
        return None
    if not re.search(r"哪|几|多少[个项]|列出|列举|所有|全部", what):
        what = f"{what}有哪些"
    if match.re is _EACH_THAN and not re.search("有", what):
        what = f"有{what}"
    more = match["most"] in "多高大"
    condition = Condition(comparison="over" if more else "under", step=1)
    owner = re.match(r"^(?:19|20)\d\d年", before or what)
    bound = f"{owner[0] if owner else ''}{match['bound']}是多少？"
    return Step(question=bound), Step(question=what, conditions=(condition,))


_READINGS: tuple[Callable[[str, bool], tuple[Step, ...] | None], ...] = (
    _two_places,
    _of_the_first_body,
    _of_the_first_project,
    _more_than_a_figure,
)


_TOPIC = re.compile(
    r"(?:^|[且是于的些元万亿个项，,、和与跟年])(?P<word>[\u4e00-\u9fff]{2,4})(?:类|方面|领域)(?!级|款|科目)"
)
_NO_TOPIC = re.compile(r"[大哪各几这那一分同种款项类其]$|科目|支出|预算|金额|功能|经济")


def topic_left_out(question: Question, found: QueryPlan) -> Condition | None:
    """教育类 of 超过一百万的教育类项目, where the plan over projects does not narrow by it: the
    names of the rows must hold it."""
    match = _TOPIC.search(question.text)
    word = _TALK_BEFORE.sub("", match["word"]) if match else ""
    narrowed = any(f.kind in ("named", "carried_over") for f in found.filters)
    if len(word) < 2 or narrowed or not found.set_name.endswith("项目"):
        return None
    if _NO_TOPIC.search(word) or not question.cues & _OF_A_SET:
        return None
    return Condition(comparison="named", word=word)


_TALK_BEFORE = re.compile(r"^.*[且是于的些元万亿个项和与跟年]")
_OF_A_SET = frozenset(("list", "count", "top", "bottom", "sum", "average"))
