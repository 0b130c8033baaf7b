"""Engines side by side on the same questions (引擎并列): one table with a column for each."""

from collections.abc import Callable, Mapping, Sequence

from eval import report
from eval.runner import Run
from eval.summary import Latency, ModelTally, Summary, Tally


def _accuracy(each: Tally) -> str:
    return f"{report.share(each.right, each.cases)}（{each.right}/{each.cases}）"


def _milliseconds(latency: Latency) -> str:
    return f"{latency.p50:.1f}、{latency.p95:.1f}" if latency.turns else "—"


def _tokens(total: int, turns: int) -> str:
    return f"{total}（{total / turns:.0f}）"


_FIGURES: tuple[tuple[str, Callable[[Summary], str]], ...] = (
    ("正确率", lambda each: _accuracy(each.total)),
    ("95% 区间", lambda each: report.interval(each.total)),
    ("引用对", lambda each: f"{each.total.cite_right}/{each.total.cite_asked}"),
    ("该拒答的拒答了", lambda each: f"{each.total.refusals_right}/{each.total.refusals_asked}"),
    ("答错", lambda each: str(each.total.wrong)),
    ("无据数字", lambda each: str(each.total.unsupported)),
    ("程序出错", lambda each: str(each.total.crashed)),
    ("每问用时 p50、p95（毫秒）", lambda each: _milliseconds(each.latency)),
)

_OF_THE_MODEL: tuple[tuple[str, Callable[[ModelTally, int], str]], ...] = (
    ("问了语言模型的问数", lambda model, turns: f"{model.asked}/{turns}"),
    ("照它的计划、用它的文字", lambda model, _: f"{model.planned}、{model.worded}"),
    ("调用次数", lambda model, _: str(model.calls)),
    ("其中修补", lambda model, _: str(model.repairs)),
    ("退回规则（原因）", lambda model, _: report.fallbacks_in_words(model)),
    ("首字用时 p50、p95（毫秒）", lambda model, _: _milliseconds(model.first_words)),
    ("提示词元（平均每问）", lambda model, turns: _tokens(model.prompt_tokens, turns)),
    ("生成词元（平均每问）", lambda model, turns: _tokens(model.completion_tokens, turns)),
)
"""The second argument is the number of all turns, those without the model too."""


def rows(results: Mapping[str, Summary]) -> list[tuple[str, ...]]:
    """The table: categories, all together, what the model was asked; a column for each engine."""
    each = list(results.values())
    table = [("引擎", *results)]
    for name in each[0].categories:
        table.append((name, *(_accuracy(one.categories[name]) for one in each)))
    for heading, figure in _FIGURES:
        table.append((heading, *map(figure, each)))
    for heading, of_model in _OF_THE_MODEL:
        cells = (of_model(one.model, one.latency.turns) if one.model else "—" for one in each)
        table.append((heading, *cells))
    return table


def as_text(results: Mapping[str, Summary]) -> str:
    """The table for a terminal, and which questions were skipped: the same for each engine."""
    skipped = report.skipped_in_words(next(iter(results.values())))
    return report.aligned(rows(results)) + (f"\n\n{skipped}" if skipped else "")


def as_page(results: Mapping[str, Summary], runs: Mapping[str, Mapping[str, Sequence[Run]]]) -> str:
    """One page that needs nothing else: the table, then each engine's own report."""
    headings, *body = rows(results)
    sections = "".join(
        f"<h2>{engine}</h2>{report.section(result, runs[engine])}"
        for engine, result in results.items()
    )
    return report.page(report.html_table(headings, body) + sections)
