"""Correct answers made wrong in every way a figure can be wrong (变异): a digit, the decimal point,
the unit, the row, the column, the year, another cell's figure, the direction, two figures or two
operands exchanged, the sign.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.check.claims import sentence_span
from assistant.check.words import COLUMN_WORDS
from eval.mutant_truth import (
    Answered,
    both_changes,
    close,
    number_worth,
    same_column,
    same_row,
    same_year,
    worth,
)
from index.numerals import Number, find_numbers
from index.records import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A correct answer with one thing changed."""

    kind: str
    text: str
    original: str
    true_all_the_same: bool = False
    """Whether what it says now is true too (another row with the same figure, a - b = -(b - a))."""


def mutants(answered: Answered) -> Iterator[Mutant]:
    """Every way of making the answer wrong, each text once."""
    seen = {answered.text}
    for make in _MAKERS:
        for mutant in make(answered):
            if mutant.text not in seen:
                seen.add(mutant.text)
                yield mutant


def _numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text without list markers, which say nothing."""
    return tuple(n for n in find_numbers(text) if n.kind != "ordinal" or n.unit)


def _quantities(text: str, answered: Answered) -> list[Number]:
    """Quantities and percentages that are no part of a name."""
    return [
        n
        for n in _numbers(text)
        if n.kind in ("quantity", "percent") and not _in_name(n.start, answered)
    ]


def _in_name(position: int, answered: Answered) -> bool:
    return any(s <= position < e for s, e in _name_spans(answered))


def _name_spans(answered: Answered) -> list[tuple[int, int]]:
    names = {n for c in answered.evidence.cited if c.fact for n in (c.fact.row, *c.names)}
    return [m.span() for n in names if n for m in re.finditer(re.escape(n), answered.text)]


def _mutant(kind: str, answered: Answered, text: str, *, true: bool = False) -> Mutant:
    return Mutant(kind=kind, text=text, original=answered.text, true_all_the_same=true)


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _digits(answered: Answered) -> Iterator[Mutant]:
    text = answered.text
    for number in _numbers(text):
        kind = "年份" if number.kind == "year" else "数字"
        for at in range(number.start, number.end):
            if text[at].isdecimal():
                changed = _spliced(text, at, at + 1, str((int(text[at]) + 1) % 10))
                year = changed[number.start : number.start + 4]
                same = number.kind == "year" and same_year(year, number, answered)
                yield _mutant(f"{kind}改一位", answered, changed, true=same)


def _points(answered: Answered) -> Iterator[Mutant]:
    """The decimal point one place to the left or right."""
    for number in _quantities(answered.text, answered):
        match = re.search(r"[\d,]*\d\.\d+", number.text)
        if not match:
            continue
        whole, decimals = match[0].replace(",", "").split(".")
        for moved in (
            f"{whole}{decimals[0]}.{decimals[1:]}",
            f"{whole[:-1] or 0}.{whole[-1]}{decimals}",
        ):
            new = number.text.replace(match[0], moved.rstrip("."))
            zero = number.value == 0
            text = _spliced(answered.text, number.start, number.end, new)
            yield _mutant("小数点移位", answered, text, true=zero)


_UNITS = {
    "万元": ("元", "亿元", "千元"),
    "亿元": ("万元", "元"),
    "元": ("万元", "亿元"),
    "%": ("个百分点", "万元", "倍"),
    "倍": ("%", "万元"),
    "人": ("万元", "万人"),
    "个": ("万个", "%"),
}


def _units(answered: Answered) -> Iterator[Mutant]:
    for number in _quantities(answered.text, answered):
        for other in _UNITS.get(number.unit or "", ()):
            if not number.text.endswith(number.unit or " "):
                continue
            new = number.text.removesuffix(number.unit or "") + other
            text = _spliced(answered.text, number.start, number.end, new)
            yield _mutant("单位改换", answered, text, true=number.value == 0 and other[-1] == "元")


def _rows(answered: Answered) -> Iterator[Mutant]:
    """A row's name replaced by another row's of the same reports, in what is said of a figure."""
    rows = [c.fact for c in answered.evidence.cited if c.fact]
    others = list(dict.fromkeys(f.row for f in (*rows, *answered.facts) if f.row))
    names = {n for c in answered.evidence.cited if c.fact for n in (c.fact.row, *c.names)}
    for name in names:
        for match in re.finditer(re.escape(name), answered.text):
            if not _stands_alone(match, names) or not _tells_a_figure(match, answered):
                continue
            for other in _sample(others, name):
                text = _spliced(answered.text, *match.span(), other)
                yield _mutant("行名调换", answered, text, true=same_row(name, other, answered))


def _tells_a_figure(match: re.Match[str], answered: Answered) -> bool:
    """Whether a name stands in a sentence that gives a figure: the check judges no others."""
    start, end = sentence_span(match.string, match.start())
    figures = [n for n in _quantities(match.string, answered) if start <= n.start < end]
    return bool(figures)


def _stands_alone(match: re.Match[str], names: set[str]) -> bool:
    """Whether the name found is not a piece of a longer name."""
    longer = [n for n in names if match[0] in n and n != match[0]]
    spans = [m.span() for n in longer for m in re.finditer(re.escape(n), match.string)]
    return not any(s <= match.start() and match.end() <= e for s, e in spans)


def _sample(others: list[str], name: str) -> list[str]:
    """A few other names, spread over the list, none that holds or is held by the name."""
    usable = [o for o in others if o not in name and name not in o]
    return usable[:: max(1, len(usable) // 6)][:6]


def _columns(answered: Answered) -> Iterator[Mutant]:
    swaps = (
        "基本支出",
        "项目支出",
        "人员经费",
        "公用经费",
        "政府性基金预算",
        "一般公共预算",
        "上年结转",
    )
    for word in sorted(COLUMN_WORDS & set(swaps)):
        for match in re.finditer(re.escape(word), answered.text):
            if _in_name(match.start(), answered) or _in_title(match, answered):
                continue
            if not _tells_a_figure(match, answered):
                continue
            for other in swaps:
                if other != word:
                    text = _spliced(answered.text, *match.span(), other)
                    same = same_column(other, answered)
                    yield _mutant("列名调换", answered, text, true=same)


def _in_title(match: re.Match[str], answered: Answered) -> bool:
    titles = {c.fact.table for c in answered.evidence.cited if c.fact and c.fact.table}
    spans = [m.span() for t in titles for m in re.finditer(re.escape(t), match.string)]
    return any(s <= match.start() < e for s, e in spans)


def _years(answered: Answered) -> Iterator[Mutant]:
    for number in _numbers(answered.text):
        if number.kind == "year" and number.text[:4].isdecimal():
            for year in (int(number.value) - 1, int(number.value) + 1):
                new = number.text.replace(number.text[:4], str(year), 1)
                text = _spliced(answered.text, number.start, number.end, new)
                same = same_year(str(year), number, answered)
                yield _mutant("年份改换", answered, text, true=same)


def _others_figures(answered: Answered) -> Iterator[Mutant]:
    """A figure replaced by that of another cited cell or of another cell of the row's table."""
    facts = [c.fact for c in answered.evidence.cited if c.fact]
    figures = {_figure(f): worth(f) for f in facts if f.amount is not None}
    figures = {f: w for f, w in figures.items() if re.search(r"\d", f)}
    more = [f for f in answered.facts if f.amount is not None and _is_printed_in_digits(f)]
    figures |= {_figure(f): worth(f) for f in more[:: max(1, len(more) // 6)]}
    for number in _quantities(answered.text, answered):
        if number.unit is None:
            continue
        shown = number_worth(number)
        for figure, other in figures.items():
            if not close(other, shown):
                text = _spliced(answered.text, number.start, number.end, figure)
                same = both_changes(shown, other, answered)
                yield _mutant("他格数字", answered, text, true=same)


def _is_printed_in_digits(fact: Fact) -> bool:
    return bool(re.search(r"\d", fact.printed or ""))


def _figure(fact: Fact) -> str:
    """A figure as an answer shows it: ≥98% is printed with its unit, 935.85 is not."""
    printed, unit = (fact.printed or "").lstrip("≥≤><"), fact.unit or ""
    return printed if printed.endswith(unit) else printed + unit


_OPPOSITES = (
    *(("增加", "减少"), ("增长", "下降"), ("上升", "降低"), ("多", "少"), ("高", "低")),
    *(("减少", "增加"), ("下降", "增长"), ("降低", "上升"), ("少", "多"), ("低", "高")),
)


def _directions(answered: Answered) -> Iterator[Mutant]:
    for word, opposite in _OPPOSITES:
        for match in re.finditer(rf"(?<![最至增减])(?:{word})(?=[了]?\d)", answered.text):
            text = _spliced(answered.text, *match.span(), opposite)
            zero = bool(re.match(r"了?0(?:\.0+)?(?!\d|\.)", answered.text[match.end() :]))
            yield _mutant("方向颠倒", answered, text, true=zero)


def _exchanges(answered: Answered) -> Iterator[Mutant]:
    """Two figures of the answer exchanged."""
    figures = [n for n in _quantities(answered.text, answered) if n.unit is not None]
    for i, first in enumerate(figures):
        for second in figures[i + 1 :]:
            if close(number_worth(first), number_worth(second)):
                continue
            text = _spliced(answered.text, second.start, second.end, first.text)
            text = _spliced(text, first.start, first.end, second.text)
            same = both_changes(number_worth(first), number_worth(second), answered)
            between = answered.text[first.end : second.start]
            yield _mutant("两数互换", answered, text, true=same or between in ("到", "至", "—"))


_OPERANDS = re.compile(r"([\d,.]+(?:万元|元)?)\s?([÷\-−+×])\s?([\d,.]+(?:万元|元)?)")
_SIDES = re.compile(
    r"(?m)(?:^|(?<=[，。；：]))([^，。；：\n]+?)(比|占|是)([^，。；：\n]+?)(的|多|少|高|低)(?=\d)"
)


def _operands(answered: Answered) -> Iterator[Mutant]:
    """The two operands of a sum spelt out, or the two sides of 比, 占 and 是…倍, exchanged."""
    for match in _OPERANDS.finditer(answered.text):
        new = f"{match[3]}{match[2]}{match[1]}"
        commutes = match[2] in "+×" or match[1] == match[3]
        text = _spliced(answered.text, *match.span(), new)
        yield _mutant("运算数互换", answered, text, true=commutes)
    for match in _SIDES.finditer(answered.text):
        if not re.search("上年|去年|[0-9]", match[1] + match[3]) and match[1][-1] != "不":
            new = f"{match[3]}{match[2]}{match[1]}{match[4]}"
            yield _mutant("两端互换", answered, _spliced(answered.text, *match.span(), new))


def _signs(answered: Answered) -> Iterator[Mutant]:
    for number in _quantities(answered.text, answered):
        if number.unit is None or number.value == 0 or not number.text[0].isdecimal():
            continue
        new = f"-{number.text}"
        text = _spliced(answered.text, number.start, number.end, new)
        same = [n.value for n in find_numbers(text)] == [
            n.value for n in find_numbers(answered.text)
        ]
        yield _mutant("正负号", answered, text, true=same)


_MAKERS = (
    *(_digits, _points, _units, _rows, _columns, _years),
    *(_others_figures, _directions, _exchanges, _operands, _signs),
)
