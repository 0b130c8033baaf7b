"""A prompt is filled once, in full, with what fits the model, and gives away nothing real."""

import re
from pathlib import Path

import pytest

from assistant.llm.settings import ModelSettings
from assistant.modelled import (
    LONGEST_AMOUNTS,
    LONGEST_DRAFT,
    LONGEST_OFFER,
    LONGEST_PASSAGES,
    LONGEST_QUESTION,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_REPORTS,
    MOST_ROWS,
    _that_fit,
)
from prompts import Prompt, PromptError, prompt, prompt_names

FOLDER = Path(__file__).parents[2] / "prompts"
ALL = pytest.mark.parametrize("name", prompt_names())
SETTINGS = ModelSettings(base_url="http://127.0.0.1/v1", model="any")


@ALL
def test_every_slot_is_filled(name: str) -> None:
    asked = prompt(name)
    filled = asked.filled(**{slot: f"〔{slot}〕" for slot in asked.slots})
    assert "{{" not in filled
    assert all(f"〔{slot}〕" in filled for slot in asked.slots)


@ALL
def test_a_missing_and_an_extra_slot_are_errors(name: str) -> None:
    asked = prompt(name)
    values = dict.fromkeys(asked.slots, "")
    with pytest.raises(PromptError, match="amount"):
        asked.filled(**values, amount="")
    values.popitem()
    with pytest.raises(PromptError, match="缺少槽位"):
        asked.filled(**values)


def test_what_a_value_holds_is_not_filled_again() -> None:
    filled = prompt("word").filled(question="{{draft}}", draft="{{slots}}", slots="${c1}")
    assert "{{draft}}" in filled
    assert "{{slots}}" in filled


@pytest.mark.parametrize(
    "text",
    [
        "版本：1\n槽位：a\n---\n{{b}}",
        "版本：1\n槽位：a、b\n---\n{{a}}",
        "版本：一\n槽位：a\n---\n{{a}}",
        "槽位：a\n---\n{{a}}",
    ],
)
def test_a_file_that_is_not_well_formed_is_an_error(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made_up.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr("prompts._FOLDER", tmp_path)
    with pytest.raises(PromptError, match="made_up"):
        prompt("made_up")


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PromptError, match="no_such"):
        prompt("no_such")


def test_the_readme_lists_the_prompts_there_are() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert tuple(sorted(re.findall(r"^\| `(\w+)\.md`", text, re.MULTILINE))) == prompt_names()


@ALL
def test_the_examples_are_made_up(name: str) -> None:
    text = prompt(name).text
    assert not re.search(r"汾阳|行政审批|普陀|上海", text)
    assert "示例" not in text or "虚构" in text
    bare = re.sub(
        r"\$\{\w+\}|20\d\d年?|in 20\d\d|第\d页|表\d|\[\d\]|[RS]\d|\"amount\": \d|^\d\.",
        "",
        text,
        flags=re.M,
    )
    assert not re.search(r"\d", bare)


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        (
            prompt("word"),
            {"question": LONGEST_QUESTION, "draft": LONGEST_DRAFT, "slots": LONGEST_DRAFT},
        ),
        (prompt("prose"), {"question": LONGEST_QUESTION, "passages": LONGEST_PASSAGES + 200}),
    ],
    ids=["word", "prose"],
)
def test_the_longest_material_and_a_repair_fit_the_default_context(
    asked: Prompt, values: dict[str, int]
) -> None:
    filled = asked.filled(**{name: "字" * length for name, length in values.items()})
    repair = prompt("word_repair").filled(reason="字" * 200)
    assert len(filled) + SETTINGS.max_tokens + len(repair) <= SETTINGS.room


def test_an_offer_of_the_longest_labels_fits_and_leaves_the_reply_its_room() -> None:
    label = "名" * MOST_LETTERS
    rows = _that_fit([label] * 100, MOST_ROWS, LONGEST_OFFER)
    columns = _that_fit([label] * 100, MOST_COLUMNS, LONGEST_OFFER // 4)
    reports = _that_fit([label] * 100, MOST_REPORTS, LONGEST_OFFER // 2)
    filled = prompt("plan").filled(
        question="问" * LONGEST_QUESTION,
        amounts="数" * LONGEST_AMOUNTS,
        before="名" * 300,
        reports="\n".join(reports),
        rows="；".join(rows),
        columns="；".join(columns),
    )
    repair = prompt("plan_repair").filled(reason="字" * 200)
    assert rows
    assert columns
    assert reports
    assert len(filled) + SETTINGS.max_tokens + len(repair) <= SETTINGS.room


def test_a_label_too_long_to_be_named_is_not_offered() -> None:
    assert _that_fit(["名" * 81, "会议费", ""], 5, 1000) == ("会议费",)
