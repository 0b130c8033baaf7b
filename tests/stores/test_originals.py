"""The store keeps the file of each report, so that the page a figure stands on can be looked at."""

from pathlib import Path

import pytest
from invented import read_invented, written_reports

from index.build import build
from index.corpus import Corpus
from index.generations import pointer
from index.readers import originals as reading
from index.records import Original, OriginalPage
from index.stores.originals import read_original, save_original

HANDLED = "乙局2031年预算\n负责人：张三 经办人：李四 联系电话：0351-1234567\n支出合计 1.00\n"


def kept(store: Path) -> list[str]:
    """The originals in the current generation, by the beginning of their hash."""
    folder = store / (pointer(store) or "") / "originals"
    return sorted(file.name for file in folder.iterdir())


def names(*paths: Path) -> list[str]:
    return sorted(f"{read_invented(path).report.sha256}.txt" for path in paths)


def first_page(store: Path) -> OriginalPage | None:
    with Corpus.open(store) as corpus:
        return corpus.original_page(corpus.reports()[0].id, 1)


@pytest.mark.usefixtures("embedder")
class TestBuild:
    def test_the_store_keeps_the_file_of_each_report_and_drops_it_with_the_report(
        self, tmp_path: Path
    ) -> None:
        one, other = written_reports(tmp_path / "in", "甲局预算", "乙局预算")
        build([one, other], tmp_path / "st", read_report=read_invented)
        assert kept(tmp_path / "st") == names(one, other)
        build([other], tmp_path / "st", read_report=read_invented)
        assert kept(tmp_path / "st") == names(other)

    def test_the_original_of_an_unchanged_report_is_taken_over_as_it_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, other = written_reports(tmp_path / "in", "甲局预算", "乙局预算")
        build([one], tmp_path / "st", read_report=read_invented)
        monkeypatch.setattr(reading, "original_of", lambda path, sha256: None)
        build([one, other], tmp_path / "st", read_report=read_invented)
        assert kept(tmp_path / "st") == names(one)
        page = first_page(tmp_path / "st")
        assert page
        assert [line.text for line in page.lines] == ["甲局预算"]

    def test_a_kept_text_holds_no_handlers_name_and_no_telephone_number(
        self, tmp_path: Path
    ) -> None:
        report = tmp_path / "乙局.txt"
        report.write_text(HANDLED, encoding="utf-8")
        build([report], tmp_path / "st", read_report=read_invented)
        folder = tmp_path / "st" / (pointer(tmp_path / "st") or "") / "originals"
        stored = next(folder.iterdir()).read_text(encoding="utf-8")
        assert not [word for word in ("张三", "李四", "1234567") if word in stored]
        page = first_page(tmp_path / "st")
        assert page
        assert [line.text for line in page.lines if line.text] == [
            "乙局2031年预算",
            "支出合计 1.00",
        ]
        assert page.covered

    def test_a_file_that_is_too_large_is_not_kept_and_its_report_answers_all_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (one,) = written_reports(tmp_path / "in", "甲局预算")
        monkeypatch.setattr(reading, "MOST_BYTES", 3)
        assert build([one], tmp_path / "st", read_report=read_invented).reports == 1
        assert first_page(tmp_path / "st") is None

    def test_a_page_that_the_report_does_not_have_is_none(self, tmp_path: Path) -> None:
        (one,) = written_reports(tmp_path / "in", "甲局预算")
        build([one], tmp_path / "st", read_report=read_invented)
        with Corpus.open(tmp_path / "st") as corpus:
            report = corpus.reports()[0].id
            assert corpus.original_page(report, 2) is None
            assert corpus.original_page(report, -1) is None
            assert corpus.original_page("../../CURRENT", 1) is None


@pytest.mark.parametrize("name", ["../CURRENT", "", "x" * 64, f"../{'a' * 61}"])
def test_no_file_but_an_original_can_be_reached_through_a_hash(tmp_path: Path, name: str) -> None:
    (tmp_path / "CURRENT.txt").write_text("gen")
    assert read_original(tmp_path / "originals", name) is None
    assert read_original(tmp_path, name) is None


def test_what_is_kept_is_read_back_as_it_was(tmp_path: Path) -> None:
    original = Original(format="pdf", content=b"%PDF-1.7")
    save_original(tmp_path, "a" * 64, original)
    assert read_original(tmp_path, "a" * 64) == original
