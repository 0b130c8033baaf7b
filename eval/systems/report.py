"""The comparison in words: a table of what was answered and found, one of what an index costs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval import machine
from eval.report import HELD_OUT, aligned, share
from eval.systems.comparing import DEPTHS, Outcome, SystemResult, outcomes, rank_of_rows

_HEADINGS = (
    *("类别", "系统", "题数", "答对", "正确率", "答错"),
    *(f"行@{depth}" for depth in DEPTHS),
    *("p50", "p95"),
)
_COST_HEADINGS = ("系统", "建索引（秒）", "索引大小（MiB）")

NOTES = """\
答对、答错：与 eval run 同样的评分；其余为不作答。
行@k：标准答案写明应引用哪些行的题里，这些行全在前 k 个结果中的题数；
结果是切块或表格行，明账的是它所引的各行。
p50、p95：每问的毫秒数，多轮的题每一问都计。
对照系统不懂追问：最后一问与前面各问连在一起检索。
建索引：从同一次提取的结果（表已逐格读出）起，不含读文件；明账的大小不含所存的原文。"""


def as_text(results: Sequence[SystemResult]) -> str:
    """Both tables and how to read them, for a terminal."""
    costs = [_COST_HEADINGS, *map(_cost, results)]
    table = aligned([_HEADINGS, *_rows(results)])
    return f"{table}\n\n{aligned(costs)}\n\n{NOTES}\n\n机器：{machine.in_words()}"


def as_object(results: Sequence[SystemResult], skipped: Mapping[str, int]) -> dict[str, Any]:
    """The comparison as a JSON object; the cases of held-out files are left out."""
    return {
        "machine": machine.in_words(),
        "depths": DEPTHS,
        "skipped": {name: count for name, count in skipped.items() if count},
        "systems": [
            {
                "name": result.name,
                "build_seconds": result.built.seconds,
                "index_bytes": result.built.size,
                "outcomes": {name: asdict(each) for name, each in outcomes(result).items()},
                "cases": _cases(result),
            }
            for result in results
        ],
    }


def _rows(results: Sequence[SystemResult]) -> list[tuple[str, ...]]:
    """For each category, then all together: a line for each system."""
    counted = [(result.name, outcomes(result)) for result in results]
    categories = counted[0][1] if counted else {}
    return [
        _cells(category if not position else "", name, each[category])
        for category in categories
        for position, (name, each) in enumerate(counted)
    ]


def _cells(category: str, name: str, each: Outcome) -> tuple[str, ...]:
    return (
        category,
        name,
        str(each.tally.cases),
        str(each.tally.right),
        share(each.tally.right, each.tally.cases),
        str(each.tally.wrong),
        *(f"{found}/{each.asked_rows}" if each.asked_rows else "—" for found in each.found),
        f"{each.latency.p50:.1f}",
        f"{each.latency.p95:.1f}",
    )


def _cost(result: SystemResult) -> tuple[str, ...]:
    return result.name, f"{result.built.seconds:.2f}", f"{result.built.size / machine.MIB:.1f}"


def _cases(result: SystemResult) -> list[dict[str, Any]]:
    return [
        {
            "file": name,
            "id": run.case.id,
            "category": run.case.category,
            "right": bool(run.score and run.score.right),
            "wrong": bool(run.score and run.score.wrong),
            "rank": rank_of_rows(run.answers[-1], run.case),
            "milliseconds": run.milliseconds,
            "answer": {key: run.answers[-1].get(key) for key in ("status", "value", "unit")}
            | {"answer": run.answers[-1].get("answer")},
        }
        for name, runs in result.runs.items()
        if not name.startswith(HELD_OUT)
        for run in runs
    ]
