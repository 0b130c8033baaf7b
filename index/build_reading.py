"""Reads report files, several at once where there are several cores, and hands them on in order.

Each process has one report at a time and the window of reports that wait is short, so memory does
not grow with their number.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from index.errors import BudgetError
from index.records import Extraction

FEWEST = 4
"""Fewer files are read without other processes, which take a second to start."""
WAITING = 2
"""Reports that may wait for each process, read or to be read."""
REPORTS_A_PROCESS = 200
"""After so many a process is replaced, whatever its libraries have not given back."""

ReadReport = Callable[[Path], Extraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of reading a file: an extraction, or a problem in Chinese."""

    extraction: Extraction | None = None
    problem: str | None = None
    seconds: float = 0.0


def read_and_extract(path: Path) -> Extraction:
    """Everything that a report file holds, with the findings of its reconciliation."""
    from index.extract.assemble import extract
    from index.readers.files import read
    from index.reconcile import reconcile

    extraction = extract(read(path))
    return replace(extraction, findings=reconcile(extraction))


def read_all(
    paths: Sequence[Path], read_report: ReadReport | None, most: int = 1
) -> Iterator[Reading]:
    """One reading for each file, in order; a file that cannot be read keeps no other out.

    Only our own way of reading (None) is shared out, among so many processes at `most`. These
    import the program that started them, so only a program that expects it may ask for them.
    """
    processes = min(most, len(paths))
    if read_report or processes < 2 or len(paths) < FEWEST:
        yield from (_read(read_report or read_and_extract, path) for path in paths)
    else:
        yield from read_side_by_side(paths, read_and_extract, processes)


def _read(read_report: ReadReport, path: Path) -> Reading:
    began = time.perf_counter()
    try:
        found = Reading(extraction=read_report(path))
    except BudgetError as error:
        found = Reading(problem=str(error))
    except Exception as error:  # noqa: BLE001 - one odd file must not keep the others out
        found = Reading(problem=f"程序出错（{type(error).__name__}：{error}）")
    return replace(found, seconds=time.perf_counter() - began)


def read_side_by_side(
    paths: Sequence[Path], read_report: ReadReport, processes: int
) -> Iterator[Reading]:
    """The same in several processes; a file on which a process dies is a file with a problem."""
    pool = _pool(processes)
    try:
        waiting: deque[tuple[Path, Future[Reading]]] = deque()
        coming = iter(paths)
        while True:
            while len(waiting) < processes * WAITING and (path := next(coming, None)):
                waiting.append((path, _submitted(pool, read_report, path)))
            if not waiting:
                return
            path, future = waiting.popleft()
            try:
                reading = future.result()
            except BrokenProcessPool:
                reading = _read_alone(read_report, path)
                pool = _pool(processes)
                waiting = deque((p, _submitted(pool, read_report, p)) for p, _ in waiting)
            yield reading
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, read_report: ReadReport, path: Path) -> "Future[Reading]":
    """The reading to come; one that has failed where the pool is known to be broken already."""
    try:
        return pool.submit(_read, read_report, path)
    except BrokenProcessPool as error:
        failed: Future[Reading] = Future()
        failed.set_exception(error)
        return failed


def _read_alone(read_report: ReadReport, path: Path) -> Reading:
    """Read a file in a process of its own, where one that read it or another was killed."""
    with _pool(1) as pool:
        try:
            return pool.submit(_read, read_report, path).result()
        except BrokenProcessPool:
            return Reading(problem="读取时程序被终止（文件异常，或内存不足）")


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), max_tasks_per_child=REPORTS_A_PROCESS
    )


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
