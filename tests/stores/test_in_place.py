"""A build changes the store that answers: only what is new costs, and all of it or nothing."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from invented import read_in_its_own_words, written_reports

from index.build import build, is_stale
from index.corpus import Corpus
from index.errors import StoreError
from index.generations import pointer
from index.records import outline_of
from index.stores import proposals
from index.stores.embedders import Embedder, open_embedder
from index.stores.homes import home_of
from index.stores.reader import StoreReader

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> Path:
    """A store of 甲局 and 乙局."""
    built(tmp_path, "甲局", "乙局")
    return tmp_path / "st"


@pytest.fixture
def corpus(store: Path) -> Iterator[Corpus]:
    with Corpus.open(store) as opened:
        yield opened


def built(folder: Path, *names: str) -> None:
    """Makes the store hold these reports."""
    for path in (folder / "in").glob("*"):
        if path.stem not in names:
            path.unlink()
    written_reports(folder / "in", *names)
    build([folder / "in"], folder / "st", read_report=read_in_its_own_words)


def departments(corpus: Corpus) -> list[str | None]:
    return [report.department for report in corpus.reports()]


def identity(corpus: Corpus, department: str) -> str:
    return next(report.id for report in corpus.reports() if report.department == department)


def generation(store: Path) -> Path:
    return store / (pointer(store) or "")


def chroma_folders(store: Path) -> list[str]:
    return sorted(path.name for path in generation(store).glob("chroma-*"))


def counted(store: Path, sql: str) -> int:
    current = home_of(store).current()
    assert current
    with closing(current.open()) as connection:
        found: int = connection.execute(sql).fetchone()[0]
        return found


def test_a_report_is_added_to_the_generation_that_answers(store: Path, tmp_path: Path) -> None:
    before = generation(store)
    built(tmp_path, "甲局", "乙局", "丙局")
    assert generation(store) == before


def test_an_open_corpus_sees_what_came_and_what_went_at_its_next_call(
    corpus: Corpus, tmp_path: Path
) -> None:
    gone = identity(corpus, "乙局")
    corpus.facts(gone)
    seen = {corpus.fingerprint}
    built(tmp_path, "甲局", "丙局")
    assert departments(corpus) == ["丙局", "甲局"]
    assert {hit.report_id for hit in corpus.search("公务接待费", k=50)} == {
        report.id for report in corpus.reports()
    }
    with pytest.raises(StoreError, match="没有编号"):
        corpus.facts(gone)
    assert corpus.search("公务接待费", [gone]) == ()
    seen.add(corpus.fingerprint)
    assert len(seen) == 2


def test_a_call_that_is_under_way_reads_one_revision_to_its_end(
    store: Path, tmp_path: Path
) -> None:
    current = home_of(store).current()
    assert current
    reader = StoreReader(current, open_embedder, lambda manifest: None)
    with reader.snapshot():
        before = {report.department: report.id for report in reader.reports}
        built(tmp_path, "甲局", "丙局")
        assert reader.extraction(before["乙局"]).report.department == "乙局"
        assert reader.search("公务接待费", [before["乙局"]], None, 3)
    with reader.snapshot():
        assert {report.department for report in reader.reports} == {"甲局", "丙局"}
    reader.close()


def test_a_fingerprint_stays_while_nothing_changes(corpus: Corpus, tmp_path: Path) -> None:
    before = corpus.fingerprint
    built(tmp_path, "甲局", "乙局")
    assert corpus.fingerprint == before


def test_reports_stand_in_the_order_of_their_files_however_they_came(
    store: Path, tmp_path: Path
) -> None:
    built(tmp_path, "乙局")
    built(tmp_path, "甲局", "乙局", "丙局")
    with Corpus.open(store) as corpus:
        assert departments(corpus) == sorted(["甲局", "乙局", "丙局"])


def test_a_store_that_grew_answers_like_one_that_was_built_at_once(
    store: Path, tmp_path: Path
) -> None:
    built(tmp_path, "乙局", "丙局")
    built(tmp_path, "甲局", "乙局", "丙局")
    build([tmp_path / "in"], tmp_path / "once", read_report=read_in_its_own_words)
    queries = ("公务接待费", "乙局图书馆", "群众文化活动", "流动图书车购置", "2070104")
    with Corpus.open(store) as grown, Corpus.open(tmp_path / "once") as once:
        ids = [report.id for report in once.reports()]
        for scope in (None, ids[:1], ids):
            for query in queries:
                assert grown.search(query, scope) == once.search(query, scope)
                assert grown.search_text(query, scope) == once.search_text(query, scope)


def test_what_all_reports_word_alike_is_stored_once(store: Path, tmp_path: Path) -> None:
    one_more = "SELECT count(*) FROM wordings"
    before = counted(store, one_more), counted(store, "SELECT count(*) FROM search_items")
    built(tmp_path, "甲局", "乙局", "丙局")
    after = counted(store, one_more), counted(store, "SELECT count(*) FROM search_items")
    assert after[0] - before[0] < (after[1] - before[1]) / 2
    built(tmp_path, "甲局", "乙局")
    assert counted(store, one_more) == before[0]


def test_what_reports_print_by_name_is_kept_until_the_last_of_them_goes(
    store: Path, tmp_path: Path
) -> None:
    patterns, places = "SELECT count(*) FROM patterns", "SELECT count(*) FROM pattern_places"
    before = counted(store, patterns), counted(store, places)
    built(tmp_path, "甲局", "乙局", "丙局")
    with Corpus.open(store) as corpus:
        labels = corpus.wordings().labels
        every = tuple(sorted(report.id for report in corpus.reports()))
        assert corpus.rare(labels, 2) == {}
        assert corpus.rare(labels, 3) == dict.fromkeys(labels, every)
    assert (counted(store, patterns), counted(store, places)) == before
    built(tmp_path, "丙局")
    assert (counted(store, patterns), counted(store, places)) == before
    built(tmp_path, "丁局")
    orphans = "WHERE id NOT IN (SELECT pattern_id FROM pattern_bearers)"
    assert counted(store, f"{patterns} {orphans}") == 0


def test_the_outlines_are_those_of_the_reports(corpus: Corpus) -> None:
    whole = tuple(outline_of(corpus.extraction(report.id)) for report in corpus.reports())
    assert corpus.outlines() == whole


def test_a_report_that_is_added_is_found_without_writing_chroma_anew(
    store: Path, corpus: Corpus, tmp_path: Path
) -> None:
    corpus.search("公务接待费")
    before = chroma_folders(store)
    built(tmp_path, "甲局", "乙局", "丙局")
    assert chroma_folders(store) == before
    hits = corpus.search("丙局公务接待费")
    assert hits[0].report_id == identity(corpus, "丙局")


def test_chroma_is_written_anew_when_much_has_changed(
    store: Path, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposals, "FEW", 0)
    monkeypatch.setattr(proposals, "FEW_OF", 10_000)
    corpus.search("公务接待费")
    before = chroma_folders(store)
    built(tmp_path, "丙局", "甲局")
    assert set(chroma_folders(store)) > set(before)
    assert counted(store, "SELECT count(*) FROM wordings WHERE leads = 1") == counted(
        store, "SELECT CAST(value AS INTEGER) FROM store WHERE name = 'chroma_wordings'"
    )
    assert corpus.search("丙局公务接待费")[0].report_id == identity(corpus, "丙局")
    for names in (("丙局", "乙局"), ("丙局", "丁局"), ("乙局", "丁局"), ("丁局", "甲局")):
        built(tmp_path, *names)
        corpus.search("公务接待费")
        assert len(chroma_folders(store)) <= 2


def test_a_folder_of_chroma_that_is_lost_is_written_again_by_the_next_build(
    store: Path, tmp_path: Path
) -> None:
    import shutil

    shutil.rmtree(generation(store) / chroma_folders(store)[0])
    assert is_stale(store, [tmp_path / "in"])
    built(tmp_path, "甲局", "乙局")
    with Corpus.open(store) as corpus:
        assert corpus.search("乙局公务接待费")
    assert not is_stale(store, [tmp_path / "in"])


def test_what_chroma_still_proposes_of_a_report_that_is_gone_is_not_found(
    corpus: Corpus, tmp_path: Path
) -> None:
    corpus.search("公务接待费")
    gone = identity(corpus, "乙局")
    built(tmp_path, "甲局", "丙局")
    assert gone not in {hit.report_id for hit in corpus.search("乙局公务接待费", k=50)}


# --- a build that is killed -----------------------------------------------------------------

BUILD_THAT_DIES = """
import os, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from invented import read_in_its_own_words
from index.build import build
from index.stores import proposals, writer
from index.stores.homes import home_of

def die(*_):
    print("now", flush=True)
    os.kill(os.getpid(), 9)

{when}
build([Path({reports!r})], Path({store!r}), read_report=read_in_its_own_words)
"""

MOMENTS = {
    "before the transaction ends": ("type(home_of(Path({store!r})).current()).commit = die", False),
    "before chroma is begun": ("writer.bring_up_to_date = die", True),
    "before chroma is named": (
        "proposals.FEW, proposals.FEW_OF, proposals.put = 0, 10_000, die",
        True,
    ),
}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="需要 SIGKILL")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_change_that_is_killed_is_there_whole_or_not_at_all(
    store: Path, corpus: Corpus, tmp_path: Path, moment: str
) -> None:
    when, changed = MOMENTS[moment]
    before = departments(corpus)
    written_reports(tmp_path / "in", "丙局")
    script = BUILD_THAT_DIES.format(
        root=str(ROOT),
        tests=str(Path(__file__).parent),
        when=when.format(store=str(store)),
        reports=str(tmp_path / "in"),
        store=str(store),
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.stdout == b"now\n", done.stderr
    after = sorted(["甲局", "乙局", "丙局"]) if changed else before
    with Corpus.open(store) as opened:
        for reading in (corpus, opened):
            assert departments(reading) == after
            assert reading.search("公务接待费")
    assert is_stale(store, [tmp_path / "in"]) is not changed
    build([tmp_path / "in"], store, read_report=read_in_its_own_words)
    assert departments(corpus) == sorted(["甲局", "乙局", "丙局"])
    built(tmp_path, "甲局")
    assert len(chroma_folders(store)) <= 2


def test_a_report_is_added_without_loading_chroma(store: Path, tmp_path: Path) -> None:
    written_reports(tmp_path / "in", "丙局")
    script = (
        f"import sys; from pathlib import Path; sys.path[:0] = [{str(ROOT)!r}, "
        f"{str(Path(__file__).parent)!r}]\n"
        "from invented import read_invented\nfrom index.build import build\n"
        f"print(build([Path({str(tmp_path / 'in')!r})], Path({str(store)!r}), "
        "read_report=read_invented).reports)\n"
        "print(sorted({'torch', 'chromadb', 'llama_index'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["3", "[]"], done.stderr
