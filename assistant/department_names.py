"""By which names a department goes (部门简称): 商务委, 万里街道, 区财政局, 2025年商务委."""

import functools
import re
import unicodedata

from index.records import Report

_REGION = re.compile(r"^[\u4e00-\u9fff]{2,3}?(?:省|自治区|市|区|县|旗)")
_SHORT_ENDINGS = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("街道办事处", "街道"),
    ("管理委员会", "管委会"),
)
_PLAIN_ENDINGS = ("局", "委", "办", "街道", "厅", "中心")


@functools.lru_cache(maxsize=4096)
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


def shortest_formal(department: str) -> str:
    """How an answer calls a department among others: without regions, with its short ending."""
    names = [n for n in short_names(department) if len(n) >= 3 and not _REGION.match(n)]
    plain = [n for n in names if n.endswith(_PLAIN_ENDINGS)]
    return min(plain or names or [department], key=len)


def report_name(report: Report) -> str:
    """How an answer calls a report among others: 2025年商务委."""
    department = shortest_formal(report.department) if report.department else report.title
    return f"{report.year}年{department}" if report.year else department
