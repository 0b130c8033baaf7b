"""What is each account for, in plain words? Descriptions that only training reads.

The files in `meanings/` say what each account of the national classification, fund, total and
topic is for, in the words of people who never read a budget. The assistant's own wordings, which
it takes as names, are in `index/vocabulary`; these are hints and never names.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.vocabulary import Term, TermKind, by_name, terms

_HEADED = re.compile(r"(?:(\d{3,7}) )?(.+)")
_FAMILIES: dict[str, TermKind] = {"2": "functional", "3": "economic", "5": "government_economic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """A term and the everyday phrases by which it may be asked for."""

    term: Term
    phrases: tuple[str, ...]


@cache
def phrasings() -> tuple[Phrasing, ...]:
    """Every term of the vocabulary and of the meanings, with all phrases known for it."""
    plain = dict(_described())
    known = [Phrasing(term=t, phrases=_once(t.everyday + plain.pop(t, ()))) for t in terms()]
    return (*known, *(Phrasing(term=t, phrases=words) for t, words in plain.items()))


def _described() -> Iterator[tuple[Term, tuple[str, ...]]]:
    found: dict[Term, tuple[str, ...]] = {}
    for data in _data():
        for heading, words in data.get("said", {}).items():
            term = _term(heading, "measure")
            found[term] = found.get(term, ()) + tuple(words.split())
        for heading, words in data.get("topics", {}).items():
            term = _term(heading, "topic")
            found[term] = found.get(term, ()) + tuple(words.split())
    yield from found.items()


def _term(heading: str, kind: TermKind) -> Term:
    """The vocabulary's term of this code, else of this name, else a new one."""
    match = _HEADED.fullmatch(heading)
    code, name = (match[1], match[2]) if match else (None, heading)
    if code in _by_code():
        return _by_code()[code]
    found = by_name(name)
    if found and not (code and found.code):
        return found
    family = _FAMILIES[code[0]] if code else kind
    return Term(name=name, english=code or name, kind=family, code=code)


@cache
def _by_code() -> dict[str | None, Term]:
    return {code: term for term in terms() for code in term.codes}


@cache
def _data() -> tuple[dict[str, dict[str, str]], ...]:
    folder = files(__package__).joinpath("meanings")
    found = (path for path in folder.iterdir() if path.name.endswith(".toml"))
    sources = sorted(found, key=lambda path: path.name)
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sources)


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
