"""What a report says of itself: title, department, region, year, and whether budget or accounts."""

import re
from collections import Counter
from collections.abc import Sequence

from index.extract.cover import cover_department, cover_lines, cover_title
from index.extract.spans import lines_of
from index.records import Document, Report, ReportKind, Table

_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})\s*年(?:度)?(?=.{0,6}(?:预算|决算))")
_FINAL_ACCOUNTS = re.compile(r"决算")
_BUDGET = re.compile(r"预算")
_OF_ORGANISATION = re.compile(r"单位(?:预算|决算)")
_CODE = re.compile(r"^[\d\[\]【】]+[-—_]?")
_DEPARTMENT = re.compile(r"(.{3,40}?)(?:20\d{2}|\d{2})\s*年")
_PARTY = re.compile(r"(?:中国共产党|中国共产主义青年团|中共|共青团|政协|民革|民盟)")
_REGION = re.compile(r"[一-鿿]{2,7}?(?:自治区|自治州|自治县|特别行政区|省|地区|盟|市|县|区|旗)")
_NO_CITY = r"(?!场|容|域|长|辖|民(?![政族防])|政(?!府|协|务|法))"
_PART_OF_REGION = re.compile(
    rf"(?:[一-鿿]{{2,7}}?(?:自治州|自治县)|[一-鿿]{{2,4}}?(?:市{_NO_CITY}|区(?![域划长间管])|[县旗](?!长)))"
)
"""A further part: 市 and 区 of 市场监管局, 市政, 区划 are no places, but 区民政局 is the 区's."""


def report_of(document: Document, tables: Sequence[Table]) -> Report:
    """The report's metadata; what cannot be established is None."""
    heads = _heads(document)
    department = _department(document, tables)
    year = _year(document, heads, tables)
    kind = _kind(heads, tables)
    return Report(
        id=document.sha256[:12],
        title=_title(heads, department, year, kind),
        department=department,
        region=region_of(department) if department else None,
        year=year,
        kind=kind,
        pages=max((page.number for page in document.pages), default=0),
        source=document.source,
        sha256=document.sha256,
    )


def region_of(department: str) -> str | None:
    """The place in a department's name: 上海市普陀区 in 上海市普陀区财政局."""
    party = _PARTY.match(department)
    start = party.end() if party else 0
    found = _REGION.match(department, start)
    if found is None:
        return None
    end = found.end()
    while deeper := _PART_OF_REGION.match(department, end):
        end = deeper.end()
    return department[start:end]


def _heads(document: Document) -> tuple[str, ...]:
    """The texts that may be the report's title, the best first: of a PDF its cover."""
    cover = cover_title(cover_lines(document)) if document.format == "pdf" else ""
    return (cover, document.title) if cover else (document.title,)


def _department(document: Document, tables: Sequence[Table]) -> str | None:
    """The department that the tables name most often, else the one on the cover or in the title."""
    named = Counter(table.department for table in tables if table.department)
    if named:
        return _CODE.sub("", named.most_common(1)[0][0])
    if document.format == "pdf" and (covered := cover_department(cover_lines(document))):
        return covered
    found = _DEPARTMENT.match(document.title)
    return found.group(1) if found else None


def _year(document: Document, heads: Sequence[str], tables: Sequence[Table]) -> int | None:
    """The year in the title, else in the titles of the tables, else the most frequent one."""
    for head in heads:
        if found := _YEAR.search(head):
            return int(found.group(1))
        if short := _SHORT_YEAR.search(head):
            return 2000 + int(short.group(1))
    titles = Counter(year for table in tables for year in _YEAR.findall(table.title))
    texts = titles or Counter(
        year for line in lines_of(document) for year in _YEAR.findall(line.text)
    )
    return int(texts.most_common(1)[0][0]) if texts else None


def _kind(heads: Sequence[str], tables: Sequence[Table]) -> ReportKind:
    """Budget or final accounts, by the title, else by the titles of the tables."""
    for text in (*heads, " ".join(table.title for table in tables)):
        accounts, budget = len(_FINAL_ACCOUNTS.findall(text)), len(_BUDGET.findall(text))
        if accounts or budget:
            return "final_accounts" if accounts > budget or (accounts and not budget) else "budget"
    return "unknown"


def _title(heads: Sequence[str], department: str | None, year: int | None, kind: ReportKind) -> str:
    """The cover, running head or file name, if it reads as a title; else one of what is known.

    A cover that many departments of a place share does not name the report.
    """
    for head in heads:
        shared = len(heads) > 1 and department is not None and department not in head
        if not shared and (_BUDGET.search(head) or _FINAL_ACCOUNTS.search(head)):
            return head
        if shared:
            break
    if department and year and kind != "unknown":
        level = "单位" if _OF_ORGANISATION.search(heads[0]) else "部门"
        return f"{department}{year}年{level}{'预算' if kind == 'budget' else '决算'}"
    return heads[-1]
