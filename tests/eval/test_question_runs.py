"""Running cases: turns, crashes, counts, intervals, the baseline, and the page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eval import __main__ as command
from eval import report, summary
from eval.cases import read_cases
from eval.runner import CRASHED, Ask, Run, askable, report_names, run_cases

LINES = [
    {"id": "a", "category": "甲类", "turns": ["水费"], "gold": {"type": "text", "must": ["水费"]}},
    {"id": "b", "category": "甲类", "turns": ["崩溃"], "gold": {"type": "refuse"}},
    {
        "id": "c",
        "category": "乙类",
        "turns": ["水费", "<电费>"],
        "gold": {"type": "text", "must": ["水费、<电费>"]},
    },
]


def echo(question: str, conversation: Any) -> tuple[dict[str, Any], Any]:
    """An assistant that repeats all that it was asked, and breaks on 崩溃."""
    if question == "崩溃":
        raise KeyError("科目编码")
    asked = [*(conversation or []), question]
    return {"status": "answered", "answer": "、".join(asked), "value": None}, asked


def runs(ask: Ask = echo) -> list[Run]:
    text = "\n".join(json.dumps(line) for line in LINES)
    return list(run_cases(read_cases(text, "题集"), ask))


def test_a_follow_up_knows_what_was_asked_before_and_other_cases_do_not() -> None:
    first, _, last = runs()
    assert first.answers[-1]["answer"] == "水费"
    assert last.answers[-1]["answer"] == "水费、<电费>"
    assert len(last.milliseconds) == len(last.answers) == 2


def test_a_crash_is_a_failed_case_and_the_run_goes_on() -> None:
    _, crashed, after = runs()
    assert crashed.answers[-1]["status"] == CRASHED
    assert crashed.score is not None
    assert not crashed.score.right
    assert after.score is not None
    assert after.score.right


def test_counts_are_kept_for_each_category_and_in_all() -> None:
    result = summary.summarise({"题集": runs()})
    assert (result.total.cases, result.total.right, result.total.crashed) == (3, 2, 1)
    assert (result.total.refusals_asked, result.total.refusals_right) == (1, 0)
    assert {name: each.right for name, each in result.categories.items()} == {"乙类": 1, "甲类": 1}
    assert result.latency.turns == 4


def test_the_wilson_interval_of_nineteen_in_twenty() -> None:
    low, high = summary.wilson(19, 20)
    assert (round(low, 4), round(high, 4)) == (0.7639, 0.9911)


def test_the_wilson_interval_stays_within_nothing_and_everything() -> None:
    assert summary.wilson(0, 0) == (0.0, 1.0)
    assert summary.wilson(0, 10)[0] == 0.0
    assert summary.wilson(10, 10)[1] == pytest.approx(1)


def test_percentiles_are_values_that_were_measured() -> None:
    assert summary.percentile([4, 1, 3, 2], 50) == 2
    assert summary.percentile([4, 1, 3, 2], 95) == 4
    assert summary.percentile([], 95) == 0


def test_doing_worse_than_recorded_is_told_and_doing_as_well_is_not(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    result = summary.summarise({"题集": runs()})
    summary.record_baseline(result, path)
    assert summary.below_baseline(result, summary.load_baseline(path)) == []

    def silent(question: str, conversation: Any) -> tuple[dict[str, Any], Any]:
        return {"status": "answered", "answer": "", "value": None}, conversation

    worse = summary.summarise({"题集": runs(silent)})
    told = summary.below_baseline(worse, summary.load_baseline(path))
    assert told == ["题集：答对 0/3，基线 2/3", "题集：答错 3，基线 0"]


def test_a_file_that_was_never_recorded_is_not_judged() -> None:
    assert summary.below_baseline(summary.summarise({"新题集": runs()}), {}) == []


def test_recording_one_file_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    summary.record_baseline(summary.summarise({"甲": runs()}), path)
    summary.record_baseline(summary.summarise({"乙": runs()}), path)
    assert set(summary.load_baseline(path)) == {"甲", "乙"}


def test_the_table_is_aligned_though_a_chinese_character_is_two_columns_wide() -> None:
    text = report.as_text(summary.summarise({"题集": runs()}))
    lines = text.split("\n\n")[0].splitlines()
    seconds = [re.match(r"\S+\s+", line) for line in lines]
    starts = {report.display_width(found[0]) for found in seconds if found}
    assert len(lines) == 4
    assert len(starts) == 1


def test_every_text_on_the_page_is_escaped() -> None:
    page = report.as_page(summary.summarise({"题集": runs()}), {"题集": runs()})
    assert "&lt;电费&gt;" in page
    assert "<电费>" not in page
    assert "http" not in page


def test_questions_that_are_held_out_are_scored_and_never_shown() -> None:
    by_file = {"held_out_某": runs()}
    result = summary.summarise(by_file)
    assert result.total.cases == 3
    assert report.as_object(result, by_file, "rules")["cases"] == []
    assert "电费" not in report.as_page(result, by_file)


def test_failures_name_the_question_the_reason_and_the_right_answer() -> None:
    told = report.failures(runs())
    assert told.startswith("✗ b［甲类］崩溃")
    assert "本应不作答" in told
    assert "水费" not in told


def test_answers_are_written_one_line_a_question_one_object_a_turn(tmp_path: Path) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    assert command.answer(questions, out, echo) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], len(line["answers"])) for line in lines] == [("a", 1), ("b", 1), ("c", 2)]


ELSEWHERE = {**LINES[0], "id": "d", "reports": ["甲区财政局2024年度部门决算"]}
HELD = ["2023年部门预算公开报告 乙市审批局2023年部门预算公开报告.txt"]


def run_files(folder: Path, files: dict[str, list[Any]], *held: str) -> int:
    """Status of `eval run` over question files, asked of a store that holds these reports."""
    paths = []
    for name, lines in files.items():
        path = folder / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        paths.append(str(path))
    return command.run(
        command.parser().parse_args(["run", "--questions", *paths]), {"rules": echo}, held
    )


def test_a_question_about_a_report_that_is_not_in_the_store_is_skipped_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_files(tmp_path, {"题集": [*LINES, ELSEWHERE]}, *HELD) == 0
    printed = capsys.readouterr().out
    assert "正确率 66.7%（2/3）" in printed
    assert "跳过 1 题：库中没有其所问的报告（题集 1）" in printed


def test_with_the_report_in_the_store_its_questions_are_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_files(tmp_path, {"题集": [ELSEWHERE]}, *HELD, "甲区财政局2024年度部门决算.pdf") == 0
    printed = capsys.readouterr().out
    assert "正确率 100.0%（1/1）" in printed
    assert "跳过" not in printed


def test_a_question_needs_every_report_that_it_names_by_title_or_by_file() -> None:
    (case,) = read_cases(json.dumps({**LINES[0], "reports": ["甲区", "乙市审批局2023"]}), "题集")
    assert not askable(case, HELD)
    assert askable(case, [*HELD, "甲区街道办事处25年预算.pdf"])


def test_a_file_asked_in_part_is_neither_compared_with_the_baseline_nor_recorded(
    tmp_path: Path,
) -> None:
    part = summary.summarise({"甲": runs(), "乙": runs()}, {"甲": 0, "乙": 1})
    perfect = {"cases": 3, "right": 3, "wrong": 0, "unsupported": 0}
    told = summary.below_baseline(part, {"甲": perfect, "乙": perfect})
    assert told == ["甲：答对 2/3，基线 3/3"]
    path = tmp_path / "baseline.json"
    summary.record_baseline(part, path)
    assert set(summary.load_baseline(path)) == {"甲"}


def test_the_names_of_the_reports_come_from_the_store(bundled_store: Path) -> None:
    (name,) = report_names(bundled_store)
    assert name.endswith(".txt")


def test_a_run_below_its_baseline_ends_with_status_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    recorded = {"q": {"cases": 3, "right": 3, "wrong": 0, "unsupported": 0}}
    monkeypatch.setattr(summary, "load_baseline", lambda: recorded)
    options = command.parser().parse_args(["run", "--questions", str(questions), "--show"])
    assert command.run(options, {"rules": echo}) == command.BELOW
    printed = capsys.readouterr()
    assert "程序出错 1" in printed.out
    assert "低于基线：q：答对 2/3，基线 3/3" in printed.err
