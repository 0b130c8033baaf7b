"""An answer as HTML (回答卡片): the figure first, then the words, the proof and the places."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from assistant.answer import Answer, Citation
from assistant.page.charts import chart_block
from assistant.page.checks_html import checks_block
from assistant.page.extract_html import citation_block, extract_block
from assistant.page.extract_view import TableExtract, table_extracts
from assistant.page.kept_answers import answer_key
from assistant.page.markup import Html, join, lines, tag
from assistant.page.model_html import model_note
from assistant.page.original_html import tools
from assistant.page.warnings_html import warnings_block
from index.amounts import grouped
from index.records import Extraction

STATUS_WORDS = {
    "answered": "已回答",
    "not_found": "报告中没有",
    "clarify": "请您选择",
    "refused": "无法回答",
}

MOST_PLACES = 8
"""Cited tables and quotations shown with one answer; the rest are counted."""


def answer_card(answer: Answer, extractions: Sequence[Extraction]) -> Html:
    """One question with its whole answer."""
    return tag(
        "article",
        tag("h2", answer.question, class_="mz-question mz-text"),
        _figure(answer),
        tag("p", lines(answer.answer), class_="mz-answer mz-text"),
        chart_block(answer, extractions) or _items(answer),
        warnings_block(answer.warnings, extractions),
        checks_block(answer.checks, answer.citations),
        _places(answer, extractions),
        model_note(answer),
        _tools(),
        class_=f"mz-card mz-{answer.status}",
        data_status=answer.status,
        data_key=answer_key(answer),
    )


def _tools() -> Html:
    """What can be done with any answer."""
    button = tag("button", "复制链接", type="button", class_="mz-control mz-copy-link")
    return tag("footer", button, class_="mz-controls")


def earlier_turns(turns: Sequence[tuple[Answer, Sequence[Extraction]]]) -> Html:
    """Earlier questions, each a line that opens to its whole answer; nothing where none were."""
    if not turns:
        return join([])
    return tag("section", tag("h2", "此前的问答"), *(_turn(*turn) for turn in turns))


def _turn(answer: Answer, extractions: Sequence[Extraction]) -> Html:
    return tag(
        "details",
        tag(
            "summary",
            tag("span", answer.question, class_="mz-text"),
            tag("strong", headline(answer) or STATUS_WORDS[answer.status]),
        ),
        answer_card(answer, extractions),
        class_="mz-turn",
    )


def message_card(text: str | None) -> Html:
    """A remark of the page itself, where there is no answer; nothing where it has none."""
    if not text:
        return join([])
    return tag("article", tag("p", text, class_="mz-answer"), class_="mz-card mz-message")


def headline(answer: Answer) -> str | None:
    """The headline figure with its unit, thousands separated; None where there is none."""
    if answer.value is None:
        return None
    try:
        figure = grouped(Decimal(answer.value))
    except InvalidOperation:
        figure = answer.value
    unit = answer.unit or ""
    return f"{figure}{unit}" if unit in ("", "%") else f"{figure} {unit}"


def _figure(answer: Answer) -> Html | None:
    text = headline(answer)
    if text is None:
        if answer.status == "answered":
            return None
        return tag("p", STATUS_WORDS[answer.status], class_="mz-status")
    return tag("p", text, class_="mz-figure")


def _items(answer: Answer) -> Html | None:
    """The items as a table, unless the words of the answer list them already."""
    words = answer.answer.replace(",", "")
    if all((item.value or item.label).replace(",", "") in words for item in answer.items):
        return None
    rows = [
        tag(
            "tr",
            tag("td", item.label),
            tag("td", f"{item.value or ''} {item.unit or ''}".strip(), class_="mz-value"),
        )
        for item in answer.items
    ]
    return tag("div", tag("table", tag("tbody", *rows)), class_="mz-scroll mz-items")


def _places(answer: Answer, extractions: Sequence[Extraction]) -> Html | None:
    """The cited places; of a ranking those of its items, the rows compared with them folded."""
    if not answer.citations:
        return None
    listed = {key for item in answer.items for key in item.citations}
    chief = [each for each in answer.citations if not listed or each.id in listed]
    rest = [each for each in answer.citations if each not in chief]
    return tag(
        "section",
        tag("h3", "出处"),
        _blocks(chief, extractions),
        tag(
            "details",
            tag("summary", f"一并比较的其余 {len(rest)} 处", class_="mz-muted"),
            _blocks(rest, extractions),
        )
        if rest
        else None,
        class_="mz-places",
    )


def _blocks(citations: Sequence[Citation], extractions: Sequence[Extraction]) -> Html:
    extracts, elsewhere = table_extracts(citations, extractions)
    blocks = [_extract(extract, citations, extractions) for extract in extracts]
    blocks += [citation_block(citation, tools([citation], extractions)) for citation in elsewhere]
    more = len(blocks) - MOST_PLACES
    rest = tag("p", f"另有 {more} 处出处未列出。", class_="mz-muted") if more > 0 else None
    return join([*blocks[:MOST_PLACES], rest])


def _extract(
    extract: TableExtract, citations: Sequence[Citation], extractions: Sequence[Extraction]
) -> Html:
    """A table extract with the tools for what is cited of that table."""
    own = [
        each for each in citations if (each.report, each.table) == (extract.report, extract.table)
    ]
    return extract_block(extract, tools(own, extractions))
