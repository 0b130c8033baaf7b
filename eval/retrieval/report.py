"""The retrieval measurement in words, and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval import machine
from eval.report import aligned
from eval.retrieval.guesses import Guessed
from eval.retrieval.measuring import DEPTHS, Measured
from eval.retrieval.questions import Half
from eval.retrieval.ranking import METHODS
from eval.retrieval.worded import WAYS, Way

HALF_NAMES: Mapping[Half, str] = {"choosing": "择定用的一半", "testing": "检验用的一半"}

NOTES = """\
每题只在所问的报告之内检索；问行的题检索表格行与绩效目标表，问段落的题检索正文段落与绩效目标表。
前 k：正确之处在前 k 个不同名称之内的题数所占的比例（同一名称的行在几张表里都有，只算一个）。
日常说法：与行名没有相同的两字。词表没有：问句里没有词表给这一行的任何说法；训练也没有：也没有训练材料给这一行的说法。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfResult:
    """What was measured over one half of the questions."""

    half: Half
    reports: int
    asked: int
    skipped: int
    """Questions whose report is not there."""
    found: tuple[Measured, ...]
    ablations: tuple[tuple[Way, tuple[Measured, ...]], ...]
    guesses: tuple[Guessed, ...]
    embedder: str


def as_text(results: Sequence[HalfResult]) -> str:
    """Every half's tables and how to read them, for a terminal."""
    parts = [_half(result) for result in results]
    return "\n\n".join([*parts, NOTES, f"机器：{machine.in_words()}"])


def as_object(results: Sequence[HalfResult]) -> dict[str, Any]:
    """The same as a JSON object."""
    return {
        "machine": machine.in_words(),
        "depths": DEPTHS,
        "halves": [asdict(result) for result in results],
    }


def _half(result: HalfResult) -> str:
    head = f"【{HALF_NAMES[result.half]}】{result.asked} 题，{result.reports} 份报告"
    if result.skipped:
        head += f"；跳过 {result.skipped} 题：没有其所问的报告"
    lines = [f"{head}；模型 {result.embedder}"]
    lines.append(aligned([("题", "方法", "题数", *_depths(), "MRR"), *map(_row, result.found)]))
    if result.ablations:
        lines += ["行文字的各部分（只算问行的题）", _ablations(result)]
    if result.guesses:
        lines += ["按意思猜测：余弦达到多少才算", _guesses(result.guesses)]
    return "\n".join(lines)


def _ablations(result: HalfResult) -> str:
    rows = [
        (WAYS[way], METHODS[one.method], one.part, *_figures(one))
        for way, found in result.ablations
        for one in found
    ]
    return aligned([("文字", "方法", "题", *_depths(), "MRR"), *rows])


def _guesses(found: Sequence[Guessed]) -> str:
    rows = [
        (
            f"{one.threshold:.2f}",
            str(one.right),
            str(one.wrong),
            f"{one.strange / one.strange_questions:.1%}",
        )
        for one in found
    ]
    head = ("余弦", "猜对", f"猜错（共 {found[0].questions} 题）", "问不相干的事也猜了")
    return aligned([head, *rows])


def _depths() -> tuple[str, ...]:
    return tuple(f"前{depth}" for depth in DEPTHS)


def _row(one: Measured) -> tuple[str, ...]:
    return (one.part, METHODS[one.method], str(one.questions), *_figures(one))


def _figures(one: Measured) -> tuple[str, ...]:
    return tuple(f"{share:.3f}" for share in (*one.recall, one.mean_reciprocal_rank))
