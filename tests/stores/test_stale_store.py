"""Stores that no longer fit: other reports, another program, another model, killed builds."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from invented import read_invented, written_reports

from index import generations
from index.build import build, is_stale
from index.corpus import Corpus
from index.errors import StoreError
from index.generations import pointer
from index.records import Extraction
from index.stores.embedders import Embedder

ROOT = Path(__file__).resolve().parents[2]


def departments(store: Path) -> list[str | None]:
    with Corpus.open(store) as corpus:
        return [report.department for report in corpus.reports()]


def folders(store: Path) -> list[str]:
    return sorted(path.name for path in store.iterdir() if path.is_dir())


@pytest.fixture
def built(tmp_path: Path, embedder: Embedder) -> Path:
    """A store of tmp_path/in."""
    written_reports(tmp_path / "in", "甲局", "乙局")
    build([tmp_path / "in"], tmp_path / "st", read_report=read_invented, embedder=embedder)
    return tmp_path / "st"


def test_a_store_is_stale_when_a_report_comes_goes_or_changes(built: Path, tmp_path: Path) -> None:
    reports = tmp_path / "in"
    assert not is_stale(built, [reports])
    (reports / "丙局.txt").write_text("丙局", encoding="utf-8")
    assert is_stale(built, [reports])
    (reports / "丙局.txt").unlink()
    assert not is_stale(built, [reports])
    (reports / "甲局.txt").write_text("丁局", encoding="utf-8")
    assert is_stale(built, [reports])


def test_a_file_that_could_not_be_read_does_not_make_the_store_stale_for_ever(
    built: Path, tmp_path: Path
) -> None:
    (tmp_path / "in" / "空.txt").write_text("")
    build([tmp_path / "in"], built, read_report=read_invented)
    assert not is_stale(built, [tmp_path / "in"])


def test_no_store_is_stale(tmp_path: Path) -> None:
    assert is_stale(tmp_path / "none", [tmp_path])


def test_a_store_of_another_model_is_refused_and_rebuilt(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiny_model import write_tiny_model

    monkeypatch.setenv("EMBED_MODEL", str(write_tiny_model(tmp_path / "other", seed=8)))
    assert is_stale(built, [tmp_path / "in"])
    with pytest.raises(StoreError, match=r"向量模型.*python -m index build"):
        Corpus.open(built)
    assert build([tmp_path / "in"], built, read_report=unwanted).reports == 2
    with Corpus.open(built) as corpus:
        assert corpus.search("公务接待费")[0].dense == pytest.approx(1, abs=1e-3)


def test_a_store_of_another_program_version_is_refused_and_read_anew(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.code_version", lambda: "other")
    monkeypatch.setattr("index.corpus.code_version", lambda: "other")
    assert is_stale(built, [tmp_path / "in"])
    with pytest.raises(StoreError, match=r"另一版本.*python -m index build"):
        Corpus.open(built)
    seen: list[Path] = []
    build([tmp_path / "in"], built, read_report=lambda p: seen.append(p) or read_invented(p))
    assert len(seen) == 2


def test_a_damaged_store_is_named_and_can_be_rebuilt(built: Path, tmp_path: Path) -> None:
    generation = built / (pointer(built) or "")
    (generation / "facts.db").write_text("{}")
    with pytest.raises(StoreError, match="python -m index build"):
        Corpus.open(built)
    (tmp_path / "in" / "丙局.txt").write_text("丙局", encoding="utf-8")
    assert build([tmp_path / "in"], built, read_report=read_invented).reports == 3
    assert len(departments(built)) == 3


@pytest.mark.parametrize("content", ["", "gen-gone\n", "../../etc\n", "汉字"])
def test_a_damaged_pointer_is_named_and_can_be_rebuilt(
    built: Path, tmp_path: Path, content: str
) -> None:
    (built / "CURRENT").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="python -m index build"):
        Corpus.open(built)
    assert build([tmp_path / "in"], built, read_report=read_invented).reports == 2
    assert len(departments(built)) == 2


def test_only_what_is_there_is_left_out_of_the_program_version() -> None:
    left_out = generations.WITHOUT_SAY - {"__pycache__", "training"}
    assert all((ROOT / "index" / name).is_file() for name in left_out)


# --- a build that is killed -----------------------------------------------------------------

BUILD_THAT_HANGS = """
import sys, time
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from invented import read_invented
from index.build import build

def slow(path):
    if path.stem == "丙局":
        print("half-way", flush=True)
        time.sleep(600)
    return read_invented(path)

build([Path({reports!r})], Path({store!r}), read_report=slow)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="需要 SIGKILL")
def test_a_build_that_is_killed_leaves_the_old_store_answering(built: Path, tmp_path: Path) -> None:
    before = departments(built)
    written_reports(tmp_path / "in", "丁局", "丙局")
    script = BUILD_THAT_HANGS.format(
        root=str(ROOT),
        tests=str(Path(__file__).parent),
        reports=str(tmp_path / "in"),
        store=str(built),
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"half-way\n"
        process.kill()
    assert departments(built) == before
    assert is_stale(built, [tmp_path / "in"])
    assert build([tmp_path / "in"], built, read_report=read_invented).reports == 4
    assert folders(built) == [pointer(built)]


def test_asking_whether_a_store_is_stale_loads_nothing_heavy(built: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from index.build import is_stale\n"
        f"print(is_stale(Path({str(built)!r}), [Path({str(tmp_path / 'in')!r})]))\n"
        "print(sorted({'torch', 'chromadb', 'llama_index', 'gradio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split("\n")[1] == "[]", done.stderr


def unwanted(path: Path) -> Extraction:
    raise AssertionError(f"{path} was read")
