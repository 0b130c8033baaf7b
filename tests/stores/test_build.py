"""Building: beside the old store, swapped in whole, unchanged files taken over."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invented import read_invented, written_reports

from index.build import Step, build
from index.corpus import Corpus
from index.errors import StoreError
from index.generations import SourceFile, build_lock, pointer
from index.records import Extraction

ROOT = Path(__file__).resolve().parents[2]


def departments(store: Path) -> list[str | None]:
    with Corpus.open(store) as corpus:
        return [report.department for report in corpus.reports()]


def sources(store: Path) -> tuple[SourceFile, ...]:
    with Corpus.open(store) as corpus:
        return corpus.sources()


def folders(store: Path) -> list[str]:
    return sorted(path.name for path in store.iterdir() if path.is_dir())


@pytest.mark.usefixtures("embedder")
class TestBuild:
    def test_a_store_holds_exactly_the_reports_it_was_built_from(self, tmp_path: Path) -> None:
        one, other = written_reports(tmp_path / "in", "甲局", "乙局")
        assert build([one], tmp_path / "st", read_report=read_invented).reports == 1
        assert departments(tmp_path / "st") == ["甲局"]
        result = build([other], tmp_path / "st", read_report=read_invented)
        assert (result.reports, result.written) == (1, True)
        assert departments(tmp_path / "st") == ["乙局"]

    def test_a_folder_stands_for_the_reports_in_it_each_content_once(self, tmp_path: Path) -> None:
        written_reports(tmp_path / "in" / "2031", "甲局", "乙局")
        copy = tmp_path / "in" / "copy.txt"
        copy.write_bytes((tmp_path / "in" / "2031" / "甲局.txt").read_bytes())
        (tmp_path / "in" / "notes.xyz").write_text("no report")
        result = build([tmp_path / "in"], tmp_path / "st", read_report=read_invented)
        assert (result.reports, result.unreadable) == (2, ())

    def test_what_has_not_changed_is_not_built_again(self, tmp_path: Path) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        build(paths, tmp_path / "st", read_report=read_invented)
        before = pointer(tmp_path / "st")
        again = build(paths[::-1], tmp_path / "st", read_report=unwanted)
        assert (again.reports, again.written) == (2, False)
        assert pointer(tmp_path / "st") == before

    def test_only_new_files_are_read(self, tmp_path: Path) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "乙局", "丙局")
        build(paths[:2], tmp_path / "st", read_report=read_invented)
        with Corpus.open(tmp_path / "st") as corpus:
            before = [corpus.extraction(report.id) for report in corpus.reports()]
        seen: list[Path] = []
        build(paths, tmp_path / "st", read_report=lambda p: seen.append(p) or read_invented(p))
        assert seen == [paths[2]]
        with Corpus.open(tmp_path / "st") as corpus:
            after = [corpus.extraction(report.id) for report in corpus.reports()]
            assert after[:2] == before
            assert corpus.search("流动图书车购置", [after[0].report.id])[0].dense > 0

    def test_the_store_says_when_each_file_was_read_also_where_it_was_taken_over(
        self, tmp_path: Path
    ) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        build(paths[:1], tmp_path / "st", read_report=read_invented)
        (first,) = sources(tmp_path / "st")
        assert first.indexed is not None
        assert datetime.fromisoformat(first.indexed) <= datetime.now(UTC)
        time.sleep(1.1)
        build(paths, tmp_path / "st", read_report=read_invented)
        kept, added = sources(tmp_path / "st")
        assert kept == first
        assert added.indexed is not None
        assert added.indexed > first.indexed

    def test_a_renamed_file_is_read_again(self, tmp_path: Path) -> None:
        [path] = written_reports(tmp_path / "in", "甲局")
        build([path], tmp_path / "st", read_report=read_invented)
        renamed = path.rename(path.with_name("2031.txt"))
        build([renamed], tmp_path / "st", read_report=read_invented)
        with Corpus.open(tmp_path / "st") as corpus:
            assert corpus.reports()[0].source == "2031.txt"

    def test_a_file_that_cannot_be_read_is_named_and_the_others_are_built(
        self, tmp_path: Path
    ) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        paths[0].write_text("")
        paths.append(tmp_path / "missing.txt")
        result = build(paths, tmp_path / "st", read_report=read_invented)
        assert result.reports == 1
        assert [source.problem for source in result.unreadable] == [
            "甲局.txt：文件是空的",
            "文件不存在",
        ]
        assert departments(tmp_path / "st") == ["乙局"]

    def test_a_report_on_which_the_program_fails_does_not_keep_the_others_out(
        self, tmp_path: Path
    ) -> None:
        def failing_on_first(path: Path) -> Extraction:
            return read_invented(path) if path.stem == "乙局" else [][1]

        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        result = build(paths, tmp_path / "st", read_report=failing_on_first)
        assert result.reports == 1
        assert "IndexError" in (result.unreadable[0].problem or "")

    def test_where_nothing_can_be_read_the_old_store_stays(self, tmp_path: Path) -> None:
        [good] = written_reports(tmp_path / "in", "甲局")
        build([good], tmp_path / "st", read_report=read_invented)
        before = folders(tmp_path / "st")
        bad = tmp_path / "bad.txt"
        bad.write_text("")
        assert build([bad], tmp_path / "st", read_report=read_invented).reports == 0
        assert departments(tmp_path / "st") == ["甲局"]
        assert folders(tmp_path / "st") == before

    def test_an_empty_folder_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        result = build([tmp_path / "in"], tmp_path / "st", read_report=read_invented)
        assert [source.problem for source in result.unreadable] == ["文件夹里没有报告文件"]

    def test_only_the_current_generation_is_kept(self, tmp_path: Path) -> None:
        for number in range(3):
            paths = written_reports(tmp_path / "in", f"第{number}局")
            build(paths, tmp_path / "st", read_report=read_invented)
        assert folders(tmp_path / "st") == [pointer(tmp_path / "st")]

    @pytest.mark.skipif(os.name == "nt", reason="Windows 不删除打开的文件")
    def test_a_generation_that_is_still_read_is_kept_until_it_is_let_go(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        build(paths[:1], tmp_path / "st", read_report=read_invented)
        with Corpus.open(tmp_path / "st"):
            monkeypatch.setattr("index.build.code_version", lambda: "another")
            build(paths, tmp_path / "st", read_report=read_invented)
            assert len(folders(tmp_path / "st")) == 2
        build(paths[1:], tmp_path / "st", read_report=read_invented)
        assert len(folders(tmp_path / "st")) == 1

    def test_two_builds_do_not_meet(self, tmp_path: Path) -> None:
        paths = written_reports(tmp_path / "in", "甲局")
        with build_lock(tmp_path / "st"), pytest.raises(StoreError, match="正在建立"):
            build(paths, tmp_path / "st", read_report=read_invented)
        assert build(paths, tmp_path / "st", read_report=read_invented).written

    def test_where_writing_fails_the_old_store_stays(self, tmp_path: Path) -> None:
        def with_a_table_twice(path: Path) -> Extraction:
            extraction = read_invented(path)
            return replace(extraction, tables=extraction.tables[:1] * 2)

        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        build(paths[:1], tmp_path / "st", read_report=read_invented)
        with pytest.raises(StoreError, match="写入索引失败"):
            build(paths, tmp_path / "st", read_report=with_a_table_twice)
        assert departments(tmp_path / "st") == ["甲局"]
        assert len(folders(tmp_path / "st")) == 1

    def test_a_store_that_is_a_file_is_named(self, tmp_path: Path) -> None:
        paths = written_reports(tmp_path / "in", "甲局")
        with pytest.raises(StoreError, match=r"甲局\.txt"):
            build(paths, paths[0], read_report=read_invented)

    def test_every_file_is_announced_and_ended(self, tmp_path: Path) -> None:
        paths = written_reports(tmp_path / "in", "甲局", "乙局")
        paths[1].write_text("")
        steps: list[Step] = []
        build(paths, tmp_path / "st", read_report=read_invented, progress=steps.append)
        assert [(step.position, step.total, step.name, step.outcome) for step in steps] == [
            (1, 2, "甲局.txt", "started"),
            (1, 2, "甲局.txt", "added"),
            (2, 2, "乙局.txt", "started"),
            (2, 2, "乙局.txt", "unreadable"),
        ]


def unwanted(path: Path) -> Extraction:
    raise AssertionError(f"{path} was read")
