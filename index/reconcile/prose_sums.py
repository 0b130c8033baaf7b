"""Sums and completion rates of the prose: 完成预算 %, and a number of things with its parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.amounts import is_money
from index.reconcile.figures import Disagreement, Figure, agree, disagreement, total
from index.reconcile.percentages import percentage
from index.reconcile.prose_figures import by_passage, statement_figure
from index.records import Extraction, Passage, Statement

_COMPLETED = "完成"
_ACCOUNTS = re.compile(r"(?:支出|收入)?决算数?$")
_PARTS = "其中"
_END = re.compile("[。；;]")
_REST = re.compile(r"^其他|不(?!含)")
_PAIRS = (("地上", "地下"), ("行政", "事业"))
"""Names of parts that leave nothing else."""


def completion_rates(extraction: Extraction) -> Iterator[Disagreement]:
    """完成预算 % = 决算 ÷ 年初预算, where the paragraph states both."""
    for passage in by_passage(extraction):
        for said in passage:
            owner, completed, _ = said.subject.partition(_COMPLETED)
            if said.measure != "share" or not completed:
                continue
            spent = _latest(passage, said, owner)
            planned = _planned(passage, said, _ACCOUNTS.sub("", owner))
            if spent is None or planned is None or planned.amount <= 0:
                continue
            part, whole, rate = map(statement_figure, (spent, planned, said))
            formula = f"{spent.printed} ÷ {planned.printed} × 100%"
            again = percentage("重算完成预算的比例", part, whole, rate, formula)
            yield from disagreement("完成预算的比例", rate, again, others=(part, whole))


def _latest(passage: Sequence[Statement], said: Statement, subject: str) -> Statement | None:
    """The amount of that subject stated last before a percentage."""
    found = [
        item
        for item in passage
        if item.index < said.index and item.measure == "amount" and item.subject == subject
    ]
    return found[-1] if found else None


def _planned(passage: Sequence[Statement], said: Statement, stem: str) -> Statement | None:
    """The budget at the beginning of the year (年初预算) of the same thing."""
    found = [
        item
        for item in passage
        if item.index < said.index
        and item.measure == "amount"
        and item.subject.startswith(stem)
        and item.subject.endswith(("年初预算", "年初预算数", "预算数"))
    ]
    return found[-1] if found else None


# --- a number and its parts -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A statement with the place of its figure in the paragraph, and the brackets around it."""

    statement: Statement
    start: int
    end: int
    depth: int


def parts_of_numbers(extraction: Extraction) -> Iterator[Disagreement]:
    """A number of things = the parts named after 其中 (车辆, 面积, 项目).

    Parts that are too few are no finding unless their names leave nothing else; 约 is no promise.
    """
    passages = {passage.index: passage for passage in extraction.passages}
    for statements in by_passage(extraction):
        passage = passages.get(statements[0].passage)
        if passage is None:
            continue
        placed = _placed(passage, statements)
        for at, whole in enumerate(placed):
            yield from _compared(passage.text, whole, _parts(passage.text, whole, placed[at + 1 :]))


def _compared(text: str, whole: _Placed, parts: Sequence[_Placed]) -> Iterator[Disagreement]:
    if len(parts) < 2:
        return
    figures = [_counted(part.statement) for part in parts]
    printed = _counted(whole.statement)
    added = replace(total(figures, "各部分之和"), grain=printed.grain)
    if agree(printed, added) or (added.amount < printed.amount and not _leave_nothing(parts)):
        return
    roughly = text[: whole.start].endswith(("约", "约为"))
    yield from disagreement(
        "文字中的总数与其中各项之和",
        printed,
        added,
        otherwise="explain" if roughly else "contradiction",
        others=figures,
    )


def _counted(statement: Statement) -> Figure:
    """The figure of a count: a whole number of things is not rounded."""
    figure = statement_figure(statement)
    return figure if "." in statement.printed else replace(figure, grain=Decimal(0))


def _placed(passage: Passage, statements: Sequence[Statement]) -> tuple[_Placed, ...]:
    """The counts of a paragraph where they stand in its text."""
    found: list[_Placed] = []
    position = 0
    for statement in statements:
        if statement.measure != "count" or is_money(statement.unit):
            continue
        start = passage.text.find(f"{statement.printed}{statement.unit}", position)
        if start < 0:
            continue
        before = passage.text[:start]
        depth = len(re.findall("[（(]", before)) - len(re.findall("[）)]", before))
        position = start + len(statement.printed) + len(statement.unit)
        found.append(_Placed(statement=statement, start=start, end=position, depth=depth))
    return tuple(found)


def _parts(text: str, whole: _Placed, after: Sequence[_Placed]) -> tuple[_Placed, ...]:
    """The numbers named as parts of a number: after 其中, in the same sentence and brackets."""
    if not after or _PARTS not in text[whole.end : after[0].start]:
        return ()
    depth = after[0].depth
    parts: list[_Placed] = []
    for part in after:
        between = text[whole.end : part.start]
        ended = _END.search(between) or (parts and part.depth < depth)
        if ended or (part.depth == depth and part.statement.unit != whole.statement.unit):
            break
        if part.depth == depth:
            parts.append(part)
    return tuple(parts) if depth in (whole.depth, whole.depth + 1) else ()


def _leave_nothing(parts: Sequence[_Placed]) -> bool:
    """Whether the names of parts leave nothing else: 其他用车, or 地上 and 地下."""
    names = [part.statement.subject for part in parts]
    paired = any(
        all(any(word in name for name in names) for word in pair) and len(names) == len(pair)
        for pair in _PAIRS
    )
    return paired or _REST.search(names[-1]) is not None
