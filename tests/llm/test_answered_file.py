"""`python -m eval answer` uses the configured model, and leaves it out where it is told to."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_models import draft_of
from scripted_replies import Request, Script, Words
from scripted_server import ScriptedServer

from eval.__main__ import main

Serve = Callable[[Script], ScriptedServer]


def in_better_words(request: Request) -> Words:
    return Words("根据报告，" + draft_of(request.messages[0].content))


@pytest.mark.parametrize(("options", "engine"), [([], "llm"), (["--no-llm"], "rules")])
def test_a_question_file_is_answered_with_the_configured_model(
    options: list[str],
    engine: str,
    serve: Serve,
    bundled_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = serve(in_better_words)
    monkeypatch.setenv("LLM_BASE_URL", server.base_url)
    monkeypatch.setenv("LLM_MODEL", "scripted")
    asked, out = tmp_path / "asked.jsonl", tmp_path / "answered.jsonl"
    case = {"id": "a", "category": "查数", "turns": ["2023年行政运行预算是多少？"], "gold": None}
    case["gold"] = {"type": "number", "value": "1182.50", "unit": "万元"}
    asked.write_text(json.dumps(case, ensure_ascii=False) + "\n", encoding="utf-8")
    files = ["--questions", str(asked), "--out", str(out), "--store", str(bundled_store)]
    assert main(["answer", *files, *options]) == 0
    answer = json.loads(out.read_text(encoding="utf-8"))["answers"][0]
    assert (answer["engine"], answer["value"]) == (engine, "1182.50")
    assert bool(server.requests) == (engine == "llm")
