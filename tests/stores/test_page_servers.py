"""Two page servers answer from one corpus in PostgreSQL, and both see what a build changes."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

from postgres_run import PASSWORD

from eval.bench import API, ask_page
from eval.served import Served, served
from eval.siblings import write_siblings
from index.settings import ChromaServer, FactsServer

ROOT = Path(__file__).resolve().parents[2]
REPORTS = "/gradio_api/call/list_reports"


def built(reports: Path) -> str:
    command = [sys.executable, "-m", "index", "build", str(reports)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def listed(page: Served) -> set[str]:
    """The departments whose reports the page lists."""
    address = f"http://127.0.0.1:{page.port}{REPORTS}"
    asked = Request(address, data=b'{"data": []}', headers={"Content-Type": "application/json"})
    with urlopen(asked, timeout=60) as reply:
        event = json.load(reply)["event_id"]
    with urlopen(f"{address}/{event}", timeout=60) as stream:
        (reports,) = json.loads(stream.read().decode().rpartition("data: ")[2])
    return {report["department"] for report in reports}


def test_two_page_servers_share_one_corpus(
    on_postgres: FactsServer, on_chroma: ChromaServer, tmp_path: Path
) -> None:
    first, second = write_siblings(tmp_path / "all", range(2), 0)
    (tmp_path / "in").mkdir()
    first.rename(tmp_path / "in" / first.name)
    built(tmp_path / "in")
    settings = {"BUDGET_STORE": str(tmp_path / "nowhere")}
    with served("app.py", [], settings) as one, served("app.py", [], settings) as other:
        before = [listed(page) for page in (one, other)]
        assert len(before[0]) == 1
        assert before[0] == before[1]
        answers = [ask_page(f"http://127.0.0.1:{page.port}{API}", 60) for page in (one, other)]
        assert all('"answered"' in answer for answer in answers)
        assert all(PASSWORD not in answer for answer in answers)
        second.rename(tmp_path / "in" / second.name)
        assert on_postgres.shown in built(tmp_path / "in")
        after = [listed(page) for page in (one, other)]
    assert after[0] == after[1] > before[0]
    assert not (tmp_path / "nowhere").exists()
