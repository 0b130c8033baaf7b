"""A build says of every file what became of it, and which reports are no longer there."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from invented import invented_extraction, read_invented, written_reports

from index import generations
from index.__main__ import main
from index.build import BuildResult, Step, build
from index.changes import changes, removed, version
from index.generations import SourceFile
from index.progress import in_words, show_progress
from index.records import Extraction


def source(name: str, sha256: str, problem: str | None = None) -> SourceFile:
    return SourceFile(name=name, sha256=sha256, problem=problem)


def built(folder: Path) -> tuple[BuildResult, dict[str, str]]:
    """Builds what is in `in/` and tells the outcome of each file."""
    steps: list[Step] = []
    result = build([folder / "in"], folder / "st", read_report=read_invented, progress=steps.append)
    return result, {step.name: step.outcome for step in steps if step.outcome != "started"}


@pytest.mark.usefixtures("embedder")
class TestBuild:
    def test_new_changed_unchanged_and_gone_files_are_told_apart(self, tmp_path: Path) -> None:
        first = written_reports(tmp_path / "in", "甲局", "乙局", "丙局")
        result, outcomes = built(tmp_path)
        assert set(outcomes.values()) == {"added"}
        assert result.removed == ()
        first[0].unlink()
        first[1].write_text("丁局 2031", encoding="utf-8")
        written_reports(tmp_path / "in", "戊局")
        result, outcomes = built(tmp_path)
        assert outcomes == {"乙局.txt": "updated", "丙局.txt": "kept", "戊局.txt": "added"}
        assert [(gone.name, gone.problem) for gone in result.removed] == [
            ("甲局.txt", "文件已不在")
        ]
        assert in_words(result, "库") == (
            "索引已建立：3 份报告（新增 1，更新 1，未变 1，移除 1），库"
        )

    def test_a_report_that_can_no_longer_be_read_is_said_to_be_removed(
        self, tmp_path: Path
    ) -> None:
        written_reports(tmp_path / "in", "甲局", "乙局")
        built(tmp_path)
        (tmp_path / "in" / "甲局.txt").write_text("")
        result, outcomes = built(tmp_path)
        assert outcomes["甲局.txt"] == "unreadable"
        assert [(gone.name, gone.problem) for gone in result.removed] == [
            ("甲局.txt", "文件现在无法读取")
        ]

    def test_an_unchanged_file_that_another_program_version_reads_again_is_not_new(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written_reports(tmp_path / "in", "甲局")
        built(tmp_path)
        monkeypatch.setattr("index.build.code_version", lambda: "another")
        _, outcomes = built(tmp_path)
        assert outcomes == {"甲局.txt": "reread"}

    def test_the_command_names_the_reports_that_it_removes(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        written_reports(tmp_path / "in", "甲局")
        built(tmp_path)
        bundled = next((generations_root() / "data" / "reports").glob("*.txt"))
        assert main(["build", str(bundled), "--store", str(tmp_path / "st")]) == 0
        said = capsys.readouterr()
        assert "移除 甲局.txt：文件已不在" in said.err
        assert "（新增 1，移除 1）" in said.out

    def test_two_versions_of_a_report_are_told_apart(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "甲局修订")
        build(paths, tmp_path / "st", read_report=read_as_one_department)
        where = ["--store", str(tmp_path / "st")]
        assert main(["show", "--format", "json", *where]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert listed[0]["report"] == listed[1]["report"]
        assert main(["show", *where]) == 0
        shown = capsys.readouterr().out
        assert ("1/2" in shown, "2/2" in shown) == (True, True)
        assert main(["show", listed[0]["report"], *where]) == 2
        choices = capsys.readouterr().err
        for report in listed:
            version = f"{report['report']}（{report['source']}，{report['sha256'][:12]}）"
            assert version in choices
            assert main(["show", report["sha256"][:8], "--format", "json", *where]) == 0
            assert main(["show", report["source"], *where]) == 0
            capsys.readouterr()


def read_as_one_department(path: Path) -> Extraction:
    """The report of 甲局, whichever version of it the file holds."""
    read = read_invented(path)
    one = invented_extraction("甲局", source=path.name)
    return replace(one, report=replace(one.report, id=read.report.id, sha256=read.report.sha256))


def generations_root() -> Path:
    return Path(generations.__file__).resolve().parents[1]


def test_time_per_page_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    step = Step(position=1, total=2, name="甲局.txt", outcome="added", pages=50, seconds=2.0)
    show_progress(step)
    assert capsys.readouterr().err == "[1/2] 新增 甲局.txt（50 页，2.0 秒，每页 40 毫秒）\n"


OLD = (source("一.pdf", "a"), source("二.pdf", "b"), source("坏.pdf", "c", "加密"))


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (source("一.pdf", "a"), "same"),
        (source("一.pdf", "x"), "updated"),
        (source("三.pdf", "a"), "added"),
        (source("坏.pdf", "c"), "added"),
    ],
)
def test_a_file_is_new_changed_or_the_same(file: SourceFile, change: str) -> None:
    assert changes(OLD, [file]) == {version(file): change}


def test_a_second_file_of_the_same_name_is_new_while_the_first_is_still_there() -> None:
    new = (source("一.pdf", "a"), source("一.pdf", "x"))
    assert list(changes(OLD, new).values()) == ["same", "added"]


def test_of_two_files_of_one_name_the_missing_one_is_removed() -> None:
    old = (source("预算.pdf", "2024"), source("预算.pdf", "2025"))
    assert [gone.name for gone in removed(old, old[:1])] == ["预算.pdf"]
    assert removed(old, old) == ()


def test_what_could_never_be_read_is_not_said_to_be_removed() -> None:
    assert [gone.name for gone in removed(OLD, OLD[:1])] == ["二.pdf"]
