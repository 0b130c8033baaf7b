"""By which short names a question may call a department (部门简称): 商务委, 万里街道, 区财政局."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.planner.labels import folded
from assistant.planner.organisations import abbreviates

_REGION = re.compile(r"^[\u4e00-\u9fff]{2,3}?(?:省|自治区|市|区|县|旗)")
_SHORT_ENDINGS = (("委员会", "委"), ("办公室", "办"), ("街道办事处", "街道"), ("管理委员会", "管委会"))
_CALLED = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:局|委|办|街道|厅|院|中心|管委会)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Where a question names a department."""

    start: int
    end: int
    department: str


@functools.lru_cache(maxsize=4096)
def short_names(department: str) -> tuple[str, ...]:
    """The department's names from the full one to the shortest, longest first: without its regions,
    without 人民政府, with the usual short endings."""
    names = {folded(department)}
    rest = folded(department)
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
    return tuple(sorted((n for n in names if len(n) >= 2), key=len, reverse=True))


def called(text: str, departments: Iterable[str]) -> list[Called]:
    """The departments that the question names, in order; by short name, else by abbreviation."""
    departments = tuple(dict.fromkeys(departments))
    found: list[Called] = []
    for department in departments:
        for name in short_names(department):
            for match in re.finditer(re.escape(name), text):
                _add(found, Called(start=match.start(), end=match.end(), department=department))
    for match in _CALLED.finditer(text):
        for start in range(match.start(), match.end() - 2):
            full = [d for d in departments if abbreviates(text[start : match.end()], folded(d))]
            if len(full) == 1:
                _add(found, Called(start=start, end=match.end(), department=full[0]))
                break
    return sorted(found, key=lambda c: c.start)


def _add(found: list[Called], new: Called) -> None:
    """Keep the new one unless a longer one stands there; drop the shorter ones it covers."""
    if any(new.start < c.end and c.start < new.end and _longer(c, new) for c in found):
        return
    found[:] = [c for c in found if not (new.start < c.end and c.start < new.end)]
    found.append(new)


def _longer(one: Called, other: Called) -> bool:
    return one.end - one.start >= other.end - other.start


def shortest_formal(department: str) -> str:
    """How an answer calls a department among others: without regions, with its short ending."""
    names = [n for n in short_names(department) if len(n) >= 3 and not _REGION.match(n)]
    plain = [n for n in names if n.endswith(("局", "委", "办", "街道", "厅", "中心"))]
    return min(plain or names or [department], key=len)
