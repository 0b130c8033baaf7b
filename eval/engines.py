"""Which engines (引擎) answer a run, and how each is opened: the rules alone, or with a model."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from eval.runner import Ask, asking, open_ask
from index.errors import SettingError

RULES, LLM = "rules", "llm"
ENGINES = (RULES, LLM)
"""规则 / 规则与语言模型."""


def engine_names(text: str) -> tuple[str, ...]:
    """The engines of a command-line option: names with commas between, each once, as given."""
    names = tuple(text.split(","))
    if not set(names) <= set(ENGINES) or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(f"应为 {' 或 '.join(ENGINES)}，几个之间用逗号，不重复")
    return names


def open_engine(name: str, store: Path | None) -> Ask:
    """The engine over a store; without a configured model `llm` is a `SettingError`."""
    if name == RULES:
        return open_ask(store)
    from assistant.ask import open_assistant
    from assistant.llm.settings import configured_model

    model = configured_model()
    if model is None:
        raise SettingError("没有配置语言模型：--engine llm 需要环境变量 LLM_BASE_URL 与 LLM_MODEL")
    return asking(open_assistant(store, model=model))


def open_configured(store: Path | None, *, alone: bool = False) -> Ask:
    """The rules with the language model that the environment names; without one, or `alone`, the
    rules by themselves."""
    from assistant.llm.settings import configured_model

    with_model = not alone and configured_model() is not None
    return open_engine(LLM if with_model else RULES, store)


def open_engines(names: Sequence[str], store: Path | None) -> dict[str, Ask]:
    """Each engine over a store, by name in the order given; nothing is asked yet."""
    return {name: open_engine(name, store) for name in names}


def beside(path: Path, engine: str) -> Path:
    """The file of one engine of several: A.json → A.llm.json."""
    return path.with_name(f"{path.stem}.{engine}{path.suffix}")
