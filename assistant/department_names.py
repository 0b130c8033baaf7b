"""By which names a department goes (部门简称): 商务委, 万里街道, 区财政局, 2025年商务委."""

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.records import Report

_REGION = re.compile(r"^[\u4e00-\u9fff]{2,3}?(?:省|自治区|市|区|县|旗)")
_SHORT_ENDINGS = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("街道办事处", "街道"),
    ("管理委员会", "管委会"),
)
_PLAIN_ENDINGS = ("局", "委", "办", "街道", "厅", "中心")


@functools.lru_cache(maxsize=20_000)
def short_names(department: str) -> tuple[str, ...]:
    """The department's names from the full one to the shortest, longest first: without its regions,
    without 人民政府, with the usual short endings."""
    whole = rest = re.sub(r"\s", "", unicodedata.normalize("NFKC", department)).lower()
    names = {whole}
    while match := _REGION.match(rest):
        region, rest = match[0], rest[match.end() :]
        names |= {rest, region + rest, region[-1] + rest}
    names |= {name.replace("人民政府", "") for name in names}
    for name in tuple(names):
        names |= {
            name.removesuffix(long) + short for long, short in _SHORT_ENDINGS if name.endswith(long)
        }
    for name in tuple(names):
        if name.endswith("街道") and len(name) == 4:
            names.add(name.removesuffix("街道"))
    return tuple(sorted((n for n in names if len(n) >= 2), key=lambda n: (-len(n), n)))


@functools.lru_cache(maxsize=20_000)
def shortest_formal(department: str) -> str:
    """How an answer calls a department among others: without regions, with its short ending."""
    names = [n for n in short_names(department) if len(n) >= 3 and not _REGION.match(n)]
    plain = [n for n in names if n.endswith(_PLAIN_ENDINGS)]
    return min(plain or names or [department], key=len)


def report_name(report: Report) -> str:
    """How an answer calls a report among others: 2025年商务委."""
    department = shortest_formal(report.department) if report.department else report.title
    return f"{report.year}年{department}" if report.year else department


@dataclass(frozen=True, slots=True)
class NameBook:
    """All departments of a store under all their names, made once (部门名册)."""

    departments: tuple[str, ...]
    regions: dict[str, tuple[str, ...]]
    """The departments of each region."""
    bearers: dict[str, tuple[int, ...]]
    """Positions of the departments that go by a name, in order."""
    characters: dict[str, frozenset[int]]
    """Positions of the departments in whose full name a character stands."""
    lengths: tuple[int, ...]
    """Of names, the longest first."""

    def said(self, text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Where a name stands, the name, and the departments that go by it; in the order of the
        departments, the longer names first."""
        found = [
            (self.bearers[name][0], -length, name, start)
            for length in self.lengths
            for start in range(len(text) - length + 1)
            if (name := text[start : start + length]) in self.bearers
        ]
        for _, _, name, start in sorted(found):
            yield start, name, tuple(self.departments[i] for i in self.bearers[name])

    def bearers_in(self, text: str) -> dict[str, tuple[str, ...]]:
        """The names that a text uses, each stretch read as the longest name there is, and the
        departments that go by them."""
        spans: list[tuple[int, int]] = []
        found: dict[str, tuple[str, ...]] = {}
        for start, name, bearers in sorted(self.said(text), key=lambda s: -len(s[1])):
            end = start + len(name)
            if not any(first <= start and end <= last for first, last in spans):
                spans.append((start, end))
                found[name] = bearers
        return found

    def is_shared(self, name: str) -> bool:
        """Whether several departments go by the name."""
        return len(self.bearers.get(name, ())) > 1

    def holding(self, characters: str) -> list[str]:
        """The departments in whose full name all the characters stand."""
        sets = [self.characters.get(c, frozenset[int]()) for c in set(characters)]
        sets.sort(key=len)
        return [self.departments[i] for i in sorted(frozenset.intersection(*sets))] if sets else []

    def regions_said(self, text: str) -> list[str]:
        """The regions that the text names in full, by their last part (普陀区), or that it opens
        with, the kind left out (普陀各部门)."""
        return [
            region
            for region in self.regions
            if len(region) > 2
            and (
                region in text or (last := _last_part(region)) in text or text.startswith(last[:-1])
            )
        ]

    def place_of(self, region: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the text names a region that it is said to name."""
        last = _last_part(region)
        named = next((name for name in (region, last, last[:-1]) if name in text), "")
        start = text.find(named)
        return ((start, start + len(named)),) if named else ()


def _last_part(region: str) -> str:
    """普陀区 of 上海市普陀区."""
    found = re.search(r"[^省市区县旗州盟]{2,}[省市区县旗州盟]$", region)
    return found[0] if found else region


@functools.lru_cache(maxsize=4)
def name_book(owners: tuple[tuple[str, str | None], ...]) -> NameBook:
    """The name book of departments, each with its region."""
    departments = tuple(dict.fromkeys(department for department, _ in owners))
    regions: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for department, region in owners:
        regions[region or ""][department] = None
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    characters: defaultdict[str, set[int]] = defaultdict(set)
    for position, department in enumerate(departments):
        for name in short_names(department):
            bearers[name].append(position)
        for character in short_names(department)[0]:
            characters[character].add(position)
    return NameBook(
        departments=departments,
        regions={region: tuple(held) for region, held in regions.items() if region},
        bearers={name: tuple(held) for name, held in bearers.items()},
        characters={character: frozenset(held) for character, held in characters.items()},
        lengths=tuple(sorted({len(name) for name in bearers}, reverse=True)),
    )


_LAST: tuple[tuple[Sequence[Report], NameBook], ...] = ()
"""The name books asked for last, each with the very reports it was made of: to compare ten thousand
reports costs more than to look a name up."""


def names_of(reports: Sequence[Report]) -> NameBook:
    """The name book of the departments of these reports."""
    global _LAST
    for known, book in _LAST:
        if known is reports:
            return book
    book = name_book(tuple((r.department, r.region) for r in reports if r.department))
    if isinstance(reports, tuple):  # a list may change
        _LAST = ((reports, book), *_LAST[:3])
    return book


_FEW = 64
"""Reports up to which all of them are looked at for each answer."""
_COUNTED = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿]\s*份报告")


def told_of(reports: tuple[Report, ...], text: str, cited: Collection[str]) -> tuple[Report, ...]:
    """Of very many reports those that a text may speak of: the cited ones (by id), those that it
    names by department or title, and one of each year; all where their number is told. Of
    departments that share a name (各县的教育局) one of each year stands for the others."""
    if len(reports) <= _FEW or (not cited and _COUNTED.search(text)):
        return reports
    said = names_of(reports).bearers_in(text)
    names = {department: name for name, bearers in said.items() for department in bearers}
    kept = {*cited, *{report.year: report.id for report in reports}.values()}
    alike: dict[tuple[str | None, int | None], str] = {}
    for report in reports:
        name = names.get(report.department or "")
        if name and len(said[name]) > _FEW:
            alike[name, report.year] = report.id
        elif name:
            kept.add(report.id)
    kept.update(alike.values())
    return tuple(report for report in reports if report.id in kept or report.title in text)
