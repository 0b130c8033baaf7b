"""A link asks the question again, as far as it can be asked alone, and tells of changed data."""

from base64 import b64decode
from dataclasses import replace
from threading import Event

from page_samples import ABSENT, HOSTILE, RANKING, REPORT, SHARE, UNCLEAR

from assistant.answer import Answer
from assistant.department_names import report_name
from assistant.page.kept_answers import (
    FORGOTTEN,
    MOST_KEPT,
    KeptAnswers,
    answer_key,
    linked,
    saved_answer,
)
from assistant.page.links import data_version, question_link
from index.records import Report


class Asked:
    """Answers every question that comes without a conversation with the same answer."""

    def __init__(self, alone: Answer) -> None:
        self.alone = alone
        self.corpus = self

    def reports(self) -> tuple[Report, ...]:
        return (REPORT,)

    def ask(self, question: str, cancelled: Event) -> tuple[Answer, None]:
        assert cancelled.is_set()  # no language model is asked for a link
        return self.alone, None


def link_of(alone: Answer, *answers: Answer) -> str:
    kept = KeptAnswers()
    kept.keep(answers)
    return linked(Asked(alone), kept, {"key": answer_key(answers[-1])})["link"]  # type: ignore[arg-type]


VERSION = data_version(SHARE, [REPORT])


def test_a_question_that_stands_alone_is_linked_alone() -> None:
    assert link_of(SHARE, SHARE) == question_link([SHARE.question], VERSION)
    assert link_of(SHARE, UNCLEAR, SHARE) == question_link([SHARE.question], VERSION)


def test_a_follow_up_is_linked_with_the_questions_before_it() -> None:
    link = link_of(ABSENT, UNCLEAR, SHARE)
    assert link == question_link([UNCLEAR.question, SHARE.question], VERSION)
    assert link.count("q=") == 2


def test_an_answer_in_a_chosen_report_is_linked_with_the_reports_name() -> None:
    class Choosing(Asked):
        def ask(self, question: str, cancelled: Event) -> tuple[Answer, None]:
            return (SHARE if question != SHARE.question else ABSENT), None

    kept = KeptAnswers()
    kept.keep([SHARE])
    link = linked(Choosing(SHARE), kept, {"key": answer_key(SHARE)})["link"]  # type: ignore[arg-type]
    named = f"{report_name(REPORT)}，{SHARE.question}"
    assert link == question_link([named], VERSION)


def test_no_question_breaks_out_of_its_link() -> None:
    link = question_link([f"{HOSTILE}&v=1#x"], "abc")
    assert link.count("&") == 1
    assert "<" not in link
    assert "#" not in link


def test_the_version_changes_with_the_reports_cited_and_with_no_other() -> None:
    changed = replace(REPORT, sha256="1" * 64)
    other = replace(REPORT, title="另一份", sha256="2" * 64)
    assert data_version(SHARE, [changed]) != VERSION
    assert data_version(SHARE, [REPORT, other]) == VERSION
    assert data_version(ABSENT, [REPORT, other]) != data_version(ABSENT, [REPORT])


def test_answers_are_told_apart_by_everything_they_say() -> None:
    assert answer_key(SHARE) == answer_key(replace(SHARE, timings_ms={"total": 1.0}))
    assert answer_key(SHARE) != answer_key(replace(SHARE, value="1"))
    assert answer_key(SHARE) != answer_key(replace(SHARE, citations=()))


def test_only_the_latest_answers_are_kept() -> None:
    kept = KeptAnswers()
    for number in range(MOST_KEPT + 1):
        kept.keep([replace(SHARE, question=str(number))])
    first = answer_key(replace(SHARE, question="0"))
    assert kept.get(first) is None
    assert linked(Asked(SHARE), kept, {"key": first}) == {"error": FORGOTTEN}  # type: ignore[arg-type]


def test_a_chart_is_saved_under_the_words_of_its_question() -> None:
    kept = KeptAnswers()
    kept.keep([RANKING])
    given = saved_answer(kept, lambda _: (), {"key": answer_key(RANKING), "format": "csv"})
    assert given["name"] == "项目支出最多的是哪些？.csv"
    assert "档案馆" in b64decode(given["data"]).decode()
    assert "error" in saved_answer(kept, lambda _: (), None)
    kept.keep([SHARE])
    assert "error" in saved_answer(kept, lambda _: (), {"key": answer_key(SHARE)})


def test_no_link_carries_what_another_visitor_asked_before() -> None:
    kept = KeptAnswers()
    private = replace(UNCLEAR, question="我叫张三，我的补贴多少")
    kept.keep([UNCLEAR, SHARE])
    kept.keep([private, SHARE])
    sent = {"key": answer_key(SHARE)}
    link = linked(Asked(ABSENT), kept, sent)["link"]  # type: ignore[arg-type]
    assert link == question_link([SHARE.question], VERSION)
