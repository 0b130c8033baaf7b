"""What is declined before any search (拒答): personal data, orders to the machine, other trades."""

import functools
import re
import tomllib
from pathlib import Path

from assistant.query_plan import Question, Unclear
from index.records import Report


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(parts)) for name, parts in data.items()}


def guard(question: Question, report: Report) -> Unclear | None:
    """Why the question is declined outright, or None to go on."""
    text = question.text
    if not re.search(r"[\u4e00-\u9fffa-z0-9]", text):
        return _refused("没有看到问题。请写下想问的预算事项。", report)
    if _patterns()["personal"].search(text):
        return _refused(
            "经办人、负责人的姓名和联系电话属于个人信息，本系统不收录也不提供。", report
        )
    if _patterns()["orders"].search(text):
        return _refused(
            "这里只按报告原文回答预算问题，不执行其他指令，也不会给出未经核对的数字。", report
        )
    if _patterns()["other_trades"].search(text):
        return _refused("这不是预算问题。这里只回答已收录的预算、决算报告中的内容。", report)
    if _patterns()["names"].search(text):
        return _unclear("not_found", "报告没有写明公司、商家或个人的名称和个人收入。", report)
    if _patterns()["forecast"].search(text):
        return _unclear(
            "not_found",
            f"收录的报告最晚是{report.year}年度的，没有对以后年度的安排，无法预测。",
            report,
        )
    if _patterns()["opinion"].search(text):
        return _refused(
            "是否合理需要人来判断，报告中没有这样的结论。可以问具体的数字和报告说明的原因。", report
        )
    return None


def examples(report: Report) -> tuple[str, ...]:
    """Questions that any departmental report can be asked."""
    year = f"{report.year}年" if report.year else ""
    return (f"{year}支出总计是多少？", f"{year}三公经费预算是多少？", "预算最多的三个项目是什么？")


def _refused(message: str, report: Report) -> Unclear:
    return _unclear("refused", message, report)


def _unclear(kind: str, message: str, report: Report) -> Unclear:
    if kind == "refused":
        return Unclear(kind="refused", message=message, suggestions=examples(report))
    return Unclear(kind="not_found", message=message, suggestions=examples(report))
