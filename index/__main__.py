"""`python -m index`: build the store, show and export what is in it, list what does not
reconcile."""

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from index.build import build as build_store
from index.build import cores, is_stale
from index.collector import collect_rarely
from index.corpus import Corpus
from index.errors import BudgetError
from index.export import write_csv, write_xlsx
from index.offline import stay_offline
from index.progress import in_words, named, show_progress
from index.records import Extraction, Finding, Outline, Report, Table
from index.settings import store_path, store_shown
from index.sheets import Contents, all_findings, all_spending, all_tables, with_source
from index.show import (
    aligned_text,
    choices,
    csv_text,
    finding_object,
    finding_text,
    json_text,
    matching,
    report_names,
    report_object,
    reports_grid,
    table_caption,
    table_grid,
    table_names,
    table_object,
    tables_grid,
)

Thing = TypeVar("Thing", Report, Table)

DONE, STALE, NOT_FOUND_OR_BROKEN, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is that of the contract."""
    stay_offline()
    collect_rarely()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
    options = parser().parse_args(arguments)
    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except BudgetError as error:
        print(error, file=sys.stderr)
        return NOT_FOUND_OR_BROKEN
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; keep the interpreter from flushing into the void.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(prog="python -m index", description="明账：报告索引")
    commands = whole.add_subparsers(required=True, metavar="build | show | audit | export | fresh")
    for name, command, words in (
        ("build", build, "读取报告，建立索引"),
        ("show", show, "列出报告、表，或显示一张表"),
        ("audit", audit, "列出勾稽核对发现的问题"),
        ("export", export, "把表、支出明细或勾稽发现存为 XLSX 或 CSV 文件"),
        ("fresh", fresh, "索引是否与这些报告一致（一致为 0）"),
    ):
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(command=command)
        one.add_argument("--store", help="索引目录（默认 BUDGET_STORE，其次 .store）")
        if command in (build, fresh):
            one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="报告文件或文件夹")
        else:
            one.add_argument("report", nargs="?", help="报告名称中的一部分")
        if command in (show, export):
            one.add_argument("table", nargs="?", help="表号或表名中的一部分")
        if command is show:
            one.add_argument("--format", choices=("text", "csv", "json"), default="text")
        if command is audit:
            one.add_argument("--json", action="store_true")
        if command is export:
            _add_export_options(one)
    return whole


def _add_export_options(one: argparse.ArgumentParser) -> None:
    what = one.add_mutually_exclusive_group()
    what.add_argument("--spending-items", action="store_true", help="支出明细，而不是表")
    what.add_argument("--findings", action="store_true", help="勾稽发现，而不是表")
    file = one.add_mutually_exclusive_group(required=True)
    file.add_argument("--xlsx", type=Path, metavar="FILE", help="存为 Excel 工作簿")
    file.add_argument("--csv", type=Path, metavar="FILE", help="存为 CSV（带 BOM，一张表）")


# --- commands -------------------------------------------------------------------------------


def build(options: Namespace) -> int:
    """`index build PATH...`"""
    store = store_path(options.store)
    result = build_store(options.paths, store, progress=show_progress, processes=cores())
    for source in result.unreadable:
        print(f"未能读取 {named(source.name, source.problem or '')}", file=sys.stderr)
    for source in result.removed:
        print(f"移除 {source.name}：{source.problem}", file=sys.stderr)
    if not result.reports:
        if len(result.unreadable) > 1:
            print("没有一份报告可以读取，索引保持原样", file=sys.stderr)
        return NOT_FOUND_OR_BROKEN
    print(in_words(result, store_shown(store)))
    return DONE


def fresh(options: Namespace) -> int:
    """`index fresh PATH...`: says nothing, 0 where a build would change nothing."""
    return STALE if is_stale(store_path(options.store), options.paths) else DONE


def show(options: Namespace) -> int:
    """`index show [REPORT] [TABLE]`"""
    with Corpus.open(store_path(options.store)) as corpus:
        if options.report is None:
            print(_reports_shown(corpus.outlines(), options.format), end="")
            return DONE
        report = _only(matching(corpus.reports(), options.report, report_names), options.report)
        if report is None:
            return NOT_FOUND_OR_BROKEN
        extraction = corpus.extraction(report.id)
    if options.table is None:
        print(_tables_shown(extraction, options.format), end="")
        return DONE
    table = _only(matching(extraction.tables, options.table, table_names), options.table)
    if table is None:
        return NOT_FOUND_OR_BROKEN
    print(_table_shown(report, table, options.format), end="")
    return DONE


def audit(options: Namespace) -> int:
    """`index audit [REPORT]`"""
    with Corpus.open(store_path(options.store)) as corpus:
        found = _findings(corpus, options.report)
    if found is None:
        return NOT_FOUND_OR_BROKEN
    if options.json:
        objects = [finding_object(report, finding) for report, fs in found for finding in fs]
        print(json_text(objects), end="")
        return DONE
    for report, findings in found:
        print(f"{report.title}：勾稽核对发现 {len(findings)} 处")
        print("".join(map(finding_text, findings)), end="")
    return DONE


def export(options: Namespace) -> int:
    """`index export [REPORT] [TABLE] --xlsx FILE | --csv FILE`"""
    with Corpus.open(store_path(options.store)) as corpus:
        if options.spending_items or options.findings:
            contents = _listed(corpus, options)
        else:
            contents = _exported_tables(corpus, options)
    if contents is None:
        return NOT_FOUND_OR_BROKEN
    if options.xlsx:
        write_xlsx(options.xlsx, (*contents.sheets, contents.sources))
    else:
        write_csv(options.csv, with_source(contents))
    rows = sum(len(sheet.rows) for sheet in contents.sheets)
    print(f"已导出：{len(contents.sheets)} 张表，{rows} 行，{options.xlsx or options.csv}")
    return DONE


def _listed(corpus: Corpus, options: Namespace) -> Contents | None:
    """The spending items or findings of one report, or of all."""
    if options.table is not None:
        print("--spending-items 和 --findings 导出整份报告，不能再指明表", file=sys.stderr)
        return None
    if options.findings:
        found = _findings(corpus, options.report)
        return None if found is None else all_findings(found)
    reports: Sequence[Report] = corpus.reports()
    if options.report is not None:
        report = _only(matching(reports, options.report, report_names), options.report)
        if report is None:
            return None
        reports = [report]
    return all_spending([(report, corpus.spending_items(report.id)) for report in reports])


def _findings(
    corpus: Corpus, wanted: str | None
) -> list[tuple[Report, tuple[Finding, ...]]] | None:
    """The findings of the report so called, or of all; None where it is not one."""
    if wanted is None:
        return [(outline.report, outline.findings) for outline in corpus.outlines()]
    report = _only(matching(corpus.reports(), wanted, report_names), wanted)
    return [(report, corpus.extraction(report.id).findings)] if report else None


def _exported_tables(corpus: Corpus, options: Namespace) -> Contents | None:
    """One table of a report, or all of them; a store of one report needs no name."""
    reports = corpus.reports()
    found = reports if options.report is None else matching(reports, options.report, report_names)
    report = _only(found, options.report or "")
    if report is None:
        return None
    tables: Sequence[Table] = corpus.extraction(report.id).tables
    if options.table is not None or options.csv:
        wanted = options.table
        fitting = tables if wanted is None else matching(tables, wanted, table_names)
        table = _only(fitting, wanted or "")
        if table is None:
            return None
        tables = [table]
    return all_tables(report, tables)


# --- wording --------------------------------------------------------------------------------


def _only(found: Sequence[Thing], wanted: str) -> Thing | None:
    """The one thing found; else None, and standard error says what there is to choose from."""
    if len(found) == 1:
        return found[0]
    if not found:
        print(f"没有找到“{wanted}”", file=sys.stderr)
        return None
    choice = f"“{wanted}”可能是以下 {len(found)} 个之一，请写得更具体："
    print(choice if wanted else f"请指明以下 {len(found)} 个之一：", file=sys.stderr)
    for name in choices(found):
        print(f"  {name}", file=sys.stderr)
    return None


def _reports_shown(outlines: Sequence[Outline], form: str) -> str:
    if form == "json":
        return json_text([report_object(outline) for outline in outlines])
    return _grid_shown(reports_grid(outlines), form)


def _tables_shown(extraction: Extraction, form: str) -> str:
    if form == "json":
        return json_text([table_object(extraction.report, t) for t in extraction.tables])
    return _grid_shown(tables_grid(extraction), form)


def _table_shown(report: Report, table: Table, form: str) -> str:
    if form == "json":
        return json_text(table_object(report, table))
    caption = table_caption(report, table) if form == "text" else ""
    return caption + _grid_shown(table_grid(table), form)


def _grid_shown(grid: Sequence[Sequence[str]], form: str) -> str:
    return csv_text(grid) if form == "csv" else aligned_text(grid)


if __name__ == "__main__":
    sys.exit(main())
