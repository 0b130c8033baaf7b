"""What is a figure of the prose said of? The noun phrase before it, freed of what only leads up
to it, and completed by its owner where the sentence leaves that out."""

import re
from dataclasses import dataclass

from index.extract.statement_words import (
    COPULA,
    COUNTED_AFTER,
    ELLIPTIC,
    LEADING,
    ORDINAL,
    OWN,
    OWN_PART,
    POSSESSING,
    STAFF,
    YEAR,
)
from index.records import Report

_QUOTED = re.compile(r"“([^“”]*（[类款项]）)”(?:科目)?")
_JOINING = re.compile(r"[和及与、的]+$")
_ITEMISED = "、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A noun phrase, and the year that the prose gives it."""

    text: str
    year: int | None = None


def subject_of(words: str, report: Report) -> Subject:
    """The noun phrase in the words before a figure; its text is empty where there is none."""
    text, year = words.strip(), None
    before = None
    while text != before:
        before = text
        for leading in (ORDINAL, LEADING):
            if found := leading.match(text):
                text = text[found.end() :].lstrip()
        if found := YEAR.match(text):
            year, text = int(found.group("year")), text[found.end() :]
        text = _without_department(text.strip(), report)
    text = COPULA.sub("", _QUOTED.sub(r"\1", text)).strip() if text else ""
    if year is None and (found := YEAR.search(text)):
        year = int(found.group("year"))
    return Subject(text=_balanced(text), year=year)


def counted(lead: str, tail: str) -> tuple[str, str]:
    """What is counted, and the words before it: 下设 | 11个股室, 行政人员 | 13人."""
    after = COUNTED_AFTER.match(_JOINING.sub("", tail))
    noun = (after.group("noun") or after.group("all")) if after else ""
    possessing = POSSESSING.fullmatch(lead)
    if noun and (not lead or possessing or _ITEMISED in lead or not _ends_in_noun(lead)):
        return noun, ""
    if possessing and possessing.group("thing"):
        return possessing.group("thing"), possessing.group("owner")
    return lead, ""


def beyond_counted(words: str) -> str:
    """The words after the noun that belongs to a count before them: 2家 | 学校 | 经费预算."""
    found = COUNTED_AFTER.match(words)
    return words[found.end() :] if found and found.group("noun") else words


def staff_owner(subject: str) -> str | None:
    """Whose staff a phrase speaks of: "" where it leaves that out, None where it is no staff."""
    found = STAFF.fullmatch(subject)
    return found.group("owner") if found else None


def is_elliptic(subject: str) -> bool:
    """Whether the phrase says nothing without its owner: 原值, 年初预算, 支出决算."""
    return bool(ELLIPTIC.fullmatch(subject))


def _ends_in_noun(lead: str) -> bool:
    return not re.search(r"(?:设|有|新增|购置|下属|共|等|和|及|与|本部门|本单位)$", lead)


def _without_department(text: str, report: Report) -> str:
    """The phrase without the name of the report's own department in front."""
    name = report.department or ""
    own = OWN.match(text)
    length = len(name) if name and text.startswith(name) else own.end() if own else 0
    if not length:
        return text
    rest = OWN_PART.match(text, length)
    return text[rest.end() :] if rest else text[length:]


def _balanced(text: str) -> str:
    """The phrase without a bracket or quotation mark that it opens or closes alone."""
    for opening, closing in ("（）", "()", "“”"):
        surplus = text.count(closing) - text.count(opening)
        if surplus > 0:
            text = text.removeprefix(closing).removesuffix(closing)
        elif surplus < 0:
            text = text.removeprefix(opening).removesuffix(opening)
    return text.strip("，, ")
