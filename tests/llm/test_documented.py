"""What the pages say of the language model is what the program does."""

import re
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from dotenv import dotenv_values

from assistant.llm.endpoint import Failure
from assistant.llm.settings import ModelSettings, configured_model

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("## 语言模型（可选）")[1].split("\n## ")[0]
BLOCKS = re.findall(r"```bash\n# ([^\n（：]+)[^\n]*\n(.*?)```", SECTION, re.DOTALL)


def test_there_is_a_recipe_for_each_kind_of_endpoint() -> None:
    assert [name for name, _ in BLOCKS] == ["阿里云百炼", "DeepSeek", "Ollama", "vLLM", "llama.cpp"]


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_a_recipe_configures_a_model(name: str, block: str) -> None:
    given = {k: v for k, v in dotenv_values(stream=StringIO(block)).items() if v is not None}
    assert given.keys() <= {f"LLM_{field.upper()}" for field in ModelSettings.model_fields}
    found = configured_model(given)
    assert found
    assert (found.base_url, found.model) == (given["LLM_BASE_URL"], given["LLM_MODEL"])
    local = "127.0.0.1" in found.base_url
    assert local != found.base_url.startswith("https://")
    assert local != ("LLM_API_KEY" in given)


def test_every_variable_and_its_default_is_listed() -> None:
    listed = dict(re.findall(r"^\| `LLM_(\w+)` \|[^|]*\| ([^|]*?) \|$", SECTION, re.MULTILINE))
    assert listed.keys() == {field.upper() for field in ModelSettings.model_fields}
    for name in ("timeout", "context", "max_tokens", "temperature"):
        assert listed[name.upper()] == str(ModelSettings.model_fields[name].default)


def test_every_reason_to_fall_back_is_listed() -> None:
    page = (ROOT / "docs" / "language-model.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) - {"fallback"}
    sources = (ROOT / "assistant" / "llm").glob("*.py")
    told = {word for file in sources for word in _reasons(file.read_text(encoding="utf-8"))}
    assert listed == told | set(get_args(Failure))


def _reasons(source: str) -> set[str]:
    given = re.findall(r'reason="(\w+)"|fallback = "(\w+)"|fallbacks.append\("(\w+)"\)', source)
    either = re.findall(r'fallback = "(\w+)" if .* else "(\w+)"', source)
    return {word for words in (*given, *either) for word in words if word}


def test_the_pages_lead_to_it() -> None:
    assert "docs/language-model.md" in README
    assert "language-model.md" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
