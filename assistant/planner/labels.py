"""One spelling for each label (标签归一): enumerators, years, quotes and brackets folded away."""

import functools
import re
import unicodedata

from index.vocabulary import Term, terms

_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d{1,2}[.、．](?!\d)|[(（][一二三四五六七八九十\d]+[)）]|[①-⑳]|其中[:：]?)+"
)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:年度?|(?=\D))")
_NOISE = re.compile(r"[\s“”\"'‘’「」]")


def displayed(label: str) -> str:
    """The label as printed, without the enumerator and spaces before and in it."""
    return _ENUMERATOR.sub("", re.sub(r"\s", "", _strip_circled(label)))


def spellings(name: str) -> tuple[str, ...]:
    """All official wordings of a canonical name, folded, longest first."""
    term = _formal_names().get(name)
    names = {name, *(folded(n) for n in term.names)} if term else {name}
    return tuple(sorted(names, key=len, reverse=True))


TOTALS = frozenset({"合计", "总计", "小计", "部门合计", "预算数", "决算数", "金额", "预算", "决算"})
"""Labels that add nothing to a name: the figure of the row or table as a whole."""


@functools.lru_cache(maxsize=100_000)
def folded(label: str) -> str:
    """The label without enumerator, leading year, quotes and spaces, brackets half-width."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", _strip_circled(label)).lower())
    text = _ENUMERATOR.sub("", text)
    return _YEAR.sub("", text) or text


@functools.lru_cache(maxsize=100_000)
def canonical(label: str) -> str:
    """The official name where the vocabulary knows the label as one, else the folded label."""
    text = folded(label)
    term = _formal_names().get(text)
    return folded(term.name) if term else text


@functools.cache
def _formal_names() -> dict[str, Term]:
    names: dict[str, Term] = {}
    for term in terms():
        for name in (term.name, *term.formal):
            names.setdefault(folded(name), term)
    return names


def _strip_circled(label: str) -> str:
    # NFKC would turn ① into a plain 1 that glues to the name.
    return re.sub(r"^\s*[①-⑳]", "", label)


@functools.lru_cache(maxsize=10_000)
def heading_name(heading: str) -> str:
    """The official name in a heading: “三公”经费预算数 and 财政拨款“三公”经费 are 三公经费."""
    text = folded(heading)
    shorter = [text, text.removesuffix("预算数").removesuffix("决算数")]
    shorter += [name.removeprefix("财政拨款") for name in shorter]
    known = next((name for name in shorter if name in _formal_names()), None)
    return canonical(known) if known else canonical(heading)


@functools.lru_cache(maxsize=20_000)
def without_brackets(label: str) -> str:
    """The label without its bracketed parts: （2022年结转…）某项目 → 某项目."""
    return re.sub(r"[(（][^()（）]*[)）]", "", label) or label
