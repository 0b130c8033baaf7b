"""`python -m index build` and good and bad files."""

import json
from pathlib import Path

import pytest
from invented import read_invented, written_reports

from index.__main__ import main
from index.build import build
from index.stores.embedders import Embedder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def bundled_text() -> str:
    """The text of a bundled report."""
    return next((ROOT / "data" / "reports").glob("*.txt")).read_text(encoding="utf-8")


def in_process(*words: str | Path) -> int:
    return main([str(word) for word in words])


BAD_FILES: dict[str, bytes] = {
    "空文件.txt": b"",
    "二进制.txt": bytes(range(256)) * 40,
    "无关文字.txt": "春眠不觉晓，处处闻啼鸟。\n".encode() * 20,
    "改名的表格.txt": b"PK\x03\x04" + b"\x00\x01\x02" * 500,
}


@pytest.mark.usefixtures("embedder")
class TestBuild:
    @pytest.mark.parametrize("name", list(BAD_FILES))
    def test_an_unreadable_file_gets_one_line_and_the_store_stays(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        store = tmp_path / "st"
        build(written_reports(tmp_path / "in", "甲局"), store, read_report=read_invented)
        before = (store / "CURRENT").read_text()
        (tmp_path / name).write_bytes(BAD_FILES[name])
        assert in_process("build", tmp_path / name, "--store", store) == 2
        said = capsys.readouterr()
        assert said.err.count("\n") == 1
        assert f"未能读取 {name}：" in said.err
        assert (store / "CURRENT").read_text() == before

    def test_a_missing_file_is_named(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert in_process("build", tmp_path / "没有.txt", "--store", tmp_path / "st") == 2
        assert "没有.txt：文件不存在" in capsys.readouterr().err

    def test_a_truncated_report_is_named(
        self, tmp_path: Path, bundled_text: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        whole = bundled_text.encode()
        (tmp_path / "截断.txt").write_bytes(whole[:700])
        assert in_process("build", tmp_path / "截断.txt", "--store", tmp_path / "st") == 2
        assert "截断.txt" in capsys.readouterr().err

    @pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
    def test_other_encodings_are_read_as_the_same_report(
        self,
        tmp_path: Path,
        bundled_text: str,
        encoding: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        tables = []
        for name, content in (
            ("one", bundled_text.encode()),
            ("other", bundled_text.encode(encoding, errors="ignore")),
        ):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "报告.txt").write_bytes(content)
            assert in_process("build", folder, "--store", tmp_path / "st") == 0
            capsys.readouterr()
            [report] = json_shown(capsys, "show", "--store", tmp_path / "st")
            tables.append(json_shown(capsys, "show", report["report"], "--store", tmp_path / "st"))
        assert tables[0] == tables[1]

    def test_a_folder_with_a_good_and_a_bad_report_builds_the_good_one(
        self, tmp_path: Path, bundled_text: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "好.txt").write_text(bundled_text, encoding="utf-8")
        (tmp_path / "in" / "坏.txt").write_bytes(b"\x00\x01\x02")
        assert in_process("build", tmp_path / "in", "--store", tmp_path / "st") == 0
        said = capsys.readouterr()
        assert "坏.txt" in said.err
        assert "1 份报告，1 个文件未能读取" in said.out
        assert [r["source"] for r in json_shown(capsys, "show", "--store", tmp_path / "st")] == [
            "好.txt"
        ]

    def test_fresh_tells_by_its_exit_status_whether_a_build_is_needed(
        self, tmp_path: Path, embedder: Embedder
    ) -> None:
        store = tmp_path / "st"
        assert in_process("fresh", tmp_path / "in", "--store", store) == 1
        written_reports(tmp_path / "in", "甲局")
        build([tmp_path / "in"], store, read_report=read_invented, embedder=embedder)
        assert in_process("fresh", tmp_path / "in", "--store", store) == 0
        written_reports(tmp_path / "in", "乙局")
        assert in_process("fresh", tmp_path / "in", "--store", store) == 1


def json_shown(capsys: pytest.CaptureFixture[str], *words: str | Path) -> list[dict[str, str]]:
    assert in_process(*words, "--format", "json") == 0
    shown: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return shown
