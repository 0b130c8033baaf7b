"""Vectors on a Chroma server that several stores share; each keeps to its own collections."""

from contextlib import closing
from pathlib import Path

import pytest
from invented import read_in_its_own_words, written_reports

from index.build import build, is_stale
from index.corpus import Corpus
from index.errors import StoreError
from index.settings import ChromaServer
from index.stores import proposals
from index.stores.chroma_clients import chroma_client
from index.stores.embedders import Embedder

QUERIES = ("公务接待费", "乙局图书馆", "群众文化活动", "流动图书车购置")


@pytest.fixture
def reports(tmp_path: Path, embedder: Embedder) -> Path:
    """The report files of 甲局 and 乙局, to be embedded by the tiny model."""
    written_reports(tmp_path / "in", "甲局", "乙局")
    return tmp_path / "in"


def built(reports: Path, store: Path) -> None:
    build([reports], store, read_report=read_in_its_own_words)


def collections(server: ChromaServer) -> set[str]:
    """All collections on the server, whosever they are."""
    with closing(chroma_client(server)) as client:
        return {collection.name for collection in client.list_collections()}


def test_a_server_proposes_what_a_folder_proposes(
    reports: Path, tmp_path: Path, on_chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = collections(on_chroma)
    built(reports, tmp_path / "there")
    assert len(collections(on_chroma) - before) == 1
    assert not list((tmp_path / "there").rglob("chroma-*"))
    with Corpus.open(tmp_path / "there") as there:
        found = [there.search(query) for query in QUERIES]
    monkeypatch.delenv("CHROMA_URL")
    built(reports, tmp_path / "here")
    with Corpus.open(tmp_path / "here") as here:
        assert [here.search(query) for query in QUERIES] == found


def test_the_next_build_moves_the_vectors_to_where_they_are_now_looked_for(
    reports: Path, tmp_path: Path, chroma_server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(reports, tmp_path / "st")
    monkeypatch.setenv("CHROMA_URL", chroma_server.shown)
    assert is_stale(tmp_path / "st", [reports])
    with Corpus.open(tmp_path / "st") as corpus:
        one = corpus.reports()[0].id
        assert corpus.search("公务接待费", [one])
        with pytest.raises(StoreError, match=r"CHROMA_URL.*python -m index build"):
            corpus.search("公务接待费")
        built(reports, tmp_path / "st")
        assert corpus.search("公务接待费")
    assert not is_stale(tmp_path / "st", [reports])
    monkeypatch.delenv("CHROMA_URL")
    with Corpus.open(tmp_path / "st") as corpus:
        with pytest.raises(StoreError, match="CHROMA_URL"):
            corpus.search("公务接待费")
        built(reports, tmp_path / "st")
        assert corpus.search("公务接待费")


def test_stores_that_share_a_server_leave_one_another_alone(
    reports: Path, tmp_path: Path, on_chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors are written anew at every change here; those replaced go at the one after it."""
    monkeypatch.setattr(proposals, "FEW", 0)
    monkeypatch.setattr(proposals, "FEW_OF", 10_000)
    others = collections(on_chroma)
    built(reports, tmp_path / "one")
    mine = collections(on_chroma) - others
    with Corpus.open(tmp_path / "one") as corpus:
        expected = corpus.search("公务接待费")
        for number in range(5):
            written_reports(reports, f"丙{'甲乙丙丁戊'[number]}局")
            built(reports, tmp_path / "other")
            assert len(collections(on_chroma) - others - mine) <= 2
        assert mine <= collections(on_chroma)
        assert others <= collections(on_chroma)
        assert corpus.search("公务接待费") == expected


def test_a_generation_that_is_written_anew_leaves_the_one_that_answers_its_vectors(
    reports: Path, tmp_path: Path, on_chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(reports, tmp_path / "st")
    others = collections(on_chroma)
    seen: list[set[str]] = []
    real = proposals.bring_up_to_date

    def watched(generation: object) -> None:
        real(generation)  # type: ignore[arg-type]
        seen.append(collections(on_chroma))

    monkeypatch.setattr("index.stores.writer.bring_up_to_date", watched)
    monkeypatch.setattr("index.build.code_version", lambda: "another")
    built(reports, tmp_path / "st")
    assert len(seen) == 1
    assert others < seen[0]


def test_a_server_that_has_gone_is_said_and_not_taken_for_nothing_found(
    reports: Path, tmp_path: Path, on_chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(reports, tmp_path / "st")
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:1")
    with Corpus.open(tmp_path / "st") as corpus:
        assert corpus.search_text("公务接待费", [corpus.reports()[0].id])
        with pytest.raises(StoreError, match="连不上 Chroma 服务器"):
            corpus.search("公务接待费")
