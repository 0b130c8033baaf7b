"""Full text that is right for Chinese."""

from pathlib import Path

import pytest

from index.stores import fulltext
from index.stores.facts import create_facts, finish_facts, open_facts
from index.stores.fulltext import TextIndex, finish_items, query_tokens, text_tokens, write_items
from index.texts import ItemKind, SearchItem


def item(text: str, kind: ItemKind = "row", codes: str = "") -> SearchItem:
    return SearchItem(kind=kind, table_id=None, index=0, text=text, meaning=text, codes=codes)


def index_of(folder: Path, **reports: list[SearchItem]) -> TextIndex:
    connection = create_facts(folder / "facts.db")
    for number, (report, items) in enumerate(reports.items()):
        connection.execute(
            "INSERT INTO reports VALUES (?, '', NULL, NULL, NULL, 'budget', 1, '', ?)",
            (report, str(number)),
        )
        write_items(connection, report, items)
    finish_items(connection)
    finish_facts(connection)
    return TextIndex(open_facts(folder / "facts.db"))


def ranked(index: TextIndex, query: str, **scope: list[str]) -> list[int]:
    scores = index.scores(query, index.spans(scope.get("report_ids"), scope.get("kinds")))  # type: ignore[arg-type]
    return sorted(scores, key=lambda found: (-scores[found], found))


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
    index = index_of(tmp_path, a=[item("预算"), item("算预")])
    assert ranked(index, "预算") == [1]


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
        assert all(0 < score <= 1 for score in index.scores(query, index.spans()).values())


def test_a_scope_of_reports_and_kinds_is_kept_to(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=[item("水费"), item("水费", "passage")], b=[item("水费")])
    assert ranked(index, "水费") == [1, 2, 3]
    assert ranked(index, "水费", report_ids=["b"]) == [3]
    assert ranked(index, "水费", report_ids=["a"], kinds=["passage"]) == [2]


def test_a_scope_that_holds_nothing_finds_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, a=ROWS)
    assert ranked(index, "水费", report_ids=[]) == []
    assert ranked(index, "水费", report_ids=["unknown"]) == []
    assert ranked(index, "水费", kinds=["form"]) == []


def test_common_words_are_left_out_where_rare_ones_tell_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "SCAN_BUDGET", 10)
    index = index_of(tmp_path, a=[item("项目支出")] * 40 + [item("图书馆项目支出")])
    assert ranked(index, "图书馆项目支出") == [41]
    assert len(ranked(index, "项目")) == 41


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    assert ranked(index_of(tmp_path), "水费") == []


def test_a_text_is_found_by_every_token_of_a_query_made_of_it() -> None:
    text = "2031年“三公”经费：因公出国（境）费 EPC"
    assert set(query_tokens(text)) <= set(text_tokens(text))
