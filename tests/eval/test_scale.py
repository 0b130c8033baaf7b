"""Measuring how building and answering grow: what is asked, what is right, what is bounded."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval import scale
from eval.__main__ import main
from eval.bench import Measurement, Unmeasured
from eval.scale import build_measured, built, figures_of
from eval.scale_questions import HANDFUL, SPREAD, Asked, asked_of
from eval.siblings import write_siblings
from eval.siblings.book import book_of


def answer(value: str | None, unit: str | None = "万元", *items: str) -> dict[str, Any]:
    """An answer object with this headline and these lines."""
    return {
        "status": "answered" if value or items else "clarify",
        "value": value,
        "unit": unit,
        "items": [{"value": item, "unit": "万元"} for item in items],
        "timings_ms": {"total": 1.0, "processor": 1.0},
    }


def test_every_question_is_asked_once_and_the_scoped_ones_name_department_and_year() -> None:
    asked = asked_of(3, 0)
    assert len({each.question for each in asked}) == len(asked)
    first = book_of(0, 0, SPREAD)
    scoped = next(each for each in asked if each.kind == "scoped")
    assert scoped.question.startswith(f"{first.department}{first.year}年")
    assert scoped.value is not None


def test_what_many_could_answer_is_right_only_when_it_is_asked_back() -> None:
    few, many = (
        next(each for each in asked_of(count, 0) if each.question == "基本支出是多少万元？")
        for count in (3, HANDFUL + 1)
    )
    figure = str(book_of(0, 0, SPREAD).basic)
    assert few.is_right(answer(figure))
    assert not many.is_right(answer(figure))
    assert many.is_wrong(answer(figure))
    assert many.is_right(answer(None))


def test_a_ranking_over_a_year_leads_with_the_largest_of_all_reports() -> None:
    count = 40
    asked = next(e for e in asked_of(count, 0) if "哪个部门的公务接待费最高" in e.question)
    books = [book_of(number, 0, SPREAD) for number in range(count)]
    year = int(asked.question[:4])
    largest = max(
        line.amount
        for book in books
        for line in book.operating
        if line.name == "公务接待费" and book.year == year
    )
    assert asked.leading == (largest,)
    assert asked.is_right(answer(None, None, str(largest), "0.01"))
    assert not asked.is_right(answer(None, None, "0.01", str(largest)))


@pytest.mark.parametrize(
    ("value", "unit", "right"),
    [("5.0", "万元", 1), ("5", "万元", 1), ("5", "元", 0), ("6", "万元", 0), (None, None, 0)],
)
def test_only_the_exact_amount_in_its_unit_is_right(
    value: str | None, unit: str | None, right: int
) -> None:
    asked = Asked(kind="scoped", question="多少？", value=Decimal("5.00"))
    found = figures_of([asked], [answer(value, unit)])
    wrong = 1 - right if value else 0
    assert f"1 问，答对 {right}，答错 {wrong}" in found[0].note


def test_a_store_of_siblings_is_built_once_and_every_question_is_answered_right(
    tmp_path: Path,
) -> None:
    found = {each.name: each for each in scale.measured_size(3, 5, tmp_path)}
    for kind in ("指明范围的查数", "跨报告的排名与合计", "没有指明范围的问题"):
        _, questions, right, *_ = found[f"{kind} p95"].note.split("，")
        assert right == f"答对 {questions.removesuffix(' 问')}"
    told = [m for m in found.values() if m.value is None or m.value <= 0]
    assert not told or sys.platform == "win32"
    again = built(tmp_path / "3", 3, 5)
    assert again.kept
    with pytest.raises(Unmeasured, match="要测的是 4 份"):
        built(tmp_path / "3", 4, 5)


def test_a_build_beyond_its_limit_is_ended_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale, "BUILD_LIMIT", 0.0)
    write_siblings(tmp_path / "in", range(1))
    with pytest.raises(Unmeasured, match="未完成"):
        build_measured(tmp_path / "in", tmp_path / "st")
    assert not (tmp_path / "st" / "CURRENT").exists()


def test_a_build_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(Unmeasured, match="没有报告文件"):
        build_measured(tmp_path / "in", tmp_path / "st")


def test_after_a_size_that_cannot_be_measured_larger_ones_are_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[int] = []

    def measured_size(count: int, seed: int, home: Path | None) -> list[Measurement]:
        tried.append(count)
        if count > 5:
            raise Unmeasured("太慢")
        return [Measurement(name="建库", value=1.0, unit="秒", note=f"{count} 份报告")]

    monkeypatch.setattr(scale, "measured_size", measured_size)
    assert main(["bench", "--reports", "500,5,100"]) == 1
    assert tried == [5, 100]
    said = capsys.readouterr().out
    assert said.startswith("机器：")
    assert "建库：1.00 秒（5 份报告）" in said
    assert "100 份报告，未能测得：太慢" in said


@pytest.mark.parametrize("counts", ["", "0", "5,many", "-1"])
def test_sizes_that_are_no_counts_are_refused(counts: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "--reports", counts])
    assert ended.value.code == 2
