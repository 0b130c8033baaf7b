"""A report of a department that does not exist: one table, a blank one, two paragraphs."""

from index.amounts import parse_amount
from index.records import Cell, Column, Extraction, Passage, Report, Row, Table

COLUMNS = (
    Column(path=("科目编码",), role="code"),
    Column(path=("科目名称",), role="label"),
    Column(path=("合计",), role="value"),
    Column(path=("项目支出",), role="value"),
)


def row(index: int, code: str | None, label: str, *printed: str | None) -> Row:
    return Row(
        index=index,
        page=4,
        line=100 + index,
        code=code,
        label=label,
        cells=tuple(
            Cell(column=column, printed=text, amount=parse_amount(text), unit="万元")
            for column, text in enumerate(printed, start=2)
        ),
    )


def table(table_id: str, title: str, *rows: Row) -> Table:
    return Table(
        id=table_id,
        number=None,
        title=title,
        unit="万元",
        department=None,
        pages=(4,),
        notes=(),
        empty=not rows,
        columns=COLUMNS,
        rows=rows,
    )


def passage(index: int, heading: str, text: str) -> Passage:
    return Passage(index=index, page=2, line=10 + index, headings=(heading,), text=text)


LIBRARY = Extraction(
    report=Report(
        id="0123456789ab",
        title="某市文化馆2031年部门预算",
        department="某市文化馆",
        region=None,
        year=2031,
        kind="budget",
        pages=9,
        source="某市文化馆.txt",
        sha256="0123456789ab" + "0" * 52,
    ),
    tables=(
        table(
            "t01",
            "支出总表",
            row(0, "2070104", "图书馆", "700.20", "300.10"),
            row(1, "2070108", "文化活动", "80.00", None),
            row(2, None, "公务接待费", "0.30", None),
        ),
        table("t02", "政府性基金预算表"),
    ),
    forms=(),
    catalogue=(),
    passages=(
        passage(0, "一、主要职责", "负责全市图书借阅与群众文化活动的组织。"),
        passage(1, "二、机关运行经费", "机关运行经费44.3万元，比上年减少3.06万元。"),
    ),
    statements=(),
)
