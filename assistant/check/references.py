"""Years, codes, dates, document, table and page numbers: whose are they? (文号与页码)"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.check.claims import Reading, sentence_span
from assistant.check.folding import fold
from assistant.check.quotes import cited_texts
from assistant.department_names import short_names
from assistant.evidence import Cited, Evidence
from index.numerals import Number, find_numbers, parse_number
from index.records import Report

_DENIED = re.compile(
    r"没有|未|不|无|非|只有|仅|您|你问|问的|所说|提到|暂缺|缺少|尚|找不到|查不到|超出"
)
_OFFERED = re.compile(r"可以问|没有|收录")
"""A sentence that names reports on which the answer does not rest."""
_COMPARED = re.compile(r"(?:比(?:的是)?|较|与|同|和|相比|对比|上年[(]?|结转)\s*[(]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a reference may point to."""

    question: str
    evidence: Evidence
    reports: tuple[Report, ...]

    def citations(self, ids: Iterable[str]) -> tuple[Cited, ...]:
        """The citations of these ids; all of them where none is given."""
        wanted = set(ids)
        return tuple(c for c in self.evidence.cited if c.id in wanted) or self.evidence.cited


def is_proven(
    number: Number,
    reading: Reading,
    near_ids: tuple[str, ...],
    sources: Sources,
    *,
    prior_year: int | None = None,
) -> bool:
    """Whether a year, code, date, document number or ordinal belongs to what the sentence cites
    (`near_ids`: the citations proven around it), to the reports, or to the question. `prior_year`
    is the year of a figure after it that is worked back from the year's own."""
    cited = sources.citations(near_ids)
    if number.kind == "year":
        if number.value == prior_year:
            return True
        return _is_year(number, reading, cited if near_ids else (), sources)
    if number.kind == "code":
        return _is_code(number, reading, sources)
    if number.kind == "ordinal":
        return _is_ordinal(number, reading, cited, sources)
    return _stands_in(number, reading, cited, sources)


def _is_year(number: Number, reading: Reading, cited: tuple[Cited, ...], sources: Sources) -> bool:
    year = int(number.value)
    rests_on = tuple(c.report for c in sources.evidence.cited)
    years = {r.year for r in rests_on or sources.reports} | {c.fact.year for c in cited if c.fact}
    after = reading.folded.text[number.end :]
    titled = _years_of_table(after, sources.evidence)
    if titled:
        return year in titled
    named = {r for r in rests_on if _is_named(after, r)}
    others = {r for r in sources.reports if _is_named(after, r)}
    start, end = sentence_span(reading.folded.text, number.start)
    if others and (not named or _OFFERED.search(reading.folded.text[start:end])):
        named |= others
    if named:
        told = {c.fact.year for c in sources.evidence.cited if c.fact and c.report in named}
        return year in told | {r.year for r in named}
    if reading.folded.text.startswith("结转", number.end):
        texts = (t for c in sources.evidence.cited for t in (*cited_texts(c), *map(fold, c.names)))
        return any(f"{year}年结转" in t for t in texts)
    if year in years:
        return True
    before = reading.folded.text[: number.start]
    if year + 1 in years and _COMPARED.search(before):
        return True
    asked = {int(n.value) for n in find_numbers(fold(sources.question)) if n.kind == "year"}
    return year in asked and bool(_DENIED.search(reading.folded.text[start:end]))


def _years_of_table(after: str, evidence: Evidence) -> set[int]:
    """The years in the titles of cited tables that go on as the text behind a year does."""
    titles = {fold(c.fact.table) for c in evidence.cited if c.fact and c.fact.table}
    found: set[int] = set()
    for title in titles:
        for match in re.finditer(r"((?:19|20)\d\d)年度?(?=\S{4})", title):
            if after.removeprefix("度").startswith(title[match.end() :]):
                found.add(int(match[1]))
    return found


def _is_named(after: str, report: Report) -> bool:
    """Whether the department of a report of that year stands right behind it: 2024年财政局."""
    return any(after.startswith(fold(name)) for name in short_names(report.department or ""))


def _is_code(number: Number, reading: Reading, sources: Sources) -> bool:
    """The code of a cited row, and of the very row whose name stands before it."""
    text, code = reading.folded.text, number.text
    owners = [c for c in sources.evidence.cited if _has_code(c, code)]
    beside = re.search(r"([一-龥()]+?)[(]?$", text[: number.start].rstrip("("))
    after = text[number.end : number.end + 40]
    named = [
        c
        for c in sources.evidence.cited
        if c.fact and beside and text[: number.start].rstrip("(").endswith(fold(c.fact.row))
    ]
    if named:
        return any(c in owners for c in named)
    if owners:
        followed = [
            c
            for c in sources.evidence.cited
            if c.fact and after.lstrip(" ").startswith(fold(c.fact.row))
        ]
        return not followed or any(c in owners for c in followed)
    return _appears(code, fold(sources.question))


def _has_code(cited: Cited, code: str) -> bool:
    if cited.fact and cited.fact.code == code:
        return True
    return any(_appears(code, t) for t in cited_texts(cited))


def _is_ordinal(
    number: Number, reading: Reading, cited: tuple[Cited, ...], sources: Sources
) -> bool:
    if number.unit is None:
        return True
    said = tuple(re.findall(r"\d+", number.text)) or (str(number.value),)
    if number.unit == "页":
        pages = {c.fact.page for c in cited if c.fact}
        pages |= {c.passage.page for c in cited if c.passage}
        return {int(s) for s in said} <= pages
    if number.unit == "表":
        tables = [fold(c.fact.table) for c in cited if c.fact and c.fact.table]
        if any(_is_table(number, said[0], table, reading) for table in tables):
            return True
        return _appears(number.text, fold(sources.question))
    question = fold(sources.question)
    asked = {n.value for n in find_numbers(question)}
    asked |= {n for place in _PLACE.findall(question) if (n := parse_number(place)) is not None}
    return number.value in asked or _is_place_in_list(number, reading)


_PLACE = re.compile(r"第([一二三四五六七八九十\d]+)")
"""第五大, 排第二: the place that the question asks for."""


def _is_table(number: Number, said: str, table: str, reading: Reading) -> bool:
    """Whether a table's number is that of a table, and its title, if given, the title."""
    printed = re.search(r"表(\d+)(?:-\d+)?", table) or _HAN_NUMBER.match(table)
    if not printed:
        return False
    if said != (printed[1] if printed[1].isdecimal() else str(parse_number(printed[1]))):
        return False
    told = re.match(r"[^，,;。:()\n]*(?:\([^()]*\))?", reading.folded.text[number.end :])
    words = told[0].strip() if told else ""
    title = table[printed.end() :].strip()
    return not words or title.startswith(words) or bool(_AFTER_TABLE.match(words))


_HAN_NUMBER = re.compile(r"附?表([一二三四五六七八九十]{1,3})(?=\s)")
"""The number of a table in Chinese numerals, before its title (表一 部门收支总表)."""
_AFTER_TABLE = re.compile(r"\(第|[的中里上所第列和与及、]|显示|列|见|相")


def _is_place_in_list(number: Number, reading: Reading) -> bool:
    """前三 above three list lines, or 第2名 on the second."""
    lines = reading.folded.text.split("\n")
    line = reading.folded.text.count("\n", 0, number.start)
    if lines[line].endswith(":"):
        return len(following_list(reading, number.start)) == number.value
    above = [i for i in range(line) if lines[i].endswith(":")]
    return bool(above) and line - above[-1] == number.value


def following_list(reading: Reading, position: int) -> tuple[str, ...]:
    """The list lines that follow the line of a position."""
    rest = reading.folded.text[position:].split("\n")[1:]
    listed: list[str] = []
    for line in rest:
        if not line.strip() or not _LIST_LINE.match(line):
            break
        listed.append(line)
    return tuple(listed)


_LIST_LINE = re.compile(
    r"^\s*(?:[-*•·]|\d{1,2}[.、)]|[(]?[一二三四五六七八九十\d]+[)、]|[①-⑳]|第\d+)"
)


def _stands_in(
    number: Number, reading: Reading, cited: tuple[Cited, ...], sources: Sources
) -> bool:
    """A date or document number stands as written in a cited text, after the same characters."""
    text = reading.folded.text
    before = re.search(r"[一-龥]{0,2}$", text[: number.start])
    lead = before[0] if before else ""
    texts = [t for c in cited for t in cited_texts(c)]
    texts += [fold(n) for c in cited for n in (c.fact.row if c.fact else "", *c.names)]
    for source in texts:
        for match in re.finditer(re.escape(number.text), source):
            printed = re.search(r"[一-龥]{0,2}$", source[: match.start()])
            if not lead or not printed or not printed[0] or printed[0][-1] == lead[-1]:
                return True
    return _appears(number.text, fold(sources.question))


def _appears(text: str, within: str) -> bool:
    return bool(re.search(rf"(?<![\dA-Za-z]){re.escape(text)}(?!\d)", within))
