"""What a store of many reports costs (索引随报告增长): building, adding one, searching, memory.

    python -m eval.growth --reports 1000 [--folder FOLDER] [--json FILE]

Reports are siblings (`eval.siblings`). With a folder, reports and store are kept there, and what
stands in it already is built on.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from eval import machine
from eval.bench import ROOT, Measurement, Unmeasured, in_words, written
from eval.siblings import write_siblings
from eval.summary import percentile
from index.corpus import Corpus

ASKED = 100
"""Reports that are searched one by one: more than stay in memory."""
WORDINGS = ("公务接待费", "请客吃饭花了多少", "养老保险缴费", "项目支出合计", "购置办公设备的项目")
SAMPLED = 1.0
"""Seconds between two looks at the memory of a build."""


def growth(count: int, folder: Path) -> list[Measurement]:
    """Measures a store of that many siblings, and one more."""
    reports, store = folder / "reports", folder / "store"
    found = [_built("建库", reports, store, range(count))]
    found += [_built("增加一份", reports, store, range(count, count + 1))]
    size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    found.append([Measurement(name="占用磁盘", value=size / machine.MIB, unit="MiB")])
    return [each for part in found for each in part] + _searched(store)


def _built(what: str, reports: Path, store: Path, numbers: Sequence[int]) -> list[Measurement]:
    """Writes these siblings and builds; pages a second where the store begins empty."""
    empty = not (store / "CURRENT").exists()
    write_siblings(reports, numbers)
    command = [sys.executable, "-m", "index", "build", str(reports), "--store", str(store)]
    began, worked, peak = time.perf_counter(), _children(), 0.0
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, machine.resident_mib(process.pid) or 0)
            time.sleep(min(SAMPLED, max(time.perf_counter() - began, 0.05)))
    if process.returncode:
        raise Unmeasured(f"{what}的退出状态为 {process.returncode}")
    seconds = time.perf_counter() - began
    held = f"共 {len(list(reports.iterdir()))} 份"
    found = [
        Measurement(name=what, value=seconds, unit="秒", note=held),
        Measurement(name=f"{what}的处理器时间", value=_children() - worked, unit="秒"),
        Measurement(name=f"{what}的内存峰值", value=peak, unit="MiB", note="连同分头读的进程"),
    ]
    if empty:
        with Corpus.open(store) as corpus:
            pages = sum(report.pages for report in corpus.reports())
        found.append(Measurement(name="建库速度", value=pages / seconds, unit="页/秒"))
    return found


def _children() -> float:
    """Processor seconds of all processes that were started here and have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _searched(store: Path) -> list[Measurement]:
    """Searches in a process of its own, so that its memory is that of serving."""
    command = [sys.executable, "-m", "eval.growth", "--search", str(store)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unmeasured(f"检索未能测得：{done.stderr[-300:]}")
    return [Measurement(**each) for each in json.loads(done.stdout)]


def searching(store: Path) -> list[Measurement]:
    """Opening, searching within reports and across all, and the memory after it."""
    began = time.perf_counter()
    with Corpus.open(store) as corpus:
        reports = corpus.reports()
        opened = (time.perf_counter() - began) * 1000
        asked = reports[:: max(len(reports) // ASKED, 1)][:ASKED]
        corpus.search(WORDINGS[0], [asked[0].id])
        corpus.search(WORDINGS[0])
        scoped = [
            _timed(partial(corpus.search, wording, [report.id]))
            for wording in WORDINGS
            for report in asked
        ]
        across = [
            _timed(partial(corpus.search, words))
            for wording in WORDINGS
            for words in (wording, *(f"{r.department}{r.year}年{wording}" for r in asked[:20]))
        ]
        worded = [_timed(partial(corpus.search_text, wording)) for wording in WORDINGS]
        facts = [_timed(partial(corpus.facts, report.id)) for report in asked]
    return [
        Measurement(name="打开索引", value=opened, unit="毫秒"),
        *_percentiles("指明报告的检索", scoped),
        *_percentiles("不指明报告的检索", across),
        *_percentiles("不指明报告的全文检索", worded),
        *_percentiles("读一份报告的全部数", facts),
        Measurement(name="检索后的内存", value=machine.resident_mib(os.getpid()), unit="MiB"),
    ]


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _percentiles(name: str, times: Sequence[float]) -> list[Measurement]:
    note = f"{len(times)} 次"
    return [
        Measurement(name=f"{name} p{n}", value=percentile(times, n), unit="毫秒", note=note)
        for n in (50, 95)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 where everything could be measured."""
    options = argparse.ArgumentParser(prog="python -m eval.growth", description=__doc__)
    options.add_argument("--reports", type=int, default=100, help="多少份虚构的同类报告")
    options.add_argument("--folder", type=Path, help="报告与索引留在这里（默认用完即删）")
    options.add_argument("--json", type=Path, help="把测得的数写入这个文件")
    options.add_argument("--search", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args(arguments)
    if chosen.search:
        print(json.dumps([asdict(each) for each in searching(chosen.search)]))
        return 0
    print(f"机器：{machine.in_words()}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = growth(chosen.reports, chosen.folder or Path(folder))
    except Unmeasured as error:
        print(error, file=sys.stderr)
        return 1
    for each in found:
        print(in_words(each))
    if chosen.json:
        written(found, chosen.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
