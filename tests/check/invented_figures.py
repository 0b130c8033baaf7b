"""Figures of an invented department, to write answers over."""

from decimal import Decimal

from assistant.evidence import Cited, Evidence, Formula, FormulaKind
from index.amounts import parse_amount
from index.records import Fact, FactKind, Report


def report(
    *, year: int = 2023, department: str = "云溪市档案馆", kind: str = "budget", id_: str = "r1"
) -> Report:
    """An invented report."""
    return Report(
        id=id_,
        title=f"{department}{year}年部门预算公开报告",
        department=department,
        region="云溪市",
        year=year,
        kind="budget" if kind == "budget" else "final_accounts",
        pages=30,
        source="x.txt",
        sha256="0" * 64,
    )


SPENDING = ("预算公开表3 2023年预算支出总表", 5)
ECONOMIC = ("预算公开表6 2023年一般公共预算安排基本支出分经济科目表（不含上年结转）", 7)
PROJECTS = ("预算公开表12 2023年项目支出预算表（本年预算）", 14)
AGENCY = ("预算公开表11 2023年机关运行经费预算财政拨款情况统计表", 13)


def cell(
    row: str,
    printed: str | None,
    *,
    table: tuple[str, int] = SPENDING,
    column: tuple[str, ...] = ("2023年预算数", "合计"),
    code: str | None = None,
    qualifier: str | None = None,
    above: tuple[str, ...] = (),
    of: Report | None = None,
    unit: str = "万元",
) -> Fact:
    """A figure of a table."""
    owner = of or report()
    return Fact(
        id=f"{owner.id}/{table[0]}/{row}/{qualifier}/{column}",
        report=owner,
        kind="cell",
        table=table[0],
        table_id=table[0],
        page=table[1],
        line=1,
        year=owner.year,
        code=code,
        row=row,
        qualifier=qualifier,
        row_path=(*above, row),
        column_path=column,
        printed=printed,
        amount=parse_amount(printed),
        unit=unit,
        text=f"{code or ''} {row} {printed or ''}".strip(),
    )


def stated(
    subject: str,
    printed: str,
    sentence: str,
    *,
    measure: str = "金额",
    unit: str = "万元",
    year: int | None = None,
    amount: str | None = None,
) -> Fact:
    """A figure stated in the prose; a stated decrease has a negative amount."""
    year = year or report().year
    return _loose("statement", subject, printed, sentence, (measure,), unit, year, amount=amount)


def indicator(project: str, name: str, printed: str, amount: str, unit: str) -> Fact:
    """A performance indicator of this year."""
    return _loose(
        "indicator",
        name,
        printed,
        f"{name} {printed}",
        ("年度", "指标值"),
        unit,
        2023,
        amount=amount,
        path=(project, "产出指标", "数量指标", name),
    )


def fund(project: str, printed: str, *, half: str = "年度", name: str = "资金总额") -> Fact:
    """An amount in a form's funding block."""
    return _loose(
        "fund", project, printed, f"{project} {half} {name} {printed}", (half, name), "元", 2023
    )


def _loose(
    kind: FactKind,
    row: str,
    printed: str,
    text: str,
    column: tuple[str, ...],
    unit: str,
    year: int | None,
    *,
    amount: str | None = None,
    path: tuple[str, ...] = (),
) -> Fact:
    form = kind != "statement"
    return Fact(
        id=f"r1/{kind}/{path or row}/{column}/{year}",
        report=report(),
        kind=kind,
        table=f"项目支出绩效目标申报表：{path[0] if path else row}" if form else None,
        table_id=None,
        page=17 if form else 16,
        line=1,
        year=year,
        code=None,
        row=row,
        qualifier=None,
        row_path=path or (row,),
        column_path=column,
        printed=printed,
        amount=Decimal(amount) if amount else parse_amount(printed),
        unit=unit,
        text=text,
    )


def evidence(*facts: Fact, formulas: tuple[Formula, ...] = (), **names: str) -> Evidence:
    """The facts as c1, c2, ...; `c1="别名"` gives a citation another name."""
    return Evidence(
        cited=tuple(
            Cited(
                id=f"c{i}",
                fact=fact,
                report=fact.report,
                names=tuple(names.get(f"c{i}", "").split()),
            )
            for i, fact in enumerate(facts, 1)
        ),
        formulas=formulas,
    )


def formula(
    kind: FormulaKind,
    operands: str,
    value: str | Decimal | int,
    unit: str,
    *names: str,
    id_: str = "f1",
) -> Formula:
    """A formula over citations: formula("share", "c1 c2", …)."""
    return Formula(
        id=id_,
        kind=kind,
        operands=tuple(operands.split()),
        value=Decimal(value),
        unit=unit,
        names=names,
    )
