"""Which reports there are, named where there are several (收录了什么)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.department_names import report_name
from assistant.planner.departments import Called
from assistant.planner.guards import examples
from assistant.query_plan import Question, Reading, Unclear
from index.records import Report

_ONLY_HELD = re.compile(r"目前只收录了[^。]*。")
_LISTED = 40
"""Reports whose names are looked at for a list of a few."""


def naming_what_is_held(found: Unclear, reports: Sequence[Report]) -> Unclear:
    """What a report said of itself as the only one, said of all that are held."""
    message = _ONLY_HELD.sub(lambda _: _held(reports), found.message)
    return replace(found, message=message)


def _held(reports: Sequence[Report]) -> str:
    names = tuple(dict.fromkeys(report_name(report) for report in reports[:_LISTED]))
    more = len(names) > 8 or len(reports) > _LISTED
    return f"已收录的有：{'、'.join(names[:8])}{'等' if more else ''}。"


def which_report(question: Question, reports: Sequence[Report]) -> Unclear:
    """Several reports fit: the choices, as full questions."""
    choices = [report_name(report) for report in reports[:8]]
    return Unclear(
        kind="clarify",
        message="收录了多份报告，请指明部门和年度：" + "、".join(choices) + "。",
        suggestions=tuple(f"{choice}，{question.original}" for choice in choices),
        unsure=True,
    )


def departments_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """The departments whose reports these are, once each."""
    return tuple(dict.fromkeys(r.department for r in reports if r.department))


def no_such_body(name: str, reports: Sequence[Report]) -> Unclear:
    """A department whose reports are not held, with those that are."""
    held = "、".join(departments_of(reports)[:6])
    return Unclear(
        kind="not_found",
        message=f"没有收录{name}的报告。已收录的部门是：{held}。",
        suggestions=examples(reports[0]),
    )


def no_such_year(years: Sequence[int], reports: Sequence[Report]) -> Unclear:
    """Years of which no report is held, with those that are."""
    asked = "、".join(f"{y}年" for y in years)
    held = "、".join(dict.fromkeys(f"《{r.title}》" for r in reports[:6]))
    return Unclear(
        kind="not_found",
        message=f"没有收录{asked}的报告。已收录的是：{held}。",
        suggestions=examples(reports[0]),
    )


_NUMBERED = re.compile(r"(?<![前第的哪])([二两三四五六七八九十]|\d{1,2})(?:个|家)(?:部门|街道)")
_OF_A_RANKING = re.compile(r"最|前|排[名列序]|第[一二三四五六七八九十\d]")


_BODIES = re.compile(r"(?<![前第的哪])([二两三四五六七八九十]|\d{1,2})(?:个|家)单位")


def counts_all(question: Question, reports: Sequence[Report]) -> bool:
    """四家单位, where four departments are held: all of them."""
    said, bodies = _BODIES.search(question.text), departments_of(reports)
    return bool(said) and len(bodies) > 1 and _number(said[1] if said else "") == len(bodies)


def _number(text: str) -> int:
    return _HAN_NUMBERS.get(text) or int(text)


def meant_by_number(
    question: Question, reports: Sequence[Report], previous: Reading
) -> Unclear | None:
    """三个部门合计 where four are held and fewer were spoken of: which three is for the asker
    to say."""
    said = _NUMBERED.search(question.text)
    if said is None or _OF_A_RANKING.search(question.text):
        return None
    number = _number(said[1])
    bodies = departments_of(reports)
    spoken_of = {figure.facts[0].split("/")[0] for figure in previous.recent}
    if len(bodies) < 2 or number == len(bodies) or number <= len(spoken_of):
        return None
    rest = question.original.replace(said[0], "所有部门", 1)
    return Unclear(
        kind="clarify",
        message=f"收录了{len(bodies)}个部门的报告，不是{said[1]}个：{'、'.join(bodies[:8])}"
        f"{'等' if len(bodies) > 8 else ''}。请写明是哪些部门，或者问所有部门。",
        suggestions=(rest,) if rest != question.original else (),
    )


_HAN_NUMBERS = {w: n for n, w in enumerate("二三四五六七八九十", start=2)} | {"两": 2}


_HANDED_ON = re.compile(r"[给向对]■.{0,6}?(?:拨|划|转|补|付|支付|下达|安排)")


def no_transfers(question: Question, spans: Sequence[tuple[int, int]]) -> Unclear | None:
    """甲给乙拨了多少: what one department hands to another is printed in no department's report."""
    text = question.text
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + "■" + text[end:]
    if len(spans) < 2 or not _HANDED_ON.search(text):
        return None
    return Unclear(
        kind="not_found",
        message="部门的预算和决算报告不写一个部门给另一个部门拨款多少，无法回答。可以分别问各部门的收入或支出。",
    )


_AGAINST = re.compile(r"(?:和|跟|与|同|比|较)$")
_SET_AGAINST = re.compile(
    r"(?:(?:19|20)?\d\d年)?的?(?:相?比|来比|比较|对比|相差|差|谁|哪个|[多少高低大小贵]|便宜)"
)


def held_against(
    question: Question,
    named: Sequence[Called],
    chosen: tuple[Report, ...],
    reports: Sequence[Report],
    previous: Reading,
) -> tuple[Report, ...]:
    """跟财政局比呢: the report spoken of before, then the chosen one of the department that it is
    held against; the chosen ones where the question says something else."""
    before = next((r for r in reports if r.id == previous.report), None)
    if before is None or len(named) != 1 or len(chosen) != 1 or before in chosen:
        return chosen
    ahead, behind = question.text[: named[0].start], question.text[named[0].end :]
    meant = _AGAINST.search(ahead) and _SET_AGAINST.match(behind)
    return (before, *chosen) if meant else chosen
