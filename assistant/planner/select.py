"""From canonical names to exact facts (定位): every name must stand in the fact's address.

Exact fields decide: a fact that lacks one of the names is out, however similar. Among those left
the least specific one wins (no row, column or fund that was not asked for), then the table that
is meant by default: the expenditure table before summaries and income.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.planner.book import Address, Book, is_total
from assistant.planner.items import item_named
from assistant.planner.labels import folded, spellings
from index.facts import is_budgeted

TABLE_COST = {
    "three_public": 0.05,
    "running_costs": 0.05,
    "expenditure": 0.1,
    "economic": 0.15,
    "general_public": 0.2,
    "summary": 0.3,
    "appropriation": 0.4,
    "projects": 0.45,
    "income": 0.6,
    "other": 0.65,
    "funds": 0.7,
    "state_capital": 0.75,
    "carryover_projects": 0.8,
    "fund": 1.5,
    "statement": 2.0,
    "indicator": 4.0,
}
"""Which table is meant when the question does not say (缺省表次序)."""

_FUNDS = frozenset(
    {"一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What else the question says about where the figure stands."""

    table: str | None = None
    """Table id, where the question names the table."""
    side: str | None = None
    """收入 or 支出."""
    prefer: frozenset[str] = frozenset()
    """Table kinds that the wording points to."""
    measure: str | None = None
    """A stated measure: 占比, 比上年增减额, ..."""
    half: str | None = None
    accounts: bool | None = None
    """In final accounts: the figure as executed (True) or the budget set beside it (False)."""
    project: str | None = None
    year: int | None = None
    """Of another year than the report's own, printed beside it (上年预算数)."""


_SAYS_NOTHING = re.compile(
    r"部门|一般公共预算(?=财政拨款支出决算)|财政拨款(?=安排的|支出决算|支出年初|的)|安排的?|预算|支出(?=决算)|决算|年度|本年|当年|期初|总额|总计|合计|数|资金|拨款|的|各单位|全部"
)
"""Parts of a stated figure's subject that name no other figure."""


_OWN_MEASURE = {"three_public": "三公经费", "running_costs": "机关运行经费"}
"""Tables of one measure: what their totals are called."""


def select(book: Book, names: Iterable[str], hints: Hints = Hints()) -> list[list[Address]]:
    """Groups of addresses that bear all the names, best first. A group is one figure: one fact,
    or the parts of one row that the report prints under several qualifiers."""
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return []
    found = [
        (c, a) for a in _candidates(book, wanted) if (c := _cost(a, wanted, hints)) is not None
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].fact.id))
    groups: dict[tuple[str, ...], list[Address]] = {}
    for _, address in found:
        groups.setdefault(_group_key(address, wanted), []).append(address)
    return list(groups.values())


def _candidates(book: Book, wanted: tuple[str, ...]) -> list[Address]:
    rarest = min(wanted, key=lambda name: len(book.by_name.get(name, ())))
    return [a for a in book.bearing(rarest) if all(name in a.names for name in wanted)]


def _cost(address: Address, wanted: tuple[str, ...], hints: Hints) -> float | None:
    """How far the address says more than was asked; None where it is another figure."""
    if hints.table and address.fact.table_id != hints.table:
        return None
    if hints.side and address.side and hints.side not in address.side:
        return None
    if hints.accounts is not None and _is_budget(address) is hints.accounts:
        return None
    if address.fact.kind == "statement":
        return _statement_cost(address, wanted, hints)
    if hints.measure:
        return None
    if address.fact.kind in ("fund", "indicator"):
        return _form_cost(address, wanted, hints)
    if address.fact.year != (hints.year or address.fact.report.year):
        return None
    own = _OWN_MEASURE.get(address.table_kind)
    if own and own not in wanted and not {address.row, *address.columns} & set(wanted):
        return None  # its title's other words (财政拨款) lead elsewhere
    cost = TABLE_COST.get(address.table_kind, 1.0)
    if address.table_kind in hints.prefer:
        cost -= 1.0
    if address.row and address.row not in wanted and address.fact.code not in wanted:
        if not is_total(address.row):
            return None
        cost += 0.2
    extra = [c for c in _telling(address) if c not in wanted and not is_total(c)]
    cost += sum(3.0 if c in _FUNDS else 1.0 for c in extra[-1:])
    if address.qualifier and address.qualifier not in wanted:
        cost += 0.01
    return cost + 0.5 * len(address.parents - set(wanted)) * (not address.fact.code)


def _telling(address: Address) -> tuple[str, ...]:
    """The column names that tell the figure apart: not the side's own heading (支出); of a row
    without a label only the last one that means something."""
    if address.row:
        side = folded(address.side or "")
        return tuple(c for c in address.columns if c != side)
    return tuple(c for c in address.columns if not is_total(c))[-1:]


def _is_budget(address: Address) -> bool:
    """Whether a figure of final accounts is the budget set beside the outturn."""
    fact = address.fact
    return fact.report.kind == "final_accounts" and is_budgeted(fact)


def _statement_cost(address: Address, wanted: tuple[str, ...], hints: Hints) -> float | None:
    item = item_named(address.fact.row)
    said = address.row + (item.said if item else "")
    for name in wanted:
        if name not in address.names and not any(s in said for s in spellings(name)):
            return None
        for spelling in spellings(name):
            said = said.replace(spelling, "")
    if _SAYS_NOTHING.sub("", said):
        return None
    measure = address.columns[-1]
    if hints.measure:
        return 0.0 if measure == hints.measure else None
    if measure not in ("金额", "数量"):
        return None
    other_year = address.fact.year != address.fact.report.year
    return TABLE_COST["statement"] + (5.0 if other_year else 0.0) + 0.1 * bool(item and item.said)


def _form_cost(address: Address, wanted: tuple[str, ...], hints: Hints) -> float | None:
    if hints.project and address.fact.row_path[0] != hints.project:
        return None
    if address.row not in wanted:
        return None
    if hints.half and hints.half not in address.columns:
        return None
    half = 0.0 if "年度" in address.columns else 0.3
    whole = 0.0 if "资金总额" in address.columns or address.columns[-1] in wanted else 3.0
    return TABLE_COST[address.fact.kind] + half + whole


def _group_key(address: Address, wanted: tuple[str, ...]) -> tuple[str, ...]:
    fact = address.fact
    if address.qualifier and address.qualifier not in wanted:
        return (fact.table_id or "", address.row, *address.columns)
    return (fact.id,)
