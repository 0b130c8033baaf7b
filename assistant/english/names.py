"""Names in English (名称): the vocabulary's own; what it does not know stays Chinese.

A name is a chain of parts (2025年商务委的培训费); in English the chain runs backwards: training
expense of "商务委" (2025). An English term belongs to one Chinese name only, so a chain can be read
back.
"""

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from assistant.english import amounts
from assistant.english.quotes import QUOTED, quoted, split_outside, unquoted
from index.vocabulary import terms

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<rest>.+)")
_OF_YEAR = re.compile(r"(?P<rest>.+) \((?P<year>(?:19|20)\d\d)\)")
_LIMITS = (
    ("超过{}", "those over {}"),
    ("低于{}", "those below {}"),
    ("{}以上", "those of at least {}"),
    ("{}以下", "those of at most {}"),
    ("有{}", "those with {}"),
    ("名称含{}", "those named with {}"),
    ("名称不含{}", "those not named with {}"),
    ("由{}实施", "those carried out by {}"),
    ("名称带结转字样", "those marked as carried over"),
    ("名称不带结转字样", "those not marked as carried over"),
)
"""Conditions of a set, each read in both directions."""


_GLOSSED = re.compile(r'(?P<english>.+) \("(?P<printed>[^"]+)"\)')
_WIDE = str.maketrans("()", "（）")


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Chinese to English and back, each one to one; then the other official wordings."""
    data = tomllib.loads((files(__package__) / "names.toml").read_text(encoding="utf-8"))
    own = {term.name: term.english.replace("_", " ") for term in terms()} | data["names"]
    english = {chinese: said for chinese, said in own.items() if list(own.values()).count(said) < 2}
    chinese = {said: name for name, said in english.items()}
    variants = {
        variant: english[term.name]
        for term in terms()
        for variant in term.formal
        if term.name in english and variant not in english
    }
    return english, chinese, variants


def _glossed(part: str) -> str | None:
    """Another wording of a term, in English with what is printed beside it."""
    wide = part.translate(_WIDE)
    english = _tables()[2].get(wide) or (wide != part and _tables()[0].get(wide)) or None
    beside = quoted(part)
    return f"{english} ({beside})" if english and beside else None


def to_english(name: str) -> str | None:
    """The name in English; None where it cannot be said so that it can be read back."""
    parts = [_part_in_english(part) for part in _split(name, "的")]
    said = [part for part in parts if part]
    return " of ".join(reversed(said)) if len(said) == len(parts) else None


def to_chinese(text: str) -> str | None:
    """The Chinese name; None where a word of it is not known, or stands for nothing."""
    parts = _chain(list(split_outside(text, " of ")))
    return "的".join(reversed(parts)) if parts else None


def list_to_english(names: str) -> str | None:
    """甲、乙 as a list."""
    said = [to_english(name) for name in _split(names, "、")]
    return ", ".join(name for name in said if name) if all(said) else None


def list_to_chinese(text: str) -> str | None:
    """A list of names read back."""
    names = [to_chinese(name) for name in split_outside(text, ", ")]
    return "、".join(name for name in names if name) if all(names) else None


def _split(name: str, mark: str) -> list[str]:
    """The parts between marks that stand outside brackets and quotes."""
    parts, depth = [""], 0
    for character in name:
        depth += (character in "（(「《〔[") - (character in "）)」》〕]")
        if character == mark and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _part_in_english(part: str) -> str | None:
    if not part:
        return None
    if part in _tables()[0]:
        return _tables()[0][part]
    for chinese, english in _LIMITS:
        before, hole, after = chinese.partition("{}")
        if hole and part.startswith(before) and part.endswith(after) and len(part) > len(before):
            inner = _bound_in_english(part[len(before) : len(part) - len(after)])
            return inner and english.format(inner)
        if part == chinese:
            return english
    dated = _YEAR.fullmatch(part)
    if dated:
        rest = _part_in_english(dated["rest"])
        return rest and f"{rest} ({dated['year']})"
    return _glossed(part) or quoted(part)


def _bound_in_english(bound: str) -> str | None:
    if re.fullmatch(amounts.CHINESE, bound):
        return amounts.to_english(bound)
    inner = bound[1:-1] if bound[0] + bound[-1] == "「」" else None
    return quoted(f"「{inner}」") if inner else to_english(bound)


def _chain(pieces: Sequence[str]) -> list[str] | None:
    """The pieces read one by one, as few together as can be: some terms hold " of " themselves."""
    if not pieces:
        return []
    for taken in range(1, len(pieces) + 1):
        first = _part_in_chinese(" of ".join(pieces[:taken]))
        rest = _chain(pieces[taken:]) if first else None
        if first and rest is not None:
            return [first, *rest]
    return None


def _part_in_chinese(text: str) -> str | None:
    if text in _tables()[1]:
        return _tables()[1][text]
    if re.fullmatch(QUOTED, text):
        return unquoted(text)
    for chinese, english in _LIMITS:
        before, hole, _ = english.partition("{}")
        if hole and text.startswith(before):
            inner = _bound_in_chinese(text[len(before) :])
            return inner and chinese.format(inner)
        if text == english:
            return chinese
    glossed = _GLOSSED.fullmatch(text)
    if glossed:
        return glossed["printed"] if _glossed(glossed["printed"]) == text else None
    dated = _OF_YEAR.fullmatch(text)
    if dated:
        rest = _part_in_chinese(dated["rest"])
        return rest and f"{dated['year']}年{rest}"
    return None


def _bound_in_chinese(text: str) -> str | None:
    if re.fullmatch(amounts.ENGLISH, text):
        return amounts.to_chinese(text)
    return to_chinese(text)
