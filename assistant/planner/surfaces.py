"""All wordings that lead to something in a report (称呼表): names, codes, fields, tables."""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.planner.book import WHOLES, Book, is_total
from assistant.planner.labels import canonical, folded, heading_name, without_brackets
from assistant.planner.mentions import Mention, MentionKind, fillers
from index.numerals import parse_number
from index.vocabulary import Term, terms

_KIND_OF_TERM: dict[str, MentionKind] = {
    "form_field": "field",
    "indicator_kind": "indicator",
    "topic": "topic",
}
_OPERATIONAL = frozenset(
    [
        *("合计", "小计", "总计", "预算数", "决算数", "比上年增减", "增长率", "占比", "上年预算数"),
        *("名词解释", "增减变化原因", "空表说明", "项目名称"),
    ]
)
"""Terms that say what to do or which total is meant; they name no figure of their own."""
_SIDES = frozenset(
    {"收入", "支出", "预算支出", "支出预算", "预算收入", "收入预算", "当年预算安排", "本年预算安排"}
)
_UNDATED = re.compile(r"^(?:期初|年初|年末|期末|本年|当年|全年|现有)")
_STEMMED = ("economic", "three_public")
_NOT_NAMES = ("projects", "carryover_projects", "running_costs")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d年?度?(?:合计|预算数|预算)?$")
_TABLE_NUMBER = re.compile(r"(\d+)$")
_Worded = tuple[tuple[str, Mention], ...]
_HAN_DIGITS = "零一二三四五六七八九十"


def surfaces_of(book: Book) -> dict[str, Mention]:
    """Each wording with the mention it makes; an official name beats an everyday one."""
    surfaces: dict[str, Mention] = {}
    wordings = itertools.chain(_names(book), _vocabulary(book), _tables(book), _catalogue(book))
    for text, mention in wordings:
        known = surfaces.get(text)
        if known is None:
            if _names_something(text):
                surfaces[text] = mention
        elif mention.formal and not known.formal:
            surfaces[text] = mention
    return surfaces


@functools.lru_cache(maxsize=50_000)
def _names_something(text: str) -> bool:
    """Whether a question that says so means a thing, not only a total, a side or a year."""
    return not (
        len(text) < 2
        or _YEAR_ONLY.match(text)
        or text in fillers()
        or (is_total(text) and text != "本年支出合计")
        or text in _SIDES
    )


@functools.lru_cache(maxsize=50_000)
def _mention(kind: MentionKind, *values: str, formal: bool = True) -> Mention:
    return Mention(start=0, end=0, text="", kind=kind, values=values, formal=formal)


def _names(book: Book) -> Iterator[tuple[str, Mention]]:
    subjects = {folded(a.fact.row) for a in book.addresses if a.fact.kind == "statement"}
    told: set[tuple[object, ...]] = set()
    for address in book.addresses:
        fact = address.fact
        if fact.kind == "cell" and address.table_kind not in _NOT_NAMES:
            if fact.column_path not in told:  # the same heading stands over many rows
                told.add(fact.column_path)
                yield from _of_heading(fact.column_path)
            printed = (fact.row, fact.qualifier, address.table_kind)
            if printed not in told:
                told.add(printed)
                yield from _of_row(*printed)
        if fact.kind == "statement" and not _within_a_project(book, folded(fact.row)):
            yield folded(fact.row), _mention("name", address.row)
            yield _UNDATED.sub("", folded(fact.row)), _mention("name", address.row, formal=False)
            owner = next(
                (s for s in subjects if folded(fact.row).startswith(s) and s != folded(fact.row)),
                "",
            )
            if owner:  # 折旧 alone leads to 固定资产折旧
                yield (
                    folded(fact.row).removeprefix(owner),
                    _mention("name", address.row, formal=False),
                )
            for said in _involved(folded(fact.row)):
                yield said, _mention("name", address.row)
        if fact.code:
            yield fact.code.lower(), _mention("name", fact.code)


@functools.lru_cache(maxsize=10_000)
def _of_heading(column_path: tuple[str, ...]) -> _Worded:
    """The wordings of the headings over a cell."""
    return tuple(w for label in column_path for w in _printed(label, heading_name(label)))


def _printed(label: str, official: str) -> Iterator[tuple[str, Mention]]:
    if label and not folded(label).isdigit():
        mention = _mention("name", official)
        yield from ((w, mention) for w in (folded(label), without_brackets(folded(label))))


@functools.lru_cache(maxsize=20_000)
def _of_row(row: str, qualifier: str | None, table_kind: str) -> _Worded:
    """The wordings of a row and its second name."""
    named = (row, qualifier or "")
    found = [worded for label in named for worded in _printed(label, canonical(label))]
    if table_kind == "three_public":
        found.append((folded(row).removeprefix("公务用车"), _stem_mention(canonical(row))))
    stem = _stem(folded(row)) if table_kind in _STEMMED else ""
    if stem:  # 取暖 for 取暖费
        found.append((stem, _stem_mention(canonical(row))))
    return tuple(found)


def _involved(subject: str) -> Iterator[str]:
    """编报绩效目标的项目涉及项目预算资金 is also 绩效目标的项目资金, 绩效目标涉及的资金."""
    things, involved, _ = subject.partition("涉及")
    if not involved:
        return
    for of in (things, re.sub(r"^(?:编报|实行|开展)", "", things)):
        goal = re.sub(r"的?(?:(?:19|20)\d\d年度?)?项目$", "", of)
        yield from (f"{of}资金", f"{of}的资金", f"{of}涉及资金", f"{of}涉及的资金", f"{of}金额")
        yield from (f"{goal}涉及的项目资金", f"{goal}涉及的资金", f"{goal}项目资金")
        for short in (goal, goal.removesuffix("目标")):
            yield from (f"{short}项目涉及资金", f"{short}项目涉及的资金", f"{short}项目的资金")
            yield f"{short}项目资金"


def _stem_mention(name: str) -> Mention:
    return replace(_mention("name", name, formal=False), strong=False)


def _stem(label: str) -> str:
    """What a spending item is for: its name without 费, 经费, 支出."""
    stem = re.sub(r"(?:费用|经费|费|支出)$", "", without_brackets(label))
    return stem if len(stem) >= 2 and stem != label and stem not in fillers() else ""


def _within_a_project(book: Book, text: str) -> bool:
    return any(text in folded(form.project) for form in book.extraction.forms)


def _vocabulary(book: Book) -> Iterator[tuple[str, Mention]]:
    for name, printed, absent in _terms():
        borne = absent is not printed and any(
            book.addresses[i].fact.kind != "indicator" for i in book.by_name.get(name, ())
        )
        worded = printed if borne else absent
        if name in WHOLES:
            # Loosely worded (总支出) the whole of the year is meant, whatever a report calls it.
            whole = book.whole(income=name == "收入总计")
            yield from ((t, m if m.formal else replace(m, values=(whole,))) for t, m in worded)
        else:
            yield from worded


@functools.cache
def _terms() -> tuple[tuple[str, _Worded, _Worded], ...]:
    """Of each budget term its official name, and the wordings where the report prints it and
    where it does not."""
    found: list[tuple[str, _Worded, _Worded]] = []
    for term in terms():
        name = canonical(term.name)
        if term.name in _OPERATIONAL or name in _SIDES:
            continue
        kind = _KIND_OF_TERM.get(term.kind)
        if kind:
            always = _worded(term, kind, term.name)
            found.append((name, always, always))
        else:
            found.append((name, _worded(term, "name", name), _worded(term, "absent", name)))
    return tuple(found)


def _worded(term: Term, kind: MentionKind, value: str) -> _Worded:
    return tuple(
        (text, _mention(kind, value, formal=formal))
        for text, formal in _wordings(term)
        if (formal or not _ORGANISATION.search(text)) and _names_something(text)
    )


_ORGANISATION = re.compile(r"(?:局|委|中心|街道|办|厅|院|校|所|站|部门)$")


def _wordings(term: Term) -> Iterator[tuple[str, bool]]:
    for text in (term.name, *term.formal):
        yield folded(text), True
        yield without_brackets(folded(text)), True
    for text in (*term.everyday, *term.english_words):
        yield (text.lower() if text.isascii() else folded(text)), False


def _tables(book: Book) -> Iterator[tuple[str, Mention]]:
    for table in book.extraction.tables:
        mention = _mention("table", table.id)
        number = _TABLE_NUMBER.search(table.number or "")
        if table.number:
            yield folded(table.number), mention
        if number:
            value = int(number[1])
            for spelt in (str(value), _han(value)):
                yield f"表{spelt}", mention
                yield f"第{spelt}张表", mention
                yield f"附表{spelt}", mention
        for title in (folded(table.title), without_brackets(folded(table.title))):
            yield title, mention


def _catalogue(book: Book) -> Iterator[tuple[str, Mention]]:
    for entry in book.extraction.catalogue:
        yield entry.code.lower(), _mention("entry", entry.code)
        if entry.level >= 3:
            yield folded(entry.name), _mention("entry", entry.code)
        yield f"{entry.sector}领域", _mention("sector", entry.sector)
        yield f"{entry.sector}类", _mention("sector", entry.sector)
        yield f"{entry.sector}行业", _mention("sector", entry.sector)


def _han(value: int) -> str:
    for spelt in (_HAN_DIGITS[value] if value <= 10 else "", "十" + _HAN_DIGITS[value % 10]):
        if spelt and parse_number(spelt) == value:
            return spelt
    return str(value)
