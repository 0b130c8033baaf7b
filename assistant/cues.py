"""The wordings (问法) by which a question shows what it wants done, as patterns over folded text.

The patterns are data (cues.toml). A cue only says that a wording is there; the planner decides
what it means in its place.
"""

import functools
import re
import tomllib
from pathlib import Path


@functools.cache
def cues() -> dict[str, re.Pattern[str]]:
    """Each cue's name and pattern; matched against the folded `Question.text`."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(parts)) for name, parts in data.items()}


def cues_in(text: str) -> frozenset[str]:
    """Names of the cues that the folded text holds."""
    return frozenset(name for name, pattern in cues().items() if pattern.search(text))
