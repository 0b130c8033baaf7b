"""What a model's words may not do (把关), told before the numeric check and without it.

The check proves figures and what they are said to be of; it gives no verdict on sentences without
figures, nor on what is left out. So a wording is the draft's own words in their order, with a few
that claim nothing put in (`alignment`); an extract is a run of whole clauses of one passage, from
the beginning of a sentence on.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.llm.alignment import followed
from assistant.llm.slots import SLOT, Slotted


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why a text is not taken: a machine word, and the same in words for the repair."""

    reason: str
    told: str


_BREAK = "\n"
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_DIGITS = re.compile(r"\d[\d,.]*")
_MARKUP = re.compile(r"[<>`*#|{}\\$\[\]_~]|https?:|www\.")
_UNIT_BEHIND = re.compile(r"\$\{\w+\}\s*(?:[\d.％%‰]|百分|[十百千万亿兆]|元|倍|成|折|分|余|多|来)")
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
    own = {sentence.strip() for sentence in _SENTENCE.findall(draft.text)}
    for sentence in _SENTENCE.findall(text):
        if not SLOT.search(sentence) and sentence.strip() not in own:
            return Objection(reason="words", told="不含槽位的句子只能原样照抄草稿。")
    way = followed(text, draft.text)
    if way.whole:
        return None
    told = f"从“{way.astray}”起与草稿不同" if way.astray else "漏了草稿的词语或年度"
    return Objection(reason="words", told=f"{told}：词语和次序都要照草稿，一个不能少。")


def said_so_far(text: str, draft: Slotted) -> str:
    """The whole sentences at the start of a reply that may be shown while it still comes."""
    shown = ""
    for match in _SENTENCE.finditer(text):
        whole = match[0][-1] in "。！？" or text[match.end() : match.end() + 1] == _BREAK
        longer = text[: match.end()]
        if not whole or _objection_to_form(longer, draft):
            break
        if not followed(longer, draft.text).so_far:
            break
        shown += match[0]
    return shown


def _digits(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", SLOT.sub(_BREAK, text))
    return [d.strip(",.") for d in _DIGITS.findall(folded)]


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
        if not _is_run_of(said, passages[number]):
            told = f"“{said}”不是 [{match['number']}] 中从句首开始、连续的整个分句。"
            return Objection(reason="words", told=told)
        found.append(Extract(said=said, passage=number))
    if not found or text[position:].strip():
        return Objection(reason="citation", told="每句话末尾都要写出处编号，如 [1]。")
    return tuple(found)


_CLAUSES = re.compile(r"[，；：。！？\n]")
_SENTENCES = re.compile(r"[。！？\n]")
_TAKES_BACK = re.compile(r"但|除|不|未|没|非|而|却|其中|如|若|则")
"""A clause that opens so belongs to what stands before it."""


def _is_run_of(said: str, passage: str) -> bool:
    """Whether these are the first clauses of a sentence of the passage, unchanged."""
    lead = next((w for w in _LEADS if said.startswith(w)), "")
    return any(
        _begins_with(clauses, tuple(_clauses(words)))
        for clauses in map(tuple, map(_clauses, _SENTENCES.split(passage)))
        for words in {said, said.removeprefix(lead).lstrip("，")}
    )


_LEADS = ("另外", "此外", "同时")


def _clauses(text: str) -> Iterable[str]:
    return (clause.strip() for clause in _CLAUSES.split(text) if clause.strip())


def _begins_with(clauses: Sequence[str], run: Sequence[str]) -> bool:
    rest = clauses[len(run) :]
    return bool(run) and clauses[: len(run)] == run and not (rest and _TAKES_BACK.match(rest[0]))
