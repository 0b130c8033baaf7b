"""Wordings that quote the report: definitions, form fields, reasons, duties (引文)."""

from assistant.compose.figures import change, direction_of
from assistant.result import Quote, Result

_DIRECTIONS = {"increase": "增加", "decrease": "减少", "same": "持平"}


def define(result: Result) -> str:
    """The glossary's own words."""
    quote = result.quotes[0]
    return f"报告对「{result.plan.subject}」的解释（第{quote.page}页）：\n「{quote.text}」"


def describe(result: Result) -> str:
    """Fields, indicators or passages, quoted."""
    lines = [_line(result, quote) for quote in result.quotes]
    lines += [_fund(result, index) for index in range(len(result.operands))]
    form = next((q for q in result.quotes if result.plan.texts and q), None)
    if result.plan.texts and result.plan.texts[0].kind != "passage" and form:
        head = f"项目「{result.plan.subject}」（项目支出绩效目标申报表，第{form.page}页）："
        return "\n".join([head, *lines])
    return "\n".join(lines)


def _fund(result: Result, index: int) -> str:
    quantity = result.operands[index]
    fact = quantity.fact
    if fact is None or fact.printed is None:
        return f"{quantity.name}：空白，没有填数。"
    return f"{quantity.name}：{fact.printed}{quantity.unit}"


def _line(result: Result, quote: Quote) -> str:
    kind = result.plan.texts[0].kind if result.plan.texts else "passage"
    if kind == "passage":
        head = f"「{quote.label}」" if quote.label else "报告"
        return f"{head}（第{quote.page}页）：\n「{quote.text}」"
    if not quote.text:
        return f"{quote.label}：没有填写。"
    if kind == "indicator":
        return f"{quote.label}：「{quote.text}」"
    return f"{quote.label}：「{quote.text}」"


def explain(result: Result) -> str:
    """The change with its direction, then the reason in the report's words."""
    parts = []
    if result.operands:
        parts.append(change(result))
    if result.quotes:
        quote = result.quotes[0]
        parts.append(f"报告给出的原因（第{quote.page}页）：\n「{quote.text}」")
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
        return f"{quote.label}（第{quote.page}页）不是空表，有数据。"
    names = [f"- {quote.label}（第{quote.page}页）" for quote in result.quotes]
    kind = "空表（没有数据的表）" if result.plan.set_name == "empty" else "报表"
    return "\n".join([f"报告中的{kind}有：", *names])


def catalogue(result: Result) -> str:
    """Entries of the catalogue with code, name and sector."""
    quotes = result.quotes
    where = f"（第{quotes[0].page}页）" if quotes else ""
    if result.plan.set_name == "sectors":
        return "\n".join(
            [f"目录按以下领域列出政府购买服务事项{where}：", *(f"- {q.label}" for q in quotes)]
        )
    if len(quotes) == 1:
        return f"目录中的「{quotes[0].text}」，属于{quotes[0].label}领域{where}。"
    return "\n".join(
        [f"目录中的有关事项{where}：", *(f"- 「{q.text}」（{q.label}）" for q in quotes)]
    )
