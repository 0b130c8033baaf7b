"""Rows of a table from fitted texts: sides, amounts with units, levels and parents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from index.amounts import parse_amount
from index.errors import AmountError
from index.extract.fit import FittedRow, is_total
from index.extract.header_words import is_line_number
from index.extract.row_levels import with_levels
from index.records import Cell, Column, Row

_UNIT = re.compile(
    r"[（(](?:单位[:：])?((?:百万|千万|万|亿|千|百)?元|[%％]|人次?|批次|次|个|辆|平方米|[户家项件间处]"
    r"|台(?:[、，,/]?套|[（(]套[)）])?|套)[)）]"
)
_COUNTED = re.compile(r".*(?:数量|[个户家台套件]数|面积)|采购数")
"""Headings over counts, which are in no unit of money unless they name it."""
_MEASURE = re.compile("[计度]量单位|单位")
_CODED = re.compile(r"[\[【（(]?([235]\d\d(?:\d\d){0,2})[\]】）)]?[-—\s]*([一-鿿].*)")
"""A name with its account's code before it: 2010301 行政运行, [301]工资福利支出."""
_RATE = re.compile(r"占比|比例|[%％]|增减率|增长率|完成率")


def rows_of(
    fitted: Sequence[FittedRow], columns: Sequence[Column], unit: str | None
) -> tuple[Row, ...]:
    """The rows that have a name or a figure; in a two-sided table each side is a row."""
    rows = [row for line in fitted for row in _sides(_unnumbered(line, columns), columns, unit)]
    levelled = with_levels(_codes_apart(rows), columns)
    return tuple(replace(row, index=index) for index, row in enumerate(levelled))


def _codes_apart(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the account's code taken from the name, where most names begin with one.

    One row alone may be a project's name that begins with a number.
    """
    found = [_CODED.fullmatch(row.label) if row.code is None else None for row in rows]
    named = [row for row in rows if row.label and not is_total(row.label)]
    if 2 * sum(match is not None for match in found) <= len(named):
        return tuple(rows)
    return tuple(
        replace(row, code=match[1], label=match[2]) if match else row
        for row, match in zip(rows, found, strict=True)
    )


def _unnumbered(line: FittedRow, columns: Sequence[Column]) -> FittedRow:
    """The line without its number in the printed form (行次), which is no account's code."""
    texts = tuple(
        None if is_line_number(column.path[-1]) else text
        for text, column in zip(line.texts, columns, strict=True)
    )
    return replace(line, texts=texts)


def _sides(line: FittedRow, columns: Sequence[Column], unit: str | None) -> Iterator[Row]:
    """The rows that stand in one line of the table, left to right."""
    sides = list(dict.fromkeys(column.side for column in columns))
    names = [
        text for text, column in zip(line.texts, columns, strict=True)
        if text and column.role != "value"
    ]  # fmt: skip
    if len(sides) > 1 and len(names) == 1 and is_total(names[0]) and not _is_of_a_side(names[0]):
        row = _row(line, tuple(range(len(columns))), columns, unit)
        yield replace(row, side=None)
        return
    for side in sides:
        indices = tuple(i for i, column in enumerate(columns) if column.side == side)
        if any(line.texts[index] is not None for index in indices):
            yield replace(_row(line, indices, columns, unit), side=side)


def _is_of_a_side(label: str) -> bool:
    """Whether a total says itself which side it sums (收入总计)."""
    return "收入" in label or "支出" in label


def _row(
    line: FittedRow, indices: Sequence[int], columns: Sequence[Column], unit: str | None
) -> Row:
    """The row that the given columns make of a line."""

    def text_of(role: str) -> str | None:
        texts = [line.texts[i] for i in indices if columns[i].role == role]
        return next((text for text in texts if text), None)

    code, label, qualifier = text_of("code"), text_of("label"), text_of("qualifier")
    measure = next(
        (line.texts[i] for i in indices if _MEASURE.fullmatch(columns[i].path[-1])), None
    )
    if code is not None and label is None and not any(c.isdigit() for c in code):
        code, label = None, code
    cells = tuple(
        _cell(
            i,
            line.texts[i],
            columns[i],
            label or "",
            measure if _COUNTED.fullmatch(columns[i].path[-1]) else unit,
        )
        for i in indices
        if columns[i].role == "value"
    )
    return Row(
        index=0,
        page=line.page,
        line=line.line,
        code=code,
        label=label or "",
        qualifier=qualifier,
        cells=cells,
    )


def _cell(index: int, printed: str | None, column: Column, label: str, unit: str | None) -> Cell:
    """A figure with its unit: from the cell, else the column, else the row, else the caption."""
    own = "%" if printed and printed.rstrip(")）").endswith(("%", "％")) else None
    return Cell(
        column=index,
        printed=printed,
        amount=_amount(printed),
        unit=own or _unit_in("".join(column.path)) or _unit_in(label) or unit,
    )


def _amount(printed: str | None) -> Decimal | None:
    """The exact value; None for a blank, a dash, and what is no amount."""
    try:
        return parse_amount(re.sub("[%％](?=[)）]?$)", "", printed) if printed else None)
    except AmountError:
        return None


def _unit_in(text: str) -> str | None:
    """The unit that a heading or a label names."""
    found = _UNIT.search(text)
    if found:
        return found.group(1).replace("％", "%")
    return "%" if _RATE.search(text) else None
