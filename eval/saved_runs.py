"""Runs as `eval run --json` saved them (存下的结果), checked at the gate, then frozen values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from eval.cases import complaint
from index.errors import BudgetError

Key = tuple[str, str]
"""Question file and id: one question of a run."""


class SavedRunError(BudgetError):
    """A file that cannot be read, or is no saved run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedItem:
    """One line of a list or a ranking."""

    label: str
    value: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAnswer:
    """What the verdict on an answer rests on."""

    status: str
    answer: str
    value: str | None = None
    unit: str | None = None
    items: tuple[SavedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedScore:
    """The verdict."""

    right: bool
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCase:
    """A question as it was answered and judged."""

    file: str
    id: str
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    score: SavedScore
    answer: SavedAnswer

    @property
    def key(self) -> Key:
        """What the same question of another run is found by."""
        return self.file, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRun:
    """A run: every question that is not held out, in order."""

    engine: str
    files: dict[str, Any]
    """By question file, its counts; held-out files too."""
    cases: tuple[SavedCase, ...]

    def by_key(self) -> dict[Key, SavedCase]:
        """The questions, each under its file and id."""
        return {case.key: case for case in self.cases}


_RUN = TypeAdapter(SavedRun)


def load_run(path: Path) -> SavedRun:
    """The run that a file holds; `SavedRunError` names the file and what does not fit."""
    try:
        run = _RUN.validate_json(path.read_bytes())
    except OSError as error:
        raise SavedRunError(f"{path}：读不到（{error.strerror}）") from error
    except ValidationError as error:
        raise SavedRunError(
            f"{path}：不是 eval run --json 存下的结果（{complaint(error)}）"
        ) from error
    if len(run.by_key()) < len(run.cases):
        raise SavedRunError(f"{path}：不是 eval run --json 存下的结果（有题号重复的题）")
    return run
