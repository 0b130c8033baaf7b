"""Which earlier subject does a figure mean whose own sentence leaves its subject out?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.amounts import is_money
from index.extract.statement_clauses import Figure, segment_start, sentence_at
from index.extract.statement_subjects import is_elliptic
from index.extract.statement_words import ACCOUNT, INVOLVES, PARTS_BEGIN, STAGE
from index.records import Passage, Report, Statement

_POSSESSIVE = re.compile(r"([^，。；：]+的)，$")
_STATED = ("amount", "count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with the place of its figure in the paragraph."""

    statement: Statement
    position: int


def latest(said: Sequence[Said]) -> Statement | None:
    """The amount or count stated last."""
    stated = (item.statement for item in reversed(said) if item.statement.measure in _STATED)
    return next(stated, None)


def changed(
    figure: Figure, amount: Decimal, said: Sequence[Said], passage: Passage, report: Report
) -> Statement | None:
    """What a change is said of: 比上年增加 ... after one or several amounts.

    After several parts of a whole (其中：A，B，比上年增加) it is the whole; after one part it is
    that part, unless the part is smaller than its own increase.
    """
    if said and said[-1].statement.direction and _goes_on(passage.text, said[-1], figure):
        return said[-1].statement
    segment = segment_start(passage.text, figure.start)
    near = [s for s in said if s.position >= segment and s.statement.measure in _STATED]
    if not near:
        return latest(said)
    of_year = [item for item in near if item.statement.year == report.year] or near
    whole, parts = parted(passage.text, said, near)
    direct = of_year[-1].statement
    if whole is None or direct not in [item.statement for item in parts]:
        return direct
    too_small = is_money(direct.unit) and direct.amount < amount <= whole.amount
    return whole if len(parts) > 1 or too_small else direct


def parted(
    text: str, said: Sequence[Said], near: Sequence[Said]
) -> tuple[Statement | None, list[Said]]:
    """The whole before the last 其中 among the `near` statements, and the parts after it."""
    begin, end = near[0].position, near[-1].position
    sentence = sentence_at(text, begin)[0]
    marks = [m.start() for m in PARTS_BEGIN.finditer(text, sentence, end)]
    if not marks:
        return None, []
    parts = [item for item in near if item.position > marks[-1]]
    before = [s for s in said if s.position < marks[-1] and s.statement.measure in _STATED]
    return (before[-1].statement if before else None), parts


def owner_of(figure: Figure, said: Sequence[Said], passage: Passage) -> str:
    """The owner of 原值, 年初预算 or 采购金额: an account named before, a clause that ends with 的,
    or the subject last spoken of."""
    text = passage.text
    begin = said[-1].position if said else 0
    accounts = [found.group() for found in ACCOUNT.finditer(text, 0, figure.start)]
    if possessive := _POSSESSIVE.search(text, begin, figure.lead_start):
        return possessive.group(1)
    if accounts:
        return accounts[-1].strip()
    subjects = (item.statement.subject for item in reversed(said))
    owner = next((s for s in subjects if not is_elliptic(s) and INVOLVES not in s), "")
    return STAGE.sub("", owner)


def _goes_on(text: str, before: Said, figure: Figure) -> bool:
    """Whether nothing but a comma parts a change from the change before it."""
    between = text[before.position : figure.start]
    return not re.search(r"[。；;]", between) and figure.unit != before.statement.unit
