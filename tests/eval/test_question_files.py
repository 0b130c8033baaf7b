"""Question files: what is read, and what is said of a line that does not fit."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from eval.cases import CaseError, NumberGold, load_cases, read_cases

RIGHT = {
    "id": "a",
    "category": "lookup",
    "turns": ["基本支出多少？"],
    "gold": {"type": "number", "value": "1,433.90", "unit": "万元"},
}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "题集.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_a_figure_is_read_exactly(tmp_path: Path) -> None:
    (case,) = load_cases(written(tmp_path, RIGHT))
    assert isinstance(case.gold, NumberGold)
    assert case.gold.value == Decimal("1433.90")


def test_a_figure_may_be_cited_whatever_its_row_is_called(tmp_path: Path) -> None:
    gold = {**RIGHT["gold"], "cite": [["1,433.90", ""]]}  # type: ignore[dict-item]
    (case,) = load_cases(written(tmp_path, {**RIGHT, "gold": gold}))
    assert case.gold is not None
    assert case.gold.cite == (("1,433.90", ""),)


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + json.dumps(RIGHT), "", "  ")
    assert len(load_cases(path)) == 1


def test_an_empty_question_is_a_question() -> None:
    line = json.dumps(RIGHT | {"turns": [""], "gold": {"type": "refuse"}})
    assert next(read_cases(line, "题集")).turns == ("",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "不是合法的 JSON"),
        ({**RIGHT, "turns": []}, "turns：不能为空"),
        ({"id": "b", "category": "c"}, "turns：缺少该字段"),
        ({**RIGHT, "gold": {"type": "guess"}}, "gold：type 只能是 number、text 或 refuse"),
        ({**RIGHT, "gold": {"must": ["甲"]}}, "gold：缺少 type"),
        ({**RIGHT, "gold": {"type": "text", "must": []}}, "gold.text.must：不能为空"),
        (
            {**RIGHT, "gold": {"type": "number", "value": "约12", "unit": "元"}},
            "gold.number.value：应为十进制数字",
        ),
    ],
)
def test_a_bad_line_is_one_chinese_sentence_with_its_number(
    tmp_path: Path, line: object, said: str
) -> None:
    path = written(tmp_path, RIGHT, line)
    with pytest.raises(CaseError) as caught:
        load_cases(path)
    message = str(caught.value)
    assert "第2行" in message
    assert message.endswith(said) or said in message
    assert "\n" not in message


def test_two_questions_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="第2行：题号 a 与第1行重复"):
        load_cases(written(tmp_path, RIGHT, RIGHT))


def test_questions_without_gold_can_be_answered_but_not_scored(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "a", "turns": ["?"]})
    assert len(load_cases(path, scored=False)) == 1
    with pytest.raises(CaseError, match="没有 gold"):
        load_cases(path)


def test_a_missing_an_empty_and_a_wrongly_encoded_file_each_say_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="读不到题集"):
        load_cases(tmp_path / "无此文件.jsonl")
    with pytest.raises(CaseError, match="题集是空的"):
        load_cases(written(tmp_path, ""))
    path = tmp_path / "gbk.jsonl"
    path.write_bytes("基本支出".encode("gbk"))
    with pytest.raises(CaseError, match="UTF-8"):
        load_cases(path)


SAMPLES = sorted((Path(__file__).resolve().parents[3] / "shared" / "questions").glob("*.jsonl"))


@pytest.mark.skipif(not SAMPLES, reason="the sample questions are not beside this repository")
def test_the_question_files_of_others_are_read_as_they_are() -> None:
    for path in SAMPLES:
        assert load_cases(path), path
