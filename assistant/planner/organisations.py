"""Which organisation a question means (机构): full names, abbreviations, 本级, strangers."""

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.planner.labels import folded
from assistant.planner.mentions import Mention, fillers
from index.records import Extraction

_SUFFIX = (
    "(?:管理局|委员会|办事处|管委会|局(?!面|部|限|势)|委(?!托|员|派)|中心|街道|办公室|"
    "(?:财政|公安|教育|民政|交通|水利|农业|文化|商务|科技|司法|环境|资源|建设|工信|卫生)厅|"
    "医院|法院|检察院|学院|学校|大学|中学|小学|派出所|事务所|镇|集团|协会|党校|公安)"
)
_ORGANISATION = re.compile(rf"[\u4e00-\u9fff]{{1,14}}?{_SUFFIX}")
_FOREIGN_REGION = re.compile(r"([\u4e00-\u9fff]{2,3}(?:市|县|区|省))$")
_HEAD_OFFICE = (
    *("局里自己", "局自己", "局本身", "机关本身", "局本级", "委本级", "办本级", "厅本级"),
    *("本级机关", "机关本级", "局机关", "委机关", "本级", "局本部", "机关本部"),
)
_BODIES = re.compile(
    r"(?:(?:省|市|区|县|乡|镇)(?:委|政府)|政协|人大|纪委|妇联|团委|法院|检察院)(?=的|多少|预算|有|今年|20\d\d)"
)
"""Bodies with names of two characters."""
_NOT_AN_ORGANISATION = re.compile(
    r"(?:数字证书|评审专家|政务大厅|服务大厅|办公|住所|场所|厕所|车站|网站|一所|几所|所有|所以|核心|院子|什么所|哪个中心|哪个局|哪家)"
)


def organisations_of(extraction: Extraction) -> tuple[str, ...]:
    """The organisations that the report knows: the department, and the units that spend."""
    names = [extraction.report.department, *(form.implementer for form in extraction.forms)]
    for table in extraction.tables:
        if any("单位名称" in part for column in table.columns for part in column.path):
            names += [row.label for row in table.rows if "合计" not in row.label]
    return tuple(dict.fromkeys(name for name in names if name))


def organisation_mentions(text: str, extraction: Extraction) -> tuple[list[Mention], list[Mention]]:
    """Mentions of known organisations, and of organisations that the report does not know."""
    known = organisations_of(extraction)
    department = extraction.report.department
    found = [
        _mention(text, match.start(), match.end(), department)
        for office in _HEAD_OFFICE
        for match in re.finditer(office, text)
        if department
    ]
    strangers = [
        Mention(start=m.start(), end=m.end(), text=m[0], kind="rest", values=(m[0],))
        for m in _BODIES.finditer(text)
    ]
    for match in _ORGANISATION.finditer(text):
        mention = _identified(text, match.start(), match.end(), known, extraction)
        if mention and _elsewhere(text, mention, extraction):
            strangers.append(
                Mention(start=match.start(), end=match.end(), text=match[0], kind="rest", values=())
            )
        elif mention:
            found.append(mention)
        elif stranger := _stranger(text, match.start(), match.end(), extraction):
            strangers.append(stranger)
    placed = {(m.start, m.end) for m in found}
    found += [m for m in _by_whole_name(text, known) if (m.start, m.end) not in placed]
    return found, strangers


def _by_whole_name(text: str, known: Iterable[str]) -> Iterator[Mention]:
    """Units whose printed name stands in the question word for word, whatever it ends with
    (某县救助管理站, 某县文化馆)."""
    for name in known:
        start = text.find(folded(name)) if len(folded(name)) >= _WHOLE_NAME else -1
        if start >= 0:
            yield _mention(text, start, start + len(folded(name)), name)


_WHOLE_NAME = 5
"""Characters from which on a printed name is no everyday word."""


def _elsewhere(text: str, mention: Mention, extraction: Extraction) -> bool:
    """Whether another region stands right before the name (某市行政审批局)."""
    own = folded(f"{extraction.report.region or ''}{extraction.report.title}")
    before = text[: mention.start + 1]
    region = re.search(
        r"([\u4e00-\u9fff]{2}(?:市|县|区|省|州|盟))$", before
    ) or _FOREIGN_REGION.search(text[: mention.start])
    return region is not None and region[1] not in own


def _identified(
    text: str, start: int, end: int, known: Iterable[str], extraction: Extraction
) -> Mention | None:
    """The longest tail of the stretch that abbreviates a known organisation, unless a longer tail
    is the printed name of another one."""
    for begin in range(start, end - 1):
        matches = [name for name in known if abbreviates(text[begin:end], folded(name))]
        if not matches:
            continue
        if any(_printed(text[k:end], extraction) for k in range(max(start, begin - 8), begin)):
            return None
        matches = [n for n in matches if not of_another_region(text, begin, end, n)]
        if not matches:
            return None
        exact = [name for name in matches if folded(name).endswith(text[begin:end])]
        return _mention(text, begin, end, min(exact or matches, key=len))
    return None


@functools.cache
def known_regions() -> tuple[str, ...]:
    """Provinces, prefectures and the districts of the large cities, by their short names."""
    lines = Path(__file__).with_name("regions.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def of_another_region(text: str, start: int, end: int, full: str) -> bool:
    """临汾市审批局 is not 汾阳's, 上海财政局 not the district's: a known region that the stretch
    begins with, cuts or stands right behind must be the nearest one of the full name."""
    own = re.findall(r"([\u4e00-\u9fff]{2,3}?)(?:省|自治区|市|区|县|旗)", full)
    if not own or own[-1] in text[max(0, start - len(own[-1]) - 1) : end]:
        return False
    for region in known_regions():
        at = text.rfind(region, 0, start + len(region))
        behind = at + len(region) + (text[at + len(region) :][:1] in tuple("省市区县旗"))
        if 0 <= at <= start <= behind and region not in own[-1]:
            return True
    return False


def abbreviates(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in order, with the same ending."""
    if len(short) < 3 or not full.endswith(short[-1]):
        return False
    position = 0
    for character in short:
        position = full.find(character, position) + 1
        if not position:
            return False
    return True


def _stranger(text: str, start: int, end: int, extraction: Extraction) -> Mention | None:
    while start < end - 2:
        step = next((n for n in range(6, 0, -1) if text[start : start + n] in fillers()), 0)
        if not step or end - start - step < 3:  # 财政 of 财政局 is no filler there
            break
        start += step
    name = re.split(r"[是的在和与有给为]", text[start:end])[-1]
    start = end - len(name)
    if (
        len(name) < 3
        or name in fillers()
        or _NOT_AN_ORGANISATION.search(name)
        or _printed(name, extraction)
    ):
        return None
    return Mention(start=start, end=end, text=name, kind="rest", values=(name,))


def _printed(name: str, extraction: Extraction) -> bool:
    """Whether the report itself names it as one of its own: in a project, or as part of its
    structure."""
    structure = (
        p for p in extraction.passages if p.headings and re.search("机构|职责|构成", p.headings[-1])
    )
    return any(name in folded(passage.text) for passage in structure) or any(
        name in folded(form.project) for form in extraction.forms
    )


def _mention(text: str, start: int, end: int, name: str | None) -> Mention:
    return Mention(
        start=start, end=end, text=text[start:end], kind="organisation", values=(name or "",)
    )
