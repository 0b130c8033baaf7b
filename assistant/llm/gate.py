"""What a model's words may not do (把关), told before the numeric check and without it.

The check proves figures and what they are said to be of; it gives no verdict on sentences without
figures. So a wording may hold only the draft's own words and connectives, the same turns of
meaning in the same order, and no figureless sentence that the draft does not hold; an extract only
whole clauses of the passages it names.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.llm.slots import SLOT, Slotted


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why a text is not taken: a machine word, and the same in words for the repair."""

    reason: str
    told: str


_BREAK = "\n"
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_CLAUSE = re.compile(r"[^，；：。！？\n]+")
_DIGITS = re.compile(r"\d[\d,.]*")
_MARKUP = re.compile(r"[<>`*#|{}\\$\[\]_~]|https?:|www\.")
_UNIT_BEHIND = re.compile(r"\$\{\w+\}\s*(?:[\d.％%‰]|百分|[十百千万亿兆]|元|倍|成|折|分|余|多|来)")
_TURNS = re.compile(
    r"不|没|未|无|非|否|别|增|减|升|降|涨|跌|多|少|高|低|超|欠|缺|大|小|最|更|仅|几|约|错|误"
)
"""What turns a sentence's meaning."""
_WRITTEN = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_LONGEST = 2.5
"""Times the draft's length, with a little more for a short one."""


def objection_to_wording(text: str, draft: Slotted) -> Objection | None:
    """Why a wording with slots is not taken, or None."""
    used, told = SLOT.findall(text), "、".join(draft.values)
    if set(used) - set(draft.values):
        return Objection(reason="slots", told=f"用了清单之外的槽位，只能用：{told}。")
    if draft.needed - set(used):
        left_out = "、".join(sorted(draft.needed - set(used)))
        return Objection(reason="slots", told=f"漏了槽位：{left_out}。")
    if _UNIT_BEHIND.search(text):
        return Objection(reason="slots", told="槽位里已有数额和单位，后面不要再写单位或数字。")
    return _objection_to_form(text, draft) or _objection_to_words(text, draft)


def _objection_to_form(text: str, draft: Slotted) -> Objection | None:
    bare = SLOT.sub(_BREAK, text)
    if set(_MARKUP.findall(bare)) - set(_MARKUP.findall(SLOT.sub(_BREAK, draft.text))):
        return Objection(reason="form", told="只写普通文字，不要符号、链接或代码。")
    if len(text) > len(draft.text) * _LONGEST + 60:
        return Objection(reason="form", told="太长，请与草稿相近。")
    known = set(_digits(draft.text))
    strange = [d for d in _digits(text) if d not in known]
    if strange:
        return Objection(reason="numerals", told=f"写了草稿里没有的数字：{strange[0]}。")
    return None


def _objection_to_words(text: str, draft: Slotted) -> Objection | None:
    source = _plain(draft.text)
    strange = next((run for run in _runs(text) if not _is_made_of(run, source)), None)
    if strange:
        return Objection(reason="words", told=f"“{strange}”里有草稿没有的说法。")
    if _TURNS.findall(_plain(text)) != _TURNS.findall(source):
        return Objection(reason="words", told="增减、多少、否定之类的词必须与草稿一致、次序相同。")
    own = {sentence.strip() for sentence in _SENTENCE.findall(draft.text)}
    for sentence in _SENTENCE.findall(text):
        if not SLOT.search(sentence) and sentence.strip() not in own:
            return Objection(reason="words", told="不含槽位的句子只能原样照抄草稿。")
    return None


def said_so_far(text: str, draft: Slotted) -> str:
    """The whole sentences at the start of a reply that may be shown while it still comes."""
    shown = ""
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        whole = sentence[-1] in "。！？" or text[match.end() : match.end() + 1] == "\n"
        known = not set(SLOT.findall(sentence)) - set(draft.values)
        if not (whole and known) or _objection_to_form(sentence, draft):
            break
        if not all(_is_made_of(run, _plain(draft.text)) for run in _runs(sentence)):
            break
        shown += sentence
    return shown


def _digits(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", SLOT.sub(_BREAK, text))
    return [d.strip(",.") for d in _DIGITS.findall(folded)]


def _plain(text: str) -> str:
    return SLOT.sub(_BREAK, text)


def _runs(text: str) -> list[str]:
    return _WRITTEN.findall(_plain(text))


@functools.cache
def _connectives() -> frozenset[str]:
    lines = Path(__file__).with_name("connectives.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _is_made_of(run: str, source: str) -> bool:
    """Whether the run falls into connectives and pieces of the source of two characters or more."""
    reachable = [True] + [False] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(end):
            piece = run[start:end]
            if reachable[start] and (
                piece in _connectives() or (len(piece) > 1 and piece in source)
            ):
                reachable[end] = True
                break
    return reachable[-1]


_CITED = re.compile(r"(?P<said>[^\[\]\n]+?)\s*\[(?P<number>\d{1,2})\][。；，]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A sentence made of whole clauses of one passage."""

    said: str
    passage: int
    """Place among the numbered passages, from 0."""


def extracts(text: str, passages: Sequence[str]) -> tuple[Extract, ...] | Objection:
    """The sentences of a reply, each with the passage that holds its clauses word for word."""
    found: list[Extract] = []
    position = 0
    for match in _CITED.finditer(text):
        if text[position : match.start()].strip():
            break
        position = match.end()
        number = int(match["number"]) - 1
        if not 0 <= number < len(passages):
            return Objection(reason="citation", told=f"没有编号为 [{match['number']}] 的原文。")
        said = match["said"].strip(" 。；，")
        strange = next((c for c in _clauses(said) if not _is_clause(c, passages[number])), None)
        if strange:
            told = f"“{strange}”不是 [{match['number']}] 中的整个分句。"
            return Objection(reason="words", told=told)
        found.append(Extract(said=said, passage=number))
    if not found or text[position:].strip():
        return Objection(reason="citation", told="每句话末尾都要写出处编号，如 [1]。")
    return tuple(found)


def _clauses(text: str) -> Iterable[str]:
    for clause in _CLAUSE.findall(text):
        lead = next((w for w in ("其中", "另外", "此外", "同时") if clause.startswith(w)), "")
        yield clause.removeprefix(lead).strip() or clause.strip()


def _is_clause(clause: str, passage: str) -> bool:
    """Whether it stands in the passage from one mark of punctuation to another."""
    edge = r"(?:^|$|[\s，；：。！？、“”（）()])"
    before = edge.replace("|$", "")
    return re.search(f"{before}{re.escape(clause)}{edge}", passage) is not None
