"""Other systems find what they should in a tiny report, and answer in the shape of ours."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from invented_corpus import LIBRARY

from eval.cases import NumberGold, read_cases
from eval.scoring import score
from eval.systems.bm25 import Bm25
from eval.systems.chunks import chunks_of
from eval.systems.comparing import rank_of_rows
from eval.systems.extractive import best_figure, extract_answer, wants_figure
from eval.systems.lines import sections_of
from eval.systems.row_search import RowSearch
from eval.systems.system import Found, SearchSystem
from eval.systems.vector_recipe import VectorRecipe
from eval.systems.worded_recipe import NOT_THERE, WordedRecipe, configured_reply
from index.errors import SettingError

SYSTEMS = {"vector": VectorRecipe, "bm25": Bm25, "row": RowSearch}
CHUNKED = ("vector", "bm25")

(HOSPITALITY,) = read_cases(
    '{"id": "a", "turns": ["公务接待费是多少"], "gold": {"type": "number", "value": "0.30",'
    ' "unit": "万元", "cite": [["0.30", "公务接待费"]]}}',
    "题集",
)


@pytest.fixture
def system(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchSystem]:
    """The system that the test names, over the invented report."""
    built: SearchSystem = SYSTEMS[request.param]()
    built.build([LIBRARY], tmp_path)
    yield built
    built.close()


def asked(system: SearchSystem, *turns: str) -> Any:
    conversation = None
    for question in turns:
        answer, conversation = system.ask(question, conversation)
    return answer


@pytest.mark.parametrize("system", SYSTEMS, indirect=True)
def test_every_system_finds_the_row_of_a_plain_question_and_its_figure(
    system: SearchSystem,
) -> None:
    answer = asked(system, *HOSPITALITY.turns)
    assert HOSPITALITY.gold is not None
    verdict = score(answer, HOSPITALITY.gold)
    assert verdict.right
    assert verdict.cited
    assert rank_of_rows(answer, HOSPITALITY) == 1


@pytest.mark.parametrize("system", SYSTEMS, indirect=True)
def test_a_question_on_something_else_is_declined(system: SearchSystem) -> None:
    answer = asked(system, "珠穆朗玛峰海拔高度")
    assert (answer["status"], answer["value"], answer["citations"]) == ("not_found", None, [])


@pytest.mark.parametrize("system", SYSTEMS, indirect=True)
def test_an_empty_question_is_declined(system: SearchSystem) -> None:
    assert asked(system, "")["status"] == "not_found"


@pytest.mark.parametrize("system", CHUNKED, indirect=True)
def test_the_figure_is_that_of_the_column_that_is_asked_for(system: SearchSystem) -> None:
    assert asked(system, "图书馆的合计")["value"] == "700.20"
    assert asked(system, "图书馆的项目支出")["value"] == "300.10"


@pytest.mark.parametrize("system", ["row"], indirect=True)
def test_row_search_takes_the_first_figure_whatever_the_column(system: SearchSystem) -> None:
    assert asked(system, "图书馆的项目支出")["value"] == "700.20"


@pytest.mark.parametrize("system", CHUNKED, indirect=True)
def test_a_worded_question_is_answered_with_the_best_lines(system: SearchSystem) -> None:
    answer = asked(system, "主要职责有哪些")
    assert (answer["status"], answer["value"]) == ("answered", None)
    assert "群众文化活动的组织" in answer["answer"]


@pytest.mark.parametrize("system", SYSTEMS, indirect=True)
def test_a_follow_up_is_searched_for_together_with_the_turns_before(
    system: SearchSystem,
) -> None:
    library = asked(system, "图书馆的预算", "它的合计呢")
    activities = asked(system, "文化活动的预算", "它的合计呢")
    assert (library["value"], activities["value"]) == ("700.20", "80.00")
    assert library["question"] == "图书馆的预算，它的合计呢"


def test_a_row_is_read_with_its_columns_and_units_and_a_blank_cell_is_left_out() -> None:
    table = next(each for each in sections_of(LIBRARY) if each.heading == "支出总表（单位：万元）")
    assert table.lines == (
        "2070104 图书馆：合计 700.20万元；项目支出 300.10万元",
        "2070108 文化活动：合计 80.00万元",
        "公务接待费：合计 0.30万元",
    )


def test_a_table_without_rows_is_there_to_be_found() -> None:
    blank = next(each for each in sections_of(LIBRARY) if each.heading == "政府性基金预算表")
    assert blank.lines == ("本表没有数据",)


def test_prose_stands_under_its_headings() -> None:
    prose = next(sections_of(LIBRARY))
    assert prose.lines[:2] == ("一、主要职责", "负责全市图书借阅与群众文化活动的组织。")


def test_chunks_stay_within_a_section_and_leave_nothing_out() -> None:
    chunks = chunks_of([LIBRARY], size=40, overlap=10)
    for section in sections_of(LIBRARY):
        own = [chunk for chunk in chunks if chunk.heading == section.heading]
        held = {line for chunk in own for line in chunk.lines}
        assert set(section.lines) <= held
        assert all(chunk.page == section.page for chunk in own)
    assert len(chunks) > len(list(sections_of(LIBRARY)))


def test_a_long_paragraph_is_cut_with_an_overlap() -> None:
    sentences = [f"第{n}项工作已经按计划完成。" for n in range(20)]
    long = replace(LIBRARY.passages[0], text="".join(sentences), headings=())
    chunks = chunks_of([replace(LIBRARY, passages=(long,), tables=())], size=60, overlap=15)
    texts = ["".join(chunk.lines) for chunk in chunks]
    assert all(len(text) <= 60 for text in texts)
    assert all(any(sentence in text for text in texts) for sentence in sentences)
    assert all(after[:12] in before for before, after in pairwise(texts))


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("图书馆的项目支出是多少", True),
        ("公务接待费", True),
        ("办公用房有多少平方米，为什么", True),
        ("主要职责有哪些", False),
        ("机关运行经费减少的原因", False),
    ],
)
def test_most_questions_ask_for_a_figure_and_some_for_words(question: str, figure: bool) -> None:
    assert wants_figure(question) is figure


def test_a_year_is_not_a_figure_and_a_tie_goes_to_the_first() -> None:
    assert best_figure("花了多少", "2031年公用经费5.00万元，人员经费6.00万元") == ("5.00", "万元")
    assert best_figure("人员经费", "2031年公用经费5.00万元，人员经费6.00万元") == ("6.00", "万元")
    assert best_figure("花了多少", "2031年没有安排") is None


def test_an_answer_counts_thousands_as_scoring_does() -> None:
    found = Found(report="某报告", page=1, heading="表", lines=("行政运行：合计 1,182.50万元",))
    answer = extract_answer("行政运行合计多少元", [found])
    assert answer["value"] == "1182.50"
    yuan = {"type": "number", "value": "11825000", "unit": "元"}
    assert score(answer, NumberGold(**yuan)).right  # type: ignore[arg-type]


def replying(words: str, folder: Path) -> Any:
    """What the recipe with a model answers where the model replies so, and what it was shown."""
    shown: list[str] = []

    def reply(text: str) -> str:
        shown.append(text)
        return words

    recipe = WordedRecipe(reply)
    recipe.build([LIBRARY], folder)
    answer = asked(recipe, *HOSPITALITY.turns)
    recipe.close()
    return answer, shown


def test_a_model_reads_the_chunks_and_its_first_figure_is_the_value(tmp_path: Path) -> None:
    answer, (shown,) = replying("0.30万元，支出总表公务接待费一行。", tmp_path)
    assert "公务接待费：合计 0.30万元" in shown
    assert "公务接待费是多少" in shown
    assert (answer["status"], answer["value"], answer["unit"]) == ("answered", "0.30", "万元")
    assert rank_of_rows(answer, HOSPITALITY) == 1


def test_a_model_that_says_that_it_is_not_there_declines(tmp_path: Path) -> None:
    answer, _ = replying(f"{NOT_THERE}。", tmp_path)
    assert (answer["status"], answer["value"]) == ("not_found", None)


def test_the_recipe_with_a_model_needs_one_that_is_configured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("eval.systems.worded_recipe.configured_model", lambda: None)
    with pytest.raises(SettingError, match="--model 需要环境变量"):
        configured_reply()
