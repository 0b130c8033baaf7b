"""Every correct answer passes untouched; none passes once it says something false."""

import pytest
from whole_budgets import Budget, bundled_budget, invented_budget
from worded_answers import answers

from assistant.check import Labels, labels_of
from eval.mutants import mutants
from eval.mutation import rates

EVERY = 9
"""One mutant in so many is tried here; all of them by tests/check/all_mutants.py."""


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_answers_over_an_invented_budget(seed: int) -> None:
    judge(invented_budget(seed), labels_of(invented_budget(seed).facts))


def test_answers_over_the_bundled_report() -> None:
    judge(bundled_budget(), labels_of(bundled_budget().facts))


def test_the_cited_figures_alone_are_enough_to_judge() -> None:
    judge(invented_budget(3), None)


def judge(budget: Budget, labels: Labels | None) -> None:
    """All answers over a budget pass, no wrong mutant does."""
    found = rates(answers(budget), labels, every=EVERY)
    assert found.answers >= 150
    assert found.rejected == ()
    assert sum(found.mutants.values()) >= 800
    assert [mutant.text for mutant in found.missed] == []


def test_every_kind_of_error_is_tried() -> None:
    tried = {mutant.kind for answer in answers(invented_budget(0)) for mutant in mutants(answer)}
    assert tried == {
        *("数字改一位", "年份改一位", "小数点移位", "单位改换", "行名调换", "列名调换", "年份改换"),
        *("他格数字", "方向颠倒", "两数互换", "运算数互换", "两端互换", "正负号"),
    }
