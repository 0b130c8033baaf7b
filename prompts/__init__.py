"""Prompts for the language model (提示词): one file each, in Chinese, versioned, with named slots.

A file `prompts/名称.md` begins with `版本：N` and `槽位：a、b`, then a line `---`, then the text,
in which `{{a}}` is filled in. A slot that is missing, or given and not used, is a `PromptError`.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent
_HEAD = re.compile(r"版本：(?P<version>\d+)\n槽位：(?P<slots>[^\n]*)\n---\n(?P<text>.*)", re.DOTALL)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


class PromptError(Exception):
    """A prompt that cannot be used as it stands; says which file and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt."""

    name: str
    version: int
    slots: frozenset[str]
    text: str

    def filled(self, **values: str) -> str:
        """The text with every slot filled, in one pass: what a value holds is never filled again.
        Raises `PromptError`."""
        given = frozenset(values)
        if given != self.slots:
            missing, strange = sorted(self.slots - given), sorted(given - self.slots)
            raise PromptError(f"{self.name}：缺少槽位 {missing}，多出槽位 {strange}")
        return _SLOT.sub(lambda match: values[match[1]], self.text)


@functools.cache
def prompt(name: str) -> Prompt:
    """The prompt of a file. Raises `PromptError` where it is not there or not well formed."""
    try:
        whole = (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    except OSError:
        raise PromptError(f"没有提示词 {name}") from None
    head = _HEAD.fullmatch(whole)
    if head is None:
        raise PromptError(f"{name}：开头应为“版本：N”“槽位：…”和一行“---”")
    slots = frozenset(s for s in head["slots"].split("、") if s)
    used = frozenset(_SLOT.findall(head["text"]))
    if used != slots:
        raise PromptError(f"{name}：写明的槽位 {sorted(slots)} 与用到的 {sorted(used)} 不同")
    return Prompt(name=name, version=int(head["version"]), slots=slots, text=head["text"].strip())


def prompt_names() -> tuple[str, ...]:
    """The names of all prompts."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.md") if path.stem != "README"))
