"""Full text that is right for Chinese."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from invented import invented_extraction
from places import generation_in

from index.stores import report_texts, search
from index.stores.database import Database
from index.stores.embedders import Matrix
from index.stores.extractions import read_reports, write_extraction
from index.stores.fulltext import TextIndex, TextWriter, folded, holds, query_tokens, text_tokens
from index.stores.proposals import Proposals
from index.stores.report_texts import read_bearers
from index.stores.search import SearchIndex
from index.stores.vector_shelves import FolderVectors
from index.stores.wordings import remove_items, write_items
from index.texts import ItemKind, SearchItem


def item(text: str, kind: ItemKind = "row", codes: str = "") -> SearchItem:
    return SearchItem(kind=kind, table_id=None, index=0, text=text, meaning=text, codes=codes)


def no_vectors(texts: Sequence[str]) -> Matrix:
    return np.zeros((len(texts), 4), dtype=np.float32)


def connected(folder: Path, **reports: list[SearchItem]) -> Database:
    """A database of reports with these items, numbered on from 1 in their order."""
    connection = generation_in(folder).create()
    words = TextWriter(connection)
    numbers = count(1)
    for name, items in reports.items():
        report = invented_extraction("局", 2031, name)
        write_extraction(connection, report)
        numbered = [replace(each, index=next(numbers)) for each in items]
        write_items(connection, words, report.report, numbered, no_vectors)
    words.flush()
    return connection


def index_of(folder: Path, **reports: list[SearchItem]) -> SearchIndex:
    generation = generation_in(folder)
    generation.finish(connected(folder, **reports))
    connection = generation.open()
    return SearchIndex(
        connection,
        read_reports(connection),
        proposals=Proposals(FolderVectors(folder)),
        open_embedder=lambda: pytest.fail("by words alone"),
    )


def ranked(index: SearchIndex, query: str, reports: list[str] | None = None) -> list[int]:
    ids = None
    if reports is not None:
        ids = [invented_extraction("局", 2031, name).report.id for name in reports]
    return [hit.index for hit in index.search_text(query, ids, 100)]


ROWS = [item("公务接待费"), item("水费"), item("会议费"), item("机关服务 办公设备购置")]


@pytest.mark.parametrize(
    ("query", "found"),
    [("接待", [1]), ("水", [2]), ("会议", [3]), ("设备购置", [4]), ("费", [2, 3, 1]), ("差旅", [])],
)
def test_words_of_one_and_two_characters_are_found(
    tmp_path: Path, query: str, found: list[int]
) -> None:
    assert ranked(index_of(tmp_path, a=ROWS), query) == found


def test_full_width_latin_and_digits_are_the_same_as_half_width(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=[item("ＥＰＣ项目"), item("图书馆", codes="2070104")])
    assert ranked(index, "epc") == [1]
    assert ranked(index, "２０７０１０４") == [2]


def test_the_order_of_two_characters_matters(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=[item("水费"), item("费水")])
    assert ranked(index, "水费") == [1]


@pytest.mark.parametrize("query", ["", "？！", '"', '接待" OR "水', "a* NOT b", "项目^:()"])
def test_no_query_is_read_as_a_command(tmp_path: Path, query: str) -> None:
    assert set(ranked(index_of(tmp_path, a=ROWS), query)) <= {1, 2, 4}


def test_a_text_that_holds_every_word_scores_higher_than_one_that_holds_some(
    tmp_path: Path,
) -> None:
    index = index_of(tmp_path, a=[item("公务用车"), item("公务接待"), item("公务用车购置费")])
    assert ranked(index, "公务用车购置")[0] == 3


def test_scores_lie_between_zero_and_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=ROWS)
    for query in ("公务接待费", "公务接待费是多少", "费"):
        assert all(0 < hit.lexical <= 1 for hit in index.search_text(query, None, 9))


def test_a_scope_of_reports_is_kept_to(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=[item("水费"), item("水费", "passage")], b=[item("水费")])
    assert ranked(index, "水费") == [1, 2, 3]
    assert ranked(index, "水费", ["b"]) == [3]


def test_a_scope_that_holds_nothing_finds_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=ROWS)
    assert ranked(index, "水费", []) == []
    assert ranked(index, "水费", ["unknown"]) == []


def test_common_words_are_left_out_where_rare_ones_tell_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SCAN_BUDGET", 10)
    monkeypatch.setattr(search, "NAMED_REPORTS", 0)
    alike = [item(f"项目支出{letter}") for letter in "abcdefghijklmnopqrstuvwxyz"]
    index = index_of(tmp_path, a=alike, b=[item("图书馆项目支出")])
    assert ranked(index, "图书馆项目支出") == [27]
    assert len(ranked(index, "项目")) == 27


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    assert ranked(index_of(tmp_path), "水费") == []


def test_a_text_is_found_by_every_token_of_a_query_made_of_it() -> None:
    text = "2031年“三公”经费：因公出国（境）费 EPC"
    assert set(query_tokens(text)) <= set(text_tokens(text))


@pytest.mark.parametrize("text", ["ＥＰＣ项目 2070104 三公", "207010 epcs 公三", "三、公 2070104a"])
@pytest.mark.parametrize("token", ["epc", "2070104", "三公", "三"])
def test_a_text_holds_a_token_where_the_token_is_among_its_own(text: str, token: str) -> None:
    assert holds(folded(text), token) == (token in text_tokens(text))


def test_what_siblings_word_alike_is_kept_once_until_the_last_of_them_goes(tmp_path: Path) -> None:
    connection = connected(tmp_path, a=[item("水费"), item("会议费")], b=[item("水费")])
    words = TextWriter(connection)

    def kept() -> tuple[list[str], int, int]:
        texts = [row[0] for row in connection.execute("SELECT text FROM wordings ORDER BY id")]
        index = TextIndex(connection)
        return texts, index.size, index.counts(["水费"])["水费"]

    assert kept() == (["水费", "会议费"], 2, 1)
    one, other = (invented_extraction("局", 2031, name).report.id for name in "ab")
    remove_items(connection, words, one)
    words.flush()
    assert kept() == (["水费"], 1, 1)
    remove_items(connection, words, other)
    words.flush()
    assert kept() == ([], 0, 0)
    assert TextIndex(connection).wordings_with("水费", 9) == []
    assert connection.execute("SELECT count(*) FROM search_terms").fetchone()[0] == 0


def test_the_bearers_of_a_wording_are_looked_for_until_enough_of_them_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_texts, "SPARE", 1)
    with closing(connected(tmp_path, **{name: [item("水费")] for name in "abcdef"})) as connection:
        (wording,) = connection.execute("SELECT id FROM wordings").fetchone()
        reports = {report.id: report for report in read_reports(connection)}
        last = {id_: reports[id_] for id_ in list(reports)[-2:]}
        for most, known in ((2, last), (1, last), (2, reports), (9, reports)):
            (found,) = read_bearers(connection, [wording], known.get, most)
            bearers = [place.report.id for place in found.places]
            assert bearers == list(known)[:most]
            assert len(found.vectors) == len(bearers)
        assert list(read_bearers(connection, [wording + 1], reports.get, 2)) == []
        assert list(read_bearers(connection, [], reports.get, 2)) == []
