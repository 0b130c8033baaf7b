"""How often a visitor may ask, and what the environment says about it."""

from collections.abc import Callable

import pytest

from assistant.page import limits
from assistant.page.limits import Allowance, Doorman, doorman
from index.errors import SettingError


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def allowance(per_minute: int) -> tuple[Clock, Callable[[str], float]]:
    clock = Clock()
    return clock, Allowance(per_minute, clock).wait


def test_so_many_questions_may_be_asked_at_once_and_the_next_must_wait() -> None:
    _, wait = allowance(3)
    assert [wait("甲") for _ in range(3)] == [0, 0, 0]
    assert wait("甲") == pytest.approx(20)


def test_the_bucket_fills_up_again_but_not_beyond_its_size() -> None:
    clock, wait = allowance(3)
    for _ in range(3):
        wait("甲")
    clock.now += 20
    assert wait("甲") == 0
    assert wait("甲") > 0
    clock.now += 3600
    assert [wait("甲") > 0 for _ in range(4)] == [False, False, False, True]


def test_asking_while_waiting_does_not_make_the_wait_longer() -> None:
    clock, wait = allowance(1)
    wait("甲")
    clock.now += 30
    assert wait("甲") == pytest.approx(30)
    assert wait("甲") == pytest.approx(30)


def test_one_visitor_does_not_use_up_what_is_anothers() -> None:
    _, wait = allowance(1)
    assert (wait("甲"), wait("乙")) == (0, 0)


def test_zero_lifts_the_limit() -> None:
    _, wait = allowance(0)
    assert {wait("甲") for _ in range(1000)} == {0.0}


def test_only_so_many_visitors_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_VISITORS", 2)
    _, wait = allowance(1)
    for name in "甲乙丙":
        wait(name)
    assert wait("丙") > 0
    assert wait("甲") == 0


def test_conversations_and_addresses_are_limited_each_by_itself() -> None:
    door = Doorman(Allowance(1, Clock()), Allowance(3, Clock()))
    assert door.objection("10.0.0.1", "会话一") is None
    assert door.objection("10.0.0.1", "会话一") == "问得太快了，请 60 秒后再问。"
    assert door.objection("10.0.0.1", "会话二") is None
    assert door.objection("10.0.0.1", "会话三") == "问得太快了，请 20 秒后再问。"
    assert door.objection("10.0.0.2", None) is None


def test_the_environment_sets_the_limits() -> None:
    door = doorman({limits.PER_CONVERSATION: "0", limits.PER_ADDRESS: "2"})
    asked = [door.objection("10.0.0.1", "会话") is None for _ in range(3)]
    assert asked == [True, True, False]
    with pytest.raises(SettingError, match="BUDGET_QUESTIONS_PER_MINUTE='很多'"):
        doorman({limits.PER_CONVERSATION: "很多"})
