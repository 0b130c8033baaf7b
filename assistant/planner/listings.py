"""Questions about whole tables and about the catalogue of services (报表、目录)."""

import re
from dataclasses import replace

from assistant.planner.labels import folded
from assistant.planner.organisations import abbreviates
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text, Unclear
from index.records import CatalogueEntry, Table

_EMPTY = re.compile(
    r"空表|空的|空白|没有?数据|无数据|有数据|有没有数|有数吗|写了什么|什么数|为空|没数|有内容"
)
_HOW_MANY = re.compile(
    r"(?:多少|几)(?:个)?(?:条目|条|项|个|种|类|领域|行业|板块)(?:领域|行业|板块)?"
)
_LISTED = re.compile("目录|领域|条目|服务事项")
_CATALOGUE = re.compile(r"目录|条目|代码|编码|购买服务|[a-z]\d{2,6}")


def tables(context: Context) -> QueryPlan | None:
    """Whether a table is empty, which ones are, how many tables there are."""
    every = context.view.extraction.tables
    if context.table:
        chosen = [t for t in every if t.id == context.table]
        asks = _EMPTY.search(context.text) or (
            chosen and chosen[0].empty and not context.of("name")
        )
        return _about(context, chosen, "one") if asks else None
    of_name = _table_of_a_name(context)
    if of_name:
        return of_name
    if re.search(r"(?:哪|几|多少).{0,4}表.{0,6}(?:空|没有?数据|无数据)|空表|空白表", context.text):
        return _about(context, [t for t in every if t.empty], "empty")
    if re.search(
        r"(?:几|多少|哪些|哪几|有什么)张?(?:个)?(?:报|预算|公开)?表(?!示|明|述|现|扬)", context.text
    ):
        return _about(context, list(every), "all")
    return None


def _table_of_a_name(context: Context) -> QueryPlan | None:
    """三公经费表是空表吗: of the table that is called by what it is of, with a figure in it."""
    if not _EMPTY.search(context.text):
        return None
    for mention in context.of("name", "absent"):
        behind = context.text[mention.end :]
        if not re.match(r"(?:的|支出|收入)?(?:预算|决算)?(?:明细)?表(?!示|明|述)", behind):
            continue
        every = context.view.extraction.tables
        bearing = [t for t in every if mention.text in folded(t.title)]
        own = figure_of(context, (mention.values[0],))
        held = context.view.book.by_fact[own.facts[0]].fact.table_id if own else None
        chosen = [t for t in bearing if t.id == held] or bearing[:1]
        about = _about(context, chosen, "one")
        if about:
            within = own is not None and chosen[0].id == held
            return replace(about, figures=(own,) if own and within else ())
    return None


def _about(context: Context, chosen: list[Table], name: str) -> QueryPlan | None:
    if not chosen:
        return None
    indices = [context.view.extraction.tables.index(t) for t in chosen]
    report = context.view.report.id
    return QueryPlan(
        operation="tables",
        report=report,
        texts=tuple(Text(kind="table", report=report, index=i) for i in indices),
        set_name=name,
    )


def catalogue(context: Context) -> QueryPlan | Unclear | None:
    """What a code of the catalogue is, which code a service has, what a sector may buy, and how
    many entries there are."""
    entries = context.view.extraction.catalogue
    if not entries or not (context.of("entry", "sector") or _CATALOGUE.search(context.text)):
        return None
    codes = {v for m in context.of("entry") for v in m.values}
    sectors = [s for s in dict.fromkeys(e.sector for e in entries) if s in context.text]
    counted = _counted(context, entries, sectors) if not codes else None
    if counted:
        return counted
    found = [
        i for i, e in enumerate(entries) if e.code in codes and (not sectors or e.sector in sectors)
    ]
    if not found and sectors and "目录" in context.text:
        found = [i for i, e in enumerate(entries) if e.sector in sectors and e.level >= 3]
    if not found and re.search(r"(?<![a-z])a\d{2,6}", context.text):
        code = re.search(r"a\d{2,6}", context.text)
        what = code[0].upper() if code else ""
        return Unclear(kind="not_found", message=f"目录中没有代码「{what}」。")
    if not found:
        found = _by_words(context, entries)
    if not found and "目录" in context.text and context.has("list"):
        return _plan(context, _first_of_sectors(entries), "sectors", "")
    return _plan(context, found[:40], "entries", "、".join(sectors)) if found else None


def _plan(context: Context, found: list[int], set_name: str, subject: str) -> QueryPlan:
    report = context.view.report.id
    texts = [Text(kind="catalogue", report=report, index=i) for i in found]
    if set_name == "entries" and re.search("依据|文号|哪个文|什么文|文件", context.text):
        texts += [Text(kind="passage", report=report, index=i) for i in _grounds(context)]
    return QueryPlan(
        operation="catalogue",
        report=report,
        texts=tuple(texts),
        set_name=set_name,
        subject=subject,
    )


def _grounds(context: Context) -> list[int]:
    """The paragraphs that say on which document the catalogue rests."""
    return [
        p.index
        for p in context.view.extraction.passages
        if p.headings and "目录" in p.headings[-1] and not p.term
    ][:1]


def _counted(
    context: Context, entries: tuple[CatalogueEntry, ...], sectors: list[str]
) -> QueryPlan | None:
    """目录一共多少条, 四级有多少项, 某领域多少条, 分几个领域."""
    said = _HOW_MANY.search(context.text)
    if said is None or not (_LISTED.search(context.text) or context.of("sector")):
        return None
    if re.search("领域|行业|部门|板块", said[0]) and not sectors:
        return _plan(context, _first_of_sectors(entries), "sectors", "领域")
    level = re.search("([一二三四1234])级", context.text)
    depth = "一二三四1234".index(level[1]) % 4 + 1 if level else None
    found = [
        i
        for i, e in enumerate(entries)
        if (not sectors or e.sector in sectors) and depth in (None, e.level)
    ]
    named = f"{'、'.join(sectors)}领域" if sectors else ""
    return _plan(context, found, "counted", f"{named}{level[0] if level else ''}")


def _first_of_sectors(entries: tuple[CatalogueEntry, ...]) -> list[int]:
    return sorted({e.sector: i for i, e in reversed(list(enumerate(entries)))}.values())


def _by_words(context: Context, entries: tuple[CatalogueEntry, ...]) -> list[int]:
    """Entries whose whole name stands in the question, that the question's rest is part of, or
    that a stretch of it shortens."""
    if not re.search("目录|代码|编码|编号", context.text):
        return []
    whole = [i for i, e in enumerate(entries) if e.level >= 3 and folded(e.name) in context.text]
    if whole or "目录" not in context.text:
        return whole
    rests = [m.text for m in context.rests if len(m.text) >= 2]
    part = [i for i, e in enumerate(entries) if any(rest in folded(e.name) for rest in rests)][:10]
    return part or _shortened(context, entries)


def _shortened(context: Context, entries: tuple[CatalogueEntry, ...]) -> list[int]:
    """Entries of which the wording before 在…目录 or 的代码 is a shortened name (政务窗口服务)."""
    wording = re.split("在|的|是|[,，]|目录|代码|编码", context.text)[0]
    if len(wording) < 4:
        return []
    fits = [i for i, e in enumerate(entries) if abbreviates(wording, folded(e.name))]
    return fits[:10]
