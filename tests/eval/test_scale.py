"""Measuring how building and answering grow: what is asked, what is measured, what is bounded."""

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval import scale
from eval.__main__ import main
from eval.bench import Measurement, Unmeasured
from eval.scale import LookUp, answering, build_measured, look_ups
from eval.siblings import sibling, write_siblings


def answer(value: str | None, unit: str | None = "万元") -> Callable[[str, Any], Any]:
    return lambda question, conversation: ({"value": value, "unit": unit}, None)


def test_every_question_names_a_department_and_a_year_and_knows_its_answer() -> None:
    siblings = [sibling(number) for number in range(3)]
    asked = list(look_ups(siblings))
    assert len({each.question for each in asked}) == len(asked) == 9
    first = siblings[0].book
    assert asked[0].question == f"{first.department}{first.year}年基本支出是多少万元？"
    assert asked[0].right == first.basic


@pytest.mark.parametrize(
    ("value", "unit", "right"),
    [("5.0", "万元", 1), ("5", "万元", 1), ("5", "元", 0), ("6", "万元", 0), (None, None, 0)],
)
def test_only_the_exact_amount_in_its_unit_is_right(
    value: str | None, unit: str | None, right: int
) -> None:
    times, counted = answering(
        answer(value, unit), [LookUp(question="多少？", right=Decimal("5.00"))]
    )
    assert (len(times), counted) == (1, right)


def test_a_store_of_siblings_is_built_and_every_look_up_is_right() -> None:
    found = {each.name: each for each in scale.measured_size(2, seed=5)}
    assert found["指明范围的查数 p95"].note == "6 问，答对 6"
    assert all(each.value is not None and each.value > 0 for each in found.values()) or (
        sys.platform == "win32"
    )


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

    def measured_size(count: int, seed: int) -> list[Measurement]:
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
