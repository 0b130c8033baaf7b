"""An English answer says what the proven Chinese one says, and nothing else passes the check."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import assistant.ask
from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.check import supported
from assistant.conversation import Conversation
from assistant.english.amounts import to_english
from assistant.english.proof import Prove, english_checks
from assistant.english.texts import in_chinese, in_english
from assistant.in_english import is_english, said_in_english
from eval.__main__ import open_questions
from eval.cases import load_cases
from eval.runner import askable, report_names
from index.corpus import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer in both languages, and what proves it."""

    chinese: Answer
    english: Answer
    prove: Prove


@pytest.fixture(scope="module")
def said(bundled_store: Path) -> list[Said]:
    """Every answer to the own question sets, said in English."""
    engine, found = Assistant(Corpus.open(bundled_store)), []

    def noting(answer: Answer, prove: Prove) -> Answer:
        english = said_in_english(answer, prove)
        found.append(Said(chinese=answer, english=english, prove=prove))
        return english

    held = report_names(bundled_store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assistant.ask, "is_english", lambda _: True)
        patch.setattr(assistant.ask, "said_in_english", noting)
        for path in open_questions():
            for case in load_cases(path):
                conversation = Conversation()
                for turn in case.turns if askable(case, held) else ():
                    _, conversation = engine.ask(turn, conversation)
    return [each for each in found if each.chinese.status == "answered"]


def test_nearly_every_answer_can_be_said_in_english(said: list[Said]) -> None:
    translated = [each for each in said if each.english.answer != each.chinese.answer]
    assert len(said) > 250
    assert len(translated) > 0.98 * len(said)


def test_an_english_answer_is_read_back_as_the_chinese_one(said: list[Said]) -> None:
    for each in said:
        if each.english.answer != each.chinese.answer:
            assert in_chinese(each.english.answer) == each.chinese.answer


def test_it_has_a_verdict_for_each_of_its_numbers_and_no_chinese_outside_quotes(
    said: list[Said],
) -> None:
    for each in said:
        if each.english.answer == each.chinese.answer:
            continue
        bare, at = re.sub(r'"[^"\n]*"', "", each.english.answer), 0
        assert not re.search(r"[\u4e00-\u9fff]", bare)
        for check in each.english.checks:
            at = each.english.answer.index(check.text, at) + len(check.text)
        told = "".join(check.text for check in each.english.checks)
        for number in re.findall(r"\d+(?:,\d+)*(?:\.\d+)?", bare):
            assert number in told


def test_the_figures_are_those_of_the_chinese_answer(said: list[Said]) -> None:
    for each in said:
        own, other = each.english, each.chinese
        assert (own.value, own.unit, own.items) == (other.value, other.unit, other.items)
        assert own.citations == other.citations


_MONEY = re.compile(r'CNY (?P<yuan>[\d,.]+) \("(?P<number>[\d,.]+)(?P<unit>[元万亿]+)"\)')
Mutate = Callable[[str], Iterator[str]]


def another_figure(line: str) -> Iterator[str]:
    """The last digit before the point, one more."""
    match = _MONEY.search(line)
    if match and "mention" not in line:
        whole, _, rest = match["number"].partition(".")
        other = f"{whole[:-1]}{(int(whole[-1]) + 1) % 10}.{rest or 0}{match['unit']}"
        yield line.replace(match[0], to_english(other), 1)
        yield line.replace(f"CNY {match['yuan']}", f"CNY 1{match['yuan']}", 1)
        yield line.replace(match["number"], f"1{match['number']}", 1)


def another_unit(line: str) -> Iterator[str]:
    """Ten thousand times more, or less; nothing is nothing in any unit."""
    match = _MONEY.search(line)
    if match and match["yuan"] != "0":
        for unit in {"元", "万元", "亿元"} - {match["unit"]}:
            yield line.replace(match[0], to_english(match["number"] + unit), 1)
            yield line.replace(f"{match['number']}{match['unit']}", match["number"] + unit, 1)


def another_year(line: str) -> Iterator[str]:
    """The year before."""
    if line.startswith("In 2023,"):
        yield line.replace("In 2023,", "In 2022,", 1)


def another_row(line: str) -> Iterator[str]:
    """Another account in the place of the one that the sentence is about."""
    match = re.match(
        r"In \d{4}, (?:the budget figure for )?(?P<row>[a-z][a-z ]+?)"
        r"(?: of \"[^\"]*\")? (?:was|came) ",
        line,
    )
    for other in ("interest subsidy", "performing arts", "foreign affairs") if match else ():
        yield line.replace(match["row"], other, 1) if match else ""


def another_page(line: str) -> Iterator[str]:
    """The page behind."""
    match = re.search(r"p\. (\d+)\)", line)
    if match:
        yield line.replace(match[0], f"p. {int(match[1]) + 1})", 1)


@pytest.mark.parametrize(
    "mutate", [another_figure, another_unit, another_year, another_row, another_page]
)
def test_a_mutated_english_sentence_is_caught(mutate: Mutate, said: list[Said]) -> None:
    tried, missed = 0, []
    for each in said:
        first, *others = each.english.answer.split("\n")
        if each.english.answer == each.chinese.answer or first.startswith(('"', "The")):
            continue
        for mutant in mutate(first):
            tried += 1
            checks = english_checks("\n".join([mutant, *others]), each.prove)
            missed += [mutant] if supported(checks) else []
    assert tried > 80
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        'In 2023, training expense came to CNY 13,700 ("1.37万元")',
        'In 2023, training expense came to about CNY 13,700 ("1.37万元") (p. 9).',
        'In 2023, training expense came to CNY 13,800 ("1.37万元") (text of the report, p. 9).',
        'In 2023, training expense came to CNY 13,700 ("1.38万元") (text of the report, p. 9).',
        'In 2023, training expense came to CNY 13,700 ("1.37亿元") (text of the report, p. 9).',
        'In 2023, training costs came to CNY 13,700 ("1.37万元") (text of the report, p. 9).',
        "Training expense was high in 2023.",
    ],
)
def test_a_sentence_that_is_not_known_proves_nothing(text: str) -> None:
    checks = english_checks(text, lambda _: ())
    assert in_chinese(text) is None
    assert checks
    assert not supported(checks)


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("What is the total budget?", True),
        ("total budget", True),
        ("2023年total budget", False),
        ("预算", False),
        ("30101", False),
        ("ok", False),
    ],
)
def test_which_questions_are_english(question: str, english: bool) -> None:
    assert is_english(question) is english


def test_what_cannot_be_quoted_stays_chinese() -> None:
    assert in_english('他说"好"。') is None


@pytest.fixture(scope="module")
def alone(bundled_store: Path) -> Assistant:
    return Assistant(Corpus.open(bundled_store))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What is the total budget?",
            'In 2023, the budget figure for total expenditure was CNY 14,339,000 ("1,433.90万元")',
        ),
        (
            "What was spent on training?",
            "In 2023, the budget figure for training expense was CNY 13,700",
        ),
        ("what about the elevator?", "Nothing in "),
    ],
)
def test_an_english_question_is_answered_in_english(
    question: str, told: str, alone: Assistant
) -> None:
    answer, _ = alone.ask(question)
    assert answer.answer.startswith(told)
    assert supported(answer.checks)
