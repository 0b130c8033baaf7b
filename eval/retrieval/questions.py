"""The retrieval questions (检索题): what is asked of which report, and which places are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from assistant.planner.labels import canonical
from eval.cases import CaseError
from index.vocabulary import fold, terms

QUESTIONS = Path(__file__).parent / "questions"

Half = Literal["choosing", "testing"]
"""择定用（选权重、选模型）/ 检验用；两半问的是不同的报告."""
Style = Literal["everyday", "formal"]
"""日常说法（与行名没有相同的两字）/ 报告的说法."""

HALVES: tuple[Half, ...] = ("choosing", "testing")
STYLES: tuple[Style, ...] = ("everyday", "formal")

_HAN = re.compile(r"[㐀-䶿一-鿿]+")
_Words = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to one report; any one of the named places answers it."""

    id: str
    department: _Words
    year: int
    style: Style
    query: _Words
    rows: tuple[_Words, ...] = ()
    """Names of rows (of columns, where a row has no name); `上级 > 行名` where several share it."""
    passages: tuple[_Words, ...] = ()
    """What stands in the headings above the passage, or the term that it explains."""
    projects: tuple[_Words, ...] = ()
    """What stands in the project's name of a performance target form."""

    @property
    def seeks_rows(self) -> bool:
        """Whether a row is looked for, or a passage."""
        return bool(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of what is looked for."""
        return (*self.rows, *self.passages, *self.projects)


def load_questions(half: Half, folder: Path = QUESTIONS) -> tuple[Asked, ...]:
    """The questions of one half; raises `CaseError` for a line that does not fit."""
    path = folder / f"{half}.jsonl"
    return tuple(_lines(path))


def _lines(path: Path) -> Iterator[Asked]:
    line = TypeAdapter(Asked)
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield line.validate_json(text, extra="forbid")
        except ValidationError as error:
            raise CaseError(f"{path.name} 第 {number} 行：{error.errors()[0]['msg']}") from error


def character_pairs(text: str) -> frozenset[str]:
    """Every two neighbouring Chinese characters of the text."""
    return frozenset(a + b for run in _HAN.findall(text) for a, b in pairwise(run))


def is_unseen(asked: Asked) -> bool:
    """Whether no wording that the vocabulary knows for the place stands in the question."""
    known = [phrase for name in asked.rows for phrase in _phrases(name)]
    return not any(phrase in fold(asked.query) for phrase in known)


def _phrases(name: str) -> frozenset[str]:
    """The wordings known for the row of this name."""
    leaf = canonical(name.rpartition(" > ")[2])
    named = (t for t in terms() if leaf in {canonical(each) for each in t.names})
    return frozenset(fold(phrase) for t in named for phrase in (*t.names, *t.everyday))
