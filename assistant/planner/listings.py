"""Questions about whole tables and about the catalogue of services (报表、目录)."""

import re

from assistant.planner.labels import folded
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan, Text, Unclear
from index.records import CatalogueEntry, Table

_EMPTY = re.compile(
    r"空表|空的|空白|没有?数据|无数据|有数据|有没有数|有数吗|写了什么|什么数|为空|没数|有内容"
)
_CATALOGUE = re.compile(r"目录|代码|编码|购买服务|[a-z]\d{2,6}")


def tables(context: Context) -> QueryPlan | None:
    """Whether a table is empty, which ones are, how many tables there are."""
    every = context.view.extraction.tables
    if context.table:
        chosen = [t for t in every if t.id == context.table]
        asks = _EMPTY.search(context.text) or (
            chosen and chosen[0].empty and not context.of("name")
        )
        return _about(context, chosen, "one") if asks else None
    if re.search(r"(?:哪|几|多少).{0,4}表.{0,6}(?:空|没有?数据|无数据)|空表|空白表", context.text):
        return _about(context, [t for t in every if t.empty], "empty")
    if re.search(
        r"(?:几|多少|哪些|哪几|有什么)张?(?:个)?(?:报|预算|公开)?表(?!示|明|述|现|扬)", context.text
    ):
        return _about(context, list(every), "all")
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
    """What a code of the catalogue is, which code a service has, what a sector may buy."""
    entries = context.view.extraction.catalogue
    if not entries or not (context.of("entry", "sector") or _CATALOGUE.search(context.text)):
        return None
    codes = {v for m in context.of("entry") for v in m.values}
    sectors = [s for s in dict.fromkeys(e.sector for e in entries) if s in context.text]
    found = [
        i for i, e in enumerate(entries) if e.code in codes and (not sectors or e.sector in sectors)
    ]
    if not found and sectors and "目录" in context.text:
        found = [i for i, e in enumerate(entries) if e.sector in sectors and e.level >= 3]
    if not found and "目录" in context.text and context.has("count", "list"):
        return _sectors(context, entries)
    if not found and re.search(r"(?<![a-z])a\d{2,6}", context.text):
        code = re.search(r"a\d{2,6}", context.text)
        what = code[0].upper() if code else ""
        return Unclear(kind="not_found", message=f"目录中没有代码「{what}」。")
    if not found:
        found = _by_words(context, entries)
    report = context.view.report.id
    if not found:
        return None
    return QueryPlan(
        operation="catalogue",
        report=report,
        texts=tuple(Text(kind="catalogue", report=report, index=i) for i in found[:40]),
        set_name="entries",
        top=len(found),
        subject="、".join(sectors),
    )


def _sectors(context: Context, entries: tuple[CatalogueEntry, ...]) -> QueryPlan:
    report = context.view.report.id
    first = {e.sector: i for i, e in reversed(list(enumerate(entries)))}
    return QueryPlan(
        operation="catalogue",
        report=report,
        texts=tuple(Text(kind="catalogue", report=report, index=i) for i in sorted(first.values())),
        set_name="sectors",
        top=len(entries),
    )


def _by_words(context: Context, entries: tuple[CatalogueEntry, ...]) -> list[int]:
    """Entries whose whole name stands in the question, or that the question's rest is part of."""
    if "目录" not in context.text:
        return []
    whole = [i for i, e in enumerate(entries) if e.level >= 3 and folded(e.name) in context.text]
    if whole:
        return whole
    rests = [m.text for m in context.rests if len(m.text) >= 2]
    return [i for i, e in enumerate(entries) if any(rest in folded(e.name) for rest in rests)][:10]
