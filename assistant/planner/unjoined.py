"""What is to be added but cannot be (不能合并): a name that the report lacks, a blank cell, fewer
names than the question counts. To add the others would answer another question."""

import re
from collections.abc import Iterator, Sequence

from assistant.planner.joint import ADDED, SUMMED, is_linked, is_summed, runs_of
from assistant.planner.mentions import Mention
from assistant.planner.operands import Operand, operands_of
from assistant.planner.view import Context
from assistant.query_plan import Unclear
from index.numerals import parse_number

_EACH = re.compile(r"各|分别|哪|谁|每|逐")
_COMPUTED = ("share", "ratio", "difference", "more_than", "change_rate")
_JOINED_ON = re.compile(
    rf"(?:{ADDED}|[、和与及跟同]|以及|还有)(?P<name>(?:(?!年|比|占|[的各几多这那其一])[\u4e00-\u9fff]){{2,10}}?)"
    rf"(?=(?:{ADDED}|[、和与及跟同]|以及|还有)|{SUMMED.pattern})"
)
"""和无人机费 before 合计 or another name."""


def not_joined(context: Context) -> Unclear | None:
    """Why what the question adds cannot be added."""
    if _EACH.search(context.unnamed):
        return None
    operands = operands_of(context)
    if any(o.group and o.figure is None for o in operands):
        return None  # several projects of one wording
    unknown = list(_unknown_among(context, operands))
    if unknown:
        return _none_such(context, unknown)
    runs = [run for run in runs_of(context, operands) if is_summed(context, run)]
    for run in runs:
        found = _miscounted(context, run) or _blank(context, run)
        if found:
            return found
    return None


def _unknown_among(context: Context, operands: Sequence[Operand]) -> Iterator[str]:
    """What the report does not know among the names that are added (办公费和无人机费合计)."""
    every = sorted((*operands, *_strangers(context, operands)), key=lambda o: o.start)
    for run in runs_of(context, every):
        strange = [o for o in run if o.figure is None]
        if len(strange) < len(run) and is_linked(context, run) and is_summed(context, run):
            yield from ("的".join(o.names) for o in strange)


def _strangers(context: Context, operands: Sequence[Operand]) -> list[Operand]:
    text = context.text
    behind = (_JOINED_ON.match(text, o.end) for o in operands)
    found = {m.start("name"): m["name"] for m in behind if m}
    rests: tuple[Mention, ...] = (*context.of("absent"), *context.asking_rests(2))
    found |= {m.start: m.text for m in rests if m.start not in found}
    named = {n for o in operands for n in range(o.start, o.end)}
    return [
        Operand(start=start, end=start + len(name), figure=None, names=(name,))
        for start, name in found.items()
        if not named & set(range(start, start + len(name)))
    ]


_COUNT = re.compile(
    r"[^\d两二三四五六七八九十]{0,3}?(?P<n>[两二三四五六七八九十]|\d)(?:项|者|样|笔|类|块)"
)


def _miscounted(context: Context, run: Sequence[Operand]) -> Unclear | None:
    """甲、乙三项合计: a third one is meant that was not understood."""
    said = _COUNT.match(context.text, run[-1].end)
    number = parse_number(said["n"]) if said else None
    if number is None or number == len(run):
        return None
    names = "」「".join("的".join(o.names) or (o.figure.name if o.figure else "") for o in run)
    return Unclear(
        kind="clarify", message=f"问题要合计的项数与认出的「{names}」不符，请逐项写明名称。"
    )


def _blank(context: Context, run: Sequence[Operand]) -> Unclear | None:
    """A blank cell is no zero: no share, no difference of a sum with one."""
    facts = context.view.book.by_fact
    blank = [
        o.figure.name
        for o in run
        if o.figure and all(facts[f].fact.amount is None for f in o.figure.facts)
    ]
    if not blank or not context.has(*_COMPUTED):
        return None
    names = "」「".join(blank)
    return Unclear(
        kind="not_found",
        message=f"「{names}」的单元格为空白，没有填数，不能合计。可以只问有数的各项。",
    )


_PLUS = re.compile(r"加上?|\+")
_EQUALS = re.compile(r"等于|=|相等|一致|对得上")


def sum_of_unknown(context: Context) -> Unclear | None:
    """甲加乙等于丙吗, where the report knows no 甲: the rest of it would be another equation."""
    text = context.text
    equals = _EQUALS.search(text)
    if equals is None:
        return None
    unknown = [*context.of("absent"), *(m for m in context.rests if m.length >= _WORD)]
    beside = [
        m.text
        for plus in _PLUS.finditer(text, 0, equals.start())
        for m in unknown
        if m.end == plus.start() or m.start == plus.end()
    ]
    return _none_such(context, list(dict.fromkeys(beside))) if beside else None


_WORD = 3
"""Characters from which on an unknown word is no chatter."""


def _none_such(context: Context, unknown: Sequence[str]) -> Unclear:
    title, names = context.view.report.title, "」「".join(unknown)
    return Unclear(
        kind="not_found", message=f"报告《{title}》中没有找到要相加的「{names}」，不能合计。"
    )
