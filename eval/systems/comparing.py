"""Every system builds its index of the same reports and answers the same questions (同题对照)."""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case
from eval.runner import Run, run_case
from eval.scoring import AnswerObject, rows_cited
from eval.summary import Latency, Tally, latency, tally
from eval.systems.system import DEEPEST, System
from index.records import Extraction

DEPTHS = (1, 5, DEEPEST)
"""How far down the results the right row is looked for."""

ALL = "合计"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a system did on some cases."""

    tally: Tally
    asked_rows: int
    """Cases whose gold names rows."""
    found: tuple[int, ...]
    """Of these, those with every named row among the first results, for each of `DEPTHS`."""
    latency: Latency


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What an index costs."""

    seconds: float
    """From what was taken from the reports to an index that can be asked."""
    size: int
    """Bytes of its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemResult:
    """One system over all cases."""

    name: str
    built: Built
    runs: Mapping[str, Sequence[Run]]
    """By question file."""


def compare_systems(
    systems: Sequence[System],
    extractions: Sequence[Extraction],
    files: Mapping[str, Sequence[Case]],
    tell: Callable[[str], None] = lambda _: None,
) -> list[SystemResult]:
    """Each system in turn: its index built in a folder of its own, every case asked."""
    results = []
    for system in systems:
        tell(f"{system.name}：建索引并回答")
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                built = _build(system, extractions, Path(folder))
                runs = {
                    name: [run_case(case, system.ask) for case in cases]
                    for name, cases in files.items()
                }
            finally:
                system.close()
        results.append(SystemResult(name=system.name, built=built, runs=runs))
    return results


def rank_of_rows(answer: AnswerObject, case: Case) -> int | None:
    """How many results it takes to hold every row that the gold names; None where they do not, or
    where it names none."""
    if case.gold is None or not case.gold.cite:
        return None
    held: list[object] = []
    for rank, result in enumerate(answer.get("found", [])[:DEEPEST], start=1):
        held += result
        if rows_cited({"citations": held}, case.gold.cite):
            return rank
    return None


def outcomes(result: SystemResult) -> dict[str, Outcome]:
    """The outcome by category, then of all cases."""
    runs = [run for each in result.runs.values() for run in each]
    groups: dict[str, list[Run]] = {}
    for run in runs:
        groups.setdefault(run.case.category or "未分类", []).append(run)
    return {name: outcome(each) for name, each in [*sorted(groups.items()), (ALL, runs)]}


def outcome(runs: Sequence[Run]) -> Outcome:
    """The counts over some runs."""
    with_rows = [run for run in runs if run.case.gold and run.case.gold.cite]
    ranks = [rank_of_rows(run.answers[-1], run.case) for run in with_rows]
    return Outcome(
        tally=tally(runs),
        asked_rows=len(with_rows),
        found=tuple(sum(r is not None and r <= depth for r in ranks) for depth in DEPTHS),
        latency=latency(runs),
    )


def _build(system: System, extractions: Sequence[Extraction], folder: Path) -> Built:
    began = time.perf_counter()
    system.build(extractions, folder)
    seconds = time.perf_counter() - began
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Built(seconds=seconds, size=size)
