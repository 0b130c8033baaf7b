"""By which short names a question may call a department (部门简称): 商务委, 万里街道, 区财政局."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.department_names import NameBook, short_names
from assistant.planner.labels import folded
from assistant.planner.organisations import abbreviates, known_regions, of_another_region

_CALLED = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:局|委|办|街道|厅|院|中心|管委会)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Where a question names a department."""

    start: int
    end: int
    department: str
    namesakes: tuple[str, ...] = ()
    """Further departments that go by the very same name (各县的教育局)."""


_BY_KIND = (("街道办事处", ("街道办事处", "街道办", "街道")), ("镇人民政府", ("镇政府", "镇里")))
"""What the only department of its kind may be called by."""


def _of_its_kind(text: str, departments: Sequence[str]) -> Iterator[Called]:
    for ending, words in _BY_KIND:
        of_kind = [d for d in departments if d.endswith(ending)]
        for word in words if len(of_kind) == 1 else ():
            for match in re.finditer(rf"(?<![\u4e00-\u9fff]{{2}}){word}|[和与跟比]{word}", text):
                end = match.end()
                yield Called(start=end - len(word), end=end, department=of_kind[0])


def called(text: str, names: NameBook) -> list[Called]:
    """The departments that the question names, in order; by short name, else by abbreviation, else
    by their kind where they are the only one of it."""
    found: list[Called] = []
    for start, name, bearers in names.said(text):
        if _is_of_each_place(text, start):
            continue
        first, *others = bearers
        end = start + len(name)
        _add(found, Called(start=start, end=end, department=first, namesakes=tuple(others)))
    for match in _CALLED.finditer(text):
        for start in range(match.start(), match.end() - 2):
            if _is_of_each_place(text, start):
                break
            short = text[start : match.end()]
            full = [d for d in names.holding(short) if abbreviates(short, folded(d))]
            if len(full) == 1:
                _add(found, Called(start=start, end=match.end(), department=full[0]))
                break
    for each in _of_its_kind(text, names.departments):
        _add(found, each)
    kept = [k for c in found if (k := _of_this_region(text, c))]
    with_regions = (replace(c, start=_with_regions(text, c.start)) for c in kept)
    return sorted(with_regions, key=lambda c: c.start)


def _is_of_each_place(text: str, start: int) -> bool:
    """Whether a name would begin with the 县 of 各县教育局, which are those of all places."""
    return text[start] in _REGION_ENDS and text[:start].endswith(_EACH)


def _of_this_region(text: str, found: Called) -> Called | None:
    """The mention without the namesakes of other regions; None where it is of none that is held."""
    if not found.namesakes:
        return None if _of_another_region(text, found) else found
    bearers = (found.department, *found.namesakes)
    here = [
        d for d in bearers[:_TRIED] if not _of_another_region(text, replace(found, department=d))
    ]
    if not here:
        return None
    further = bearers[_TRIED:] if len(here) == _TRIED else ()
    return replace(found, department=here[0], namesakes=(*here[1:], *further))


_TRIED = 12
"""Namesakes that are looked at one by one: a region before the name rules out nearly all."""


def _with_regions(text: str, start: int) -> int:
    """Where the name begins with the larger regions before it: 吕梁市汾阳市审批局."""
    while before := next((w for w in _region_words() if text[:start].endswith(w)), None):
        start -= len(before)
    return start


@functools.cache
def _region_words() -> tuple[str, ...]:
    return tuple(region + end for region in known_regions() for end in ("", "省", "市", "区", "县"))


def elsewhere(text: str, names: NameBook) -> str | None:
    """A body of another region by the name of one that is held (上海市财政局), as it is typed."""
    for at, name, bearers in names.said(text):
        found = Called(start=at, end=at + len(name), department=bearers[0])
        if _of_another_region(text, found):
            region = _REGION_BEFORE.search(text[: at + (name[0] in _REGION_ENDS)])
            said = region[0] if region else text[_with_regions(text, at) : at]
            return said + name.lstrip(_REGION_ENDS)
    return None


def _add(found: list[Called], new: Called) -> None:
    """Keep the new one unless a longer one stands there; drop the shorter ones it covers."""
    if any(new.start < c.end and c.start < new.end and _longer(c, new) for c in found):
        return
    found[:] = [c for c in found if not (new.start < c.end and c.start < new.end)]
    found.append(new)


def _longer(one: Called, other: Called) -> bool:
    return one.end - one.start >= other.end - other.start


def by_region(text: str, names: NameBook) -> list[Called]:
    """汾阳的: a region of which there is one department stands for it."""
    found: list[Called] = []
    for region, departments in names.regions.items():
        start = text.find(region.removesuffix("市").removesuffix("区").removesuffix("县"))
        if start >= 0 and len(departments) == 1 and len(region) > 2:
            found.append(Called(start=start, end=start, department=departments[0]))
    return found if len(found) == 1 else []


_EACH = ("各", "个", "每", "些", "有")
_REGION_ENDS = "市区县旗"
_REGION_BEFORE = re.compile(r"(?!.?[各个哪每全该本有])[\u4e00-\u9fff]{2}(?:省|自治区|市|区|县|旗)$")
"""A place right before a name; 各县, 哪个区 is none."""


def _of_another_region(text: str, found: Called) -> bool:
    """上海市财政局 is not 上海市普陀区财政局: the region right before must be the nearest one."""
    if of_another_region(text, found.start, found.end, found.department):
        return True
    names = short_names(found.department)
    stretch = text[: found.end]
    body = next((name for name in reversed(names) if stretch.endswith(name)), "")
    if body:
        region = _REGION_BEFORE.search(stretch.removesuffix(body))
        return region is not None and not any(name.startswith(region[0] + body) for name in names)
    region = _REGION_BEFORE.search(text[: found.start + (text[found.start] in _REGION_ENDS)])
    return region is not None and not any(region[0] in name for name in names)
