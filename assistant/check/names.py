"""By which names may a claim call a fact, and which names belong to other figures? (指称)"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.check.folding import fold
from assistant.check.words import COLUMN_WORDS, TOPIC_WORDS, TokenKind, general_words
from assistant.department_names import short_names
from assistant.evidence import Cited, Formula
from index.facts import MEASURE_NAMES, executed_word, is_budgeted, is_told_by_year
from index.records import Fact, Report

TOTAL_LABELS = frozenset(
    (
        *("合计", "总计", "小计", "部门合计", "本年支出合计", "本年收入合计", "支出总计"),
        *("收入总计", "支出合计", "收入合计", "收支总计"),
    )
)
"""Row labels that stand for the whole table."""

GENERIC_TOTALS = frozenset(("合计", "总计", "小计"))
"""Those that do not even say whether of income or spending."""

_NEUTRAL = frozenset(
    (
        "",
        "合计",
        "总计",
        "小计",
        "金额",
        "资金总额",
        "指标值",
        "预算数",
        "决算数",
        "决算统计数",
        "预算",
        "决算",
        "当年预算",
        "本年支出合计",
    )
)
_NEUTRAL_COLUMN = _NEUTRAL | {"预算合计", "预算数合计", "决算合计", *MEASURE_NAMES.values()}
_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[①-⑳]|\d{1,2}[.、]|[(（][一二三四五六七八九十\d]+[)）])"
)
_REMARK = re.compile(r"\([^()]{3,}\)$")
_YEAR_OR_NOTE = re.compile(r"(?:19|20)\d\d年?度?|\(不含[^)]*\)|[()]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Names of the rows and columns of whole reports, so that a name that is not the cited cell's
    is known for another's, cited or not."""

    rows: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of one fact, in one spelling."""

    row: frozenset[str]
    qualifier: frozenset[str]
    above: frozenset[str]
    column: frozenset[str]
    context: frozenset[str]
    needs_column: bool
    is_total: bool

    @property
    def kinds(self) -> dict[str, TokenKind]:
        """Each own name with its kind; the row's name wins."""
        own: dict[str, TokenKind] = {}
        named: tuple[tuple[frozenset[str], TokenKind], ...] = (
            (self.context, "context"),
            (self.above, "above"),
            (self.column, "column"),
            (self.qualifier, "qualifier"),
            (self.row, "row"),
        )
        for names, kind in named:
            own.update(dict.fromkeys(names - {""}, kind))
        return own


def labels_of(facts: Iterable[Fact]) -> Labels:
    """The row and column names of all these facts; prepare once for a store."""
    rows: set[str] = set()
    columns: set[str] = set()
    for fact in facts:
        if fact.kind == "cell":
            rows |= _row_names(fact)
            columns |= {c for part in fact.column_path for c in _column_names(part)}
        else:
            rows |= {fold(fact.row)}
    columns -= {c for c in columns if _is_neutral(_YEAR_OR_NOTE.sub("", c))}
    return Labels(rows=frozenset(rows - {""}), columns=frozenset(columns - {""}))


def names_of(cited: Cited) -> Names:
    """The names by which a claim may call the fact of a citation."""
    fact = cited.fact
    assert fact is not None
    leaf = _column_names(_heading(fact)) if fact.column_path else frozenset()
    if is_told_by_year(fact):  # its year, which every claim must say, names the column
        leaf |= {"预算数"}
    half = frozenset({"实施期"}) if "实施期" in fact.column_path else frozenset()
    needed = half if half and all(map(_is_neutral, leaf)) else leaf
    row = _row_names(fact) | {fold(name) for name in cited.names}
    spoken = {c for c in needed if not _is_neutral(c) and _YEAR_OR_NOTE.sub("", c)}
    if not fact.row:  # what it is called by is its column
        spoken, row = spoken | row - {""}, frozenset()
    if fact.kind in ("fund", "indicator"):
        spoken |= {fold("".join(fact.column_path)), fold(fact.column_path[-1])}
    if fact.kind == "cell":
        figure = _figure_word(fact, cited.report)
        row |= {name + figure for name in row}
        spoken |= {name + figure for name in spoken}
    return Names(
        row=frozenset(row),
        qualifier=frozenset({fold(fact.qualifier)} if fact.qualifier else ()),
        above=frozenset(n for part in fact.row_path[:-1] for n in _label_names(part)),
        column=frozenset(spoken),
        context=_context_names(fact, cited.report, " ".join(row)),
        needs_column=bool(half) or (not any(map(_is_neutral, leaf)) and bool(leaf)),
        is_total=not fact.row or fold(fact.row) in TOTAL_LABELS,
    )


def _figure_word(fact: Fact, report: Report) -> str:
    """预算数 or 决算数, as the cell is one or the other."""
    accounts = report.kind == "final_accounts" and not is_budgeted(fact)
    return "决算数" if accounts else executed_word(fact) or "预算数"


def _heading(fact: Fact) -> str:
    """The heading that tells the column apart: the last one, or, in a table whose one row has no
    label (三公 laid across), the last one that means something."""
    if fact.row:
        return fact.column_path[-1]
    telling = [p for p in fact.column_path if not set(_column_names(p)) & _NEUTRAL]
    return telling[-1] if telling else fact.column_path[-1]


def _is_neutral(name: str) -> bool:
    return name in _NEUTRAL_COLUMN


def _label_names(label: str) -> set[str]:
    plain = _MARKER.sub("", fold(label))
    return {fold(label), plain, plain.removesuffix("(款)")}


def _row_names(fact: Fact) -> frozenset[str]:
    names = _label_names(fact.row)
    if fact.code:
        names |= {fold(fact.code), fold(fact.code) + fold(fact.row)}
    if fact.kind == "statement":  # 政府采购金额（以合同签订为准） is 政府采购金额
        names |= {_REMARK.sub("", name) for name in names}
    if len(fact.row) > 4:  # 公用经费合计 is 公用经费
        names |= {name.removesuffix("合计") for name in names}
    return frozenset(names - {""})


@cache
def _column_names(heading: str) -> frozenset[str]:
    """A column heading, also without its year and the word for budget."""
    whole = fold(heading)
    bare = _YEAR_OR_NOTE.sub("", whole)
    short = bare.removesuffix("预算数").removesuffix("决算数")
    names = {whole, bare, short}
    if short.endswith("基金"):
        names.add(short + "预算")
    if short == "当年预算安排":
        names.add("当年预算")
    if short == "一般公共预算":
        names |= {"一般公共预算拨款", "一般公共预算财政拨款", "一般公共预算资金"}
    return frozenset(names)


def _context_names(fact: Fact, report: Report, row: str) -> frozenset[str]:
    """Names of the report, the department and the table, and the general words in them."""
    table = fold(fact.table or "")
    title = _YEAR_OR_NOTE.sub("", re.sub(r"^\S*?表\d+(?:-\d+)?", "", table)) if table else ""
    department = fold(report.department or "")
    region = fold(report.region or "")
    number = re.match(r"\S*?表\d+(?:-\d+)?", table)
    headings = "".join(c for part in fact.column_path for c in _column_names(part))
    spoken = title + headings + row
    spoken += "" if "收入" in spoken else "支出"
    words = {w for w in COLUMN_WORDS | TOPIC_WORDS if w in spoken} - _other_side(headings + row)
    names = {table, title, title.removesuffix("表"), department, department.removeprefix(region)}
    names |= {fold(name) for name in short_names(report.department or "")}
    names |= _accounts_words(fact, report)
    names |= {region, fold(report.title), number[0] if number else ""} | words
    names |= {c for part in fact.column_path[:-1] for c in _column_names(part)}
    return frozenset(n for n in names if n)


def _other_side(own: str) -> frozenset[str]:
    """收入 for a figure of spending, and the reverse, though the table's title names both."""
    sides = ("收入", "支出")
    other = {b for a, b in (sides, sides[::-1]) if a in own and b not in own}
    return frozenset(other)


_CHANGES = ((MEASURE_NAMES["change"],), (MEASURE_NAMES["change_rate"],))


def _accounts_words(fact: Fact, report: Report) -> set[str]:
    """决算 for every figure of final accounts but the budget set beside it (年初预算, 预算数)."""
    if fact.column_path[-1:] in _CHANGES and "预算执行数" in fact.text:
        return {"执行数", "预算执行数"}  # what the change is measured against
    accounts = report.kind == "final_accounts" and not is_budgeted(fact)
    return {"决算", "决算数"} if accounts else set()


def label_kinds(labels: Labels) -> dict[str, TokenKind]:
    """General words, and the names of any row or column of whole reports."""
    words = general_words()
    words.update({name: "other_column" for name in labels.columns if name not in words})
    for name in labels.rows - {""} - TOTAL_LABELS:
        if words.get(name) != "other_column":
            words[name] = "other_row"
    return words


def overlaid(
    words: Mapping[str, TokenKind], cited: Iterable[Cited], names: Mapping[str, Names]
) -> dict[str, TokenKind]:
    """The words with the names of cited figures and their departments added."""
    known = dict(words)
    for one in cited:
        known.update(dict.fromkeys(_foreign_context(one.report), "other"))
    columns = {n for own in names.values() if own.row for n in own.column}
    known.update(dict.fromkeys(columns - {""}, "other_column"))
    rows = {n for own in names.values() for n in own.row or own.column}
    for name in rows - {""} - TOTAL_LABELS:
        if known.get(name) != "other_column":
            known[name] = "other_row"
    return known


def _foreign_context(report: Report) -> set[str]:
    return {fold(name) for name in short_names(report.department or "")}


def formula_names(formula: Formula) -> dict[str, TokenKind]:
    """The names of a formula's result; they may hold words that no fact is called by."""
    general = general_words()
    folded = (fold(name) for name in formula.names)
    return {name: general.get(name, "context") for name in folded if name}
