"""How building and answering grow with the number of reports (规模), measured on siblings.

Every build has a time limit; a size that cannot be measured says why, and larger ones are left out.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from eval import machine
from eval.bench import ROOT, Measurement, Unmeasured, in_words, written
from eval.runner import Ask, open_ask
from eval.siblings import Sibling, sibling, write_siblings
from eval.siblings.book import Book, line
from eval.summary import percentile
from index.corpus import Corpus
from index.errors import BudgetError

BUILD_LIMIT = 1800.0
"""Seconds after which a build is given up."""
ASKED_REPORTS = 40
"""Of how many reports questions are asked; more than fit in memory where there are many."""
WARMING = 3
ASKED: tuple[tuple[str, Callable[[Book], Decimal]], ...] = (
    ("基本支出", lambda book: book.basic),
    ("项目支出", lambda book: book.project),
    ("公务接待费", lambda book: line(book.operating, "公务接待费")),
)
"""What is asked of a report, and the right amount in 万元."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """A scoped question (部门、年度、项目) with the amount that is right, in 万元."""

    question: str
    right: Decimal


def look_ups(siblings: Sequence[Sibling]) -> Iterator[LookUp]:
    """Three questions of each report, the reports taking turns."""
    for words, amount in ASKED:
        for each in siblings:
            book = each.book
            question = f"{book.department}{book.year}年{words}是多少万元？"
            yield LookUp(question=question, right=amount(book))


def answering(ask: Ask, asked: Sequence[LookUp]) -> tuple[list[float], int]:
    """Milliseconds of each answer, and how many were right."""
    for each in asked[:WARMING]:
        ask(each.question, None)
    times: list[float] = []
    right = 0
    for each in asked:
        began = time.perf_counter()
        answer, _ = ask(each.question, None)
        times.append((time.perf_counter() - began) * 1000)
        value = answer["value"]
        right += value is not None and answer["unit"] == "万元" and Decimal(value) == each.right
    return times, right


def build_measured(reports: Path, store: Path) -> tuple[float, float | None]:
    """Seconds and peak memory (MiB, None where the system does not tell) of a build."""
    command = [sys.executable, "-m", "index", "build", str(reports), "--store", str(store)]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
        status, peak = _ended(process, began + BUILD_LIMIT)
        if status != 0:
            said.seek(0)
            last = (said.read().decode(errors="replace").strip().splitlines() or [""])[-1]
            raise Unmeasured(f"建库的退出状态为 {status}：{last}")
    return time.perf_counter() - began, peak


def _ended(process: "subprocess.Popen[bytes]", deadline: float) -> tuple[int, float | None]:
    """Exit status and peak memory of a process; it is killed at the deadline."""
    if not hasattr(os, "wait4"):
        return process.wait(max(deadline - time.perf_counter(), 0)), None
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            scale = 1 if sys.platform == "darwin" else 1024
            return process.returncode, usage.ru_maxrss * scale / machine.MIB
        if time.perf_counter() > deadline:
            process.kill()
            process.wait()
            raise Unmeasured(f"建库超过 {BUILD_LIMIT:.0f} 秒未完成")
        time.sleep(0.02)


def measured_size(count: int, seed: int) -> list[Measurement]:
    """Building and asking a store of that many siblings."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        reports = write_siblings(Path(folder) / "reports", range(count), seed)
        seconds, peak = build_measured(reports[0].parent, store)
        with Corpus.open(store) as corpus:
            pages = sum(report.pages for report in corpus.reports())
        disk = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
        step = max(count // ASKED_REPORTS, 1)
        asked = list(look_ups([sibling(n, seed) for n in range(0, count, step)][:ASKED_REPORTS]))
        times, right = answering(open_ask(store), asked)
    note, questions = f"{count} 份报告，{pages} 页", f"{len(times)} 问，答对 {right}"
    return [
        Measurement(name="建库", value=seconds, unit="秒", note=note),
        Measurement(name="建库速度", value=pages / seconds, unit="页/秒", note=note),
        Measurement(name="建库内存峰值", value=peak, unit="MiB", note=note),
        Measurement(name="占用磁盘", value=disk / machine.MIB, unit="MiB", note=note),
        Measurement(
            name="指明范围的查数 p50", value=percentile(times, 50), unit="毫秒", note=questions
        ),
        Measurement(
            name="指明范围的查数 p95", value=percentile(times, 95), unit="毫秒", note=questions
        ),
    ]


def scale(counts: Sequence[int], out: Path | None, seed: int = 0) -> int:
    """Measures each size, prints it with the machine's size; 0 if all could be measured."""
    print(f"机器：{machine.in_words()}")
    measurements: list[Measurement] = []
    failed = False
    for count in sorted(counts):
        try:
            found = measured_size(count, seed)
        except (BudgetError, OSError) as error:
            failed = True
            note = f"{count} 份报告，未能测得：{error}"
            found = [Measurement(name="规模", value=None, unit="", note=note)]
        for measurement in found:
            print(in_words(measurement), flush=True)
        measurements += found
        if failed:
            break
    if out:
        written(measurements, out)
    return 1 if failed else 0
