"""Several processes read what one would have read, in its order; one that dies is survived."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from invented import read_invented, written_reports

from eval.siblings import write_siblings
from index.build_reading import FEWEST, read_all, read_and_extract, read_side_by_side
from index.records import Extraction


def read_or_die(path: Path) -> Extraction:
    """As `read_invented`, but 丙局 takes the whole process with it."""
    if path.stem == "丙局":
        os._exit(9)
    return read_invented(path)


def test_reports_that_several_processes_read_are_those_that_one_reads(tmp_path: Path) -> None:
    paths = write_siblings(tmp_path, range(FEWEST + 1))
    found = [replace(reading, seconds=0) for reading in read_all(paths, None, 2)]
    assert [reading.extraction for reading in found] == [read_and_extract(path) for path in paths]


def test_a_file_on_which_a_process_dies_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    paths = written_reports(tmp_path, "甲局", "乙局", "丙局", "丁局", "戊局", "己局")
    found = list(read_side_by_side(paths, read_or_die, 2))
    assert [path.stem for path, each in zip(paths, found, strict=True) if each.problem] == ["丙局"]
    assert "被终止" in (found[2].problem or "")
    read = [each.extraction.report.department for each in found if each.extraction]
    assert read == ["甲局", "乙局", "丁局", "戊局", "己局"]


def test_a_script_that_builds_is_not_run_again_by_other_processes(tmp_path: Path) -> None:
    write_siblings(tmp_path / "in", range(FEWEST))
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from index.build import build\n"
        "print(build([Path('in')], Path('store')).reports)\n",
        encoding="utf-8",
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, [str(FEWEST)]), done.stderr[-500:]
