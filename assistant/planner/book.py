"""The address book of a report (地址簿): every fact under the names that lead to it.

A fact is addressed by its row, its columns, its qualifier, the rows above it and its table; a
question's names must all be found in that address. Built once per report.
"""

import functools
import re
from collections import defaultdict
from dataclasses import dataclass

from assistant.planner.items import item_named
from assistant.planner.labels import TOTALS, canonical, folded, heading_name, without_brackets
from index.facts import facts_of
from index.records import Extraction, Fact, Table
from index.vocabulary import terms


@dataclass(frozen=True, slots=True)
class Address:
    """The names under which one fact stands."""

    fact: Fact
    row: str
    columns: tuple[str, ...]
    qualifier: str | None
    parents: frozenset[str]
    titles: frozenset[str]
    """Budget terms that the table's title (or a stated figure's subject) holds."""
    table_kind: str
    side: str | None

    @property
    def names(self) -> frozenset[str]:
        """Row, columns, qualifier, code, parents, and the terms of the title."""
        single = {name for name in (self.qualifier, self.fact.code) if name}
        return frozenset({self.row, *self.columns} | self.parents | self.titles | single)


@dataclass(frozen=True)
class Book:
    """All addresses of one report, and an index from each name to the facts that bear it."""

    extraction: Extraction
    addresses: tuple[Address, ...]
    by_name: dict[str, tuple[int, ...]]
    by_fact: dict[str, Address]
    tables: dict[str, Table]
    kinds: dict[str, str]

    @functools.cached_property
    def prints_wholes(self) -> bool:
        """Whether final accounts print a 总计 of both sides, carry-over and all, beside the year's
        own 本年收入合计 and 本年支出合计."""
        return any(a.row == "总计" and a.titles & WHOLES for a in self.addresses)

    def whole(self, *, income: bool) -> str:
        """What the whole income or expenditure of the year is called here (总收入, 总支出)."""
        if self.prints_wholes:
            return "本年收入合计" if income else "本年支出合计"
        return "收入总计" if income else "支出总计"

    def bearing(self, name: str) -> tuple[Address, ...]:
        """Addresses in which the canonical name stands anywhere."""
        return tuple(self.addresses[i] for i in self.by_name.get(name, ()))

    @functools.cached_property
    def printed(self) -> str:
        """All that the report says in words, folded: to tell whether a word stands in it at all."""
        extraction = self.extraction
        words = [extraction.report.title, *(p.text for p in extraction.passages)]
        words += [row.label for table in extraction.tables for row in table.rows]
        words += [t for form in extraction.forms for t in (form.project, form.implementer or "")]
        return folded("\n".join(words))


def book_of(extraction: Extraction) -> Book:
    """The address book of one report."""
    kinds = {table.id: table_kind(table) for table in extraction.tables}
    wholes = _wholes(extraction, kinds)
    tables = {table.id: table for table in extraction.tables}
    sides = {(table.id, row.index): row.side for table in extraction.tables for row in table.rows}
    addresses = tuple(_address(fact, kinds, sides, wholes) for fact in facts_of(extraction))
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position, address in enumerate(addresses):
        for name in address.names:
            index[name].append(position)
    return Book(
        extraction=extraction,
        addresses=addresses,
        by_name={name: tuple(found) for name, found in index.items()},
        by_fact={address.fact.id: address for address in addresses},
        tables=tables,
        kinds=kinds,
    )


def _address(
    fact: Fact,
    kinds: dict[str, str],
    sides: dict[tuple[str, int], str | None],
    wholes: dict[str, str],
) -> Address:
    cell = fact.kind == "cell"
    row = int(fact.id.split("/")[2]) if cell else -1
    item = item_named(fact.row or "") if fact.kind == "statement" else None
    parents = item.above if item else fact.row_path[:-1]
    return Address(
        fact=fact,
        row=_row_name(item.name if item else fact.row or "", fact.kind == "statement"),
        columns=_columns(fact.column_path, fact.kind == "cell" and not fact.row),
        qualifier=canonical(fact.qualifier) if fact.qualifier else None,
        parents=_named(parents),
        titles=terms_in(item.said) if item else _titles(fact, wholes),
        table_kind=kinds.get(fact.table_id or "", fact.kind),
        side=sides.get((fact.table_id or "", row)) if cell else None,
    )


def _row_name(label: str, stated: bool) -> str:
    """The row's official name; a sentence may call it so with a remark in brackets behind (政府采购
    金额（以合同签订为准）), while in a table brackets tell rows apart."""
    name = canonical(label)
    return canonical(without_brackets(name)) if stated else name


@functools.lru_cache(maxsize=20_000)
def _named(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(canonical(label) for label in labels)


@functools.lru_cache(maxsize=20_000)
def _columns(path: tuple[str, ...], alone: bool) -> tuple[str, ...]:
    """The headings as names; where they stand `alone`, without a row's name, 购置费 under
    公务用车购置及运行费 is 公务用车购置费."""
    names = [heading_name(part) for part in path]
    if alone:
        for i, name in enumerate(names):
            if i and name in ("购置费", "运行费") and names[i - 1].startswith("公务用车"):
                names[i] = canonical(f"公务用车{name}")
    return tuple(names)


_YEAR_WHOLES = {"本年支出合计": "支出总计", "本年收入合计": "收入总计"}
"""What final accounts call the whole of the year; it is the 总计 of those that print no other."""
WHOLES = frozenset(_YEAR_WHOLES.values())
"""收入总计 and 支出总计."""


def _wholes(extraction: Extraction, kinds: dict[str, str]) -> dict[str, str]:
    """Which rows of final accounts are 收入总计 and 支出总计: the 总计 at the foot of either side
    (年初结转 and 年末结转 are in it), else the wholes of the year."""
    if extraction.report.kind != "final_accounts":
        return {}
    sided = [t for t in extraction.tables if kinds[t.id] in ("summary", "appropriation")]
    printed = any(canonical(row.label) == "总计" for table in sided for row in table.rows)
    return {} if printed else _YEAR_WHOLES


def _titles(fact: Fact, wholes: dict[str, str]) -> frozenset[str]:
    """Budget terms that the table's title, or the stated figure's subject, holds; with the whole
    that a total of a side is."""
    if fact.kind not in ("cell", "statement"):
        return frozenset()
    terms_held = terms_in((fact.table if fact.kind == "cell" else fact.row) or "")
    if fact.kind != "cell" or fact.report.kind != "final_accounts":
        return terms_held
    whole = wholes.get(fact.row or "") or (_side_total(fact) if not wholes else None)
    return terms_held | {whole} if whole else terms_held


def _side_total(fact: Fact) -> str | None:
    """收入总计 or 支出总计, where the row is the 总计 of that side."""
    side = folded(fact.column_path[0]) if fact.column_path else ""
    if canonical(fact.row or "") != "总计" or side not in ("收入", "支出"):
        return None
    return f"{side}总计"


@functools.lru_cache(maxsize=10_000)
def terms_in(title: str) -> frozenset[str]:
    """Budget terms (funds, measures, 三公经费, ...) in a table title or a subject."""
    text = without_brackets(folded(title))
    kinds = ("fund", "measure", "three_public", "procurement")
    held = {folded(n): t for t in terms() if t.kind in kinds for n in (t.name, *t.formal)}
    return frozenset(canonical(term.name) for name, term in held.items() if name in text)


def table_kind(table: Table) -> str:
    """What a table is, by its code family and header words: expenditure, income, summary,
    appropriation, general_public, funds, state_capital, economic, three_public, running_costs,
    projects, carryover_projects or other."""
    heads = {folded(part) for column in table.columns for part in column.path}
    words = folded(table.title)
    sides = {c.side for c in table.columns if c.side and re.search("[收支]", c.side)}
    if "三公" in words or any("因公出国" in folded(r.label) for r in table.rows[:4]):
        return "three_public"
    if any("项目名称" in head for head in heads):
        return "carryover_projects" if "上年结转" in words else "projects"
    if "国有资本" in words:
        return "state_capital"
    if "政府性基金" in words:
        return "funds"
    if sides:
        return "appropriation" if "财政拨款" in words else "summary"
    if "单位名称" in heads and table.unit:
        return "running_costs"
    if any("经济" in head for head in heads) or "人员经费" in heads:
        return "economic"
    if {"基本支出", "项目支出"} <= heads:
        return "general_public" if "一般公共预算" in words else "expenditure"
    return "income" if "收入" in words else "other"


def is_total(name: str) -> bool:
    """Whether a row or column name is only a total (合计, 本年支出合计, 预算数, 2023年, ...)."""
    return name in TOTALS or name in _YEAR_WHOLES or _YEAR_ONLY.match(name) is not None


_YEAR_ONLY = re.compile(r"(?:19|20)\d\d年?度?(?:合计|预算数|预算)?$")
