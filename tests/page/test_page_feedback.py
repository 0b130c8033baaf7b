"""Readers' verdicts: one line each, nothing of the reader in it, and never more than so much."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from page_samples import SHARE

from assistant.page import feedback
from assistant.page.feedback import FULL, THANKS, UNWRITABLE, FeedbackFile, answer_id


def at_noon() -> datetime:
    return datetime(2031, 5, 6, 12, 0, tzinfo=UTC)


def written(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_verdict_is_one_line_with_question_answer_verdict_and_remark(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl", at_noon)
    assert file.add(SHARE, "wrong", " 应为\n41% ") == THANKS
    assert file.add(SHARE, "useful", "") == THANKS
    first, second = written(tmp_path / "feedback.jsonl")
    assert first == {
        "time": "2031-05-06T12:00+00:00",
        "question": SHARE.question,
        "answer": answer_id(SHARE),
        "status": "answered",
        "value": "40.00",
        "unit": "%",
        "verdict": "wrong",
        "remark": "应为 41%",
    }
    assert (second["verdict"], second["remark"]) == ("useful", "")


def test_a_remark_is_cut_and_a_mobile_number_taken_out(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    file.add(SHARE, "wrong", "请回电 13912345678。" + "长" * 1000)
    (entry,) = written(tmp_path / "feedback.jsonl")
    assert "139" not in str(entry["remark"])
    assert len(str(entry["remark"])) <= feedback.LONGEST_REMARK


def test_a_full_file_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    assert file.add(SHARE, "useful", "") == THANKS
    size = (tmp_path / "feedback.jsonl").stat().st_size
    monkeypatch.setattr(feedback, "MOST_BYTES", size + 10)
    assert file.add(SHARE, "useful", "") == FULL
    assert (tmp_path / "feedback.jsonl").stat().st_size == size


def test_a_file_that_cannot_be_written_is_said_and_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    assert FeedbackFile(tmp_path / "taken" / "f.jsonl").add(SHARE, "useful", "") == UNWRITABLE


def test_the_folder_is_made_where_the_store_is_in_a_database(tmp_path: Path) -> None:
    assert FeedbackFile(tmp_path / ".store" / "f.jsonl").add(SHARE, "useful", "") == THANKS
    assert len(written(tmp_path / ".store" / "f.jsonl")) == 1


def test_an_odd_character_does_not_keep_a_verdict_out(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    assert file.add(replace(SHARE, question="\ud800"), "useful", "\ud800") == THANKS
    assert len(written(tmp_path / "feedback.jsonl")) == 1


@pytest.mark.parametrize(
    "typed",
    [
        *("+8613812345678", "8613812345678", "１３８１２３４５６７８", "138.1234.5678"),
        *("138—1234—5678", "310107198001011234", "021-62345678"),
    ],
)
def test_a_persons_numbers_are_not_kept_however_typed(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "feedback.jsonl"
    FeedbackFile(path).add(SHARE, "wrong", f"请打 {typed} 找我，应为 5.00 万元")
    kept = path.read_text(encoding="utf-8")
    assert "号码略" in kept
    assert "5.00 万元" in kept
    assert "5678" not in kept
    assert "01011234" not in kept
