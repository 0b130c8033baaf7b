"""What does each performance target form (项目支出绩效目标申报表) of a report say?"""

import re

from index.errors import ExtractionError
from index.extract.bold import undouble_heading
from index.extract.form_blocks import FormBlock, Section, form_blocks, sections_of
from index.extract.form_fields import goal_fields, worded_fields
from index.extract.form_funds import fund_unit, funds_of
from index.extract.form_labels import FILED, FUNDS, GOALS, IMPLEMENTER, INDICATOR_BLOCK, PROJECT
from index.extract.indicators import indicators_of
from index.records import Document, Form, FormField

_YEAR = re.compile(r"[（(](\d{4})\s*年度?[）)]")


def forms_of(document: Document) -> tuple[Form, ...]:
    """Every performance target form, in order; handlers' names and telephones are never taken."""
    return tuple(_form(index, block) for index, block in enumerate(form_blocks(document)))


def _form(index: int, block: FormBlock) -> Form:
    sections = {section.label: section for section in sections_of(block)}
    project = sections.get(PROJECT)
    if project is None:
        raise ExtractionError(f"line {block.title.number}: a form without {PROJECT}")
    fields = (*worded_fields(tuple(sections.values())), *_goals(sections), *_filed(block))
    funds = sections.get(FUNDS)
    table = sections.get(INDICATOR_BLOCK[1])
    return Form(
        index=index,
        page=block.title.page,
        line=block.title.number,
        title=undouble_heading(block.title.text),
        year=_year(block),
        project=project.text,
        unit=fund_unit(funds) if funds else "元",
        implementer=next((f.text for f in fields if f.name == IMPLEMENTER), None),
        fields=fields,
        funds=funds_of(funds) if funds else (),
        indicators=indicators_of(table.lines) if table else (),
    )


def _goals(sections: dict[str, Section]) -> tuple[FormField, ...]:
    return goal_fields(sections[GOALS]) if GOALS in sections else ()


def _year(block: FormBlock) -> int | None:
    """The year printed below the title, before the first field."""
    for line in (block.title, *block.lines[:3]):
        if found := _YEAR.search(line.text):
            return int(found.group(1))
    return None


def _filed(block: FormBlock) -> tuple[FormField, ...]:
    """填报日期, the only thing taken from the signature line."""
    if not block.signed:
        return ()
    line = block.lines[-1]
    found = re.search(rf"{FILED}[：:]?\s*(\d[\d\-./年月日]*)", line.text)
    text = found.group(1) if found else None
    return (FormField(name=FILED, half=None, text=text, line=line.number),)
