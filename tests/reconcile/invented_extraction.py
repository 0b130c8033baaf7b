"""Small invented extractions to hold the identities against: a few rows, a few words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.amounts import parse_amount
from index.records import (
    Cell,
    Column,
    Direction,
    Extraction,
    Finding,
    Form,
    FormField,
    FormFund,
    Half,
    Indicator,
    Measure,
    Passage,
    Report,
    ReportKind,
    Row,
    Statement,
    Table,
)

YEAR = 2030


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row to print: label or `code label`, and its figures."""

    label: str
    figures: tuple[str | None, ...]
    code: str | None = None
    side: str | None = None
    parent: str | None = None


def entry(
    name: str, *figures: str | None, side: str | None = None, parent: str | None = None
) -> Entry:
    code, _, label = name.rpartition(" ")
    return Entry(label=label, code=code or None, figures=figures, side=side, parent=parent)


def table(
    title: str,
    columns: Sequence[str],
    *entries: Entry,
    label: str = "科目名称",
    unit: str = "万元",
    notes: tuple[str, ...] = (),
) -> Table:
    """Columns are value columns as paths with slashes; `收入:金额` puts one on a side."""
    built = [Column(path=(label,), role="label")]
    for text in columns:
        side, _, path = text.rpartition(":")
        heads = tuple(([side] if side else []) + path.split("/"))
        built.append(Column(path=heads, role="value", side=side or None))
    return Table(
        id="t01",
        number=None,
        title=title,
        unit=unit,
        department=None,
        pages=(3,),
        notes=notes,
        empty=False,
        columns=tuple(built),
        rows=tuple(_row(i, item, built, unit) for i, item in enumerate(entries)),
    )


def _row(index: int, item: Entry, columns: Sequence[Column], unit: str) -> Row:
    places = [i for i, c in enumerate(columns) if c.role == "value" and c.side in (item.side, None)]
    cells = tuple(
        Cell(column=place, printed=printed, amount=parse_amount(printed), unit=unit)
        for place, printed in zip(places, item.figures, strict=True)
    )
    return Row(
        index=index,
        page=3,
        line=index,
        code=item.code,
        label=item.label,
        parent=item.parent,
        side=item.side,
        cells=cells,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A form to fill in: its funds, description and indicators (kind, half, name, value)."""

    project: str = "道路养护"
    funds: tuple[str, str] = ("100,000", "100,000")
    sources: tuple[str, ...] = ()
    overview: str = ""
    period: str = "1年"
    year: int = YEAR
    indicators: tuple[tuple[str, Half, str, str], ...] = field(default=())


HALVES: tuple[Half, Half] = ("实施期", "年度")


def form(filing: Filing) -> Form:
    totals = [
        _fund("资金总额", half, printed) for half, printed in zip(HALVES, filing.funds, strict=True)
    ]
    sources = [_fund(f"来源{n}", "年度", printed) for n, printed in enumerate(filing.sources)]
    return Form(
        index=0,
        page=9,
        line=1,
        title="项目支出绩效目标申报表",
        year=filing.year,
        project=filing.project,
        unit="元",
        implementer=None,
        fields=(
            FormField(name="项目概况", half=None, text=filing.overview, line=2),
            FormField(name="项目期", half=None, text=filing.period, line=3),
        ),
        funds=(*totals, *sources),
        indicators=tuple(_indicator(*words) for words in filing.indicators),
    )


def _fund(name: str, half: Half, printed: str) -> FormFund:
    return FormFund(name=name, half=half, printed=printed, amount=parse_amount(printed), line=1)


def _indicator(kind: str, half: Half, name: str, value: str) -> Indicator:
    return Indicator(
        category="产出指标", kind=kind, half=half, name=name, printed_name=name, value=value, line=5
    )


def said(
    subject: str,
    printed: str,
    unit: str = "万元",
    *,
    measure: Measure = "amount",
    direction: Direction | None = None,
    year: int = YEAR,
    sentence: str = "",
    reason: str | None = None,
) -> Statement:
    """A statement; `prose` numbers it and puts it into a paragraph."""
    return Statement(
        index=0,
        passage=0,
        page=5,
        line=1,
        sentence=sentence or f"{subject}{printed}{unit}",
        subject=subject,
        measure=measure,
        printed=printed,
        amount=parse_amount(printed) or Decimal(0),
        unit=unit,
        year=year,
        direction=direction,
        reason=reason,
    )


def extraction(
    *tables: Table,
    forms: Sequence[Filing] = (),
    statements: Sequence[Statement] = (),
    text: str = "",
    kind: ReportKind = "budget",
) -> Extraction:
    """Everything of an invented report of the year 2030; all statements are of one paragraph."""
    passage = Passage(index=0, page=5, line=1, headings=(), text=text)
    return Extraction(
        report=Report(
            id="0" * 12,
            title="某县交通局2030年部门预算",
            department="某县交通局",
            region="某县",
            year=YEAR,
            kind=kind,
            pages=10,
            source="某县交通局.txt",
            sha256="",
        ),
        tables=tables,
        forms=tuple(form(filing) for filing in forms),
        catalogue=(),
        passages=(passage,) if text else (),
        statements=tuple(replace(item, index=n) for n, item in enumerate(statements)),
    )


def of_rule(findings: Sequence[Finding], slug: str) -> list[Finding]:
    """The findings of one rule: ids are the rule's short name and a number."""
    return [finding for finding in findings if finding.id.rpartition("-")[0] == slug]
