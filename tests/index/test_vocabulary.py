"""The vocabulary names budget items without ambiguity, and account codes nest."""

from collections import defaultdict

import pytest

from index.accounts import (
    category,
    classification,
    item,
    level,
    normalise,
    parent_code,
    section,
)
from index.vocabulary import Term, by_name, fold, shared_phrases, terms


def owners(phrases_of: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for term in terms():
        for phrase in getattr(term, phrases_of):
            found[fold(phrase)].add(term.name)
    return found


def test_the_vocabulary_covers_the_budget_broadly() -> None:
    assert len(terms()) >= 300
    assert sum(len(term.everyday) for term in terms()) >= 1500
    assert all(term.everyday for term in terms())


def test_an_official_name_or_synonym_belongs_to_one_term() -> None:
    assert [name for name, of in owners("names").items() if len(of) > 1] == []


def test_an_english_identifier_is_unique_and_spelt_out() -> None:
    english = [term.english for term in terms()]
    assert len(set(english)) == len(english)
    assert all(word.isidentifier() and word.islower() for word in english)


def test_an_everyday_phrase_belongs_to_one_term_unless_shared_on_purpose() -> None:
    twice = {phrase for phrase, of in owners("everyday").items() if len(of) > 1}
    assert twice == {fold(phrase) for phrase in shared_phrases()}


def test_no_everyday_phrase_is_the_name_of_a_term() -> None:
    assert set(owners("everyday")) & set(owners("names")) == set()


def test_no_everyday_phrase_is_so_short_that_it_fires_anywhere() -> None:
    assert [phrase for phrase in owners("everyday") if len(phrase) < 2] == []


def test_a_term_repeats_none_of_its_phrases() -> None:
    def repeated(term: Term) -> bool:
        phrases = [fold(phrase) for phrase in (*term.names, *term.everyday)]
        return len(set(phrases)) < len(phrases)

    assert [term.name for term in terms() if repeated(term)] == []


def test_the_code_of_an_account_fits_its_classification() -> None:
    kinds = {"functional", "economic", "government_economic", "three_public"}
    for term in terms():
        if term.kind in kinds:
            assert all(classification(code) for code in term.codes), term.name
        if term.kind == "functional" and term.code:
            assert classification(term.code) == "functional", term.name
        if term.kind == "government_economic" and term.code:
            assert classification(term.code) == "government_economic", term.name


def test_within_a_classification_a_code_names_one_account() -> None:
    named: dict[str, str] = {}
    for term in terms():
        for code in term.codes:
            assert named.setdefault(code, term.name) == term.name, code


def test_every_spending_category_has_a_name() -> None:
    codes = {code for term in terms() for code in term.codes}
    missing = {218, 225, 226, 228}  # numbers that the classification leaves out
    assert {str(n) for n in range(201, 235) if n not in missing} <= codes


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("因公出国(境)费用", "因公出国（境）费用"),
        ("维修（护）费", "维修（护）费"),
        ("维修(护)费", "维修（护）费"),
        ("“三公”经费", "三公经费"),
        ("公务接待费用", "公务接待费"),
        (" 基本 工资 ", "基本工资"),
    ],
)
def test_brackets_widths_and_spaces_do_not_change_a_name(wording: str, name: str) -> None:
    term = by_name(wording)
    assert term is not None
    assert term.name == name


def test_a_name_that_is_no_budget_term_is_not_found() -> None:
    assert by_name("量子计算机") is None
    assert by_name("请客吃饭") is None


def test_codes_nest_from_category_to_section_to_item() -> None:
    assert [level(code) for code in ("201", "20103", "2010301", "301", "30102")] == [1, 2, 3, 1, 2]
    assert [parent_code(code) for code in ("2010301", "20103", "201")] == ["20103", "201", None]
    assert (category("2010301"), section("2010301"), item("2010301")) == (
        "201",
        "20103",
        "2010301",
    )
    assert (section("201"), item("30102")) == (None, None)


def test_what_is_no_account_code_has_no_level() -> None:
    for text in ("", "2023", "160601", "A040102", "合计", "301|2"):
        assert (level(text), parent_code(text), category(text)) == (None, None, None)
        assert classification(text) is None


def test_a_code_printed_in_two_columns_is_one_code() -> None:
    assert normalise("301|2") == "30102"
    assert normalise("301 | 02") == "30102"
    assert normalise("201|3|1") == "2010301"
    assert normalise(" 30102 ") == "30102"


def test_a_misprinted_code_is_kept_as_printed() -> None:
    assert normalise("160601") == "160601"
    assert normalise("A040102") == "A040102"
