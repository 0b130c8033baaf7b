"""The bundled questions have right answers: figures, rows, formulas and counts are proved."""

import ast
import json
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eval.cases import RefusalGold, load_cases
from eval.scoring import Quantity, plain_words, quantity, score

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = sorted((ROOT / "eval" / "questions").glob("*fenyang*.jsonl"))
NUMBER = r"(?<![\d.,]){0}(?![\d,]|\.\d)"

PLACES = 8
"""Lines above and below a figure among which the label of its row stands."""

CONSTANTS = frozenset(map(Decimal, (1, 2, 12, 41, 100, 10_000)))
"""Numbers of a formula that are no figures of the report: months, percent, units."""


@cache
def questions() -> tuple[dict[str, Any], ...]:
    return tuple(
        json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()
    )


def with_gold(kind: str, field: str) -> list[Any]:
    chosen = [q for q in questions() if q["gold"]["type"] == kind and q["gold"].get(field)]
    return [pytest.param(q["gold"], id=q["id"]) for q in chosen]


@cache
def report_lines() -> tuple[str, ...]:
    for folder in (ROOT / "data" / "reports", SHARED / "reports"):
        for path in sorted(folder.glob("汾阳*.txt")):
            return tuple(path.read_text(encoding="utf-8").splitlines())
    pytest.skip("the report is not here")


@cache
def report_words() -> str:
    return single("".join(report_lines()))


def single(text: str) -> str:
    """The words as printed once: bold text stands twice in the dump."""
    tokens = []
    for token in re.split(r"[ ]+", text):
        half = len(token) // 2
        doubled = len(token) > 3 and len(token) % 2 == 0 and token[:half] == token[half:]
        tokens.append(token[:half] if doubled else token)
    return plain_words("".join(tokens))


@cache
def spans() -> tuple[str, ...]:
    """The report in overlapping pieces: around each line, and each form as a whole."""
    lines = report_lines()
    starts = [n for n, line in enumerate(lines) if "绩效目标申报表" in line]
    forms = [
        " ".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], starts[-1] + 99], strict=True)
    ]
    around = [" ".join(lines[max(0, n - PLACES) : n + PLACES + 1]) for n in range(len(lines))]
    return (*forms, *around)


def holds_figure(span: str, figure: str) -> bool:
    once = re.sub(r"(\d[\d,]*\.\d\d)\1", r"\1", span)
    return re.search(NUMBER.format(re.escape(figure)), once) is not None


def printed_together(figure: str, label: str) -> bool:
    """Whether the figure stands in one piece of the report with the label."""
    return any(
        holds_figure(span, figure) and plain_words(label) in single(span) for span in spans()
    )


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


def accepted(gold: dict[str, Any]) -> list[Quantity | None]:
    return [quantity(v, u) for v, u in [[gold["value"], gold["unit"]], *gold.get("alt", [])]]


@pytest.mark.parametrize("gold", with_gold("number", "cite") + with_gold("text", "cite"))
def test_a_row_to_cite_is_printed_in_the_report_with_its_figure(gold: dict[str, Any]) -> None:
    for figures, labels in gold["cite"]:
        pairs = [(figure, label) for figure in figures.split("|") for label in labels.split("|")]
        assert any(printed_together(*pair) for pair in pairs), pairs


LOOKED_UP = [each for each in with_gold("number", "cite") if "formula" not in each.values[0]]


@pytest.mark.parametrize("gold", LOOKED_UP)
def test_a_looked_up_figure_is_the_one_that_is_cited(gold: dict[str, Any]) -> None:
    figures = [figure for pair in gold["cite"] for figure in pair[0].split("|")]
    units = (gold["unit"], "万元", "元")
    assert {quantity(f, unit) for f in figures for unit in units} & set(accepted(gold))


@pytest.mark.parametrize("gold", with_gold("number", "formula") + with_gold("text", "formula"))
def test_a_formula_is_made_of_figures_of_the_report(gold: dict[str, Any]) -> None:
    printed = {Decimal(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", figures())}
    for formula in gold["formula"]:
        assert set(operands(formula)) - CONSTANTS <= printed, formula


@cache
def figures() -> str:
    return re.sub(r"(\d[\d,]*\.\d\d)\1", r"\1", "\n".join(report_lines()))


@pytest.mark.parametrize("gold", with_gold("number", "formula"))
def test_a_computed_figure_is_what_its_formula_gives(gold: dict[str, Any]) -> None:
    (formula,) = gold["formula"]
    value = Decimal(gold["value"])
    places = Decimal(1).scaleb(int(value.as_tuple().exponent))
    assert executed(formula).quantize(places, ROUND_HALF_UP) == value


@pytest.mark.parametrize("gold", with_gold("text", "must"))
def test_what_must_be_said_is_in_the_report_or_computed(gold: dict[str, Any]) -> None:
    computed = {quantity(abs(executed(f)), "") for f in gold.get("formula", [])}
    for alternatives in gold["must"]:
        words = [plain_words(each) for each in alternatives.split("|")]
        said = any(word in report_words() for word in words)
        ours = any(word in OUR_WORDS for word in words)
        assert said or ours or {quantity(w, "") for w in words} & computed, alternatives


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


COUNTED = [q for q in questions() if "where" in q["gold"]]


@pytest.mark.parametrize("question", COUNTED, ids=[q["id"] for q in COUNTED])
def test_a_number_of_projects_is_what_counting_them_gives(question: dict[str, Any]) -> None:
    where = question["gold"]["where"]
    over, under = Decimal(where.get("over", 0)), Decimal(where.get("under", 1_000_000))
    chosen = [
        name
        for name, amount, implementer in projects()
        if over < amount < under and where.get("implementer", "") in implementer
    ]
    assert len(chosen) == int(question["gold"]["value"])


def test_every_number_is_proved_in_one_way_or_is_printed() -> None:
    for question in questions():
        gold = question["gold"]
        if gold["type"] != "number":
            continue
        proof = gold["cite"] or gold.get("formula") or gold.get("zero_ok") or "where" in gold
        printed = holds_figure(" ".join(report_lines()), gold["value"])
        assert proof or printed, question["id"]


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question["category"] for question in questions())
    assert counts.total() >= 240
    assert min(counts.values()) >= 15, counts
    assert counts["refuse"] + counts["false-premise"] >= 50


def ideal(gold: dict[str, Any]) -> dict[str, Any]:
    """The answer that says what the gold asks for, with the rows that it names."""
    if gold["type"] == "refuse":
        return {"status": "refused", "answer": "不属于可以回答的问题"}
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
        assert score(declined, case.gold).right == isinstance(case.gold, RefusalGold), case.id
        assert score(wrong, case.gold).wrong, case.id


def test_every_file_loads_and_no_question_stands_twice() -> None:
    cases = [case for path in FILES for case in load_cases(path)]
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.turns for case in cases}) == len(cases)


def test_no_question_and_no_gold_holds_a_telephone_number() -> None:
    for path in FILES:
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", path.read_text(encoding="utf-8"))
