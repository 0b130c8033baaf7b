"""The comparison of systems: what is counted, what the table says, what is written."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval import __main__ as command
from eval.cases import Case, read_cases
from eval.scoring import score
from eval.systems import report
from eval.systems.comparing import SystemResult, compare_systems, outcomes, rank_of_rows
from eval.systems.ours import Ours
from eval.systems.system import answer_object
from index.records import Extraction


def line(number: str, category: str, value: str, row: str | None, *turns: str) -> str:
    gold: dict[str, Any] = {"type": "number", "value": value, "unit": "万元"}
    if row:
        gold["cite"] = [[value, row]]
    return json.dumps({"id": number, "category": category, "turns": turns, "gold": gold})


CASES = tuple(
    read_cases(
        "\n".join(
            [
                line("a", "甲类", "1", "水费", "水费多少"),
                line("b", "甲类", "2", "电费", "电费多少"),
                line("c", "甲类", "3", None, "水费", "那邮费呢"),
                line("d", "乙类", "4", "差旅费", "差旅费多少"),
            ]
        ),
        "题集",
    )
)

PRINTED = ("水费 1", "邮费 3", "维修费 9", "培训费 8", "会议费 7", "电费 2")


class Canned:
    """Finds the same rows for every question; answers the first that the question names."""

    name = "甲系统"

    def __init__(self) -> None:
        self.closed = False

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        (folder / "索引").mkdir()
        (folder / "索引" / "行").write_bytes(bytes(3 * 1024 * 1024))

    def ask(self, question: str, conversation: Any) -> tuple[Any, Any]:
        found = [[{"text": text}] for text in PRINTED]
        named = [text.split() for text in PRINTED if text.split()[0] in question]
        if not named:
            return {**answer_object(question, "not_found", "没有"), "found": found}, None
        row, value = named[0]
        proof = [{"text": f"{row} {value}"}]
        words = f"{row}{value}万元"
        told = answer_object(question, "answered", words, proof, (value, "万元"))
        return {**told, "found": found}, None

    def close(self) -> None:
        self.closed = True


def result(cases: Sequence[Case] = CASES) -> SystemResult:
    (only,) = compare_systems([Canned()], [], {"题集": cases})
    return only


def test_answers_and_rows_are_counted_for_each_category_and_in_all() -> None:
    counted = outcomes(result())
    assert list(counted) == ["乙类", "甲类", "合计"]
    told = {
        name: (each.tally.cases, each.tally.right, each.tally.wrong)
        for name, each in counted.items()
    }
    assert told == {"乙类": (1, 0, 0), "甲类": (3, 3, 0), "合计": (4, 3, 0)}
    rows = {name: (each.asked_rows, each.found) for name, each in counted.items()}
    assert rows == {"乙类": (1, (0, 0, 0)), "甲类": (2, (1, 1, 2)), "合计": (3, (1, 1, 2))}
    assert counted["合计"].latency.turns == 5


def test_a_row_found_is_looked_for_result_by_result() -> None:
    a, b, c, d = result().runs["题集"]
    ranks = [rank_of_rows(run.answers[-1], run.case) for run in (a, b, c, d)]
    assert ranks == [1, 6, None, None]


def test_where_two_rows_are_named_both_must_be_found() -> None:
    gold = {"type": "number", "value": "3", "unit": "万元", "cite": [["1", "水费"], ["2", "电费"]]}
    text = json.dumps({"id": "x", "turns": ["水电费"], "gold": gold})
    (case,) = read_cases(text, "题集")
    assert rank_of_rows({"found": [[{"text": each}] for each in PRINTED]}, case) == 6
    assert rank_of_rows({"found": [[{"text": "水费 1"}]]}, case) is None
    assert rank_of_rows({"found": [[{"text": "水费 1"}, {"text": "电费 2"}]]}, case) == 1


def test_no_result_below_the_deepest_counts() -> None:
    case = CASES[0]
    others = [[{"text": "维修费 9"}]]
    assert rank_of_rows({"found": [*others * 19, [{"text": "水费 1"}]]}, case) == 20
    assert rank_of_rows({"found": [*others * 20, [{"text": "水费 1"}]]}, case) is None


def test_the_index_is_measured_and_the_system_closed() -> None:
    system = Canned()
    (only,) = compare_systems([system], [], {"题集": CASES})
    assert only.built.size == 3 * 1024 * 1024
    assert only.built.seconds > 0
    assert system.closed


def test_a_system_that_breaks_on_a_question_fails_that_question() -> None:
    class Broken(Canned):
        def ask(self, question: str, conversation: Any) -> tuple[Any, Any]:
            if "电费" in question:
                raise KeyError(question)
            return super().ask(question, conversation)

    (only,) = compare_systems([Broken()], [], {"题集": CASES})
    total = outcomes(only)["合计"]
    assert (total.tally.right, total.tally.wrong, total.tally.crashed) == (2, 0, 1)
    assert total.found == (1, 1, 1)


def test_our_answers_are_scored_as_those_of_any_other_system() -> None:
    other = Canned()

    def ask(question: str, conversation: Any) -> tuple[Any, Any]:
        answer, after = other.ask(question, conversation)
        return {key: value for key, value in answer.items() if key != "found"}, after

    ours = Ours(ask)
    runs = [[system.ask(*case.turns[-1:], None)[0] for case in CASES] for system in (ours, other)]
    verdicts = [
        [score(a, c.gold) for a, c in zip(each, CASES, strict=True) if c.gold] for each in runs
    ]
    assert verdicts[0] == verdicts[1]
    assert [verdict.right for verdict in verdicts[0]] == [True, True, True, False]


def test_what_we_found_are_the_rows_that_we_cite_in_their_order() -> None:
    def ask(question: str, conversation: Any) -> tuple[Any, Any]:
        return {
            "status": "answered",
            "citations": [{"raw": "9"}, {"raw": "1", "row": "水费"}],
        }, None

    answer, _ = Ours(ask).ask("水费多少", None)
    assert rank_of_rows(answer, CASES[0]) == 2


def test_the_table_has_a_line_for_each_system_in_each_category() -> None:
    text = report.as_text([result(), result()])
    lines = [each.split() for each in text.splitlines()]
    totals = [each for each in lines if "甲系统" in each and "4" in each]
    assert [each[-9:-2] for each in totals] == [["4", "3", "75.0%", "0", "1/3", "1/3", "2/3"]] * 2
    assert text.count("甲系统") == 2 * 3 + 2
    assert sum(each[0] == "合计" for each in lines if each) == 1
    assert "3.0" in text


def test_a_category_whose_gold_names_no_row_has_a_dash() -> None:
    text = report.as_text([result(CASES[2:3])])
    assert text.count("—") == 2 * 3


def test_the_object_leaves_the_cases_of_held_out_files_out() -> None:
    runs = result().runs["题集"]
    both = SystemResult(
        name="甲系统", built=result().built, runs={"题集": runs[:1], "held_out_某": runs[1:]}
    )
    (told,) = report.as_object([both], {"题集": 0, "别的": 2})["systems"]
    assert [case["id"] for case in told["cases"]] == ["a"]
    assert told["cases"][0]["rank"] == 1
    assert told["outcomes"]["合计"]["tally"]["cases"] == 4
    assert report.as_object([both], {"题集": 0, "别的": 2})["skipped"] == {"别的": 2}


def test_the_command_compares_four_systems_over_a_store(
    bundled_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "out.json"
    elsewhere = json.loads(line("e", "查数", "1", None, "某局多少")) | {"reports": ["没有的报告"]}
    known = line(
        "f", "查数", "1,182.50", "行政运行", "2023年预算支出总表中，行政运行的合计数是多少？"
    )
    questions.write_text(f"{known}\n{json.dumps(elsewhere)}", encoding="utf-8")
    options = ["--store", str(bundled_store), "--questions", str(questions), "--json", str(out)]
    assert command.main(["compare-systems", *options]) == command.OK
    printed = capsys.readouterr().out
    assert "跳过 1 题" in printed
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [each["name"] for each in told["systems"]] == [
        *("明账（规则）", "llama-index 切块", "BM25 切块", "全文检索取行首数")
    ]
    for each in told["systems"]:
        assert each["outcomes"]["合计"]["tally"]["cases"] == 1
        assert each["index_bytes"] > 0
        assert each["name"] in printed
    assert told["systems"][0]["outcomes"]["合计"]["tally"]["right"] == 1


def test_a_store_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["compare-systems", "--store", str(tmp_path / "没有")]
    assert command.main(options) == command.BROKEN
    assert len(capsys.readouterr().err.splitlines()) == 1
