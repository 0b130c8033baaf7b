"""From the exact addresses of a plan to the facts and texts they stand for (取数)."""

from assistant.material import Excerpt, Material
from assistant.query_plan import Figure, QueryPlan, Text
from index.errors import BudgetError
from index.facts import form_name
from index.records import Extraction, Fact, Form, Passage


def retrieve(plan: QueryPlan, extraction: Extraction, facts: dict[str, Fact]) -> Material:
    """The material of a plan; `facts` are the report's, by id. An id it lacks is an error."""
    ids = [i for figure in (*plan.figures, *plan.members) for i in _ids(figure)]
    unknown = [i for i in ids if i not in facts]
    if unknown:
        raise BudgetError(f"{extraction.report.title}：计划引用了不存在的数据 {unknown[0]}")
    return Material(
        plan=plan,
        extraction=extraction,
        facts={i: facts[i] for i in ids},
        excerpts=tuple(_excerpt(text, extraction) for text in plan.texts if text.kind != "finding"),
        findings=tuple(
            extraction.findings[text.index or 0] for text in plan.texts if text.kind == "finding"
        ),
    )


def _ids(figure: Figure) -> tuple[str, ...]:
    return (*figure.facts, figure.blank) if figure.blank else figure.facts


def _excerpt(text: Text, extraction: Extraction) -> Excerpt:
    if text.kind == "passage":
        return _of_passage(extraction.passages[text.index or 0], text.quote)
    if text.kind == "catalogue":
        entry = extraction.catalogue[text.index or 0]
        words = f"{entry.code} {entry.name}"
        return Excerpt(
            label=entry.sector,
            text=words,
            page=entry.page,
            line=entry.line,
            headings=(entry.catalogue,),
        )
    if text.kind == "table":
        table = extraction.tables[text.index or 0]
        note = "；".join(table.notes)
        return Excerpt(
            label=table.name, text=note, page=table.pages[0], line=0, headings=(table.name,)
        )
    form = extraction.forms[text.form or 0]
    return _of_field(form, text.index or 0) if text.kind == "field" else _of_indicator(form, text)


def _of_passage(passage: Passage, quote: str | None) -> Excerpt:
    heading = passage.headings[-1] if passage.headings else "报告说明"
    return Excerpt(
        label="原因" if quote else heading,
        text=quote or passage.text,
        page=passage.page,
        line=passage.line,
        headings=passage.headings,
    )


def _of_field(form: Form, index: int) -> Excerpt:
    if index < 0:
        name, text, line = "实施单位", form.implementer or "", form.line
    else:
        field = form.fields[index]
        name, text, line = field.name, field.text or "", field.line
    return Excerpt(
        label=name, text=text, page=form.page, line=line, headings=(form_name(form), form.project)
    )


def _of_indicator(form: Form, text: Text) -> Excerpt:
    indicator = form.indicators[text.index or 0]
    return Excerpt(
        label="",
        text=f"{indicator.kind} {indicator.name} {indicator.value}",
        page=form.page,
        line=indicator.line,
        headings=(form_name(form), form.project, indicator.name),
    )
