"""Which words name which budget item? The vocabulary of Chinese public budgets.

The data are the TOML files beside this module: official names of accounts (政府收支分类科目),
funds, measures, form fields, indicator kinds and topics of prose, each with its exact synonyms and
with the ways in which citizens really ask for it.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from index.errors import BudgetError

TermKind = Literal[
    "functional",
    "economic",
    "government_economic",
    "fund",
    "measure",
    "three_public",
    "procurement",
    "form_field",
    "indicator_kind",
    "topic",
]
"""支出功能分类 / 部门经济分类 / 政府经济分类 / 资金来源 / 列与合计 / 三公经费 / 采购 / 绩效表栏目 /
指标类别 / 文字主题."""

_KINDS = frozenset(get_args(TermKind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One budget term with its other names."""

    name: str
    """The official name as tables print it, with full-width brackets."""
    english: str
    """Identifier in English, unique."""
    kind: TermKind
    code: str | None = None
    """National account code (科目编码), where the name has one of its own."""
    other_codes: tuple[str, ...] = ()
    """Codes of the same name in other classifications."""
    formal: tuple[str, ...] = ()
    """Official variants and abbreviations: exact synonyms, the same item."""
    everyday: tuple[str, ...] = ()
    """How people say it: a hint at the item, weaker than a name. Short phrases also stand inside
    longer names of other terms, so the longest match in a question wins."""
    english_words: tuple[str, ...] = ()
    """Simple English wordings."""

    @property
    def names(self) -> tuple[str, ...]:
        """The official name and its exact synonyms."""
        return (self.name, *self.formal)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every account code of this name."""
        return (self.code, *self.other_codes) if self.code else self.other_codes


def fold(text: str) -> str:
    """The text as names are compared: NFKC (full-width to half-width), lower case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the data files."""
    return tuple(
        _term(entry, name) for name, data in _data().items() for entry in data.get("term", ())
    )


@cache
def shared_phrases() -> frozenset[str]:
    """Everyday phrases that deliberately belong to more than one term."""
    return frozenset(phrase for data in _data().values() for phrase in data.get("shared", ()))


def by_name(name: str) -> Term | None:
    """The term of this official name or exact synonym; widths, case and spaces do not matter."""
    return _names().get(fold(name))


@cache
def _names() -> Mapping[str, Term]:
    return {fold(name): term for term in terms() for name in term.names}


@cache
def _data() -> Mapping[str, dict[str, Any]]:
    sources = sorted(
        (path for path in files(__name__).iterdir() if path.name.endswith(".toml")),
        key=lambda path: path.name,
    )
    return {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sources}


def _term(entry: dict[str, Any], source: str) -> Term:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    try:
        term = Term(**fields)
    except TypeError as error:
        raise BudgetError(f"{source}: {entry.get('name')}: {error}") from error
    if term.kind not in _KINDS:
        raise BudgetError(f"{source}: {term.name}: kind {term.kind!r} is none of {sorted(_KINDS)}")
    return term
