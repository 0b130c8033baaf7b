"""Work on a thread of its own is heard while it goes on, and what it comes to afterwards."""

import threading

import pytest

from assistant.page.overheard import Overheard, Say

LONG = 60.0
"""Seconds that no test comes near."""


class Steps:
    """Work that goes on each time it is let, saying something before."""

    def __init__(self, *said: tuple[str, ...]) -> None:
        self.said = said
        self.go_on = threading.Semaphore(0)
        self.has_said = threading.Semaphore(0)

    def __call__(self, say: Say) -> int:
        for texts in self.said:
            for text in texts:
                say(text)
            self.has_said.release()
            assert self.go_on.acquire(timeout=LONG)
        return len(self.said)


def test_of_what_was_said_meanwhile_only_the_newest_is_heard() -> None:
    work = Steps(("一",), ("一二", "一二三"))
    overheard = Overheard(work)
    words = overheard.words(LONG)
    assert next(words) == "一"
    work.go_on.release()
    assert work.has_said.acquire(timeout=LONG)
    assert work.has_said.acquire(timeout=LONG)
    assert next(words) == "一二三"
    work.go_on.release()
    assert list(words) == []
    assert overheard.result() == 2


def test_silence_is_heard_once() -> None:
    work = Steps((), ("一",))
    words = Overheard(work).words(0)
    assert next(words) == ""
    work.go_on.release()
    assert next(words) == "一"
    work.go_on.release()
    assert list(words) == []


def test_work_that_says_nothing_and_is_done_is_no_silence() -> None:
    overheard = Overheard(lambda _: 1)
    overheard.result()
    assert list(overheard.words(LONG)) == []


def test_what_the_work_raises_is_raised_by_its_result() -> None:
    def work(_: Say) -> int:
        raise ValueError("坏了")

    overheard = Overheard(work)
    assert list(overheard.words(LONG)) == []
    with pytest.raises(ValueError, match="坏了"):
        overheard.result()
