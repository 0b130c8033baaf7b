"""Pairs of sentences, Chinese and English, each read in both directions (句式对照)."""

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from assistant.english import amounts, names
from assistant.english.quotes import QUOTED, masked, quoted, split_outside, unquoted

Turn = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What may stand in a slot: a pattern for each language, and how one becomes the other."""

    chinese: str
    english: str
    to_english: Turn
    to_chinese: Turn


_NAMED = r"[^。；：:;，\n]+?"
_YEAR = r"(?:19|20)\d\d"
_IN_BRACKETS = r"(?:[^（）\n]|（[^（）\n]*）)*"
_PLACES = (
    ("报告文字说明", "text of the report"),
    ("项目支出绩效目标申报表", "performance target form"),
)
_PAGE = re.compile(r"(?P<place>.*)，第(?P<page>\d+)页")
_ENGLISH_PAGE = re.compile(r"(?P<place>.*), p\. (?P<page>\d+)")


def _source_in_english(text: str) -> str | None:
    inner = text[1:-1]
    if re.fullmatch(r"第\d+页", inner):
        return f"(p. {inner[1:-1]})"
    places = [_PAGE.fullmatch(place) for place in inner.split("；")]
    said = [_place_in_english(match) for match in places if match]
    whole = len(said) == len(places) and all(said)
    return f"({'; '.join(place for place in said if place)})" if whole else None


def _place_in_english(match: re.Match[str]) -> str | None:
    place = dict(_PLACES).get(match["place"]) or quoted(match["place"])
    return place and f"{place}, p. {match['page']}"


def _source_in_chinese(text: str) -> str | None:
    inner = text[1:-1]
    if re.fullmatch(r"p\. \d+", inner):
        return f"（第{inner[3:]}页）"
    places = [_ENGLISH_PAGE.fullmatch(place) for place in split_outside(inner, "; ")]
    said = [_place_in_chinese(match) for match in places if match]
    whole = len(said) == len(places) and all(said)
    return f"（{'；'.join(place for place in said if place)}）" if whole else None


def _place_in_chinese(match: re.Match[str]) -> str | None:
    known = {english: chinese for chinese, english in _PLACES}
    place = known.get(match["place"]) or unquoted(match["place"])
    return place and f"{place}，第{match['page']}页"


def _sum_in_english(text: str) -> str | None:
    said = amounts.to_english(text)
    return None if re.search(r"[\u4e00-\u9fff]", masked(said)) else said


def _sum_in_chinese(text: str) -> str | None:
    said = amounts.to_chinese(text) or ""
    return said if _WRITTEN_OUT.fullmatch(said) else None


_WRITTEN_OUT = re.compile(rf"(?:{amounts.CHINESE}|{amounts.NUMBER}|[+\-÷×=])+")


_SLOTS: dict[str, Slot] = {
    "year": Slot(chinese=_YEAR, english=_YEAR, to_english=str, to_chinese=str),
    "number": Slot(chinese=r"\d+", english=r"\d+", to_english=str, to_chinese=str),
    "amount": Slot(
        chinese=amounts.CHINESE,
        english=amounts.ENGLISH,
        to_english=amounts.to_english,
        to_chinese=amounts.to_chinese,
    ),
    "name": Slot(
        chinese=_NAMED,
        english=rf"(?:{QUOTED}|[^\":;\n])+?",
        to_english=names.to_english,
        to_chinese=names.to_chinese,
    ),
    "names": Slot(
        chinese=_NAMED,
        english=rf"(?:{QUOTED}|[^\":;\n])+?",
        to_english=names.list_to_english,
        to_chinese=names.list_to_chinese,
    ),
    "source": Slot(
        chinese=rf"（{_IN_BRACKETS}）",
        english=rf"\((?:{QUOTED}|[^\"()\n])*p\. \d+\)",
        to_english=_source_in_english,
        to_chinese=_source_in_chinese,
    ),
    "sum": Slot(
        chinese=r"[^（）\n]+?",
        english=rf"(?:{amounts.ENGLISH}|[^()\n\"])+?",
        to_english=_sum_in_english,
        to_chinese=_sum_in_chinese,
    ),
    "quote": Slot(chinese=r"[^\n]+?", english=QUOTED, to_english=quoted, to_chinese=unquoted),
}
_SLOT = re.compile(r"\{(?P<kind>[a-z]+)(?P<number>\d*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One sentence in both languages."""

    chinese: str
    english: str
    chinese_pattern: re.Pattern[str]
    english_pattern: re.Pattern[str]

    def in_english(self, sentence: str) -> str | None:
        """The Chinese sentence in English; None where it is not this one."""
        match = self.chinese_pattern.fullmatch(sentence)
        turns = {kind: slot.to_english for kind, slot in _SLOTS.items()}
        return _filled(self.english, match, turns)

    def in_chinese(self, sentence: str) -> str | None:
        """The English sentence in Chinese; None where it is not this one."""
        match = self.english_pattern.fullmatch(sentence)
        turns = {kind: slot.to_chinese for kind, slot in _SLOTS.items()}
        return _filled(self.chinese, match, turns)


def _filled(template: str, match: re.Match[str] | None, turns: Mapping[str, Turn]) -> str | None:
    if match is None:
        return None
    values: dict[str, str] = {}
    for slot, found in match.groupdict().items():
        turned = turns[slot.rstrip("0123456789")](found)
        if turned is None:
            return None
        values[slot] = turned
    return _SLOT.sub(lambda m: values[m["kind"] + m["number"]], template)


def _pattern(template: str, of: Mapping[str, str]) -> re.Pattern[str]:
    pattern, start = "", 0
    for match in _SLOT.finditer(template):
        pattern += re.escape(template[start : match.start()])
        pattern += f"(?P<{match['kind']}{match['number']}>{of[match['kind']]})"
        start = match.end()
    return re.compile(pattern + re.escape(template[start:]))


@functools.cache
def pairs() -> tuple[Pair, ...]:
    """Every pair, in the order in which they are tried."""
    data = tomllib.loads((files(__package__) / "sentences.toml").read_text(encoding="utf-8"))
    return tuple(
        Pair(
            chinese=chinese,
            english=english,
            chinese_pattern=_pattern(chinese, {k: s.chinese for k, s in _SLOTS.items()}),
            english_pattern=_pattern(english, {k: s.english for k, s in _SLOTS.items()}),
        )
        for chinese, english in data["pairs"]
    )
