"""A question that is being answered can be cancelled by whoever asked it, and ends with it."""

import pytest

from assistant.page import running
from assistant.page.running import RunningQuestions


def test_a_question_is_cancelled_by_its_own_visitor_only() -> None:
    questions = RunningQuestions()
    with questions.question("a") as mine, questions.question("b") as other:
        questions.cancel("a")
        questions.cancel("nobody")
        assert mine
        assert other
        assert (mine.is_set(), other.is_set()) == (True, False)


def test_a_visitor_has_one_question_at_a_time_and_the_next_is_not_cancelled() -> None:
    questions = RunningQuestions()
    with questions.question("a") as first:
        with questions.question("a") as second:
            assert second is None
        assert first
        assert not first.is_set()
    with questions.question("a") as third:
        assert third
        assert not third.is_set()


def test_what_ends_a_question_cancels_what_goes_on_of_it() -> None:
    questions = RunningQuestions()
    with pytest.raises(GeneratorExit), questions.question("a") as cancelled:
        raise GeneratorExit
    assert cancelled
    assert cancelled.is_set()
    with questions.question("a") as again:
        assert again


def test_no_more_questions_are_kept_than_the_page_can_work_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "MOST_RUNNING", 1)
    questions = RunningQuestions()
    with questions.question("a"), questions.question("b") as beyond:
        assert beyond is None
    with questions.question("b") as later:
        assert later
