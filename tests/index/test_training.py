"""What the embedder is trained on: plain words for every account, never the questions it is
measured by."""

import random
from itertools import pairwise

from eval.retrieval.questions import HALVES, load_questions
from index.training.grammar import draw_scene, parents, project_words, row_text, shown_row_text
from index.training.meanings import phrasings
from index.training.pairs import Pair, asked_as
from index.training.train import Recipe, trained_on
from index.vocabulary import by_name, fold, terms

BATCHES = 20


def drawn() -> list[Pair]:
    recipe = Recipe(steps=BATCHES)
    return list(trained_on(phrasings(), recipe))


def test_the_recipe_trains_on_a_hundred_thousand_different_pairs() -> None:
    recipe = Recipe()
    assert len({(pair.question, pair.text) for pair in trained_on(phrasings(), recipe)}) >= 100_000


def test_every_term_of_the_vocabulary_is_trained_and_many_accounts_beside() -> None:
    trained = [one.term for one in phrasings()]
    assert set(terms()) <= set(trained)
    coded = {term.code for term in trained if term.code}
    assert len(coded) > len({term.code for term in terms() if term.code}) + 100
    assert len(trained) == len(set(trained))


def test_a_described_account_has_plain_words_and_no_word_twice() -> None:
    described = [one for one in phrasings() if by_name(one.term.name) is None]
    assert len(described) > 100
    assert all(len(one.phrases) >= 2 for one in described)
    assert all(len(one.phrases) == len(set(one.phrases)) for one in phrasings())


def test_no_question_of_the_measurement_is_trained_on() -> None:
    everyday = {
        fold(each.query)
        for half in HALVES
        for each in load_questions(half)
        if each.style == "everyday"
    }
    said = {fold(phrase) for one in phrasings() for phrase in one.phrases}
    assert not said & everyday
    assert not {fold(pair.question) for pair in drawn()} & everyday


def test_no_invented_project_or_institution_names_one_that_is_asked_about() -> None:
    named = {name for half in HALVES for each in load_questions(half) for name in each.names}
    words = project_words()
    invented = [word for word in (*words["objects"], *words["institutions"]) if len(word) >= 4]
    assert len(invented) > 50
    assert not [word for word in invented if any(word in name for name in named)]


def test_accounts_under_one_parent_are_drawn_together() -> None:
    def parent(pair: Pair) -> str:
        return pair.text.rpartition(" > ")[0]

    pairs = [pair for pair in drawn() if pair.label.endswith(" amount")]
    beside = sum(parent(one) == parent(two) != "" for one, two in pairwise(pairs))
    assert beside > len(pairs) / 10


def test_a_row_is_worded_under_its_accounts_as_the_store_words_it() -> None:
    term = by_name("公务接待费")
    library = next(one.term for one in phrasings() if one.term.code == "2070104")
    rng = random.Random(3)
    assert term is not None
    assert parents(rng, library) == ("文化旅游体育与传媒支出", "文化和旅游")
    scene = draw_scene(rng)
    texts = {row_text(rng, scene, library) for _ in range(40)}
    assert "文化旅游体育与传媒支出 > 文化和旅游 > 图书馆" in texts
    assert all(scene.department in shown_row_text(rng, scene, library) for _ in range(5))


def test_a_term_is_asked_for_in_plain_words_and_by_its_name() -> None:
    one = next(each for each in phrasings() if each.term.code == "30217")
    rng = random.Random(1)
    asked = [asked_as(rng, one) for _ in range(200)]
    assert any(one.term.name == each for each in asked)
    assert sum(any(phrase in each for phrase in one.phrases) for each in asked) > 100
