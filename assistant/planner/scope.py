"""Which reports a question is about (范围): department, year and kind come before all else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.department_names import NameBook, names_of
from assistant.planner.departments import Called, by_region, called, elsewhere
from assistant.planner.held import (
    counts_all,
    departments_of,
    held_against,
    meant_by_number,
    no_such_body,
    no_such_year,
)
from assistant.query_plan import Question, Reading, Unclear
from index.records import Report

_WITHIN_NAMES = re.compile(
    r"截[至止]到?20\d\d年\d{1,2}月(?:\d{1,2}日)?|(?:19|20)?\d\d年?结转|[\[〔【(（](?:19|20)\d\d[\])〕】）]|\d{4}年?\d{3,}"
)
_COMPARED_YEAR = re.compile(r"(?:比|较|和|跟|与|同)(?:19|20)\d\d年")
_EVERYONE = re.compile(
    r"(?:哪个(?:部门|单位|街道|局|委)|哪家(?:部门|单位)?)(?!来?(?:负责|实施|承担|牵头|主管|在?管|做|用|执行))|各(?:个)?(?:部门|家)|所有(?:的)?(?:部门|报告|单位)"
    r"|最(?:多|高|大|少|低|小)的(?:部门|街道|委办局)|部门(?:里|中)?(?:是谁|谁)"
    r"|从[高低大小多少]到[高低大小多少][^，。]{0,10}部门|部门[^，。]{0,14}从[高低大小多少]到"
    r"|(?:几|三|四|五|六|两)(?:个|家)部门|每个部门|部门(?:之间|排名)|全部部门|哪一(?:个|家)(?:部门|单位)(?!来?(?:负责|实施|承担|牵头|主管))"
    r"|[几三四五六两\d](?:个|家)单位(?:里|中|当中|之中)?(?:谁|哪)"
)
_EVERY_REPORT = re.compile(
    r"哪(?:一)?(?:个|份)?报告|哪(?:一)?份|(?:这|那)?(?:几|所有|全部|各|每|[两二三四五六七八九十\d])+份报告"
)
_LAST_YEAR = re.compile(r"去年|上年(?!结转|末|度结转)|上一年")
_SINCE_LAST_YEAR = re.compile(r"[比较跟和与同](?:去年|上年|上一年)")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)年|(?<!\d)20(\d\d)(?!\d)")
MOST_SET_BESIDE = 8
"""Reports that are all read for one question; of more, the names decide which are read."""

_BOTH_YEARS = re.compile(
    r"这两年|两年|历年|逐年|年年|每年的|哪(?:一)?(?:个)?年度?(?!购|买).*?(?:多(?!少)|(?<!多)少|高|低|大|小)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The reports meant, in the order in which the question names them."""

    reports: tuple[Report, ...]
    spans: tuple[tuple[int, int], ...] = ()
    """Where the question names departments: said already, so not to be looked for again."""
    everyone: bool = False
    """Whether a comparison over all reports is asked for."""
    unnamed: bool = False
    """Whether nothing was named and several reports could be meant."""
    namesakes: bool = False
    """Whether departments of several places go by the name that the question uses."""


def scope_of(question: Question, reports: Sequence[Report], previous: Reading) -> Scope | Unclear:
    """The reports meant, or why there are none."""
    names = names_of(reports)
    named = called(question.text, names)
    spans = tuple((c.start, c.end) for c in named)
    if not named and (foreign := elsewhere(question.text, names)):
        return no_such_body(foreign, reports)
    named = [_told_apart(c, named, question, names, reports, previous) for c in named]
    named = named or by_region(question.text, names)
    everyone = _asks_everyone(question, reports)
    fitting = _of_departments(named, reports, previous, everyone)
    if not named and (everyone or (len(reports) > MOST_SET_BESIDE and not previous.report)):
        fitting, place = _of_region(question, names, fitting)
        spans = (*spans, *place) if everyone else spans
    if previous.defaulted and not _years_held(question, fitting):
        fitting = list(reports)
    paired = _paired(question, named, fitting)
    if paired:
        return Scope(reports=paired, spans=spans)
    last = _last_years(question, fitting, reports)
    if last:
        return Scope(reports=last, spans=(*spans, *_places(_LAST_YEAR, question.text)))
    years = _with_compared(question, _years(question, fitting), fitting, previous)
    chosen = [r for r in fitting if not years or r.year in years]
    if not chosen:
        return no_such_year(years, fitting)
    chosen = _of_kinds(question, chosen, departments_of(chosen) if len(named) > 1 else ())
    if any(c.namesakes for c in named):
        if not re.search(_EACH_PLACE, question.text):
            return Scope(reports=tuple(chosen), spans=spans, namesakes=True)
        chosen, everyone = chosen if years else _latest_each(chosen), True
    elif len({r.department for r in chosen}) == 1:
        chosen = _of_one_department(question, chosen, years, previous)
    elif not named and not everyone:
        return Scope(reports=tuple(chosen), spans=spans, unnamed=True)
    elif not years and not _EVERY_REPORT.search(question.text):
        chosen = _latest_each(chosen)
    ordered = held_against(question, named, _in_order(chosen, named, years), reports, previous)
    scope = Scope(reports=ordered, spans=spans, everyone=everyone)
    return scope if named else meant_by_number(question, chosen, previous) or scope


def _asks_everyone(question: Question, reports: Sequence[Report]) -> bool:
    asked = _EVERYONE.search(question.text) or _EVERY_REPORT.search(question.text)
    return bool(asked) or counts_all(question, reports)


def _places(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple((m.start(), m.end()) for m in pattern.finditer(text))


def _of_departments(
    named: Sequence[Called], reports: Sequence[Report], previous: Reading, everyone: bool
) -> list[Report]:
    if named:
        departments = {d for c in named for d in (c.department, *c.namesakes)}
        return [r for r in reports if r.department in departments]
    before = next((r for r in reports if r.id == previous.report), None)
    if before and not everyone:
        return [r for r in reports if r.department == before.department]
    return list(reports)


def _told_apart(
    found: Called,
    named: Sequence[Called],
    question: Question,
    names: NameBook,
    reports: Sequence[Report],
    previous: Reading,
) -> Called:
    """Of several departments of one name the one whose region is told, or that was spoken of."""
    if not found.namesakes:
        return found
    bearers = (found.department, *found.namesakes)
    here = {d for region in names.regions_said(question.text) for d in names.regions[region]}
    before = {r.department for r in reports if r.id == previous.report}
    clear = {c.department for c in named if not c.namesakes}
    for narrower in (clear, here, before):
        meant = [d for d in bearers if d in narrower]
        if len(meant) == 1:
            return replace(found, department=meant[0], namesakes=())
    return found


_EACH_PLACE = r"(?:哪(?:一)?(?:个|些)|各|所有|全部|每个)(?:地方|县|市|区|地)"
"""哪个县的教育局: departments of one name are to be set against each other."""


def _of_region(
    question: Question, names: NameBook, reports: list[Report]
) -> tuple[list[Report], tuple[tuple[int, int], ...]]:
    """Among many reports those of the one region that the question names, and where it does."""
    said = names.regions_said(question.text)
    if len(said) != 1:
        return reports, ()
    return [r for r in reports if r.region == said[0]], names.place_of(said[0], question.text)


def _years_held(question: Question, reports: Sequence[Report]) -> bool:
    """Whether a report that nobody named covers the years now asked about."""
    years = _years(question, reports)
    return not years or any(r.year in years for r in reports)


def _paired(
    question: Question, named: Sequence[Called], fitting: Sequence[Report]
) -> tuple[Report, ...]:
    """甲2024年和乙2025年: each department with the year that stands right behind (or before) it."""
    places = [(m.start(), m.end(), 2000 + int(m[1] or m[2])) for m in _YEARS(question.text)]
    if len(named) < 2 or len({year for *_, year in places}) < 2:
        return ()
    behind = [next((y for s, _, y in places if 0 <= s - c.end <= 1), None) for c in named]
    before = [next((y for _, e, y in places if 0 <= c.start - e <= 1), None) for c in named]
    years = behind if all(behind) else before
    found = [
        next((r for r in fitting if (r.department, r.year) == (c.department, y)), None)
        for c, y in zip(named, years, strict=True)
    ]
    return tuple(dict.fromkeys(r for r in found if r)) if all(found) else ()


_YEARS = _NAMED_YEAR.finditer


def _last_years(
    question: Question, fitting: Sequence[Report], reports: Sequence[Report]
) -> tuple[Report, ...]:
    """去年 is the year before the latest report's: that year's report of the one department meant,
    beside the latest where the two are compared; none where there is no such report."""
    if question.years or not _LAST_YEAR.search(question.text) or len(reports) < 2:
        return ()
    if len({r.department for r in fitting}) != 1 or _NOT_A_REPORT.search(question.text):
        return ()
    now = max((r.year or 0) for r in reports)
    latest = max(fitting, key=lambda r: r.year or 0)
    earlier = next((r for r in fitting if r.year == now - 1), None)
    if earlier is None:
        return ()
    if _SINCE_LAST_YEAR.search(question.text):
        return (latest, earlier) if latest is not earlier else ()
    return (earlier,)


_NOT_A_REPORT = re.compile(r"(?:去年|上年|上一年)(?:剩|结转|没|留|余)|为什么|原因|为何")


def _with_compared(
    question: Question, years: tuple[int, ...], fitting: Sequence[Report], previous: Reading
) -> tuple[int, ...]:
    """比2024年: the year spoken of (or the latest) comes with the one that it is compared with; a
    reason is given in the report of the later year alone."""
    compared = {int(m[0][1:5]) for m in _COMPARED_YEAR.finditer(question.text)}
    if "reason" in question.cues and len(years) > 1:
        return tuple(y for y in years if y not in compared) or years
    if not compared or set(years) - compared or len(years) != 1:
        return years
    before = next((r.year for r in fitting if r.id == previous.report), None)
    later = before or max((r.year or 0) for r in fitting)
    if later in (None, *years):
        return years
    return (later,) if "reason" in question.cues else (later, *years)


def _years(question: Question, fitting: Sequence[Report]) -> tuple[int, ...]:
    """The years asked about; those within names, and the year before a report's own where there is
    no report of that year (its prose may state it), do not narrow the choice."""
    text = _WITHIN_NAMES.sub("", question.text)
    held = {r.year for r in fitting}
    asked = [y for y in question.years if re.search(rf"{y}|{y % 100}年", text)]
    strange = tuple(y for y in asked if y not in held and y + 1 not in held)
    strange = tuple(y for y in strange if not re.search(rf"{y}年?(?:买|购)", text))
    if strange:
        return strange
    if any(y in held for y in asked):
        return tuple(y for y in asked if y in held)
    # the year before a report's own is asked of that very report, never of a later one
    return tuple(y + 1 for y in asked if y + 1 in held)


def _of_kind(question: Question, reports: list[Report]) -> list[Report]:
    """决算 and 预算 are kept apart where both are there."""
    if re.search(r"决算|实际(?:支出|花)", question.text):
        return [r for r in reports if r.kind == "final_accounts"] or reports
    if "预算" in question.text and len(reports) > 1:
        return [r for r in reports if r.kind == "budget"] or reports
    return reports


def _of_kinds(question: Question, reports: list[Report], bodies: Sequence[str]) -> list[Report]:
    """The same for each of several departments by itself: each has a kind of its own."""
    if len(bodies) < 2:
        return _of_kind(question, reports)
    apart = ([r for r in reports if r.department == body] for body in bodies)
    return [r for own in apart for r in _of_kind(question, own)]


def _of_one_department(
    question: Question, reports: list[Report], years: Sequence[int], previous: Reading
) -> list[Report]:
    """One department's reports: those of the years named, all for 这两年, else the one spoken of,
    else the latest."""
    if len(reports) == 1 or len(years) > 1 or _BOTH_YEARS.search(question.text):
        return reports
    if years:
        return reports[:1]
    before = [r for r in reports if r.id == previous.report]
    return before[:1] or [max(reports, key=lambda r: r.year or 0)]


def _latest_each(reports: Sequence[Report]) -> list[Report]:
    """The latest report of each department."""
    latest: dict[str | None, Report] = {}
    for report in reports:
        known = latest.get(report.department)
        if known is None or (report.year or 0) > (known.year or 0):
            latest[report.department] = report
    return list(latest.values())


def _in_order(
    reports: Sequence[Report], named: Sequence[Called], years: Sequence[int]
) -> tuple[Report, ...]:
    order = [c.department for c in named]
    if not order and len(years) < 2:
        return tuple(reports)

    def place(report: Report) -> tuple[int, int]:
        whose, year = report.department, report.year
        first = order.index(whose) if whose in order else len(order)
        return first, years.index(year) if year and year in years else len(years)

    return tuple(sorted(reports, key=place))
