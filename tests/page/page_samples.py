"""An invented report and answers over it, some of them hostile, for the tests of the page."""

from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Check, Citation, Item
from index.generations import SourceFile
from index.records import (
    Cell,
    Column,
    Extraction,
    Finding,
    FindingSide,
    Form,
    Passage,
    Report,
    Row,
    Table,
)

HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>${1+1}{{value}}$x^2$"

REPORT = Report(
    id="0" * 12,
    title="某市档案局2031年部门预算公开报告",
    department="某市档案局",
    region=None,
    year=2031,
    kind="budget",
    pages=20,
    source="sample.txt",
    sha256="0" * 64,
)

COLUMNS = (
    Column(path=("项目", "科目编码"), role="code"),
    Column(path=("项目", "科目名称"), role="label"),
    Column(path=("2031年预算数", "合计"), role="value"),
    Column(path=("2031年预算数", "基本支出"), role="value"),
    Column(path=("2031年预算数", "项目支出"), role="value"),
)


def row(index: int, code: str | None, label: str, level: int, *printed: str | None) -> Row:
    """A row of the sample table; figures as printed, None for a blank."""
    parent = code[:-2] if code and level > 1 else None
    return Row(
        index=index,
        page=5,
        line=100 + index,
        code=code,
        label=label,
        level=level,
        parent=parent,
        cells=tuple(
            Cell(
                column=2 + position,
                printed=figure,
                amount=Decimal(figure.replace(",", "")) if figure else None,
                unit="万元",
            )
            for position, figure in enumerate(printed)
        ),
    )


TABLE = Table(
    id="t03",
    number="预算公开表3",
    title="2031年预算支出总表",
    unit="万元",
    department="某市档案局",
    pages=(5,),
    notes=(),
    empty=False,
    columns=COLUMNS,
    rows=(
        row(0, "201", "一般公共服务支出", 1, "1,234.56", "234.56", "1,000.00"),
        row(1, "20126", "档案事务", 2, "1,234.56", "234.56", "1,000.00"),
        row(2, "2012601", "行政运行", 3, "634.56", "234.56", "400.00"),
        row(3, "2012602", "一般行政管理事务", 3, "50.00", None, "50.00"),
        row(4, "2012603", "机关服务", 3, "50.00", None, "50.00"),
        row(5, "2012604", "档案馆", 3, "500.00", None, "500.00"),
        row(6, None, "合计", 1, "1,234.56", "234.56", "1,000.00"),
    ),
)

FORMS = tuple(
    Form(
        index=index,
        page=10 + index,
        line=300 + index,
        title="项目支出绩效目标申报表",
        year=2031,
        project=project,
        unit="元",
        implementer=None,
        fields=(),
        funds=(),
        indicators=(),
    )
    for index, project in enumerate(["库房恒温改造", "档案数字化", "<b>加粗</b>项目"])
)

PASSAGE = Passage(
    index=0, page=19, line=900, headings=("名词解释",), text="指机关运转的支出。", term="行政运行费"
)

EXTRACTION = Extraction(
    report=REPORT, tables=(TABLE,), forms=FORMS, catalogue=(), passages=(PASSAGE,), statements=()
)


SOURCES = (
    SourceFile(name="sample.txt", sha256="0" * 64, indexed="2031-02-03T18:30:00+00:00"),
    SourceFile(name="scan.pdf", sha256="1" * 64, problem=f"没有文字层{HOSTILE}"),
)


def finding_side(row: str, printed: str, table: str | None = TABLE.name) -> FindingSide:
    """A side of a finding in the sample table, or in its prose."""
    column = "2031年预算数 / 项目支出" if table else None
    return FindingSide(
        page=5, table=table, row=row, column=column, printed=printed, text=f"{row}为{printed}万元。"
    )


FINDING = Finding(
    id="table-total-1",
    severity="contradiction",
    rule="文字数字＝表中数字",
    message="文字与表不一致。",
    difference="1600.5",
    unit="万元",
    sides=(
        finding_side("行政运行", "400.00"),
        finding_side("档案馆", "500.00"),
        finding_side("馆藏支出", "1", None),
    ),
)
ROUNDING = replace(FINDING, id="account-sum-1", severity="rounding", message=HOSTILE)
FINDINGS = (ROUNDING, FINDING)


def cell_citation(key: str, at: int, column: int) -> Citation:
    """The citation of one cell of the sample table."""
    cited = TABLE.rows[at]
    cell = next(cell for cell in cited.cells if cell.column == column)
    return Citation(
        id=key,
        report=REPORT.title,
        year=2031,
        kind="cell",
        table=TABLE.name,
        page=5,
        row=f"{cited.code} {cited.label}" if cited.code else cited.label,
        column=" / ".join(TABLE.columns[column].path),
        raw=cell.printed,
        unit="万元",
        text=" ".join([cited.label, *(each.printed or "" for each in cited.cells)]),
    )


QUOTED = Citation(
    id="c9",
    report=REPORT.title,
    year=2031,
    kind="passage",
    table=None,
    page=19,
    row="名词解释",
    column=None,
    raw=None,
    unit=None,
    text="行政运行费：指机关运转的支出。" + HOSTILE,
)

SHARE = Answer(
    question="行政运行的项目支出占项目支出总额的多少？",
    status="answered",
    answer="行政运行的项目支出为 400.00 万元，占项目支出合计 1,000.00 万元的 40.00%。",
    value="40.00",
    unit="%",
    citations=(cell_citation("c1", 2, 4), cell_citation("c2", 6, 4)),
    checks=(
        Check(text="400.00 万元", verdict="cited", citations=("c1",)),
        Check(text="1,000.00 万元", verdict="cited", citations=("c2",)),
        Check(
            text="40.00%",
            verdict="computed",
            citations=("c1", "c2"),
            formula="400.00 ÷ 1,000.00",
        ),
    ),
    warnings=("该占比按全部资金计算。",),
    suggestions=("那基本支出呢？", "换算成元"),
)

RANKING = Answer(
    question="项目支出最多的是哪些？",
    status="answered",
    answer="前两名见下表。",
    items=(
        Item(label="档案馆", value="500.00", unit="万元", citations=("c1",)),
        Item(label="行政运行", value="400.00", unit="万元", citations=("c2",)),
    ),
    citations=(cell_citation("c1", 5, 4), cell_citation("c2", 2, 4)),
)

UNCLEAR = Answer(
    question="支出是多少？",
    status="clarify",
    answer="您问的是哪一项支出？",
    suggestions=("基本支出是多少？", "项目支出是多少？", f"{HOSTILE}是多少？"),
)

ABSENT = Answer(
    question="2019年的支出是多少？",
    status="not_found",
    answer="已收录的报告只有2031年，没有2019年的数字。",
    checks=(
        Check(text="2031年", verdict="question", citations=()),
        Check(text="2019年", verdict="question", citations=()),
    ),
)


def quoting(question: str) -> Answer:
    """An answer that quotes whatever was asked, beside a passage with a script in it."""
    return Answer(
        question=question,
        status="refused",
        answer=f"这不是预算问题：{question}",
        citations=(QUOTED,),
        warnings=(HOSTILE,),
        suggestions=(HOSTILE[:40],),
    )
