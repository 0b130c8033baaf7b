"""The environment and `.env` say which language model is asked, and the key stays secret."""

from pathlib import Path

import pytest

from assistant.llm.settings import ModelSettings, configured_model
from index.errors import SettingError

KEY = "sk-very-secret"
NAMED = {"LLM_BASE_URL": "https://example.com/v1", "LLM_MODEL": "any"}


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ModelSettings.model_fields:
        monkeypatch.delenv(f"LLM_{name.upper()}", raising=False)


@pytest.mark.parametrize(
    "given",
    [{}, {"LLM_MODEL": "any"}, {"LLM_BASE_URL": "https://example.com"}, NAMED | {"LLM_MODEL": " "}],
)
def test_without_an_address_and_a_model_there_is_none(given: dict[str, str]) -> None:
    assert configured_model(given) is None
    assert configured_model() is None


def test_every_variable_is_read() -> None:
    found = configured_model(
        NAMED
        | {
            "LLM_BASE_URL": " https://example.com/v1/ ",
            "LLM_API_KEY": KEY,
            "LLM_TIMEOUT": "12.5",
            "LLM_CONTEXT": "4096",
            "LLM_MAX_TOKENS": "500",
            "LLM_TEMPERATURE": "0.5",
            "LLM_OF_ANOTHER_PROGRAM": "x",
        }
    )
    assert found
    assert (found.base_url, found.model) == ("https://example.com/v1", "any")
    assert found.api_key.get_secret_value() == KEY
    assert (found.timeout, found.context, found.max_tokens, found.temperature) == (
        *(12.5, 4096),
        *(500, 0.5),
    )


def test_the_environment_counts_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        f"# 语言模型\nLLM_BASE_URL=https://example.com/v1\nLLM_MODEL='of the file'\n"
        f"export LLM_API_KEY={KEY}\nLLM_TIMEOUT=\n",
        encoding="utf-8",
    )
    found = configured_model()
    assert found
    assert (found.model, found.timeout) == ("of the file", 30)
    assert found.api_key.get_secret_value() == KEY
    monkeypatch.setenv("LLM_MODEL", "of the environment")
    again = configured_model()
    assert again
    assert again.model == "of the environment"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LLM_BASE_URL", "example.com/v1"),
        ("LLM_BASE_URL", "file:///etc"),
        ("LLM_TIMEOUT", "soon"),
        ("LLM_TIMEOUT", "0"),
        ("LLM_TIMEOUT", "nan"),
        ("LLM_TIMEOUT", "inf"),
        ("LLM_CONTEXT", "12"),
        ("LLM_CONTEXT", "8k"),
        ("LLM_MAX_TOKENS", "-1"),
        ("LLM_TEMPERATURE", "hot"),
        ("LLM_TEMPERATURE", "nan"),
    ],
)
def test_a_wrong_value_is_told_by_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(SettingError) as told:
        configured_model(NAMED | {"LLM_API_KEY": KEY, name: value})
    assert name in str(told.value)
    assert "README" in str(told.value)
    assert KEY not in str(told.value)
    assert KEY not in repr(told.value)
    assert told.value.__cause__ is None


def test_a_reply_that_fills_the_context_leaves_no_room_for_a_question() -> None:
    with pytest.raises(SettingError, match="LLM_MAX_TOKENS"):
        configured_model(NAMED | {"LLM_CONTEXT": "1024", "LLM_MAX_TOKENS": "1024"})


def test_the_key_is_in_no_text_of_the_settings() -> None:
    found = configured_model(NAMED | {"LLM_API_KEY": KEY})
    assert found
    for text in (repr(found), str(found), found.model_dump_json(), f"{found.model_dump()}"):
        assert KEY not in text
