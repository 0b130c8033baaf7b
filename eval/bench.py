"""How long it takes and how much memory it needs (性能测量), on this machine, as a user meets it.

Every step has a time limit; a step that cannot be measured says why and the others go on.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from eval import machine
from eval.cases import load_cases
from eval.runner import Ask, open_ask, run_cases
from eval.served import served
from eval.summary import latency, percentile
from index.errors import BudgetError

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = Path(__file__).parent / "questions" / "fenyang_lookup.jsonl"
QUESTION = "基本支出是多少？"
API = "/gradio_api/call/ask"
"""Where the page takes a question over HTTP: an event is posted, then its stream is read."""

COLD_RUNS = 5
LIMIT = 120.0
"""Seconds after which a step is given up."""


class Unmeasured(BudgetError):
    """A step that could not be measured, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One measured figure, or the reason why there is none."""

    name: str
    value: float | None
    unit: str
    note: str = ""


def _run(arguments: list[str]) -> str:
    """Runs one of our commands to its end and returns what it printed."""
    try:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unmeasured(f"超过 {LIMIT:.0f} 秒未完成") from error
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
        raise Unmeasured(f"退出状态 {done.returncode}：{said}")
    return done.stdout


def _seconds(arguments: list[str]) -> float:
    began = time.perf_counter()
    _run(arguments)
    return time.perf_counter() - began


def _store(store: Path | None) -> list[str]:
    return ["--store", str(store)] if store else []


def warm(ask: Ask) -> list[Measurement]:
    """Answering in a process that has answered before."""
    cases = load_cases(QUESTIONS)
    list(run_cases(cases[:5], ask))
    times = latency(list(run_cases(cases, ask)))
    note = f"{times.turns} 问"
    return [
        Measurement(name="热态回答 p50", value=times.p50, unit="毫秒", note=note),
        Measurement(name="热态回答 p95", value=times.p95, unit="毫秒", note=note),
    ]


def cold(store: Path | None) -> list[Measurement]:
    """One question on the command line, from a cold process to its end."""
    command = ["-m", "assistant", "ask", QUESTION, *_store(store)]
    times = [_seconds(command) for _ in range(COLD_RUNS)]
    note = f"{COLD_RUNS} 次中位数，最长 {max(times):.2f} 秒"
    return [Measurement(name="命令行冷启动回答", value=percentile(times, 50), unit="秒", note=note)]


def building() -> list[Measurement]:
    """Building a store of the bundled reports from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", str(Path(folder) / "store")]
        seconds = _seconds(["-m", "index", "build", str(ROOT / "data" / "reports"), *store])
        reports = json.loads(_run(["-m", "index", "show", "--format", "json", *store]))
    pages = sum(int(report["pages"]) for report in reports)
    note = f"{len(reports)} 份报告，{pages} 页"
    return [
        Measurement(name="建库", value=seconds, unit="秒", note=note),
        Measurement(name="建库速度", value=pages / seconds, unit="页/秒", note=note),
    ]


def ask_page(address: str, limit: float) -> str:
    """What the page's HTTP API answers, as the JSON text of its last event."""
    body = json.dumps({"data": [QUESTION]}).encode()
    posted = Request(address, data=body, headers={"Content-Type": "application/json"})
    with urlopen(posted, timeout=limit) as reply:
        event = json.load(reply)["event_id"]
    with urlopen(f"{address}/{event}", timeout=limit) as stream:
        text = str(stream.read().decode())
    if "event: complete" not in text:
        raise Unmeasured(f"页面没有给出答案：{text[:80]!r}")
    return text.rpartition("data: ")[2]


def serving(store: Path | None) -> list[Measurement]:
    """From `python3 run.py` on a built store to the first answer through the page's own API."""
    began, limit = time.perf_counter(), time.monotonic() + LIMIT
    with served("run.py", _store(store), {}) as page:
        ask_page(f"http://127.0.0.1:{page.port}{API}", max(limit - time.monotonic(), 1))
        seconds = time.perf_counter() - began
        memory = machine.resident_mib(page.process)
    return [
        Measurement(name="run.py 到首个回答", value=seconds, unit="秒", note="库已建好"),
        Measurement(name="服务进程常驻内存", value=memory, unit="MiB", note="回答一问之后"),
    ]


def measured(name: str, step: Callable[[], list[Measurement]]) -> list[Measurement]:
    """The step's figures, or one line that says why there are none."""
    try:
        return step()
    except (BudgetError, OSError, ValueError, TimeoutError, ImportError) as error:
        return [Measurement(name=name, value=None, unit="", note=f"未能测得：{error}")]


def in_words(measurement: Measurement) -> str:
    """One line of the printed list."""
    figure = "—" if measurement.value is None else f"{measurement.value:.2f} {measurement.unit}"
    note = f"（{measurement.note}）" if measurement.note else ""
    return f"{measurement.name}：{figure}{note}"


def written(measurements: Sequence[Measurement], out: Path) -> None:
    """The figures as JSON, with the machine's size."""
    whole = {"machine": machine.in_words(), "measurements": [asdict(m) for m in measurements]}
    out.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def bench(store: Path | None, out: Path | None) -> int:
    """Measures everything, prints it with the machine's size; 0 if all could be measured."""
    print(f"机器：{machine.in_words()}")
    steps: list[tuple[str, Callable[[], list[Measurement]]]] = [
        ("建库", building),
        ("热态回答", lambda: warm(open_ask(store))),
        ("命令行冷启动回答", lambda: cold(store)),
        ("run.py 到首个回答", lambda: serving(store)),
    ]
    measurements: list[Measurement] = []
    for name, step in steps:
        for measurement in measured(name, step):
            measurements.append(measurement)
            print(in_words(measurement), flush=True)
    if out:
        written(measurements, out)
    return 0 if all(m.value is not None for m in measurements) else 1
