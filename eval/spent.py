"""What one of our commands spends (用时与内存): seconds, processor seconds and memory.

All that it starts is counted, and it has a limit of time.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from eval import machine
from eval.bench import ROOT, Unmeasured

SAMPLED = 0.5
"""Seconds between two looks at the memory of a command and of all that it started."""
_LOOKED = 0.02
"""Seconds between two looks whether it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a command took; None where the system does not tell."""

    seconds: float
    processor: float | None = None
    """Seconds of all its processes together."""
    peak: float | None = None
    """MiB of the largest of its processes, exactly."""
    together: float | None = None
    """MiB of all its processes at once, as seen every half a second."""


def run_measured(what: str, command: list[str], limit: float) -> Spent:
    """What this command (`python -m …`) spends; raises `Unmeasured` where it fails or takes
    longer."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, stdout=said, stderr=said
        )
        spent = _ended(what, process, began, limit)
        if process.returncode != 0:
            said.seek(0)
            last = (said.read().decode(errors="replace").strip().splitlines() or [""])[-1]
            raise Unmeasured(f"{what}的退出状态为 {process.returncode}：{last}")
    return spent


def _ended(what: str, process: "subprocess.Popen[bytes]", began: float, limit: float) -> Spent:
    """What a process has spent when it ends; it is killed after so many seconds."""
    if not hasattr(os, "wait4"):
        process.wait(limit)
        return Spent(seconds=time.perf_counter() - began)
    together, next_look = 0.0, began
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        now = time.perf_counter()
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / machine.MIB
            return Spent(
                seconds=now - began,
                processor=usage.ru_utime + usage.ru_stime,
                peak=peak,
                together=max(together, peak),
            )
        if now > began + limit:
            process.kill()
            process.wait()
            raise Unmeasured(f"{what}超过 {limit:.0f} 秒未完成")
        if now >= next_look:
            together = max(together, machine.resident_mib(process.pid) or 0.0)
            next_look = now + SAMPLED
        time.sleep(_LOOKED)
