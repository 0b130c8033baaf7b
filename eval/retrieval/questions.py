"""The retrieval questions (检索题): what is asked of which report, and which places are right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from assistant.planner.labels import canonical
from eval.cases import CaseError
from index.training.meanings import phrasings
from index.vocabulary import Term, fold, terms

QUESTIONS = Path(__file__).parent / "questions"

Half = Literal["choosing", "testing"]
"""择定用（选权重、选模型）/ 检验用；两半问的是不同的报告."""
Style = Literal["everyday", "formal", "scoped"]
"""日常说法（与行名没有相同的两字）/ 报告的说法 / 报告的说法，前面点名机构与年度."""

HALVES: tuple[Half, ...] = ("choosing", "testing")

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


def with_scopes(questions: Sequence[Asked]) -> tuple[Asked, ...]:
    """The questions, and each formal one once more with the department and year said first."""
    formal = (asked for asked in questions if asked.style == "formal")
    scoped = (
        replace(one, style="scoped", query=f"{one.department}{one.year}年{one.query}")
        for one in formal
    )
    return (*questions, *scoped)


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


def is_unknown(asked: Asked) -> bool:
    """Whether no wording that the vocabulary has for the place stands in the question."""
    return _holds_none(asked, _said_in_vocabulary())


def is_unseen(asked: Asked) -> bool:
    """Whether, besides, no wording that the model was trained on for the place stands in it."""
    return _holds_none(asked, _said_in_training())


def _holds_none(asked: Asked, said: Mapping[str, frozenset[str]]) -> bool:
    query = fold(asked.query)
    known = (said.get(canonical(name.rpartition(" > ")[2]), frozenset()) for name in asked.rows)
    return not any(phrase in query for phrases in known for phrase in phrases)


@cache
def _said_in_vocabulary() -> Mapping[str, frozenset[str]]:
    return _by_name((term, term.everyday) for term in terms())


@cache
def _said_in_training() -> Mapping[str, frozenset[str]]:
    return _by_name((one.term, one.phrases) for one in phrasings())


def _by_name(said: Iterable[tuple[Term, Iterable[str]]]) -> Mapping[str, frozenset[str]]:
    """The wordings of two characters and more for each name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for term, phrases in said:
        words = {fold(phrase) for phrase in (*term.names, *phrases)}
        for name in term.names:
            found[canonical(name)] |= {word for word in words if len(word) > 1}
    return {name: frozenset(words) for name, words in found.items()}
