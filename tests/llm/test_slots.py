"""Figures go out of a checked text and come back as they were."""

from collections.abc import Sequence

import pytest

from assistant.answer import Check, Verdict
from assistant.llm.slots import Slotted, slotted


def cited(text: str, citation: str = "c1", verdict: Verdict = "cited") -> Check:
    return Check(text=text, verdict=verdict, citations=(citation,) if citation else ())


def computed(text: str) -> Check:
    return cited(text, "", "computed")


CASES: list[tuple[str, Sequence[Check], str, dict[str, str]]] = [
    (
        "2031年会议费预算数为3.00万元（表6，第9页）。",
        [cited("2031年", "", "question"), cited("3.00万元"), cited("表6"), cited("第9页")],
        "2031年会议费预算数为${c1}（表6，第9页）。",
        {"c1": "3.00万元"},
    ),
    (
        "会议费占30.00%（3.00÷10.00）。",
        [computed("30.00%"), cited("3.00"), cited("10.00", "c2")],
        "会议费占${f}（${c1}÷${c2}）。",
        {"f": "30.00%", "c1": "3.00", "c2": "10.00"},
    ),
    (
        "会议费3.00万元，即30,000元，也即3.00万元。",
        [cited("3.00万元"), cited("30,000元"), cited("3.00万元")],
        "会议费${c1}，即${c1b}，也即${c1}。",
        {"c1": "3.00万元", "c1b": "30,000元"},
    ),
    ("共2个，合计2.00万元。", [computed("2个")], "共${f}，合计2.00万元。", {"f": "2个"}),
    ("2031年没有会议费。", [cited("2031年", "", "question")], "2031年没有会议费。", {}),
    ("会议费为3元。", [cited("3元", "", "unsupported")], "会议费为3元。", {}),
    ("会议费3元。", [cited("3元"), cited("9元", "c2")], "会议费${c1}。", {"c1": "3元"}),
]


@pytest.mark.parametrize(("text", "checks", "slots", "values"), CASES, ids=[c[0] for c in CASES])
def test_only_proven_quantities_become_slots(
    text: str, checks: Sequence[Check], slots: str, values: dict[str, str]
) -> None:
    found = slotted(text, checks)
    assert (found.text, found.values) == (slots, values)
    assert found.filled(found.text) == text


def test_what_a_figure_holds_is_not_filled_again() -> None:
    assert Slotted(text="", values={"c1": "${c2}", "c2": "3元"}).filled("${c1}") == "${c2}"


def test_the_slots_of_the_first_sentence_with_any_are_needed() -> None:
    draft = Slotted(text="只有一项。\n会议费${c1}，培训费${c2}。差旅费${c3}。", values={})
    assert draft.needed == {"c1", "c2"}
    assert Slotted(text="没有数。", values={}).needed == frozenset()
