"""Numbers inside a cited name or a verbatim quotation belong to it (项目名称与原文引用).

A quotation counts when it stands word for word in a cited sentence, row or passage, begins there
where a sentence or part begins, and says of itself what it is about: a quotation that opens with
比上年增加… could be put under any subject, so its numbers are judged like any others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.check.claims import Reading
from assistant.check.folding import Folded, fold
from assistant.evidence import Cited, Evidence
from index.numerals import Number
from index.records import Report

_QUOTED = re.compile(r"「[^」]+」|『[^』]+』|“[^”]+”|\"[^\"]+\"|《[^》]+》")
_LINE = re.compile(r"[^\n]+")
_LEADING = re.compile(r"^\s*(?:[-*•·>]\s*|\d{1,2}[.、．)](?!\d)\s*)?")
_SUBJECTLESS = re.compile(r"^[\s\W]*(?:其中|比|较|与上年|同比|增|减|占|上升|下降|为|共|合计|约|\d)")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}[.、．](?!\d)|(?:19|20)\d\d年度?[，,])")
"""What may stand before the subject: the paragraph's number, the year."""
_BOUNDARY = "。；;!?\n"
_HAN = re.compile(r"[一-龥]")


def cited_texts(cited: Cited) -> tuple[str, ...]:
    """What may be quoted of a citation."""
    texts = [cited.fact.text] if cited.fact else []
    if cited.passage:
        texts += [cited.passage.text, *cited.passage.headings, cited.passage.term or ""]
    return tuple(fold(t) for t in texts if t)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """A span of the answer whose numbers belong to what is cited: a name or a quotation."""

    span: tuple[int, int]
    ids: tuple[str, ...]
    is_table: bool = False
    """The name of a table: it must be the table of the figure before it."""

    def holds(self, number: Number) -> bool:
        """Whether the number stands in the span."""
        return self.span[0] <= number.start and number.end <= self.span[1]


def labels_in(reading: Reading, evidence: Evidence) -> tuple[Voucher, ...]:
    """The cited names that hold a digit, longest first, none inside another."""
    owners: dict[str, list[str]] = {}
    for cited in evidence.cited:
        for name in _names_with_digits(cited):
            owners.setdefault(name, []).append(cited.id)
    tables = {fold(c.fact.table) for c in evidence.cited if c.fact and c.fact.table}
    found: list[Voucher] = []
    for name in sorted(owners, key=len, reverse=True):
        for start in _occurrences(reading.folded.text, name):
            span = (start, start + len(name))
            if not any(v.span[0] < span[1] and span[0] < v.span[1] for v in found):
                ids = tuple(dict.fromkeys(owners[name]))
                found.append(Voucher(span=span, ids=ids, is_table=name in tables))
    return tuple(found)


def titles_in(reading: Reading, reports: tuple[Report, ...]) -> tuple[tuple[int, int], ...]:
    """Spans of the titles of reports."""
    titles = {fold(r.title) for r in reports if re.search(r"\d", r.title)}
    return tuple(
        (start, start + len(title))
        for title in titles
        for start in _occurrences(reading.folded.text, title)
    )


def quotes_in(text: str, reading: Reading, evidence: Evidence) -> tuple[Voucher, ...]:
    """The verbatim quotations in the answer, each with the citations it stands in."""
    texts = [(c.id, t) for c in evidence.cited for t in cited_texts(c)]
    identities = {t for _, t in texts if "=" in t}
    found: list[Voucher] = []
    for start, end in _candidates(text):
        if not _is_led_in(text, start, identities):
            continue
        ids = tuple(dict.fromkeys(i for i, t in texts if _is_verbatim(fold(text[start:end]), t)))
        span = _folded_span(reading.folded, start, end)
        if ids and span:
            found.append(Voucher(span=span, ids=ids))
    return tuple(found)


def _names_with_digits(cited: Cited) -> Iterator[str]:
    names = list(cited.names)
    if cited.fact:
        fact = cited.fact
        names += [fact.row, fact.qualifier or "", fact.table or "", *fact.row_path]
    if cited.passage:
        names += [*cited.passage.headings, cited.passage.term or ""]
    for name in names:
        if _NUMBERED.search(name) and _HAN.search(name):
            yield fold(name)


_NUMBERED = re.compile(r"\d|第?[一二三四]季度")


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Where a name stands whole: no digit may touch a digit at its ends."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if not (name[0].isdecimal() and before.isdecimal()) and not (
            name[-1].isdecimal() and after.isdecimal()
        ):
            yield start
        start = text.find(name, start + 1)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """What may be a quotation: text in quotation marks, a line (also after a colon), a sentence."""
    for match in _QUOTED.finditer(text):
        yield (match.start() + (match[0][0] != "《"), match.end() - (match[0][0] != "《"))
    for line in _LINE.finditer(text):
        lead = _LEADING.match(line[0])
        start = line.start() + (lead.end() if lead else 0)
        yield start, line.end()
        for colon in re.finditer("[：:]", line[0]):
            yield line.start() + colon.end(), line.end()
        for sentence in re.finditer(r"[^。]+。", line[0]):
            yield line.start() + sentence.start(), line.start() + sentence.end()


def _is_led_in(text: str, start: int, identities: set[str]) -> bool:
    """Whether an identity (合计＝基本支出＋项目支出) before a quotation is a cited one."""
    lead = fold(text[text.rfind("\n", 0, start) + 1 : start]).rstrip(":")
    return "=" not in lead or any(lead in said or said in lead for said in identities)


def _is_verbatim(quote: str, text: str) -> bool:
    quote = quote.strip().strip("。")
    said = _ENUMERATOR.sub("", quote)
    if len(_HAN.findall(quote)) < 4 or _SUBJECTLESS.match(said):
        return False
    at = text.find(quote)
    if at < 0:
        return False
    starts = at == 0 or text[at - 1] in _BOUNDARY or _LEADING.match(text[:at]) is not None
    end = at + len(quote)
    return starts and not (quote[-1].isdecimal() and text[end : end + 1].isdecimal())


def _folded_span(folded: Folded, start: int, end: int) -> tuple[int, int] | None:
    inside = [i for i, origin in enumerate(folded.origin) if start <= origin < end]
    return (inside[0], inside[-1] + 1) if inside else None
