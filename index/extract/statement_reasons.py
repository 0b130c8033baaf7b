"""Which reasons does the prose give for a change (增减变动原因), and where does each stand?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.statement_words import CAUSE, REASON, REASON_LEAD

_LISTED = re.compile(r"[；;]\s*(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]+[）)])")
_END = re.compile(r"[。；;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason for the changes stated before it."""

    start: int
    """Where the clause begins that says 主要原因是."""
    end: int
    text: str
    applies: bool
    """Whether it speaks of what was just said, not of something that it names itself."""


def reasons_of(text: str) -> tuple[Reason, ...]:
    """The reasons of a paragraph in order, each verbatim."""
    found = []
    for match in REASON.finditer(text):
        end = _end_of_reason(text, match.end())
        found.append(
            Reason(
                start=match.start(),
                end=end,
                text=text[match.end() : end].strip(),
                applies=bool(REASON_LEAD.fullmatch(match.group("lead"))),
            )
        )
    return tuple(reason for reason in found if reason.text)


def cause_before(text: str, start: int) -> str | None:
    """The cause that the clause just before a position names: 由于人员调资，基本支出增加 ..."""
    clause = re.split(r"[，。；：]", text[:start].rstrip("，"))[-1]
    listed = re.sub(r".*?原因(?:是|为|：)*", "", clause)
    found = CAUSE.fullmatch(listed)
    return found.group("cause") if found else None


def reason_around(position: int, reasons: Sequence[Reason]) -> Reason | None:
    """The reason in whose words a position lies."""
    return next((r for r in reasons if r.start <= position < r.end), None)


def _end_of_reason(text: str, begin: int) -> int:
    """A reason ends with its sentence; a semicolon before a further number does not end it."""
    position = begin
    while found := _END.search(text, position):
        if found.group() == "。" or not _LISTED.match(text, found.start()):
            return found.start()
        position = found.end()
    return len(text)
