"""What a language model was asked in a run, and engines side by side on the same questions."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import ask as assistant_ask
from eval import __main__ as command
from eval import report, side_by_side, summary
from eval.cases import read_cases
from eval.engines import beside, engine_names, open_engine
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


ENGINES: dict[str, Ask] = {"rules": rules, "llm": llm}


def run_engines(folder: Path, engines: str, *more: str) -> int:
    """Status of `eval run --engine ...` over the questions, in the file 题集."""
    questions = folder / "题集.jsonl"
    questions.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    options = command.parser().parse_args(
        ["run", "--questions", str(questions), "--engine", engines, *more]
    )
    return command.run(options, {name: ENGINES[name] for name in options.engine})


def test_each_engine_has_a_column_and_one_that_asks_no_model_has_a_dash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_engines(tmp_path, "rules,llm") == command.OK
    printed = capsys.readouterr().out.splitlines()
    cells = {row[0]: tuple(row[1:]) for line in printed if (row := line.split("  ")) if row[0]}
    told = {name: tuple(cell.strip() for cell in row if cell) for name, row in cells.items()}
    assert told["引擎"] == ("rules", "llm")
    assert told["甲类"] == ("100.0%（2/2）", "50.0%（1/2）")
    assert told["正确率"] == ("100.0%（3/3）", "66.7%（2/3）")
    assert told["该拒答的拒答了"] == ("1/1", "0/1")
    assert told["答错"] == ("0", "1")
    assert told["其中修补"] == ("—", "2")
    assert told["退回规则（原因）"] == ("—", "1（timeout 1）")
    assert told["首字用时 p50、p95（毫秒）"] == ("—", "400.0、400.0")
    assert told["提示词元（平均每问）"] == ("—", "3000（750）")
    assert told["生成词元（平均每问）"] == ("—", "100（25）")


def test_one_engine_is_reported_as_if_there_were_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "A.json"
    assert run_engines(tmp_path, "rules", "--json", str(saved)) == command.OK
    printed = capsys.readouterr().out
    assert printed.startswith("类别  题数  答对  正确率")
    assert "语言模型" not in printed
    assert json.loads(saved.read_text(encoding="utf-8"))["engine"] == "rules"


def test_rules_are_asked_where_no_engine_is_named() -> None:
    assert command.parser().parse_args(["run"]).engine == ("rules",)


def test_each_of_several_engines_is_saved_in_a_file_of_its_own(tmp_path: Path) -> None:
    run_engines(tmp_path, "llm,rules", "--json", str(tmp_path / "A.json"))
    assert not (tmp_path / "A.json").exists()
    for engine in ("rules", "llm"):
        saved = json.loads(beside(tmp_path / "A.json", engine).read_text(encoding="utf-8"))
        assert saved["engine"] == engine
        assert (saved["model"] is None) == (engine == "rules")


def test_the_page_of_several_engines_holds_the_table_and_each_ones_cases(tmp_path: Path) -> None:
    page = tmp_path / "评测.html"
    run_engines(tmp_path, "rules,llm", "--html", str(page))
    text = page.read_text(encoding="utf-8")
    assert text.count("<h1>") == 1
    assert text.index("其中修补") < text.index("<h2>rules</h2>") < text.index("<h2>llm</h2>")
    assert text.count("&lt;电费&gt;") == 4  # asked for and given, by each engine
    assert "<电费>" not in text


def test_what_went_amiss_is_listed_under_its_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_engines(tmp_path, "rules,llm", "--show")
    assert capsys.readouterr().out.startswith("［llm］\n✗ b［甲类］天气")


@pytest.mark.parametrize(
    ("engines", "right", "status"),
    [
        ("rules", 3, command.OK),
        ("llm", 3, command.OK),
        ("rules,llm", 3, command.OK),
        ("rules,llm", 4, command.BELOW),
        ("llm", 4, command.OK),
    ],
)
def test_only_the_rules_are_held_to_the_baseline(
    engines: str, right: int, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = {"题集": {"cases": 3, "right": right, "wrong": 0, "unsupported": 0}}
    monkeypatch.setattr(summary, "load_baseline", lambda: recorded)
    assert run_engines(tmp_path, engines) == status


def test_of_several_engines_the_rules_are_recorded_and_a_model_alone_never_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[summary.Summary] = []
    monkeypatch.setattr(summary, "record_baseline", recorded.append)
    run_engines(tmp_path, "llm,rules", "--record")
    assert [each.total.right for each in recorded] == [3]
    with pytest.raises(command.SettingError, match="--engine rules"):
        run_engines(tmp_path, "llm", "--record")


@pytest.mark.parametrize("named", ["", "gpt", "rules,", "rules,rules", "rules;llm"])
def test_an_engine_that_there_is_not_or_that_is_named_twice_is_told(
    named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        command.parser().parse_args(["run", "--engine", named])
    assert end.value.code == command.BROKEN
    assert "应为 rules 或 llm" in capsys.readouterr().err


def test_engines_are_asked_in_the_order_in_which_they_are_named() -> None:
    assert engine_names("llm,rules") == ("llm", "rules")


def model_is(model: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this were the model that is configured."""
    settings = SimpleNamespace(configured_model=lambda: model)
    monkeypatch.setitem(sys.modules, "assistant.llm.settings", settings)


def test_an_engine_with_a_model_needs_one_that_is_configured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model_is(None, monkeypatch)
    assert command.main(["run", "--engine", "llm"]) == command.BROKEN
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "错误：没有配置语言模型：--engine llm 需要环境变量 LLM_BASE_URL 与 LLM_MODEL"
    ]


def test_only_the_engine_with_a_model_is_given_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path | None, dict[str, Any]]] = []
    monkeypatch.setattr(
        assistant_ask, "open_assistant", lambda store, **more: opened.append((store, more))
    )
    model_is("某模型", monkeypatch)
    for engine in ("rules", "llm"):
        open_engine(engine, tmp_path)
    assert opened == [(tmp_path, {}), (tmp_path, {"model": "某模型"})]


def test_the_questions_that_every_engine_skipped_are_told_once() -> None:
    result = summary.summarise({"题集": runs(rules)}, {"题集": 2})
    text = side_by_side.as_text({"rules": result, "llm": result})
    assert text.count("跳过 2 题") == 1
