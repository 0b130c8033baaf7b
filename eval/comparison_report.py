"""A comparison of two runs in words: the changed answers, the counts, what they mean; as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from eval.comparison import GROUPS, Change, Comparison, Group, figures
from eval.report import HELD_OUT, share
from eval.runner import CRASHED
from eval.saved_runs import Key, SavedAnswer, SavedCase, SavedRun

_CHANCE = Fraction(5, 100)
"""Below this a difference is not put down to chance."""

_TITLES: Mapping[Group, str] = {
    "right_to_wrong": "对变不对",
    "wrong_to_right": "不对变对",
    "right_differently": "都对，但数或状态不同",
    "wrong_differently": "都不对，但答得不同",
}
_STATUSES = {
    "answered": "已回答",
    "not_found": "报告中没有",
    "clarify": "反问",
    "refused": "不作答",
    CRASHED: "程序出错",
}
_WORDS, _ITEMS = 60, 3
"""How many characters of an answer in words are printed, and how many items of a list."""


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _WORDS else plain[:_WORDS] + "…"


def _listed(answer: SavedAnswer) -> str:
    first = "、".join(f"{i.label} {i.value or ''}{i.unit or ''}" for i in answer.items[:_ITEMS])
    return f"{len(answer.items)} 项：{first}{'…' if len(answer.items) > _ITEMS else ''}"


def compact(case: SavedCase, *, in_words: bool) -> str:
    """An answer in one line: status, figures, else (or with `in_words`) how it begins."""
    answer = case.answer
    parts = [_STATUSES.get(answer.status, answer.status)]
    if answer.value is not None:
        parts.append(f"{answer.value}{answer.unit or ''}")
    if answer.items:
        parts.append(_listed(answer))
    if in_words or len(parts) == 1:
        parts.append(_shortened(answer.answer))
    return " ".join(parts) + ("（答错）" if case.score.wrong else "")


def _paragraph(change: Change) -> str:
    before, after = change.before, change.after
    # where the figures agree, the words must show the difference
    in_words = figures(before.answer) == figures(after.answer)
    same = "\n    （两次答案相同：标准答案或评分改过）" if change.same_answer else ""
    return (
        f"  {before.file} {before.id}：{_shortened(' → '.join(before.turns))}\n"
        f"    前：{compact(before, in_words=in_words)}\n"
        f"    后：{compact(after, in_words=in_words)}{same}"
    )


def _block(title: str, changes: Sequence[Change]) -> str:
    return "\n".join([f"{title}（{len(changes)} 题）", *map(_paragraph, changes)])


def p_in_words(p: Fraction) -> str:
    """The p value to three digits; a very small one as a bound."""
    return f"p = {float(p):.3g}" if p >= Fraction(1, 10_000) else "p < 0.0001"


def meaning(comparison: Comparison) -> str:
    """In one sentence, whether the difference in right answers may be chance."""
    if not comparison.common:
        return "两次没有同样的题，无从比较。"
    lost, won = (len(comparison.of(group)) for group in GROUPS[:2])
    if not lost + won:
        return "两次答对的是同样的题，看不出谁好谁差。"
    if lost == won:
        return "对变不对与不对变对的题一样多，看不出谁好谁差。"
    better = "后一次" if won > lost else "前一次"
    if comparison.p < _CHANCE:
        return f"{better}答对的更多，不像是偶然：两次若不分高下，很少会差这么多。"
    return f"{better}答对的多些，但可能只是偶然：两次若不分高下，差这么多也不少见。"


def _named(keys: Sequence[Key], other: SavedRun) -> str:
    """The questions by file; a file of which the other run has none is named as a whole."""
    by_file: dict[str, list[str]] = {}
    for file, name in keys:
        by_file.setdefault(file, []).append(name)
    elsewhere = {case.file for case in other.cases}
    return "；".join(
        f"{file} {'、'.join(names)}" if file in elsewhere else f"{file} 全部 {len(names)} 题"
        for file, names in by_file.items()
    )


def _left_out(comparison: Comparison, before: SavedRun, after: SavedRun) -> list[str]:
    """One line for each kind of question that could not be compared."""
    kinds = (
        ("只在前一次", comparison.only_before, after),
        ("只在后一次", comparison.only_after, before),
        ("问法改过，不比较", comparison.reworded, after),
    )
    lines = [f"{kind} {len(keys)} 题：{_named(keys, run)}" for kind, keys, run in kinds if keys]
    held = [name for name in {**before.files, **after.files} if name.startswith(HELD_OUT)]
    return [*lines, *([f"留出题不存逐题结果，不比较：{'、'.join(held)}"] if held else [])]


def _counts(comparison: Comparison, before: SavedRun, after: SavedRun) -> list[str]:
    """How many are right in each run, and how many changed in which way."""
    common = comparison.common
    right = "，".join(
        f"{which}（{run.engine}）对 {count}（{share(count, common)}）"
        for which, run, count in (
            ("前一次", before, comparison.right_before),
            ("后一次", after, comparison.right_after),
        )
    )
    counts = "；".join(f"{title} {len(comparison.of(group))}" for group, title in _TITLES.items())
    return [
        f"同样的 {common} 题：{right}",
        f"{counts}；其余 {common - len(comparison.changes)} 题没有变化",
    ]


def as_text(comparison: Comparison, before: SavedRun, after: SavedRun) -> str:
    """The changed answers group by group, then the counts and what they mean."""
    blocks = [
        _block(title, changes)
        for group, title in _TITLES.items()
        if (changes := comparison.of(group))
    ]
    lines = _counts(comparison, before, after) + _left_out(comparison, before, after)
    lines.append(f"McNemar 精确检验（双侧）{p_in_words(comparison.p)}：{meaning(comparison)}")
    return "\n\n".join([*blocks, "\n".join(lines)])


def _keys(keys: Sequence[Key]) -> list[dict[str, str]]:
    return [{"file": file, "id": name} for file, name in keys]


def _change_object(change: Change) -> dict[str, Any]:
    return {
        "file": change.before.file,
        "id": change.before.id,
        "turns": change.before.turns,
        "same_answer": change.same_answer,
        **{
            side: {**asdict(case.answer), **asdict(case.score)}
            for side, case in (("before", change.before), ("after", change.after))
        },
    }


def as_object(comparison: Comparison, before: SavedRun, after: SavedRun) -> dict[str, Any]:
    """The comparison as a JSON object."""
    return {
        "before": {"engine": before.engine, "right": comparison.right_before},
        "after": {"engine": after.engine, "right": comparison.right_after},
        "common": comparison.common,
        "changes": {group: [*map(_change_object, comparison.of(group))] for group in GROUPS},
        "only_before": _keys(comparison.only_before),
        "only_after": _keys(comparison.only_after),
        "reworded": _keys(comparison.reworded),
        "p": float(comparison.p),
        "meaning": meaning(comparison),
    }
