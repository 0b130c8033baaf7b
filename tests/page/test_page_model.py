"""What an answer says of the language model: quietly what it did, on request what it took."""

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

from page_samples import EXTRACTION, HOSTILE, SHARE

from assistant import llm
from assistant.answer import Answer, ModelUse
from assistant.llm.endpoint import Failure
from assistant.page.about_html import about
from assistant.page.kept_answers import answer_key
from assistant.page.model_html import REASONS, model_note, writing_card
from assistant.page.render import answer_card
from index.records import outline_of

USE = ModelUse(
    calls=2,
    repairs=1,
    planned=False,
    worded=True,
    fallback=None,
    prompt_tokens=518,
    completion_tokens=43,
    first_words_ms=1234.5,
)


def helped(**changes: object) -> Answer:
    use = replace(USE, **changes)  # type: ignore[arg-type]
    engine = "llm" if use.planned or use.worded else "rules"
    return replace(SHARE, engine=engine, model=use)  # type: ignore[arg-type]


def note(answer: Answer) -> str:
    """The summary and the facts of the note, without the tags."""
    html = model_note(answer)
    assert html is not None
    return re.sub(r"<[^>]+>", "|", html)


def test_an_answer_of_the_rules_alone_says_nothing_of_a_model() -> None:
    assert model_note(SHARE) is None
    assert "mz-model" not in answer_card(SHARE, [EXTRACTION])


def test_what_the_model_did_is_said_in_a_line() -> None:
    assert "|文字由语言模型润色，数字均经核对|" in note(helped())
    assert "|问题由语言模型理解|" in note(helped(planned=True, worded=False))
    both = "|问题由语言模型理解；文字由语言模型润色，数字均经核对|"
    assert both in note(helped(planned=True))


def test_what_the_model_took_is_told_on_request() -> None:
    told = note(helped())
    for fact in ("首字 1.2 秒", "2 次，其中请它修改 1 次", "读 518，写 43"):
        assert fact in told
    assert "首字" not in note(helped(first_words_ms=None))
    assert "修改" not in note(helped(repairs=0))


def test_a_model_that_was_not_taken_is_told_in_the_details_only() -> None:
    unused = helped(worded=False, fallback="timeout")
    summary, facts = note(unused).split("||", 1)
    assert "语言模型" not in summary
    assert "语言模型没有采用：超时" in facts
    card = answer_card(unused, [EXTRACTION])
    assert card.count("超时") == 1
    half = helped(planned=True, worded=False, fallback="timeout")
    assert "语言模型的文字没有采用：超时" in note(half)


def test_every_reason_that_the_model_can_give_has_words() -> None:
    folder = Path(llm.__path__[0])
    sources = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    reasons = set(re.findall(r'(?:reason=|fallback = |fallbacks\.append\()"(\w+)"', sources))
    assert {"slots", "check", "no_proposal", "invalid_plan"} <= reasons
    assert reasons | set(get_args(Failure)) <= set(REASONS)


def test_the_words_so_far_stand_in_a_card_that_no_link_and_no_script_comes_out_of() -> None:
    html = writing_card(HOSTILE, "合计为▯。\n" + HOSTILE)
    assert re.search("合计为<span [^>]*>▯</span>。<br>", html)
    assert "<script" not in html
    assert "data-key" not in html
    assert 'aria-busy="true"' in html


def test_a_model_is_spoken_of_while_it_speaks_and_not_before() -> None:
    assert "语言模型" in writing_card("问", "合计为▯。")
    assert "语言模型" not in writing_card("问", "")


def test_the_same_answer_is_the_same_whoever_was_asked() -> None:
    assert answer_key(helped()) == answer_key(SHARE)


def test_the_about_tab_says_which_model_helps_and_that_no_figure_is_its_own() -> None:
    html = about([outline_of(EXTRACTION)], (), "qwen<b>")
    assert "<code>qwen&lt;b&gt;</code>。数字从不出自它。" in html
    assert "没有使用语言模型" in about([outline_of(EXTRACTION)], (), None)
