"""Two saved runs: the group that each changed answer falls into, and whether that is chance."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from eval import __main__ as command
from eval import comparison_report
from eval.cases import read_cases
from eval.comparison import Comparison, compare, mcnemar
from eval.report import as_object
from eval.runner import run_cases
from eval.saved_runs import (
    SavedAnswer,
    SavedCase,
    SavedItem,
    SavedRun,
    SavedRunError,
    SavedScore,
    load_run,
)
from eval.summary import summarise

RIGHT, WRONG, DECLINED = (True, False), (False, True), (False, False)
"""Verdicts: right; a wrong answer given; declined where there is an answer."""


def answer(value: str | None = None, **more: Any) -> SavedAnswer:
    """An answer in 万元, or one in words alone."""
    unit = None if value is None else "万元"
    words = "报告写明增加。" if value is None else f"共{value}万元。"
    return SavedAnswer(
        **{"status": "answered", "answer": words, "value": value, "unit": unit, **more}
    )


def case(
    name: str,
    verdict: tuple[bool, bool],
    given: SavedAnswer | None = None,
    *,
    file: str = "题集",
    turns: tuple[str, ...] = ("水费是多少？",),
) -> SavedCase:
    score = SavedScore(right=verdict[0], wrong=verdict[1])
    return SavedCase(file=file, id=name, turns=turns, score=score, answer=given or answer("5.00"))


def saved(*cases: SavedCase, engine: str = "rules", held_out: bool = False) -> SavedRun:
    files: dict[str, Any] = {each.file: {} for each in cases}
    return SavedRun(
        engine=engine, files=files | ({"held_out_某": {}} if held_out else {}), cases=cases
    )


def group_of(before: SavedCase, after: SavedCase) -> str | None:
    changes = compare(saved(before), saved(after)).changes
    return changes[0].group if changes else None


NOT_FOUND = SavedAnswer(status="not_found", answer="报告中没有水费。")
ASKED_BACK = SavedAnswer(status="clarify", answer="哪一年？")
IN_YUAN = answer("50000", unit="元", answer="共50,000元。")
ONE_ITEM = answer(items=(SavedItem(label="水费", value="5.00", unit="万元"),))


@pytest.mark.parametrize(
    ("before", "after", "group"),
    [
        ((RIGHT, answer("5.00")), (WRONG, answer("6.00")), "right_to_wrong"),
        ((RIGHT, answer("5.00")), (DECLINED, NOT_FOUND), "right_to_wrong"),
        ((RIGHT, answer("5.00")), (WRONG, answer("5.00", answer="共6.00万元")), "right_to_wrong"),
        ((DECLINED, NOT_FOUND), (RIGHT, answer("5.00")), "wrong_to_right"),
        ((RIGHT, answer("5.00")), (RIGHT, answer("5.01")), "right_differently"),
        ((RIGHT, NOT_FOUND), (RIGHT, ASKED_BACK), "right_differently"),
        ((RIGHT, answer("3", unit="个")), (RIGHT, answer("3", unit="人")), "right_differently"),
        ((RIGHT, answer()), (RIGHT, ONE_ITEM), "right_differently"),
        ((RIGHT, answer("5.00")), (RIGHT, answer("5.00", answer="一共是5.00万元。")), None),
        ((RIGHT, answer("5.00")), (RIGHT, IN_YUAN), None),
        ((RIGHT, answer()), (RIGHT, answer(answer="增加了，报告是这样写的。")), None),
        ((WRONG, answer("5.00")), (WRONG, answer("6.00")), "wrong_differently"),
        ((WRONG, answer("5.00")), (DECLINED, NOT_FOUND), "wrong_differently"),
        ((WRONG, answer()), (WRONG, answer(answer="报告写明减少。")), "wrong_differently"),
        ((WRONG, answer("5.00")), (WRONG, answer("5.00", answer="一共是5.00万元。")), None),
        ((DECLINED, NOT_FOUND), (DECLINED, SavedAnswer(status="not_found", answer="没有。")), None),
    ],
)  # fmt: skip
def test_a_changed_answer_falls_into_one_of_four_groups(
    before: tuple[tuple[bool, bool], SavedAnswer],
    after: tuple[tuple[bool, bool], SavedAnswer],
    group: str | None,
) -> None:
    assert group_of(case("a", *before), case("a", *after)) == group


@pytest.mark.parametrize(
    ("one_way", "other_way", "p"),
    [
        (0, 0, Fraction(1)),
        (1, 0, Fraction(1)),
        (5, 0, Fraction(1, 16)),  # 2/32
        (6, 0, Fraction(1, 32)),  # 2/64
        (3, 3, Fraction(1)),
        (8, 1, Fraction(20, 512)),  # 2(1 + 9)/2^9
        (10, 2, Fraction(158, 4096)),  # 2(1 + 12 + 66)/2^12
    ],
)
def test_the_exact_mcnemar_p_is_the_same_whichever_run_comes_first(
    one_way: int, other_way: int, p: Fraction
) -> None:
    assert mcnemar(one_way, other_way) == mcnemar(other_way, one_way) == p


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (Fraction(1), "p = 1"),
        (Fraction(158, 4096), "p = 0.0386"),
        (Fraction(1, 2**20), "p < 0.0001"),
        (mcnemar(4000, 0), "p < 0.0001"),
    ],
)
def test_a_p_value_is_written_to_three_digits_or_as_a_bound(p: Fraction, words: str) -> None:
    assert comparison_report.p_in_words(p) == words


def changed(lost: int, won: int, alike: int = 1) -> tuple[SavedRun, SavedRun]:
    """Two runs in which so many questions are no longer right, and so many are now."""
    kinds = [(RIGHT, WRONG)] * lost + [(WRONG, RIGHT)] * won + [(RIGHT, RIGHT)] * alike
    before = [case(f"q{n}", first) for n, (first, _) in enumerate(kinds)]
    after = [case(f"q{n}", second, answer("5.00")) for n, (_, second) in enumerate(kinds)]
    return saved(*before), saved(*after, engine="llm")


@pytest.mark.parametrize(
    ("lost", "won", "alike", "told"),
    [
        (0, 0, 0, "没有同样的题"),
        (0, 0, 3, "同样的题，看不出谁好谁差"),
        (4, 4, 1, "一样多，看不出谁好谁差"),
        (5, 0, 1, "前一次答对的多些，但可能只是偶然"),
        (6, 0, 1, "前一次答对的更多，不像是偶然"),
        (1, 8, 1, "后一次答对的更多，不像是偶然"),
        (2, 8, 1, "后一次答对的多些，但可能只是偶然"),  # p = 0.109
    ],
)
def test_what_the_difference_means_is_said_in_one_sentence(
    lost: int, won: int, alike: int, told: str
) -> None:
    assert told in comparison_report.meaning(compare(*changed(lost, won, alike)))


def test_the_other_order_tells_the_same_with_the_sides_changed() -> None:
    before, after = changed(2, 8)
    there, back = compare(before, after), compare(after, before)
    assert there.p == back.p
    assert len(there.of("right_to_wrong")) == len(back.of("wrong_to_right")) == 2
    assert len(there.of("wrong_to_right")) == len(back.of("right_to_wrong")) == 8
    assert (there.right_before, there.right_after) == (back.right_after, back.right_before)


def test_questions_are_matched_by_file_and_id_and_the_others_are_counted_and_named() -> None:
    before = saved(case("a", RIGHT), case("b", RIGHT), case("a", WRONG, file="另集"), held_out=True)
    after = saved(case("a", RIGHT), case("c", WRONG), case("d", WRONG))
    found = compare(before, after)
    assert (found.common, found.changes) == (1, ())
    assert found.only_before == (("题集", "b"), ("另集", "a"))
    text = comparison_report.as_text(found, before, after)
    assert "只在前一次 2 题：题集 b；另集 全部 1 题" in text
    assert "只在后一次 2 题：题集 c、d" in text
    assert "留出题不存逐题结果，不比较：held_out_某" in text


def test_a_question_that_was_reworded_is_another_question() -> None:
    before = saved(case("a", RIGHT))
    after = saved(case("a", WRONG, turns=("电费是多少？",)))
    found = compare(before, after)
    assert (found.common, found.reworded, found.p) == (0, (("题集", "a"),), 1)
    assert "问法改过，不比较 1 题：题集 a" in comparison_report.as_text(found, before, after)


def text_of(before: SavedCase, after: SavedCase) -> str:
    runs = saved(before), saved(after, engine="llm")
    return comparison_report.as_text(compare(*runs), *runs)


def test_a_changed_answer_is_printed_with_its_question_and_both_answers() -> None:
    turns = ("水费是多少？", "电费\n呢？")
    text = text_of(case("a", RIGHT, turns=turns), case("a", DECLINED, NOT_FOUND, turns=turns))
    assert text.splitlines() == [
        "对变不对（1 题）",
        "  题集 a：水费是多少？ → 电费 呢？",
        "    前：已回答 5.00万元",
        "    后：报告中没有 报告中没有水费。",
        "",
        "同样的 1 题：前一次（rules）对 1（100.0%），后一次（llm）对 0（0.0%）",
        "对变不对 1；不对变对 0；都对，但数或状态不同 0；都不对，但答得不同 0；其余 0 题没有变化",
        "McNemar 精确检验（双侧）p = 1：前一次答对的多些，但可能只是偶然："
        "两次若不分高下，差这么多也不少见。",
    ]


def test_a_list_is_printed_with_its_first_items() -> None:
    items = tuple(SavedItem(label=f"项目{n}", value=f"{n}.00", unit="万元") for n in range(1, 5))
    text = text_of(case("a", WRONG, ONE_ITEM), case("a", WRONG, answer(items=items)))
    assert "前：已回答 1 项：水费 5.00万元（答错）" in text
    assert "后：已回答 4 项：项目1 1.00万元、项目2 2.00万元、项目3 3.00万元…（答错）" in text


def test_where_the_figures_agree_the_words_show_the_difference() -> None:
    other = answer("5.00", answer="共6.00万元。")
    text = text_of(case("a", RIGHT), case("a", WRONG, other))
    assert "前：已回答 5.00万元 共5.00万元。" in text
    assert "后：已回答 5.00万元 共6.00万元。（答错）" in text
    assert "标准答案" not in text


def test_the_same_answer_judged_differently_is_told_as_such() -> None:
    assert "（两次答案相同：标准答案或评分改过）" in text_of(case("a", RIGHT), case("a", WRONG))


QUESTIONS = [
    {"id": "a", "category": "甲类", "turns": ["水费"], "gold": {"type": "text", "must": ["水费"]}},
    {"id": "b", "category": "甲类", "turns": ["天气"], "gold": {"type": "refuse"}},
]


def write_run(folder: Path, name: str, status: str, *, held_out: bool = False) -> Path:
    """A run as `eval run --json` saves it, of an assistant whose answers all have one status."""

    def ask(question: str, conversation: Any) -> tuple[dict[str, Any], Any]:
        return {"status": status, "answer": question, "value": None, "checks": []}, conversation

    text = "\n".join(map(json.dumps, QUESTIONS))
    by_file = {"题集": list(run_cases(read_cases(text, "题集"), ask))}
    if held_out:
        by_file["held_out_某"] = by_file["题集"]
    whole = as_object(summarise(by_file), by_file, "rules")
    path = folder / name
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_saved_run_is_read_back_without_its_held_out_questions(tmp_path: Path) -> None:
    run = load_run(write_run(tmp_path, "A.json", "answered", held_out=True))
    assert [each.key for each in run.cases] == [("题集", "a"), ("题集", "b")]
    assert [each.score.right for each in run.cases] == [True, False]
    assert set(run.files) == {"题集", "held_out_某"}


def test_two_saved_runs_are_compared_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = write_run(tmp_path, "A.json", "answered")
    after = write_run(tmp_path, "B.json", "refused")
    out = tmp_path / "C.json"
    assert command.main(["compare", str(before), str(after), "--json", str(out)]) == command.OK
    printed = capsys.readouterr().out
    assert printed.startswith(f"前一次：{before}\n后一次：{after}\n")
    assert "对变不对 1；不对变对 1" in printed
    whole = json.loads(out.read_text(encoding="utf-8"))
    assert {group: len(each) for group, each in whole["changes"].items()} == {
        "right_to_wrong": 1, "wrong_to_right": 1, "right_differently": 0, "wrong_differently": 0
    }  # fmt: skip
    (lost,) = whole["changes"]["right_to_wrong"]
    assert (lost["file"], lost["id"], lost["turns"]) == ("题集", "a", ["水费"])
    assert (lost["before"]["status"], lost["after"]["status"]) == ("answered", "refused")
    assert whole["p"] == 1.0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "不是合法的 JSON"),
        (b"\xff\xfe\x00", "不是合法的 JSON"),
        (b"[]", "应为对象"),
        (b"{}", "engine：缺少该字段"),
        (b'{"engine": "rules", "files": {}, "cases": [{"id": "a"}]}', "cases.0.file：缺少该字段"),
        (b'{"engine": "rules", "files": {}, "cases": 3}', "cases：应为列表"),
    ],
)
def test_a_file_that_is_no_saved_run_is_told_in_one_line(
    content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, other = write_run(tmp_path, "A.json", "answered"), tmp_path / "B.json"
    other.write_bytes(content)
    for pair in ((run, other), (other, run)):
        assert command.main(["compare", *map(str, pair)]) == command.BROKEN
        printed = capsys.readouterr()
        assert printed.out == ""
        (line,) = printed.err.splitlines()
        assert line.startswith(f"错误：{other}：不是 eval run --json 存下的结果（")
        assert told in line


def test_a_run_that_holds_a_question_twice_is_no_saved_run(tmp_path: Path) -> None:
    path = write_run(tmp_path, "A.json", "answered")
    whole = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(whole | {"cases": whole["cases"] * 2}), encoding="utf-8")
    with pytest.raises(SavedRunError, match="题号重复"):
        load_run(path)


@pytest.mark.parametrize("name", ["没有这个文件.json", "."])
def test_a_run_that_cannot_be_read_is_told_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = write_run(tmp_path, "A.json", "answered")
    assert command.main(["compare", str(run), str(tmp_path / name)]) == command.BROKEN
    (line,) = capsys.readouterr().err.splitlines()
    assert "读不到" in line


def test_a_comparison_holds_its_changes_in_the_order_of_the_first_run() -> None:
    found: Comparison = compare(*changed(2, 2))
    assert [change.before.id for change in found.changes] == ["q0", "q1", "q2", "q3"]
