"""Wordings that quote the report: definitions, form fields, reasons, duties (引文)."""

import re
from collections.abc import Sequence

from assistant.compose.figures import change, direction_of, sentence
from assistant.compose.phrases import figure
from assistant.result import Quantity, Quote, Result

_DIRECTIONS = {"increase": "增加", "decrease": "减少", "same": "持平"}


def define(result: Result) -> str:
    """The glossary's own words on each term."""
    page = result.quotes[0].page
    head = f"报告对「{result.plan.subject}」的解释（第{page}页）如下。"
    return "\n".join([head, *(quote.quoted for quote in result.quotes)])


def describe(result: Result) -> str:
    """Fields, indicators or passages, quoted."""
    lines = _each_heading_once(result.quotes)
    lines += [_operand(quantity) for quantity in result.operands]
    return "\n".join([_head(result), *lines])


def _each_heading_once(quotes: Sequence[Quote]) -> list[str]:
    """The quotes, of several paragraphs under one heading the later ones without it."""
    lines: list[str] = []
    for before, quote in zip((None, *quotes), quotes, strict=False):
        same = before is not None and before.label == quote.label and len(quote.label) > 4
        lines.append(quote.text if same and quote.text else _line(quote))
    return lines


def _head(result: Result) -> str:
    pages = [quote.page for quote in result.quotes]
    pages += [q.fact.page for q in result.operands if q.fact]
    page = f"第{pages[0]}页" if pages else ""
    if result.plan.texts and result.plan.texts[0].kind == "passage":
        return f"报告的文字说明（{page}）如下。"
    return f"{result.plan.subject}的{_paper(result)}（{page}）写明如下。"


def _paper(result: Result) -> str:
    """What the report calls the place where it tells of the project."""
    form = next((t.form for t in result.plan.texts if t.form is not None), None)
    account = form is not None and result.extraction.forms[form].kind == "account"
    return "情况说明" if account else "绩效目标申报表"


def _operand(quantity: Quantity) -> str:
    fact = quantity.fact
    if fact is None or fact.printed is None:
        return f"{quantity.name}：空白，没有填数。"
    if fact.kind == "indicator":
        return fact.text
    return f"{fact.row}，{''.join(fact.column_path)}为{fact.printed}{quantity.unit}"


def _line(quote: Quote) -> str:
    return quote.quoted if quote.text else f"{quote.label}：没有填写。"


def explain(result: Result) -> str:
    """The change with its direction, then the reason in the report's words."""
    parts = []
    if result.operands:
        parts.append(change(result))
    if result.quotes:
        quote = result.quotes[0]
        parts += [f"报告给出的原因（第{quote.page}页）如下。", quote.quoted]
    elif result.operands:
        direction = _DIRECTIONS[direction_of(result.operands[0]) or "same"]
        parts.append(f"报告没有说明{result.plan.subject}{direction}的原因。")
    return "\n".join(parts)


def meta(result: Result) -> str:
    """What can be asked, and of which report."""
    report = result.extraction.report
    return (
        f"目前收录的报告是《{report.title}》。可以问：某个科目或项目安排了多少钱、占比、合计、排名，"
        f"项目的立项依据和绩效目标，比上年增减及原因，名词解释，以及数字之间是否对得上。"
        f"每个数字都会给出它所在的表、行和页。"
    )


def tables(result: Result) -> str:
    """Whether tables are empty, and which there are."""
    if result.plan.set_name == "one":
        quote = result.quotes[0]
        table = result.extraction.tables[result.plan.texts[0].index or 0]
        if table.empty:
            note = f"，表下注明「{quote.text}」" if quote.text else ""
            return f"{quote.label}（第{quote.page}页）是空表，没有数据{note}。"
        return _filled(result, quote)
    names = [f"- {quote.label}（第{quote.page}页）" for quote in result.quotes]
    kind = "空表（没有数据的表）" if result.plan.set_name == "empty" else "报表"
    return "\n".join([f"报告中的{kind}有：", *names])


def _filled(result: Result, quote: Quote) -> str:
    """A table that holds figures, and its note where that calls it empty all the same."""
    sentences = [f"{quote.label}（第{quote.page}页）不是空表，有数据。"]
    if re.search("空表|无数据|没有数据|无此", quote.text):
        sentences.append(f"但表下注明「{quote.text}」，与表中有数不符。")
    sentences += [f"\n- {sentence(result, q)}" for q in result.operands if q.value is not None]
    return "".join(sentences)


def catalogue(result: Result) -> str:
    """Entries of the catalogue with code, name and sector; or how many there are."""
    quotes = result.quotes
    plan, name = result.plan, "政府购买服务指导性目录"
    where = f"（第{quotes[0].page}页）" if quotes else ""
    if plan.set_name == "counted" and result.outcome:
        return f"{name}{where}中，{plan.subject}条目共{figure(result.outcome)}条。"
    if plan.set_name == "sectors":
        number = f"，共{figure(result.outcome)}个领域" if result.outcome else ""
        names = [f"- {quote.label}" for quote in quotes]
        return "\n".join([f"{name}{where}按领域列出事项{number}。各领域如下。", *names])
    return "\n".join([f"{name}{where}中的有关事项如下。", *(q.quoted for q in quotes)])
