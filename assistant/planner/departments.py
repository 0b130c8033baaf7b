"""By which short names a question may call a department (部门简称): 商务委, 万里街道, 区财政局."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.department_names import short_names
from assistant.planner.labels import folded
from assistant.planner.organisations import abbreviates
from index.records import Report

_CALLED = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:局|委|办|街道|厅|院|中心|管委会)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Where a question names a department."""

    start: int
    end: int
    department: str


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


def by_region(text: str, reports: Sequence[Report]) -> list[Called]:
    """汾阳的: a region of which there is one department stands for it."""
    found: list[Called] = []
    for region in {r.region for r in reports if r.region}:
        departments = {r.department for r in reports if r.region == region and r.department}
        start = text.find(region.removesuffix("市").removesuffix("区").removesuffix("县"))
        if start >= 0 and len(departments) == 1 and len(region) > 2:
            found.append(Called(start=start, end=start, department=departments.pop()))
    return found if len(found) == 1 else []
