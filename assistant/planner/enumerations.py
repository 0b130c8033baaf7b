"""Elliptical lists of accounts (省略的列举): 水、电、取暖三项, 水电费, 养老+医疗."""

import re
from dataclasses import dataclass

from assistant.planner.labels import canonical, folded
from assistant.planner.view import Context
from index.vocabulary import terms

_BETWEEN = re.compile(r"(?:费用?)?[、,，+和与及跟同/]?")
_SUFFIX = re.compile(r"(?:费用?|经费|保险)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One name of a list, by the row that it stands for."""

    start: int
    end: int
    name: str


def listed_in(context: Context) -> tuple[Listed, ...]:
    """The longest run of two or more shortened row names with nothing but separators between;
    none where each is a full name, which needs no help."""
    shorts = _short_names(context)
    text = context.text
    best: tuple[Listed, ...] = ()
    start = 0
    while start < len(text):
        run = _run(text, start, shorts)
        if len({item.name for item in run}) >= 2 and len(run) > len(best):
            best = run
        start = run[-1].end if run else start + 1
    if any(_cut_out_of_a_name(context, item) for item in best):
        return ()
    whole = {m.text for m in context.of("name")}
    return () if all(text[i.start : i.end] in whole for i in best) else best


def _cut_out_of_a_name(context: Context, item: Listed) -> bool:
    """Whether the wording is only a part of a longer official name (奖金 of 工资奖金津补贴)."""
    return any(
        m.formal
        and m.start <= item.start
        and item.end <= m.end
        and m.length > item.end - item.start
        for m in context.of("name", "project")
    )


def _run(text: str, start: int, shorts: dict[str, str]) -> tuple[Listed, ...]:
    found: list[Listed] = []
    position = start
    while position < len(text):
        length = next((n for n in range(14, 0, -1) if text[position : position + n] in shorts), 0)
        if not length:
            break
        end = position + length
        found.append(Listed(start=position, end=end, name=shorts[text[position:end]]))
        gap = _BETWEEN.match(text, end)
        position = gap.end() if gap else end
    return tuple(found)


def _short_names(context: Context) -> dict[str, str]:
    """Wordings of the economic rows: the row itself, without its 费, and its everyday names."""
    rows = {
        a.row
        for a in context.view.book.addresses
        if a.table_kind == "economic" and (a.qualifier or len(a.fact.code or "") == _ITEM)
    }
    names: dict[str, str] = {}
    for row in rows:
        names[row] = row
        names.setdefault(row.removesuffix("缴费"), row)
        names.setdefault(_SUFFIX.sub("", row) if row.endswith("费") else row, row)
    for term in terms():
        name = canonical(term.name)
        if name in rows:
            for word in (*term.formal, *term.everyday):
                names.setdefault(_without_fee(folded(word)), name)
                names.setdefault(folded(word), name)
    return {word: row for word, row in names.items() if word}


_ITEM = 5
"""Digits of an item (款) of the economic classification."""


def _without_fee(word: str) -> str:
    return re.sub(r"(?:费用?|保险|钱)$", "", word) if len(word) > 2 else word
