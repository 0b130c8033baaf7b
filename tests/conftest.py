"""What every test shares: no telemetry, and one store of the bundled reports for all of them."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.offline import stay_offline

stay_offline()

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A store of `data/reports/` as `python -m index build` makes it; built once, never written."""
    if not (ROOT / "index" / "__main__.py").exists():
        pytest.skip("python -m index 尚未写成")
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    store = shared / "bundled-store"
    if claim(shared / "bundled-store.claimed"):
        built = build(store)
        (shared / "bundled-store.done").write_text(built, encoding="utf-8")
    problem = wait_for(shared / "bundled-store.done")
    assert not problem, problem
    return store


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The xdist worker's name, `master` without xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "master")


def claim(marker: Path) -> bool:
    """Whether this process is the first to ask."""
    try:
        marker.mkdir()
    except FileExistsError:
        return False
    return True


def build(store: Path) -> str:
    """Build the store; the reason where that failed, else an empty string."""
    command = [sys.executable, "-m", "index", "build", "data/reports", "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"exit {done.returncode}: {done.stderr[-2000:]}"


def wait_for(marker: Path, seconds: float = 300) -> str:
    """The text of a file that another process is about to write."""
    deadline = time.monotonic() + seconds
    while not marker.exists():
        if time.monotonic() > deadline:
            return f"no store after {seconds:.0f} s"
        time.sleep(0.1)
    return marker.read_text(encoding="utf-8")
