"""What a run amounts to (汇总): counts per category, intervals, latency, and the baseline."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eval.cases import CaseError, RefusalGold
from eval.runner import CRASHED, Run

BASELINE = Path(__file__).parent / "baseline.json"

Z95 = 1.959964
"""Standard normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over some scored cases."""

    cases: int
    right: int
    cite_asked: int
    cite_right: int
    refusals_asked: int
    refusals_right: int
    wrong: int
    """Wrong answers given."""
    unsupported: int
    """Answers given with a number that nothing proves."""
    crashed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds over some turns."""

    turns: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTally:
    """What a language model (语言模型) was asked over some turns, and what became of it."""

    asked: int
    """Turns in which it was asked; the counts below are over these."""
    planned: int
    worded: int
    calls: int
    repairs: int
    fallbacks: Mapping[str, int]
    """Turns that fell back on the rules, by the reason's machine word; the most frequent first."""
    prompt_tokens: int
    completion_tokens: int
    first_words: Latency
    """From the question to the model's first words, over the turns that had any."""

    @property
    def fell_back(self) -> int:
        """Turns that fell back on the rules, whatever the reason."""
        return sum(self.fallbacks.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A whole run: in all, by category, by question file."""

    total: Tally
    categories: Mapping[str, Tally]
    files: Mapping[str, Tally]
    latency: Latency
    skipped: Mapping[str, int] = field(default_factory=dict)
    """By question file, the cases not asked because the store lacks a report that they name."""
    model: ModelTally | None = None
    """None where no language model was asked."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a proportion; (0, 1) for no trials."""
    if trials == 0:
        return 0.0, 1.0
    share, z2 = successes / trials, Z95 * Z95
    centre = share + z2 / (2 * trials)
    spread = Z95 * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    low = (centre - spread) / (1 + z2 / trials)
    high = (centre + spread) / (1 + z2 / trials)
    return max(0.0, low), min(1.0, high)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` % of the values do not exceed; 0 for none."""
    if not values:
        return 0.0
    rank = math.ceil(percent / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]


def tally(runs: Iterable[Run]) -> Tally:
    """The counts over scored runs."""
    scored = [(run, run.score) for run in runs if run.score is not None]
    refusals = [verdict for run, verdict in scored if isinstance(run.case.gold, RefusalGold)]
    return Tally(
        cases=len(scored),
        right=sum(verdict.right for _, verdict in scored),
        cite_asked=sum(verdict.cited is not None for _, verdict in scored),
        cite_right=sum(verdict.cited is True for _, verdict in scored),
        refusals_asked=len(refusals),
        refusals_right=sum(verdict.right for verdict in refusals),
        wrong=sum(verdict.wrong for _, verdict in scored),
        unsupported=sum(verdict.unsupported for _, verdict in scored),
        crashed=sum(run.answers[-1].get("status") == CRASHED for run, _ in scored),
    )


def _spread(turns: Sequence[float]) -> Latency:
    return Latency(turns=len(turns), p50=percentile(turns, 50), p95=percentile(turns, 95))


def latency(runs: Iterable[Run]) -> Latency:
    """The latency over every turn of the runs."""
    return _spread([each for run in runs for each in run.milliseconds])


def model_tally(runs: Iterable[Run]) -> ModelTally | None:
    """What the language model was asked over every turn of the runs; None where it was not."""
    uses = [use for run in runs for answer in run.answers if (use := answer.get("model"))]
    if not uses:
        return None
    fallbacks = Counter(use["fallback"] for use in uses if use["fallback"])
    first_words = [use["first_words_ms"] for use in uses if use["first_words_ms"] is not None]
    return ModelTally(
        asked=len(uses),
        planned=sum(use["planned"] for use in uses),
        worded=sum(use["worded"] for use in uses),
        calls=sum(use["calls"] for use in uses),
        repairs=sum(use["repairs"] for use in uses),
        fallbacks=dict(fallbacks.most_common()),
        prompt_tokens=sum(use["prompt_tokens"] for use in uses),
        completion_tokens=sum(use["completion_tokens"] for use in uses),
        first_words=_spread(first_words),
    )


def summarise(
    by_file: Mapping[str, Sequence[Run]], skipped: Mapping[str, int] | None = None
) -> Summary:
    """The summary of runs, given under the names of their question files."""
    runs = [run for each in by_file.values() for run in each]
    categories: dict[str, list[Run]] = {}
    for run in runs:
        categories.setdefault(run.case.category or "未分类", []).append(run)
    return Summary(
        total=tally(runs),
        categories={name: tally(each) for name, each in sorted(categories.items())},
        files={name: tally(each) for name, each in by_file.items()},
        latency=latency(runs),
        skipped={name: count for name, count in (skipped or {}).items() if count},
        model=model_tally(runs),
    )


def whole_files(summary: Summary) -> dict[str, Tally]:
    """The tallies of files asked in full: only these can be compared from run to run."""
    return {name: each for name, each in summary.files.items() if name not in summary.skipped}


def load_baseline(path: Path = BASELINE) -> dict[str, dict[str, int]]:
    """Recorded counts by question file; empty where none were recorded."""
    if not path.exists():
        return {}
    try:
        recorded: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"{path}：基线读不出来，应为 JSON（{error}）") from error
    return recorded


def record_baseline(summary: Summary, path: Path = BASELINE) -> None:
    """Writes this run's counts as the baseline of its whole files; other files keep theirs."""
    recorded = load_baseline(path)
    recorded.update({name: asdict(each) for name, each in whole_files(summary).items()})
    path.write_text(
        json.dumps(recorded, ensure_ascii=False, indent=2, sort_keys=True) + "\n",
        encoding="utf-8",
    )


def below_baseline(summary: Summary, recorded: Mapping[str, Mapping[str, int]]) -> list[str]:
    """In Chinese, each way in which a file did worse than recorded; empty if none did."""
    complaints = []
    for name, now in whole_files(summary).items():
        before = recorded.get(name)
        if before is None:
            continue
        # cross-multiplied: shares of different counts compared without rounding
        if now.right * before["cases"] < before["right"] * now.cases:
            complaints.append(
                f"{name}：答对 {now.right}/{now.cases}，基线 {before['right']}/{before['cases']}"
            )
        if now.wrong * before["cases"] > before["wrong"] * now.cases:
            complaints.append(f"{name}：答错 {now.wrong}，基线 {before['wrong']}")
        if now.unsupported > before["unsupported"]:
            complaints.append(
                f"{name}：含无依据数字的答案 {now.unsupported}，基线 {before['unsupported']}"
            )
    return complaints
