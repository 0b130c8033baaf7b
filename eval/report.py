"""A run in words: a table on the terminal, a JSON object, a self-contained page."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from eval.cases import Gold, NumberGold, RefusalGold
from eval.runner import Run
from eval.summary import ModelTally, Summary, Tally, wilson

HELD_OUT = "held_out"
"""Question files whose name begins so are scored, but their questions are never listed."""

_HEADINGS = ("类别", "题数", "答对", "正确率", "95% 区间", "引用对", "答错", "无据数字")

_STYLE = """
body{font-family:system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;
max-width:72rem;padding:0 1rem;color:#1c2733;line-height:1.6}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #d5dbe1;padding:.35rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
tr.bad td:first-child{border-left:4px solid #b3261e}
tr.good td:first-child{border-left:4px solid #2e7d32}
details{margin:1rem 0}
"""


def share(part: int, whole: int) -> str:
    """Part of whole in percent; a dash where there is no whole."""
    return f"{part / whole * 100:.1f}%" if whole else "—"


def interval(each: Tally) -> str:
    """The 95 % interval of the share that is right."""
    low, high = wilson(each.right, each.cases)
    return f"{low * 100:.1f}–{high * 100:.1f}%" if each.cases else "—"


def _cells(name: str, each: Tally) -> tuple[str, ...]:
    return (
        name,
        str(each.cases),
        str(each.right),
        share(each.right, each.cases),
        interval(each),
        f"{each.cite_right}/{each.cite_asked}",
        str(each.wrong),
        str(each.unsupported),
    )


def _rows(summary: Summary) -> list[tuple[str, ...]]:
    """The table's rows: each category, then all together."""
    rows = [_cells(name, each) for name, each in summary.categories.items()]
    return [*rows, _cells("合计", summary.total)]


def display_width(text: str) -> int:
    """Columns that the text takes on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows as lines whose columns stand under one another."""
    widths = [max(display_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = (
            cell + " " * (width - display_width(cell))
            for cell, width in zip(row, widths, strict=True)
        )
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def fallbacks_in_words(model: ModelTally) -> str:
    """How many turns fell back on the rules, and for which reasons."""
    reasons = "、".join(f"{reason} {count}" for reason, count in model.fallbacks.items())
    return f"{model.fell_back}（{reasons}）" if reasons else "0"


def _model_lines(model: ModelTally, turns: int) -> list[str]:
    first = model.first_words
    waited = f"p50 {first.p50:.1f} 毫秒，p95 {first.p95:.1f} 毫秒" if first.turns else "—"
    return [
        f"语言模型：{turns} 问中问了它 {model.asked} 问，调用 {model.calls} 次，"
        f"其中修补 {model.repairs}；照它的计划 {model.planned} 问，用它的文字 {model.worded} 问，"
        f"退回规则 {fallbacks_in_words(model)}",
        f"首字用时 {waited}（{first.turns} 问）；"
        f"词元 提示 {model.prompt_tokens}、生成 {model.completion_tokens}，"
        f"平均每问 {model.prompt_tokens / turns:.0f}、{model.completion_tokens / turns:.0f}",
    ]


def skipped_in_words(summary: Summary) -> str:
    """How many questions of which files were skipped; empty where none were."""
    if not summary.skipped:
        return ""
    each = "、".join(f"{name} {count}" for name, count in summary.skipped.items())
    return f"跳过 {sum(summary.skipped.values())} 题：库中没有其所问的报告（{each}）"


def conclusion(summary: Summary) -> str:
    """The run in three lines; two more on the model if asked, one where questions were skipped."""
    total, time = summary.total, summary.latency
    lines = [
        f"正确率 {share(total.right, total.cases)}（{total.right}/{total.cases}），"
        f"引用正确 {total.cite_right}/{total.cite_asked}，"
        f"该拒答的拒答了 {total.refusals_right}/{total.refusals_asked}",
        f"答错 {total.wrong}，含无依据数字的答案 {total.unsupported}，程序出错 {total.crashed}",
        f"每问用时 p50 {time.p50:.1f} 毫秒，p95 {time.p95:.1f} 毫秒（{time.turns} 问）",
    ]
    if summary.model:
        lines += _model_lines(summary.model, time.turns)
    if skipped := skipped_in_words(summary):
        lines.append(skipped)
    return "\n".join(lines)


def as_text(summary: Summary) -> str:
    """The table per category and the conclusion, for a terminal."""
    return aligned([_HEADINGS, *_rows(summary)]) + "\n\n" + conclusion(summary)


def gold_in_words(gold: Gold) -> str:
    """The right answer as a reader would say it."""
    if isinstance(gold, RefusalGold):
        return "应不作答"
    if isinstance(gold, NumberGold):
        return f"{gold.value}{gold.unit}"
    return "应提到：" + "；".join(each.replace("|", " 或 ") for each in gold.must)


def listed(by_file: Mapping[str, Sequence[Run]]) -> list[Run]:
    """The runs that may be shown one by one: those of every file that is not held out."""
    return [run for name, runs in by_file.items() if not name.startswith(HELD_OUT) for run in runs]


def amiss(run: Run) -> bool:
    """Whether the case was not answered right, or cites other rows than it should."""
    return run.score is not None and (not run.score.right or run.score.cited is False)


def failures(runs: Sequence[Run]) -> str:
    """One paragraph for each case that went amiss."""
    blocks = []
    for run in runs:
        if run.score is None or run.case.gold is None or not amiss(run):
            continue
        answer = run.answers[-1]
        words = " ".join(str(answer.get("answer") or "").split())
        blocks.append(
            f"✗ {run.case.id}［{run.case.category}］{' → '.join(run.case.turns)}\n"
            f"  {run.score.reason}；应为 {gold_in_words(run.case.gold)}；"
            f"得到 {answer.get('status')} {answer.get('value')} {answer.get('unit')}：{words[:200]}"
        )
    return "\n".join(blocks)


def as_object(
    summary: Summary, by_file: Mapping[str, Sequence[Run]], engine: str
) -> dict[str, Any]:
    """The run as a JSON object; questions and answers of held-out files are left out."""
    return {
        "engine": engine,
        **asdict(summary),
        "cases": [
            {
                "file": name,
                "id": run.case.id,
                "category": run.case.category,
                "turns": run.case.turns,
                "score": asdict(run.score) if run.score else None,
                "milliseconds": run.milliseconds,
                "answer": run.answers[-1],
            }
            for name, runs in by_file.items()
            for run in listed({name: runs})
        ],
    }


def html_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for the page; every cell is escaped."""
    head = "".join(f"<th>{escape(each)}</th>" for each in headings)
    body = "".join(
        "<tr>" + "".join(f"<td class='n'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _html_case(run: Run) -> str:
    answer, verdict = run.answers[-1], run.score
    cells = (
        run.case.id,
        run.case.category,
        " → ".join(run.case.turns),
        gold_in_words(run.case.gold) if run.case.gold else "",
        str(answer.get("answer") or answer.get("status") or ""),
        (verdict.reason or "正确") if verdict else "",
    )
    mark = "bad" if amiss(run) else "good"
    return f"<tr class='{mark}'>" + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>"


def section(summary: Summary, by_file: Mapping[str, Sequence[Run]]) -> str:
    """The part of a page on one run: the conclusion, the table, each case; every text escaped."""
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in conclusion(summary).splitlines())
    cases = sorted(listed(by_file), key=lambda run: not amiss(run))
    headings = ("题号", "类别", "问题", "应答", "得到", "结果")
    head = "".join(f"<th>{each}</th>" for each in headings)
    rows = "".join(_html_case(run) for run in cases)
    return (
        f"{paragraphs}{html_table(_HEADINGS, _rows(summary))}"
        f"<details open><summary>逐题（未答对的在前）</summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def page(body: str) -> str:
    """A page that needs nothing else, around HTML that is already escaped."""
    return (
        "<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>明账 评测</title>"
        f"<style>{_STYLE}</style><h1>明账 评测</h1>{body}</html>\n"
    )


def as_page(summary: Summary, by_file: Mapping[str, Sequence[Run]]) -> str:
    """The run as one page."""
    return page(section(summary, by_file))
