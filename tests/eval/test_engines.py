"""What a language model was asked in a run, and engines side by side on the same questions."""

import json
from typing import Any

from eval import report, summary
from eval.cases import read_cases
from eval.runner import Ask, Run, run_cases

QUESTIONS = [
    {"id": "a", "category": "甲类", "turns": ["水费"], "gold": {"type": "text", "must": ["水费"]}},
    {"id": "b", "category": "甲类", "turns": ["天气"], "gold": {"type": "refuse"}},
    {
        "id": "c",
        "category": "乙类",
        "turns": ["水费", "电费"],
        "gold": {"type": "text", "must": ["<电费>"]},
    },
]
MODEL = {
    "calls": 2,
    "repairs": 1,
    "planned": True,
    "worded": True,
    "fallback": None,
    "prompt_tokens": 1000,
    "completion_tokens": 50,
    "first_words_ms": 400.0,
}
TIMEOUT = {
    "calls": 1,
    "repairs": 0,
    "planned": False,
    "worded": False,
    "fallback": "timeout",
    "prompt_tokens": 1000,
    "completion_tokens": 0,
    "first_words_ms": None,
}


def rules(question: str, conversation: Any) -> tuple[dict[str, Any], Any]:
    """An assistant without a model: repeats the question, declines one on the weather."""
    status = "refused" if question == "天气" else "answered"
    words = f"<{question}>"
    return {"status": status, "answer": words, "value": None, "engine": "rules"}, conversation


def llm(question: str, conversation: Any) -> tuple[dict[str, Any], Any]:
    """An assistant whose model is slow on 电费 and is not asked about the weather."""
    answer, after = rules(question, conversation)
    if question == "天气":
        return answer | {"status": "answered"}, after
    return answer | {"engine": "llm", "model": TIMEOUT if question == "电费" else MODEL}, after


def runs(ask: Ask) -> list[Run]:
    text = "\n".join(json.dumps(line) for line in QUESTIONS)
    return list(run_cases(read_cases(text, "题集"), ask))


def test_calls_repairs_fallbacks_and_tokens_are_counted_over_every_turn() -> None:
    told = summary.summarise({"题集": runs(llm)}).model
    assert told is not None
    assert (told.asked, told.calls, told.repairs) == (3, 5, 2)
    assert (told.planned, told.worded) == (2, 2)
    assert told.fallbacks == {"timeout": 1}
    assert (told.prompt_tokens, told.completion_tokens) == (3000, 100)
    assert (told.first_words.turns, told.first_words.p95) == (2, 400)


def test_a_run_that_asked_no_model_tells_nothing_of_one() -> None:
    result = summary.summarise({"题集": runs(rules)})
    assert result.model is None
    assert len(report.conclusion(result).splitlines()) == 3


def test_tokens_are_averaged_over_all_questions_those_without_the_model_too() -> None:
    text = report.as_text(summary.summarise({"题集": runs(llm)}))
    assert "4 问中问了它 3 问，调用 5 次，其中修补 2" in text
    assert "退回规则 1（timeout 1）" in text
    assert "首字用时 p50 400.0 毫秒，p95 400.0 毫秒（2 问）" in text
    assert "词元 提示 3000、生成 100，平均每问 750、25" in text
