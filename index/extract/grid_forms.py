"""Performance target forms drawn as ruled grids (表格式绩效目标申报表): labels beside values.

Which words are labels is told by `form_labels`; persons and telephone numbers are never taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.amounts import parse_amount
from index.errors import AmountError
from index.extract.captions import unit_in
from index.extract.form_labels import (
    CATEGORIES,
    GRID_BODIES,
    GRID_FUNDS,
    GRID_GOALS,
    GRID_WORDED,
    KINDS,
    PRIVATE,
    PROJECT,
)
from index.extract.grid_indicators import IndicatorColumns, columns_of_indicators, indicator_in
from index.extract.grids import GridRow, rows_of_grid
from index.records import Document, Form, FormField, FormFund, Grid, Indicator, Line, Page

_FEWEST_ROWS = 3
"""In so many rows a form's labels stand; a table of projects has them all in its header."""
_UNIT = re.compile(r"[（(](?:单位[：:])?(万元|元)[）)]")
_UNIT_BEHIND = re.compile(r"(?<=[\d.])(万元|元)$")
_MONEY_LABEL = re.compile(r"资金|预算|金额|投资|拨款|经费")
_TITLE = re.compile(r"绩效.{0,6}(?:表|目标)|项目(?:支出)?.{0,6}(?:申报|情况)表")
_YEAR = re.compile(r"(20\d\d)\s*年")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridForms:
    """The forms of a report, and what belongs to them: grids (by line) and lines of titles."""

    forms: tuple[Form, ...]
    grids: frozenset[int]
    lines: frozenset[int]


@dataclass(slots=True)
class _Draft:
    """A form while its rows are being read."""

    page: int
    line: int
    title: str
    year: int | None
    unit: str = "元"
    fields: list[FormField] = field(default_factory=list)
    funds: list[FormFund] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    project: str = ""
    implementer: str | None = None
    columns: IndicatorColumns | None = None
    goals: dict[int, str] = field(default_factory=dict)


def grid_forms(document: Document) -> GridForms:
    """All forms drawn with rules, in order; a form may go on over pages."""
    drafts: list[_Draft] = []
    grids: set[int] = set()
    lines: set[int] = set()
    for page in document.pages:
        for grid, above in _with_lines_above(page):
            rows = rows_of_grid(grid)
            if _is_form(rows):
                drafts.append(_begun(grid, rows, above))
                lines |= {line.number for line in above if _is_heading(line)}
            elif not (drafts and _goes_on(rows, above)):
                continue
            grids.add(grid.line)
            _read(rows, drafts[-1])
    forms = [draft for draft in drafts if draft.project]
    return GridForms(
        forms=tuple(_form(index, draft) for index, draft in enumerate(forms)),
        grids=frozenset(grids),
        lines=frozenset(lines),
    )


def _with_lines_above(page: Page) -> Iterator[tuple[Grid, list[Line]]]:
    ends = [0, *(grid.line + len(grid.cells) for grid in page.grids)]
    for end, grid in zip(ends, page.grids, strict=False):
        yield grid, [line for line in page.lines if end <= line.number < grid.line]


def _is_form(rows: Sequence[GridRow]) -> bool:
    """Whether labels of a form stand in several rows, the project's name with a value beside."""
    labelled = [{_label(c.text) for c in row.cells} - {None} for row in rows]
    pairs = zip(labelled, rows, strict=True)
    named = any(PROJECT in labels and len(row.texts) > 1 for labels, row in pairs)
    return named and sum(bool(labels) for labels in labelled) >= _FEWEST_ROWS


def _goes_on(rows: Sequence[GridRow], above: Sequence[Line]) -> bool:
    """Whether a grid without a heading of its own goes on with a form's indicators."""
    words = {_squeezed(text) for row in rows for text in row.texts}
    return not any(line.text.strip() for line in above) and bool(words & {*KINDS, *CATEGORIES})


def _is_heading(line: Line) -> bool:
    return bool(
        _TITLE.search(line.text) or re.fullmatch(r"\s*[（(]?20\d\d\s*年度?[）)]?\s*", line.text)
    )


def _begun(grid: Grid, rows: Sequence[GridRow], above: Sequence[Line]) -> _Draft:
    printed = [line.text.strip() for line in above if _is_heading(line)]
    printed += [row.texts[0] for row in rows[:2] if len(row.texts) == 1]
    title = next((_squeezed(text) for text in printed if _TITLE.search(text)), "项目绩效目标表")
    year = next((int(m[1]) for text in printed if (m := _YEAR.search(text))), None)
    unit = next((unit for line in above if (unit := unit_in(line.text))), "元")
    return _Draft(page=grid.page, line=grid.line, title=title, year=year, unit=unit)


# --- the rows --------------------------------------------------------------------------------


def _read(rows: Sequence[GridRow], draft: _Draft) -> None:
    held: dict[int, tuple[str, int]] = {}
    for at, row in enumerate(rows):
        texts = _with_spanned(row, at, held)
        columns = columns_of_indicators(texts)
        if columns is not None:
            draft.columns = columns
        elif draft.columns and not _ends_indicators(texts):
            draft.indicators += indicator_in(texts, draft.columns, row.line, draft.indicators)
        else:
            draft.columns = None
            _read_labels(texts, row.line, draft)


def _with_spanned(row: GridRow, at: int, held: dict[int, tuple[str, int]]) -> dict[int, str]:
    """The row's texts by column, with those of cells that reach down into it."""
    texts = {column: text for column, (text, until) in held.items() if at < until}
    for cell in row.cells:
        texts[cell.column] = cell.text
        if cell.rows > 1:
            held[cell.column] = (cell.text, at + cell.rows)
    return dict(sorted(texts.items()))


def _ends_indicators(texts: dict[int, str]) -> bool:
    first = next((text for text in texts.values() if text), "")
    label = _label(first)
    return label is not None and label not in GRID_GOALS


def _read_labels(texts: dict[int, str], line: int, draft: _Draft) -> None:
    """Labels with the value beside them; goals may have theirs below."""
    for column, goal in draft.goals.items():
        if texts.get(column) and _label(texts[column]) is None:
            draft.fields.append(_goal(goal, texts[column], line))
    draft.goals = {}
    cells = [(column, text) for column, text in texts.items() if text]
    labels = [_label(text) for _, text in cells]
    for at, (_, text) in enumerate(cells):
        label = labels[at]
        if (unit := _UNIT.search(text)) and _MONEY_LABEL.search(text):
            draft.unit = unit[1]
        following = cells[at + 1][1] if at + 1 < len(cells) and labels[at + 1] is None else None
        if label in GRID_FUNDS:
            _keep_fund(label, following, line, draft, first_of_two=label in labels[at + 1 :])
        elif label is not None and label not in PRIVATE:
            _keep(label, following, line, draft)
    headed = {column: _label(text) for column, text in cells}
    below = {c: label for c, label in headed.items() if label in GRID_GOALS}
    if len(below) > 1:
        draft.goals = {column: str(label) for column, label in below.items()}


def _keep_fund(
    label: str, value: str | None, line: int, draft: _Draft, *, first_of_two: bool
) -> None:
    """An amount; of two under one label in a row, the first is that of the whole project."""
    name, half = GRID_FUNDS[label]
    text = _squeezed(value) if value else None
    if text and (unit := _UNIT_BEHIND.search(text)):
        draft.unit, text = unit[1], text[: unit.start()]
    try:
        amount = parse_amount(text)
    except AmountError:
        return
    if text is not None and amount is None:
        return
    draft.funds.append(
        FormFund(
            name=name,
            half="实施期" if first_of_two else half,
            printed=text,
            amount=amount,
            line=line,
        )
    )


def _keep(label: str, value: str | None, line: int, draft: _Draft) -> None:
    text = _squeezed(value) if value else None
    if label == PROJECT:
        draft.project = text or draft.project
    elif label in GRID_GOALS:
        if text:
            draft.fields.append(_goal(label, text, line))
    else:
        if label in GRID_BODIES and text and draft.implementer is None:
            draft.implementer = text
        draft.fields.append(FormField(name=label, half=None, text=text, line=line))


def _goal(label: str, text: str, line: int) -> FormField:
    return FormField(name="总体目标", half=GRID_GOALS[label], text=_squeezed(text), line=line)


def _label(text: str) -> str | None:
    """The form's label that a cell is, without its unit and colon; None for any other cell."""
    plain = (
        _BRACKETS.sub("", _squeezed(text))
        .rstrip("：:")
        .removeprefix("其中：")
        .removeprefix("其中:")
    )
    known = plain in GRID_WORDED or plain in GRID_FUNDS or plain in GRID_GOALS
    return plain if known or plain in PRIVATE or plain == PROJECT else None


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _form(index: int, draft: _Draft) -> Form:
    return Form(
        index=index,
        page=draft.page,
        line=draft.line,
        title=draft.title,
        year=draft.year,
        project=draft.project,
        unit=draft.unit,
        implementer=draft.implementer,
        fields=tuple(draft.fields),
        funds=tuple(draft.funds),
        indicators=tuple(draft.indicators),
    )
