"""The one door: exact by address, searchable by wording, always the current generation."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from invented import read_invented, written_reports

from index.build import build
from index.corpus import Corpus
from index.errors import StoreError
from index.facts import facts_of
from index.stores.embedders import Embedder
from index.stores.vector_shelves import HeldVectors

HOSPITALITY_ROW = ("row", "t02", 0)


@pytest.fixture
def corpus(tmp_path: Path, embedder: Embedder) -> Iterator[Corpus]:
    """甲局 and 乙局, the same figures in both."""
    paths = written_reports(tmp_path / "in", "甲局", "乙局")
    build(paths, tmp_path / "st", read_report=read_invented, embedder=embedder)
    with Corpus.open(tmp_path / "st") as opened:
        yield opened


def test_a_report_is_read_back_as_it_was_extracted(corpus: Corpus, tmp_path: Path) -> None:
    expected = read_invented(tmp_path / "in" / "甲局.txt")
    assert corpus.extraction(expected.report.id) == expected
    assert corpus.facts(expected.report.id) == facts_of(expected)
    assert corpus.facts(expected.report.id) is corpus.facts(expected.report.id)


def test_reports_come_in_the_order_in_which_they_were_built(corpus: Corpus) -> None:
    assert [report.department for report in corpus.reports()] == ["甲局", "乙局"]


def test_an_unknown_report_is_an_error_and_not_an_empty_one(corpus: Corpus) -> None:
    with pytest.raises(StoreError, match="ffffffffffff"):
        corpus.extraction("ffffffffffff")


def test_wording_leads_to_the_row_the_form_the_passage_and_the_catalogue(corpus: Corpus) -> None:
    report = corpus.reports()[0].id
    for query, place in (
        ("公务接待费", HOSPITALITY_ROW),
        ("流动图书车购置", ("form", None, 0)),
        ("负责图书馆、文化馆的管理", ("passage", None, 0)),
        ("群众文化活动组织服务", ("catalogue", None, 0)),
        ("2070104", ("row", "t01", 3)),
    ):
        for scope in ([report], None):
            best = corpus.search(query, scope)[0]
            assert (best.kind, best.table_id, best.index) == place, (query, scope)


def test_a_form_is_one_place_however_many_of_its_parts_fit(corpus: Corpus) -> None:
    hits = corpus.search("流动图书车", [corpus.reports()[0].id], ["form"], k=20)
    assert [hit.index for hit in hits] == [0]


def test_hits_come_best_first_and_no_more_than_asked_for(corpus: Corpus) -> None:
    hits = corpus.search("文化支出", k=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert corpus.search("文化支出", k=0) == ()


@pytest.mark.parametrize("query", ["", "  ", "？"])
def test_a_query_without_words_finds_nothing_by_words(corpus: Corpus, query: str) -> None:
    assert corpus.search_text(query) == ()
    assert all(hit.lexical == 0 for hit in corpus.search(query))


def test_only_these_reports_and_kinds(corpus: Corpus) -> None:
    one, other = (report.id for report in corpus.reports())
    assert {hit.report_id for hit in corpus.search("公务接待费", [other])} == {other}
    assert {hit.report_id for hit in corpus.search("公务接待费", [one, other])} == {one, other}
    assert {hit.report_id for hit in corpus.search_text("公务接待费", [one])} == {one}
    assert {hit.kind for hit in corpus.search("公务接待费", None, ["passage"])} == {"passage"}
    assert {hit.kind for hit in corpus.search("公务接待费", [one], ["form", "row"])} == {
        "form",
        "row",
    }


def test_a_scope_that_holds_nothing_finds_nothing(corpus: Corpus) -> None:
    for scope in ([], ["unknown"]):
        assert corpus.search("公务接待费", scope) == ()
        assert corpus.search_text("公务接待费", scope) == ()
    assert corpus.search("公务接待费", None, []) == ()


def test_the_department_named_is_the_one_found_across_reports(corpus: Corpus) -> None:
    one, other = (report.id for report in corpus.reports())
    assert corpus.search("乙局公务接待费")[0].report_id == other
    assert corpus.search("甲局公务接待费")[0].report_id == one


def test_chroma_is_opened_only_where_no_report_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    real = HeldVectors

    def recorded(path: Path) -> HeldVectors:
        opened.append(path)
        return real(path)

    monkeypatch.setattr("index.stores.vector_shelves.HeldVectors", recorded)
    corpus.search("公务接待费", [corpus.reports()[0].id])
    assert opened == []
    corpus.search("公务接待费")
    corpus.search("会议费")
    assert len(opened) == 1


def test_an_open_corpus_answers_from_the_newest_store(corpus: Corpus, tmp_path: Path) -> None:
    corpus.search("公务接待费")
    before = corpus.fingerprint
    paths = written_reports(tmp_path / "in", "丙局")
    build(paths, tmp_path / "st", read_report=read_invented)
    assert [report.department for report in corpus.reports()] == ["丙局"]
    assert corpus.fingerprint != before
    assert {hit.report_id for hit in corpus.search("公务接待费")} == {corpus.reports()[0].id}


def test_a_pointer_that_vanishes_does_not_stop_an_open_corpus(
    corpus: Corpus, tmp_path: Path
) -> None:
    (tmp_path / "st" / "CURRENT").unlink()
    assert len(corpus.reports()) == 2


def test_many_threads_read_at_once_while_the_store_is_replaced(
    corpus: Corpus, tmp_path: Path
) -> None:
    kept = corpus.reports()[0].id

    def ask(number: int) -> tuple[int, int]:
        hits = corpus.search("公务接待费" if number % 2 else "图书馆", [kept], k=5)
        return len(hits), len(corpus.facts(kept))

    expected = ask(0)
    paths = written_reports(tmp_path / "in", "甲局", "丙局")
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, number) for number in range(60)]
        build(paths, tmp_path / "st", read_report=read_invented)
        answers += [pool.submit(ask, number) for number in range(60)]
        assert {answer.result() for answer in answers} == {expected}
    assert [report.department for report in corpus.reports()] == ["甲局", "丙局"]


def test_a_closed_corpus_says_so(corpus: Corpus) -> None:
    corpus.close()
    with pytest.raises(StoreError, match="已关闭"):
        corpus.reports()


def test_a_missing_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="python -m index build"):
        Corpus.open(tmp_path / "none")


def test_the_model_is_looked_at_once_and_not_for_every_search(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.search("公务接待费", [corpus.reports()[0].id])
    monkeypatch.setattr(
        "index.stores.embedders.embedder_name", lambda *_: pytest.fail("looked at again")
    )
    assert corpus.search("会议费", [corpus.reports()[0].id])
    assert corpus.search("会议费")
