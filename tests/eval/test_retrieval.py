"""Retrieval measured by itself: honest questions, ranks counted as they are described."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.planner.labels import canonical
from eval.__main__ import main
from eval.cases import CaseError
from eval.retrieval.guesses import guesses, strange_questions
from eval.retrieval.measuring import Shelves, ablations, askable, measured, search_all, shelves_of
from eval.retrieval.places import Places
from eval.retrieval.questions import (
    HALVES,
    Asked,
    character_pairs,
    is_unknown,
    is_unseen,
    load_questions,
    with_scopes,
)
from eval.retrieval.ranking import METHODS, Ranked, first_right
from eval.retrieval.worded import WAYS, worded
from eval.siblings import write_siblings
from index.build import build
from index.corpus import Corpus
from index.stores.embedders import open_embedder
from index.texts import Hit, search_items

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "reports"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "reports"
EVERYDAY = [each for half in HALVES for each in load_questions(half) if each.style == "everyday"]


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Shelves:
    folder = tmp_path_factory.mktemp("retrieval")
    write_siblings(folder / "reports", range(12), 7)
    build([BUNDLED, folder / "reports"], folder / "store")
    return shelves_of([Corpus.open(folder / "store")])


def asked(query: str, *rows: str) -> Asked:
    return Asked(id="1", department="某局", year=2030, style="everyday", query=query, rows=rows)


def hit(index: int, dense: float, table: str | None = "t01") -> Hit:
    return Hit(
        report_id="r",
        kind="row" if table else "passage",
        table_id=table,
        index=index,
        text="",
        score=dense,
        lexical=0.0,
        dense=dense,
    )


def test_there_are_four_hundred_questions_and_half_of_them_are_in_everyday_words() -> None:
    counts = {half: len(load_questions(half)) for half in HALVES}
    assert sum(counts.values()) >= 400
    assert min(counts.values()) >= 200
    assert len(EVERYDAY) * 2 >= sum(counts.values())


@pytest.mark.parametrize("each", EVERYDAY, ids=lambda each: each.id)
def test_an_everyday_question_shares_no_two_characters_with_what_it_means(each: Asked) -> None:
    names = " ".join((*each.names, *map(canonical, each.rows)))
    assert not character_pairs(each.query) & character_pairs(names)


def test_the_halves_ask_about_different_reports_and_never_ask_the_same_twice() -> None:
    choosing, testing = (load_questions(half) for half in HALVES)
    assert not {each.department for each in choosing} & {each.department for each in testing}
    everyday = [each.query for each in EVERYDAY]
    assert len({(each.department, each.query) for each in EVERYDAY}) == len(everyday)
    assert len({each.id for half in HALVES for each in load_questions(half)}) == sum(
        len(load_questions(half)) for half in HALVES
    )


def test_every_question_has_a_right_place_in_its_report(shelves: Shelves) -> None:
    there = [each for half in HALVES for each in askable(load_questions(half), shelves)]
    assert len(there) > 200
    lost = [each for each in there if not shelves[each.department, each.year].places.holds(each)]
    assert lost == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the publications of others are not here")
def test_every_question_about_other_publications_has_a_right_place(
    tmp_path: Path, shelves: Shelves
) -> None:
    build(sorted(SHARED.glob("*.pdf")), tmp_path / "store")
    with Corpus.open(tmp_path / "store") as corpus:
        others = shelves_of([corpus])
        questions = [each for half in HALVES for each in load_questions(half)]
        there = askable(questions, others)
        assert len(there) + len(askable(questions, shelves)) == len(questions)
        lost = [each for each in there if not others[each.department, each.year].places.holds(each)]
        assert lost == []


def test_a_wording_is_unseen_where_neither_the_vocabulary_nor_training_has_it() -> None:
    known, trained = asked("请客吃饭花了多少", "公务接待费"), asked("迎来送往", "公务接待费")
    assert not is_unknown(known)
    assert is_unknown(trained)
    assert not is_unseen(trained)
    assert is_unseen(asked("让远方的朋友坐下喝杯茶", "公务接待费"))


def test_places_of_one_name_are_one_rank_and_what_scores_nothing_is_not_found(
    shelves: Shelves,
) -> None:
    shelf = next(iter(shelves.values()))
    table = next(table for table in shelf.extraction.tables if len(table.rows) > 5)
    rows = [row for row in table.rows if row.label.strip()]
    one = rows[0]
    other = next(row for row in rows if canonical(row.label) != canonical(one.label))
    places = Places(shelf.extraction)
    hits = [hit(one.index, 0.9, table.id), hit(one.index, 0.8, table.id)]
    wanted = asked("？", other.label)
    assert first_right([*hits, hit(other.index, 0.5, table.id)], "dense", wanted, places) == 2
    assert first_right([*hits, hit(other.index, 0.0, table.id)], "dense", wanted, places) is None


def test_recall_and_reciprocal_rank_are_shares_of_all_questions() -> None:
    ranks = [1, 4, None, 25]
    ranked = [Ranked(asked=asked("问"), ranks=dict.fromkeys(METHODS, rank)) for rank in ranks]
    found = measured(ranked, {"全部": lambda each: True, "空": lambda each: False})
    assert [one.part for one in found] == ["全部"] * len(METHODS)
    assert found[0].recall == (0.25, 0.5, 0.5)
    assert found[0].mean_reciprocal_rank == pytest.approx((1 + 1 / 4 + 1 / 25) / 4)


def test_a_formal_question_is_asked_once_more_with_department_and_year() -> None:
    formal = replace(asked("办公费多少", "办公费"), style="formal")
    scoped = with_scopes([formal, asked("纸笔", "办公费")])
    assert [each.style for each in scoped] == ["formal", "everyday", "scoped"]
    assert scoped[2].query == "某局2030年办公费多少"


def test_the_embedded_wording_is_the_store_s_own(shelves: Shelves) -> None:
    extraction = next(iter(shelves.values())).extraction
    own = [item for item in search_items(extraction) if item.kind != "catalogue"]
    assert [one.text for one in worded(extraction, "embedded")] == [item.meaning for item in own]
    assert [one.text for one in worded(extraction, "shown")] == [item.text for item in own]
    rows = {way: {one.text for one in worded(extraction, way)} for way in WAYS}
    assert any("请客" in text for text in rows["with_aliases"])
    assert not any("请客" in text for text in rows["embedded"])


def test_rows_worded_as_in_the_store_are_ranked_as_by_the_store(shelves: Shelves) -> None:
    questions = [each for each in askable(load_questions("testing"), shelves) if each.seeks_rows]
    some = questions[:40]
    own = search_all(some, shelves)
    again = dict(ablations(some, shelves, open_embedder()))["embedded"]
    pairs = zip(own, again, strict=True)
    near = sum(one.ranks["dense"] == two.ranks["dense"] for one, two in pairs)
    assert near >= len(some) - 2  # a store may keep vectors in half precision


def test_most_unseen_everyday_questions_find_their_row_and_formal_ones_always(
    shelves: Shelves,
) -> None:
    there = askable(load_questions("testing"), shelves)
    found = {(one.part, one.method): one.recall for one in measured(search_all(there, shelves))}
    assert found["日常说法，词表没有", "fused"][1] >= 0.85
    assert found["报告的说法", "fused"][1] >= 0.98


def test_a_guess_is_seldom_made_at_a_strange_question(shelves: Shelves) -> None:
    assert len(strange_questions()) >= 60
    there = askable(load_questions("choosing"), shelves)
    lenient, *_, strict = guesses(there, shelves)
    assert lenient.right >= strict.right
    assert lenient.strange > strict.strange


def test_a_line_that_does_not_fit_is_named(tmp_path: Path) -> None:
    (tmp_path / "testing.jsonl").write_text('{"id": "t1", "query": "多少"}\n', encoding="utf-8")
    with pytest.raises(CaseError, match="第 1 行"):
        load_questions("testing", tmp_path)


def test_the_command_prints_both_halves_and_writes_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "检索.json"
    assert main(["retrieval", "--half", "choosing", "--guesses", "--json", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "择定用的一半" in printed
    assert "跳过" in printed
    (half,) = json.loads(out.read_text(encoding="utf-8"))["halves"]
    assert half["asked"] + half["skipped"] == len(load_questions("choosing"))
