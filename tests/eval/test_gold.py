"""The bundled questions have right answers: figures, rows, formulas and counts are proved."""

import ast
import json
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest

from eval.cases import RefusalGold, load_cases
from eval.scoring import plain_words, quantity, score
from tests.eval.printed import BUNDLED, ROOT, SHARED, Printed, gold_tables, printed

FILES = sorted((ROOT / "eval" / "questions").glob("*.jsonl"))

CONSTANTS = frozenset(map(Decimal, (1, 2, 12, 41, 100, 10_000, 100_000_000)))
"""Numbers of a formula that are no figures of the report: months, percent, units."""

Question = dict[str, Any]


@cache
def questions() -> tuple[Question, ...]:
    return tuple(
        json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()
    )


def with_gold(kind: str, field: str) -> list[Any]:
    chosen = [q for q in questions() if q["gold"]["type"] == kind and q["gold"].get(field)]
    return [pytest.param(q, id=q["id"]) for q in chosen]


def reports_of(question: Question) -> list[Printed]:
    """The reports that the gold rests on; without names, the bundled one."""
    return [printed(name) for name in question.get("reports", [BUNDLED])]


OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worth(node: ast.expr, formula: str) -> Decimal:
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](worth(node.left, formula), worth(node.right, formula))
    return Decimal(ast.get_source_segment(formula, node) or "")


def executed(formula: str) -> Decimal:
    return worth(ast.parse(formula, mode="eval").body, formula)


def operands(formula: str) -> Iterator[Decimal]:
    return map(Decimal, re.findall(r"\d+(?:\.\d+)?", formula))


ROUNDING = 100
"""Yuan by which a figure in 万元 with two places may differ from the same figure in 元."""


@pytest.mark.parametrize("question", with_gold("number", "alt"))
def test_an_accepted_alternative_is_the_same_figure_in_another_unit_or_is_printed(
    question: Question,
) -> None:
    gold = question["gold"]
    right = quantity(gold["value"], gold["unit"])
    assert right is not None
    for value, unit in gold["alt"]:
        other = quantity(value, unit)
        assert other is not None
        apart = abs(abs(other.amount) - abs(right.amount))
        same = apart <= (ROUNDING if right.kind == "money" else 0)
        tenths = unit == "成" and rounded_like(right.amount / 10, other.amount) == other.amount
        figure = value.removeprefix("-")
        assert same or tenths or any(each.together(figure, "") for each in reports_of(question)), (
            value
        )


@pytest.mark.parametrize("question", with_gold("number", "cite") + with_gold("text", "cite"))
def test_a_row_to_cite_is_printed_in_a_report_with_its_figure(question: Question) -> None:
    for figures, labels in question["gold"]["cite"]:
        pairs = [(figure, label) for figure in figures.split("|") for label in labels.split("|")]
        found = any(each.together(*pair) for each in reports_of(question) for pair in pairs)
        assert found, pairs


LOOKED_UP = [
    each for each in with_gold("number", "cite") if "formula" not in each.values[0]["gold"]
]


@pytest.mark.parametrize("question", LOOKED_UP)
def test_a_looked_up_figure_is_the_one_that_is_cited(question: Question) -> None:
    gold = question["gold"]
    figures = [figure for pair in gold["cite"] for figure in pair[0].split("|")]
    units = (gold["unit"], "万元", "元")
    cited = {quantity(figure, unit) for figure in figures for unit in units}
    assert quantity(gold["value"], gold["unit"]) in cited


@pytest.mark.parametrize("question", with_gold("number", "formula") + with_gold("text", "formula"))
def test_a_formula_is_made_of_figures_of_the_reports(question: Question) -> None:
    figures = frozenset().union(*(each.figures for each in reports_of(question)))
    for formula in question["gold"]["formula"]:
        assert set(operands(formula)) - CONSTANTS <= figures, formula


def rounded_like(value: Decimal, example: Decimal) -> Decimal:
    """The value with as many decimal places as the example."""
    places = Decimal(1).scaleb(int(example.as_tuple().exponent))
    return value.quantize(places, ROUND_HALF_UP)


@pytest.mark.parametrize("question", with_gold("number", "formula"))
def test_a_computed_figure_is_what_its_formula_gives(question: Question) -> None:
    (formula,) = question["gold"]["formula"]
    value = Decimal(question["gold"]["value"])
    assert rounded_like(executed(formula), value) == value


def is_computed(word: str, gold: dict[str, Any]) -> bool:
    """Whether the word is a figure that one of the gold's formulas gives, as rounded."""
    stated = quantity(word, "")
    if stated is None:
        return False
    results = [abs(executed(formula)) for formula in gold.get("formula", [])]
    return any(rounded_like(each, stated.amount) == stated.amount for each in results)


@pytest.mark.parametrize("question", with_gold("text", "must") + with_gold("refuse", "must"))
def test_what_must_be_said_is_in_a_report_or_computed(question: Question) -> None:
    for alternatives in question["gold"]["must"]:
        words = [plain_words(each) for each in alternatives.split("|")]
        said = any(word in each.words for each in reports_of(question) for word in words)
        ours = any(word in OUR_WORDS for word in words)
        assert said or ours or any(is_computed(w, question["gold"]) for w in words), alternatives


OUR_WORDS = frozenset({"无数据", "空白", "相同", "没有", "减少", "0"})
"""What an answer must say in words of its own: of blank cells, of things that did not change."""


@cache
def projects() -> tuple[tuple[str, Decimal, str], ...]:
    """Name, amount in 万元 and implementing unit (实施单位) of each project."""
    path = SHARED / "gold" / "fenyang_2023.json"
    if not path.exists():
        pytest.skip("the checked tables are not beside this repository")
    forms = json.loads(path.read_text(encoding="utf-8"))["forms"]
    return tuple(
        (f["项目名称"], Decimal(f["年度资金总额"].replace(",", "")) / 10_000, f["实施单位"])
        for f in forms
    )


@cache
def accounts(report: str, title: str, digits: int) -> tuple[tuple[str, Decimal], ...]:
    """Label and first amount of each account in a table whose code has so many digits."""
    (table,) = (each for each in gold_tables(report) if title in each["title"])
    return tuple(
        (row["label"], Decimal(next(iter(row["values"].values())).replace(",", "")))
        for row in table["rows"]
        if len(row["code"] or "") == digits
    )


def counted(question: Question) -> Iterator[tuple[str, Decimal]]:
    """The projects, or the accounts of a table, that the question's condition is about."""
    where = question["gold"]["where"]
    if "table" in where:
        yield from accounts(question["reports"][0], where["table"], where["digits"])
        return
    for name, amount, implementer in projects():
        if where.get("implementer", "") in implementer:
            yield name, amount


COUNTED = [q for q in questions() if "where" in q["gold"]]


@pytest.mark.parametrize("question", COUNTED, ids=[q["id"] for q in COUNTED])
def test_a_number_of_things_is_what_counting_them_gives(question: Question) -> None:
    where = question["gold"]["where"]
    over, under = Decimal(where.get("over", 0)), Decimal(where.get("under", "Infinity"))
    chosen = [name for name, amount in counted(question) if over < amount < under]
    assert len(chosen) == int(question["gold"]["value"])


NUMBERS = [pytest.param(q, id=q["id"]) for q in questions() if q["gold"]["type"] == "number"]


@pytest.mark.parametrize("question", NUMBERS)
def test_every_number_is_proved_in_one_way_or_is_printed(question: Question) -> None:
    gold = question["gold"]
    nothing = gold.get("zero_ok") and Decimal(gold["value"]) == 0
    proof = gold["cite"] or gold.get("formula") or nothing or "where" in gold
    assert proof or any(each.together(gold["value"], "") for each in reports_of(question))


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question["category"] for question in questions())
    assert counts.total() >= 700
    assert min(counts.values()) >= 15, counts
    assert counts["refuse"] + counts["false-premise"] + counts["ambiguous"] >= 100


def test_one_question_in_five_is_held_out() -> None:
    held_out = [path for path in FILES if path.name.startswith("held_out")]
    asked = sum(len(load_cases(path)) for path in held_out)
    assert len(questions()) / 5.5 <= asked <= len(questions()) / 4.5


def ideal(gold: dict[str, Any]) -> dict[str, Any]:
    """The answer that says what the gold asks for, with the rows that it names."""
    if gold["type"] == "refuse":
        choices = [each.split("|")[0] for each in gold.get("must", [])]
        return {"status": "clarify", "answer": "请问是哪一个？", "suggestions": choices}
    cited = [{"raw": raw.split("|")[0], "row": row.split("|")[0]} for raw, row in gold["cite"]]
    if gold["type"] == "text":
        words = "；".join(each.split("|")[0] for each in gold["must"])
        return {"status": "answered", "answer": words, "citations": cited}
    figure = {"value": gold["value"], "unit": gold["unit"]}
    words = gold["value"] + gold["unit"]
    return {"status": "answered", "answer": words, "citations": cited, **figure}


def test_every_gold_can_be_met_and_is_not_met_by_declining_or_by_a_wrong_figure() -> None:
    wrong = {"status": "answered", "answer": "为31.4159亿元", "value": "31.4159", "unit": "亿元"}
    for case in (case for path in FILES for case in load_cases(path)):
        assert case.gold is not None
        (asked,) = (q for q in questions() if q["id"] == case.id)
        best = score(ideal(asked["gold"]), case.gold)
        assert (best.right, best.cited is False, best.wrong) == (True, False, False), case.id
        declined = {"status": "refused", "answer": "不便回答"}
        enough = isinstance(case.gold, RefusalGold) and not case.gold.must
        assert score(declined, case.gold).right == enough, case.id
        assert score(wrong, case.gold).wrong, case.id


def test_every_file_loads_and_no_question_stands_twice() -> None:
    cases = [case for path in FILES for case in load_cases(path)]
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.turns for case in cases}) == len(cases)


def test_no_question_and_no_gold_holds_a_telephone_number() -> None:
    for path in FILES:
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", path.read_text(encoding="utf-8"))
