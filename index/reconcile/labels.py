"""What the tables and the notes say of themselves: empty or not, and of which year."""

import re
from collections.abc import Iterator

from index.reconcile import shape
from index.reconcile.figures import Disagreement
from index.records import Extraction, FindingSide, Table

_EMPTY = re.compile(r"空表|本表无数据|没有数据")
_YEAR = re.compile(r"(?<!\d)(20\d{2})年?度?(?=\D|$)")
_OPENING = re.compile(r"\s*(20\d{2})\s*年度?(?!\d)[^，。]{0,30}(?:预算|决算|经费|收入|支出)")
_HEADING = re.compile(r"(20\d{2})年?度?(?:部门|单位)?(?:预算|决算|合计|财政拨款)")


def _place(table: Table, printed: str, text: str) -> FindingSide:
    return FindingSide(
        page=table.pages[0] if table.pages else 0,
        table=table.name,
        row=None,
        column=None,
        printed=printed,
        text=text,
    )


def empty_or_not(extraction: Extraction) -> Iterator[Disagreement]:
    """A table whose note says 空表 / 本表无数据 holds no figure other than zero."""
    for table in extraction.tables:
        figures = list(shape.filled(table))
        for note in (note for note in table.notes if _EMPTY.search(note)):
            if figures:
                first = figures[0].side
                yield Disagreement(
                    severity="contradiction",
                    message=f"{table.name}的表注称本表无数据，表中却列有{len(figures)}个数字。",
                    sides=(_place(table, note, note), first),
                )


def _reported(extraction: Extraction, text: str) -> FindingSide:
    report = extraction.report
    return FindingSide(
        page=1, table=None, row="报告年度", column=None, printed=f"{report.year}年", text=text
    )


def _wrong_year(extraction: Extraction, where: str, found: str, side: FindingSide) -> Disagreement:
    report = extraction.report
    return Disagreement(
        severity="misprint",
        message=f"{where}写的是{found}年，而本报告是{report.year}年的报告。",
        sides=(side, _reported(extraction, report.title)),
    )


def year_of_tables(extraction: Extraction) -> Iterator[Disagreement]:
    """The year in a table's title or note = the report's year.

    Only where every year in that text is another one; a comparison with the year before names
    both.
    """
    year = extraction.report.year
    if year is None:
        return
    for table in extraction.tables:
        for where, text in (("标题", table.title), *(("表注", note) for note in table.notes)):
            years = _YEAR.findall(text)
            if years and str(year) not in years:
                side = _place(table, f"{years[0]}年", text)
                yield _wrong_year(extraction, f"{table.name}的{where}", years[0], side)


def year_of_columns(extraction: Extraction) -> Iterator[Disagreement]:
    """The year in the column headings = the report's year, unless last year's stand beside them."""
    year = extraction.report.year
    for table in extraction.tables:
        headings = ["".join(column.path) for column in table.columns]
        years = [found for heading in headings for found in _HEADING.findall(heading)]
        if year is not None and years and str(year) not in years:
            text = "、".join(dict.fromkeys(heading for heading in headings if years[0] in heading))
            side = _place(table, f"{years[0]}年", text)
            yield _wrong_year(extraction, f"{table.name}的表头", years[0], side)


def year_of_forms(extraction: Extraction) -> Iterator[Disagreement]:
    """The year of a performance target form (绩效目标申报表) = the report's year."""
    year = extraction.report.year
    for form in extraction.forms:
        if year is not None and form.year is not None and form.year != year:
            side = FindingSide(
                page=form.page,
                table=f"{form.title} {form.project}",
                row=None,
                column=None,
                printed=f"{form.year}年度",
                text=f"{form.title}（{form.year}年度）",
            )
            where = f"“{form.project}”的申报表"
            yield _wrong_year(extraction, where, str(form.year), side)


def year_of_prose(extraction: Extraction) -> Iterator[Disagreement]:
    """A paragraph that opens with a year of the budget opens with the report's year.

    The year before is left alone, since the prose may tell of it; dates are no years.
    """
    year = extraction.report.year
    if year is None:
        return
    for passage in extraction.passages:
        opening = _OPENING.match(passage.text)
        if opening and int(opening.group(1)) not in (year, year - 1):
            side = FindingSide(
                page=passage.page,
                table=None,
                row=None,
                column=None,
                printed=f"{opening.group(1)}年",
                text=passage.text[:120],
            )
            yield _wrong_year(extraction, "文字说明", opening.group(1), side)
