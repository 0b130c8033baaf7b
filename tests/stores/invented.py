"""An invented report, as extraction would yield it, with every kind of record in it."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from index.amounts import parse_amount
from index.errors import ReportUnreadable
from index.records import (
    CatalogueEntry,
    Cell,
    Column,
    Extraction,
    Finding,
    FindingSide,
    Form,
    FormField,
    FormFund,
    Indicator,
    Passage,
    Report,
    Row,
    Statement,
    Table,
)

COLUMNS = (
    Column(path=("科目编码",), role="code"),
    Column(path=("科目名称",), role="label"),
    Column(path=("2031年预算数", "合计"), role="value"),
    Column(path=("2031年预算数", "项目支出"), role="value"),
)


def spending_row(index: int, code: str | None, label: str, *printed: str | None) -> Row:
    """A row of the spending table: 合计, 项目支出."""
    level = {3: 1, 5: 2, 7: 3}.get(len(code or ""))
    return Row(
        index=index,
        page=4,
        line=100 + index,
        code=code,
        label=label,
        level=level,
        parent=code[:-2] if code and level and level > 1 else None,
        cells=tuple(
            Cell(column=position, printed=text, amount=parse_amount(text), unit="万元")
            for position, text in enumerate(printed, start=2)
        ),
    )


SPENDING_ROWS = (
    spending_row(0, None, "合计", "1,000.30", "300.10"),
    spending_row(1, "207", "文化旅游体育与传媒支出", "1,000.30", "300.10"),
    spending_row(2, "20701", "文化和旅游", "1,000.30", "300.10"),
    spending_row(3, "2070104", "图书馆", "700.20", "300.10"),
    spending_row(4, "2070199", "其他文化和旅游支出", "300.10", None),
)

HOSPITALITY = Row(
    index=0,
    page=6,
    line=140,
    code=None,
    label="公务接待费",
    cells=(Cell(column=1, printed="0.30", amount=Decimal("0.30"), unit="万元"),),
)


def spending_table() -> Table:
    """A table with 类, 款 and 项."""
    return Table(
        id="t01",
        number="公开表3",
        title="2031年支出总表",
        unit="万元",
        department=None,
        pages=(4,),
        notes=(),
        empty=False,
        columns=COLUMNS,
        rows=SPENDING_ROWS,
    )


def hospitality_table() -> Table:
    """A 三公 table of one row."""
    return Table(
        id="t02",
        number="公开表13",
        title="2031年“三公”经费支出表",
        unit="万元",
        department=None,
        pages=(6,),
        notes=("注：无变动",),
        empty=False,
        columns=(
            Column(path=("项目",), role="label"),
            Column(path=("预算数",), role="value"),
        ),
        rows=(HOSPITALITY,),
    )


def library_form() -> Form:
    """The performance target form of one project."""
    amount = Decimal("3001000")
    return Form(
        index=0,
        page=9,
        line=300,
        title="项目支出绩效目标申报表",
        year=2031,
        project="流动图书车购置",
        unit="元",
        implementer="青石县图书馆",
        fields=(
            FormField(name="立项依据", half=None, text="公共图书馆服务规范", line=305),
            FormField(name="总体目标", half="年度", text=None, line=306),
        ),
        funds=(
            FormFund(name="资金总额", half="年度", printed="3,001,000", amount=amount, line=303),
        ),
        indicators=(
            Indicator(
                category="产出指标",
                kind="数量指标",
                half="年度",
                name="流动图书车数量",
                printed_name="流动图书车数",
                value="≥2辆",
                line=310,
            ),
        ),
    )


def invented_extraction(
    department: str = "青石县文化局", year: int = 2031, source: str = "青石.txt"
) -> Extraction:
    """A small budget report in which every kind of record occurs."""
    sha256 = hashlib.sha256(f"{department}{year}{source}".encode()).hexdigest()
    report = Report(
        id=sha256[:12],
        title=f"{department}{year}年部门预算公开报告",
        department=department,
        region=None,
        year=year,
        kind="budget",
        pages=12,
        source=source,
        sha256=sha256,
    )
    side = FindingSide(
        page=9,
        table=None,
        row="流动图书车购置",
        column="资金总额",
        printed="3,001,000",
        text="资金",
    )
    return Extraction(
        report=report,
        tables=(spending_table(), hospitality_table()),
        forms=(library_form(),),
        catalogue=(
            CatalogueEntry(
                page=11,
                line=400,
                catalogue="政府购买服务指导性目录",
                sector="文化和旅游",
                code="A1702",
                name="群众文化活动组织服务",
                level=2,
                path=("公共文化服务", "群众文化活动组织服务"),
                anomalies=("编码应为 A1701",),
            ),
        ),
        passages=(
            Passage(
                index=0,
                page=2,
                line=20,
                headings=("第一部分 概况", "一、主要职责"),
                text="负责公共图书馆、文化馆的管理。",
            ),
            Passage(
                index=1,
                page=12,
                line=500,
                headings=("名词解释",),
                text="基本支出：指保障机构正常运转的支出。",
                term="基本支出",
            ),
        ),
        statements=(
            Statement(
                index=0,
                passage=0,
                page=2,
                line=21,
                sentence="比上年增加12.50万元",
                subject="支出",
                measure="change",
                printed="12.50",
                amount=Decimal("12.50"),
                unit="万元",
                year=year,
                direction="increase",
                reason=None,
            ),
        ),
        findings=(
            Finding(
                id="f1",
                severity="explain",
                rule="项目表与申报表",
                message="相差 0.00 万元",
                difference=None,
                unit=None,
                sides=(side,),
            ),
        ),
    )


def written_reports(folder: Path, *departments: str) -> list[Path]:
    """One file for each department, for `read_invented` to read."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{department}.txt" for department in departments]
    for path in paths:
        path.write_text(path.stem, encoding="utf-8")
    return paths


def read_invented(path: Path) -> Extraction:
    """The report of the department that the file names; an empty file cannot be read."""
    department = path.read_text(encoding="utf-8")
    if not department:
        raise ReportUnreadable(f"{path.name}：文件是空的")
    extraction = invented_extraction(department, source=path.name)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    report = replace(extraction.report, id=sha256[:12], sha256=sha256)
    return replace(extraction, report=report)


def read_in_its_own_words(path: Path) -> Extraction:
    """As `read_invented`, with a sentence that no other report has."""
    extraction = read_invented(path)
    told = replace(extraction.passages[0], text=f"{path.stem}另设会计核算中心。")
    return replace(extraction, passages=(told, *extraction.passages[1:]))
