"""Each rule of scoring, and agreement with the scorer that others use."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Gold, NumberGold, RefusalGold, TextGold, read_cases
from eval.scoring import Score, plain_words, quantity, score

ROOT = Path(__file__).resolve().parents[2]


def answered(words: str, value: str | None = None, unit: str | None = None, **more: Any) -> dict:
    return {"status": "answered", "answer": words, "value": value, "unit": unit, **more}


def gold(**fields: Any) -> Gold:
    line = json.dumps({"id": "q", "category": "c", "turns": ["?"], "gold": fields})
    (case,) = read_cases(line, "题集")
    assert case.gold is not None
    return case.gold


TEN = gold(type="number", value="10.00", unit="万元")


def test_a_figure_counts_when_words_and_value_both_hold_it() -> None:
    assert score(answered("共10.00万元。", "10.00", "万元"), TEN).right


def test_a_figure_in_the_words_alone_is_not_enough() -> None:
    verdict = score(answered("共10.00万元。"), TEN)
    assert not verdict.right
    assert verdict.wrong


def test_a_figure_in_the_value_alone_is_not_enough() -> None:
    assert not score(answered("共9.00万元。", "10.00", "万元"), TEN).right


def test_the_same_money_in_another_unit_is_the_same_figure() -> None:
    assert score(answered("共100,000元。", "100000", "元"), TEN).right


def test_money_without_its_unit_is_no_money() -> None:
    assert not score(answered("共10.00。", "10.00", "万元"), TEN).right
    assert not score(answered("共10.00万元。", "10.00", None), TEN).right


def test_ten_percent_is_not_ten_yuan() -> None:
    percent = gold(type="number", value="10", unit="%")
    assert score(answered("占10％。", "10", "%"), percent).right
    assert not score(answered("共10元。", "10", "元"), percent).right


def test_a_figure_may_be_off_by_the_tolerance_in_its_own_unit() -> None:
    loose = gold(type="number", value="10", unit="万元", tol="0.01")
    assert score(answered("100,100元", "100100", "元"), loose).right
    assert not score(answered("100,101元", "100101", "元"), loose).right


def test_another_accepted_figure_counts_too() -> None:
    either = gold(type="number", value="10", unit="万元", alt=[["11", "万元"]])
    assert score(answered("11万元", "11", "万元"), either).right


def test_words_for_nothing_are_a_zero_where_the_gold_allows_it() -> None:
    zero = gold(type="number", value="0", unit="万元", zero_ok=True)
    strict = gold(type="number", value="0", unit="万元")
    assert score(answered("表中该单元格为空白，未安排。"), zero).right
    assert not score(answered("表中该单元格为空白，未安排。"), strict).right


def test_a_text_must_hold_every_string_one_of_each_alternative() -> None:
    either = gold(type="text", must=["增加", "40.23|402,300"])
    assert score(answered("基本支出增加了402300元"), either).right
    assert not score(answered("基本支出增加了"), either).right


def test_listed_items_count_as_words() -> None:
    item = {"label": "单位运转经费", "value": "0.40", "unit": "万元", "citations": []}
    assert score(answered("见下。", items=[item]), gold(type="text", must=["单位运转经费"])).right


def test_a_text_is_not_right_when_the_assistant_declined() -> None:
    declined = {"status": "not_found", "answer": "没有增加"}
    assert not score(declined, gold(type="text", must=["增加"])).right


def test_a_forbidden_string_spoils_a_right_answer() -> None:
    spoilt = gold(type="text", must=["甲"], must_not=["乙"])
    verdict = score(answered("甲和乙"), spoilt)
    assert (verdict.right, verdict.wrong) == (False, True)


def test_asking_back_names_what_there_is_to_choose_from() -> None:
    wanted = gold(type="refuse", must=["商务委", "万里街道"])
    asked = {"status": "clarify", "answer": "请问是哪个部门？", "value": None}
    assert not score(asked, wanted).right
    assert score({**asked, "suggestions": ["商务委的水费？", "万里街道的水费？"]}, wanted).right
    assert score({**asked, "answer": "商务委还是万里街道？"}, wanted).right


@pytest.mark.parametrize("status", ["refused", "clarify", "not_found"])
def test_each_way_of_declining_is_right_where_nothing_should_be_answered(status: str) -> None:
    assert score({"status": status, "answer": "没有"}, gold(type="refuse")).right


def test_declining_with_a_figure_is_not_declining() -> None:
    given = {"status": "not_found", "answer": "没有", "value": "1", "unit": "元"}
    assert not score(given, gold(type="refuse")).right


def test_an_answer_where_none_should_be_given_is_wrong() -> None:
    verdict = score(answered("5万元", "5", "万元"), gold(type="refuse"))
    assert (verdict.right, verdict.wrong) == (False, True)


def test_declining_a_question_that_has_an_answer_is_not_right_but_not_a_wrong_answer() -> None:
    verdict = score({"status": "clarify", "answer": "您问哪一项？"}, TEN)
    assert (verdict.right, verdict.wrong) == (False, False)


def test_the_figure_and_the_label_must_stand_in_one_citation() -> None:
    wanted = gold(type="number", value="10", unit="万元", cite=[["10.00|100,000", "水费|电费"]])
    one = {"row": "电费", "raw": "10.00", "text": "电费 10.00"}
    halves = [
        {"row": "电费", "raw": "9.00", "text": "电费 9.00"},
        {"row": "税", "raw": "10.00", "text": "税 10.00"},
    ]
    assert score(answered("10万元", "10", "万元", citations=[one]), wanted).cited
    assert score(answered("10万元", "10", "万元", citations=halves), wanted).cited is False


def test_a_gold_without_rows_asks_for_no_citation() -> None:
    assert score(answered("10万元", "10", "万元"), TEN).cited is None


def test_a_number_that_nothing_proves_is_counted_only_in_an_answer_given() -> None:
    checks = [{"text": "10万元", "verdict": "unsupported", "citations": []}]
    assert score(answered("10万元", "10", "万元", checks=checks), TEN).unsupported
    assert not score({"status": "refused", "answer": "", "checks": checks}, TEN).unsupported


def test_a_crash_is_never_right() -> None:
    assert not score({"status": "crashed", "answer": "程序出错"}, gold(type="refuse")).right


def test_full_width_words_and_separators_read_like_plain_ones() -> None:
    assert plain_words("**１，４３３．９０** 万元") == "1433.90万元"


def test_what_is_no_number_is_no_quantity() -> None:
    assert quantity("约12", "万元") is None
    assert quantity("NaN", "万元") is None


def test_the_reason_names_what_went_amiss() -> None:
    assert score(answered("9万元", "9", "万元"), TEN).reason == "数值或单位不符"
    assert score(answered("10万元", "10", "万元"), TEN).reason == ""


GOLDS: list[dict[str, Any]] = [
    {"type": "number", "value": "5.00", "unit": "万元", "cite": [["5.00", "运行维护费"]]},
    {"type": "number", "value": "0", "unit": "万元", "zero_ok": True, "must_not": ["5.00"]},
    {"type": "number", "value": "33.13", "unit": "%", "tol": "0.01", "alt": [["0.33", "倍"]]},
    {"type": "text", "must": ["增加|上升", "40.23"], "must_not": ["减少"]},
    {"type": "refuse", "must_not": ["13"]},
]
CITATION = {"id": "c1", "row": "②公务用车运行维护费", "raw": "5.00", "text": "5.00 5.00"}
ANSWERS: list[dict[str, Any]] = [
    answered("共5.00万元", "5.00", "万元", citations=[CITATION], checks=[]),
    answered("共50,000元", "50000", "元", citations=[CITATION | {"row": "公务接待费"}]),
    answered("未安排，空白。", None, None),
    answered("占33.1％，约0.33倍", "33.1", "%", checks=[{"text": "33.1%", "verdict": "cited"}]),
    answered("占33.135%", "33.135", "%", checks=[{"text": "x", "verdict": "unsupported"}]),
    answered("比上年上升", items=[{"label": "基本支出", "value": "40.23", "unit": "万元"}]),
    answered("减少40.23，并非增加"),
    {"status": "refused", "answer": "不属于预算问题", "value": None},
    {"status": "not_found", "answer": "没有", "value": "5.00", "unit": "万元"},
    {"status": "clarify", "answer": "13 项中的哪一项？"},
]


def verdict_line(category: str, verdict: Score) -> str:
    return f"{category:20s} {int(verdict.right):3d}/  1  {int(verdict.right):.0%}"


def test_our_verdicts_are_those_of_the_scorer_that_others_use(tmp_path: Path) -> None:
    scorer = ROOT.parent / "shared" / "score_answers.py"
    if not scorer.exists():
        pytest.skip("the other scorer is not beside this repository")
    pairs = [(g, a) for g in GOLDS for a in ANSWERS]
    questions, given, expected = [], [], []
    verdicts = []
    for number, (wanted, answer) in enumerate(pairs):
        name = f"q{number:03d}"
        questions.append({"id": name, "category": name, "turns": ["?"], "gold": wanted})
        given.append({"id": name, "answers": [answer]})
        verdicts.append(score(answer, gold(**wanted)))
        expected.append(verdict_line(name, verdicts[-1]))
    for path, lines in (("q.jsonl", questions), ("a.jsonl", given)):
        (tmp_path / path).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = [sys.executable, str(scorer), str(tmp_path / "q.jsonl"), str(tmp_path / "a.jsonl")]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    *lines, last = printed.splitlines()
    assert lines == expected
    asked = [verdict.cited for verdict in verdicts if verdict.cited is not None]
    assert last.endswith(
        f"citation {sum(asked)}/{len(asked)}, "
        f"wrong answers given {sum(verdict.wrong for verdict in verdicts)}, "
        f"answers with an unsupported number {sum(verdict.unsupported for verdict in verdicts)}"
    )


def test_the_gold_kinds_are_told_apart() -> None:
    kinds = [type(gold(**wanted)) for wanted in GOLDS]
    assert kinds == [NumberGold, NumberGold, NumberGold, TextGold, RefusalGold]
