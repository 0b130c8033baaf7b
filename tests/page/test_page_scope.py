"""The scope of a conversation: shown once there is one, and changed by the reader."""

from dataclasses import replace

from page_samples import REPORT, SHARE

from assistant.conversation import Conversation
from assistant.page.scope import (
    MOST_CHOSEN,
    note_on,
    scope_choices,
    scope_name,
    scope_of,
    with_scope,
)
from assistant.page.session import LOST, Session, found_again, new_session
from assistant.query_plan import Figure, Reading

OTHER = replace(REPORT, id="def", year=2032)
SPOKEN_OF = Reading(
    report="000000000000", names=("行政运行",), figures=(Figure(name="x", facts=("f",)),)
)


def test_the_choices_are_any_and_every_report_by_department_year_and_kind() -> None:
    assert scope_choices([REPORT, OTHER]) == [
        ("不限（由问题决定）", ""),
        ("某市档案局 · 2031年 · 预算", "000000000000"),
        ("某市档案局 · 2032年 · 预算", "def"),
    ]


def test_of_very_many_reports_those_of_the_department_spoken_of_can_be_chosen() -> None:
    others = [replace(REPORT, id=f"r{n}", department=f"第{n}局") for n in range(MOST_CHOSEN)]
    reports = (REPORT, OTHER, *others)
    assert [id_ for _, id_ in scope_choices(reports, "r7")] == ["", "r7"]
    assert [id_ for _, id_ in scope_choices(reports, OTHER.id)] == ["", REPORT.id, OTHER.id]
    assert [id_ for _, id_ in scope_choices(reports)] == [""]


def test_two_versions_of_a_report_and_a_nameless_one_are_told_apart() -> None:
    again = replace(REPORT, id="def")
    assert scope_name(again, [REPORT, again]).endswith("版本 2/2")
    assert scope_name(replace(REPORT, department=None), [REPORT]) == REPORT.title


def test_the_scope_is_the_report_spoken_of() -> None:
    conversation = Conversation(reading=SPOKEN_OF, turns=1)
    assert scope_of(conversation, [REPORT, OTHER]) == "000000000000"
    assert scope_of(conversation, [OTHER]) == ""
    assert scope_of(Conversation(), [REPORT]) == ""


def test_a_choice_moves_the_conversation_and_keeps_what_was_named() -> None:
    chosen = with_scope(Conversation(reading=SPOKEN_OF, turns=1), "def")
    assert chosen.reading.report == "def"
    assert chosen.reading.names == ("行政运行",)
    assert chosen.reading.figures == ()
    assert note_on(chosen).startswith("由您选定")
    assert with_scope(chosen, "").reading.report is None


def test_a_choice_stays_where_a_question_is_declined_and_yields_to_a_report_named() -> None:
    chosen = with_scope(Conversation(), "def")
    assert chosen.after(Reading()).reading.report == "def"
    named = chosen.after(SPOKEN_OF)
    assert (named.reading.report, named.chosen) == ("000000000000", None)


def test_a_report_that_answered_for_want_of_a_name_is_said_to() -> None:
    defaulted = Conversation(reading=replace(SPOKEN_OF, defaulted=True))
    assert note_on(defaulted) == "问题没有指明，暂按这份报告回答"
    assert note_on(with_scope(defaulted, "000000000000")).startswith("由您选定")


def test_a_conversation_that_the_server_has_lost_is_said_to_be() -> None:
    assert found_again(new_session(), "2").notice == LOST
    assert found_again(new_session(), "0").notice is None
    kept = Session(conversation=Conversation(), answers=(SHARE,), notice=LOST)
    assert found_again(kept, "1").notice is None
