"""The page served by a process of its own, on a free port of this machine (本机网页服务)."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import BudgetError

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 120.0
"""Seconds after which a page that has not opened is given up."""


class NotServed(BudgetError):
    """The page did not open, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A page that is up."""

    port: int
    process: int
    """The process's number."""


@contextmanager
def served(script: str, options: Sequence[str], settings: Mapping[str, str]) -> Iterator[Served]:
    """Serve the page by one of our scripts while the body runs; loopback only."""
    port = _free_port()
    command = [sys.executable, str(ROOT / script), "--port", str(port), *options]
    limit = time.monotonic() + LIMIT
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=output, env=os.environ | settings
        )
        try:
            _await_page(process, port, limit, script)
            yield Served(port=port, process=process.pid)
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await_page(process: "subprocess.Popen[bytes]", port: int, limit: float, script: str) -> None:
    while not _listening(port):
        if process.poll() is not None:
            raise NotServed(f"{script} 已退出，状态 {process.returncode}")
        if time.monotonic() > limit:
            raise NotServed(f"{LIMIT:.0f} 秒内页面没有打开")
        time.sleep(0.05)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
