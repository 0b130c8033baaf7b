"""A performance target form (绩效目标申报表) in the shape of a table, to be drawn like one."""

from collections.abc import Iterator

from index.amounts import parse_amount
from index.errors import AmountError
from index.records import Cell, Column, Extraction, Form, Row, Table

COLUMNS = (
    Column(path=("栏目",), role="label"),
    Column(path=("期间",), role="qualifier"),
    Column(path=("填报内容",), role="value"),
)


def shown_tables(extraction: Extraction) -> tuple[Table, ...]:
    """Everything of a report that is drawn as a table: its tables, then its forms."""
    return (*extraction.tables, *map(form_table, extraction.forms))


def form_table(form: Form) -> Table:
    """The fields, funds and indicators of a form, one a row, as filled in."""
    rows = [
        Row(
            index=index,
            page=form.page,
            line=line,
            code=None,
            label=label,
            qualifier=half,
            cells=(_cell(text, unit),),
        )
        for index, (label, half, text, unit, line) in enumerate(_entries(form))
    ]
    return Table(
        id=f"form{form.index}",
        number=None,
        title=f"{form.title} {form.project}",
        unit=form.unit,
        department=form.implementer,
        pages=(form.page,),
        notes=(),
        empty=False,
        columns=COLUMNS,
        rows=tuple(rows),
    )


Entry = tuple[str, str | None, str | None, str | None, int]
"""Label, half, text, money unit where the text is an amount, line."""


def _entries(form: Form) -> Iterator[Entry]:
    filled = {field.name for field in form.fields}
    for name, text in (("项目名称", form.project), ("实施单位", form.implementer)):
        if text and name not in filled:
            yield name, None, text, None, form.line
    for field in form.fields:
        yield field.name, field.half, field.text, None, field.line
    for fund in form.funds:
        yield fund.name, fund.half, fund.printed, form.unit, fund.line
    for indicator in form.indicators:
        label = f"{indicator.kind} {indicator.name}"
        yield label, indicator.half, indicator.value, None, indicator.line


def _cell(text: str | None, unit: str | None) -> Cell:
    try:
        amount = parse_amount(text) if unit else None
    except AmountError:
        amount = None
    return Cell(column=2, printed=text, amount=amount, unit=unit if amount is not None else None)
