"""Whole answers turned into English and read back, sentence by sentence (逐句对译)."""

import functools
import re
from collections.abc import Iterator

from assistant.english import names
from assistant.english.quotes import QUOTED, masked, quoted, unquoted
from assistant.english.sentences import pairs

_BULLET = re.compile(r"(?:- |\d+\. )?")
_OPEN, _CLOSE = "（(「《〔[", "）)」》〕]"
_OWNER = re.compile(r"(?P<owner>(?:19|20)\d\d年[^：。；，（]{2,24})：(?P<rest>.+)")
_ENGLISH_OWNER = re.compile(rf"(?P<owner>{QUOTED} \((?:19|20)\d\d\)): (?P<rest>.+)")
IN_CHINESE = "The answer is in the words of the report, in Chinese:"
"""Stands above an answer of which no sentence has a counterpart."""


def in_english(text: str) -> str | None:
    """The Chinese answer in English, its sentences without a counterpart quoted; None where that
    cannot be read back to the letter."""
    lines = [line for line in text.split("\n") if line.strip()]
    said = [_line_in_english(line) for line in lines]
    if not lines or None in said:
        return None
    english = "\n".join(line for line in said if line is not None)
    if re.fullmatch(rf"(?:- |\d+\. )?{QUOTED}", said[0] or ""):
        english = f"{IN_CHINESE}\n{english}"
    return english if in_chinese(english) == "\n".join(lines) else None


def in_chinese(text: str) -> str | None:
    """What the English answer says, in Chinese; None where a sentence cannot be read."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines[:1] == [IN_CHINESE]:
        lines = lines[1:]
    said = [_line_in_chinese(line) for line in lines]
    return None if None in said else "\n".join(line for line in said if line is not None)


def _line_in_english(line: str) -> str | None:
    bullet = _bullet(line)
    said: list[str] = []
    unknown = ""
    for sentence in _chinese_sentences(line[len(bullet) :]):
        english = _sentence_in_english(sentence)
        if english is None:
            unknown += sentence
            continue
        if unknown:
            said.append(quoted(unknown) or "")
            unknown = ""
        said.append(english)
    if unknown:
        said.append(quoted(unknown) or "")
    return bullet + " ".join(said) if said and all(said) else None


def _line_in_chinese(line: str) -> str | None:
    bullet = _bullet(line)
    said = [_sentence_in_chinese(s) for s in _english_sentences(line[len(bullet) :])]
    return None if None in said or not said else bullet + "".join(s for s in said if s)


def _bullet(line: str) -> str:
    match = _BULLET.match(line)
    return match[0] if match else ""


def _chinese_sentences(line: str) -> Iterator[str]:
    """Up to each full stop that stands outside brackets and quotes."""
    start, depth = 0, 0
    for at, character in enumerate(line):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character == "。" and depth <= 0:
            yield line[start : at + 1]
            start = at + 1
    if line[start:]:
        yield line[start:]


def _english_sentences(line: str) -> Iterator[str]:
    """A sentence ends where a capital or a quotation follows; one cut too early is joined again."""
    cuts = [m.start() for m in re.finditer(r"(?<=[.:x]) (?=[A-Zx])", masked(line))]
    start = 0
    for cut in [*cuts, len(line)]:
        if cut == len(line) or _sentence_in_chinese(line[start:cut]) is not None:
            yield line[start:cut]
            start = cut + 1


@functools.lru_cache(maxsize=4096)
def _sentence_in_english(sentence: str) -> str | None:
    for pair in pairs():
        english = pair.in_english(sentence)
        if english is not None:
            english = english[0].upper() + english[1:]
            if _sentence_in_chinese(english) == sentence:
                return english
    owned = _OWNER.fullmatch(sentence)
    owner = names.to_english(owned["owner"]) if owned else None
    rest = _sentence_in_english(owned["rest"]) if owned else None
    return f"{owner}: {rest}" if owner and rest else None


@functools.lru_cache(maxsize=4096)
def _sentence_in_chinese(sentence: str) -> str | None:
    if re.fullmatch(QUOTED, sentence):
        return unquoted(sentence)
    for spelt in (sentence, sentence[:1].lower() + sentence[1:]):
        found = next((c for p in pairs() if (c := p.in_chinese(spelt)) is not None), None)
        if found is not None:
            return found
    owned = _ENGLISH_OWNER.fullmatch(sentence)
    owner = names.to_chinese(owned["owner"]) if owned else None
    rest = _sentence_in_chinese(owned["rest"]) if owned else None
    return f"{owner}：{rest}" if owner and rest else None
