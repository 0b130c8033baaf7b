"""`python -m index` as a user, or another program, meets it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from invented import read_invented, written_reports

from index.__main__ import main
from index.build import build
from index.stores.embedders import Embedder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """青石县文化局 and 青石县水利局, named by `BUDGET_STORE`."""
    paths = written_reports(tmp_path / "in", "青石县文化局", "青石县水利局")
    build(paths, tmp_path / "st", read_report=read_invented, embedder=embedder)
    monkeypatch.setenv("BUDGET_STORE", str(tmp_path / "st"))
    return tmp_path / "st"


@pytest.mark.usefixtures("store")
class TestShow:
    def test_json_lists_the_reports(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "--format", "json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert [report["department"] for report in listed] == ["青石县文化局", "青石县水利局"]
        assert {name: value for name, value in listed[0].items() if name != "sha256"} == {
            "report": "青石县文化局2031年部门预算公开报告",
            "department": "青石县文化局",
            "year": 2031,
            "kind": "budget",
            "pages": 12,
            "source": "青石县文化局.txt",
            "tables": ["公开表3 2031年支出总表", "公开表13 2031年“三公”经费支出表"],
        }

    def test_json_gives_a_table_as_printed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "文化局", "支出总表", "--format", "json"]) == 0
        table = json.loads(capsys.readouterr().out)
        assert table["columns"] == [["2031年预算数", "合计"], ["2031年预算数", "项目支出"]]
        assert (table["number"], table["unit"], table["pages"]) == ("公开表3", "万元", [4])
        assert (table["empty"], table["notes"]) == (False, [])
        assert table["rows"][4] == {
            "page": 4,
            "code": "2070199",
            "label": "其他文化和旅游支出",
            "level": 3,
            "parent": "20701",
            "values": ["300.10", None],
        }

    def test_json_gives_all_tables_of_a_report(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "文化局", "--format", "json"]) == 0
        tables = json.loads(capsys.readouterr().out)
        assert [len(table["rows"]) for table in tables] == [5, 1]

    def test_csv_opens_in_a_spreadsheet(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "文化局", "公开表3", "--format", "csv"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("\ufeff")
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert rows[0] == [
            "页",
            "科目编码",
            "名称",
            "2031年预算数 / 合计",
            "2031年预算数 / 项目支出",
        ]
        assert rows[4] == ["4", "2070104", "图书馆", "700.20", "300.10"]

    def test_text_names_the_table_its_page_and_its_unit(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["show", "水利局", "三公"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[1] == "公开表13 2031年“三公”经费支出表　第 6 页　单位：万元"
        assert lines[2] == "注：无变动"
        assert lines[-1].split() == ["6", "公务接待费", "0.30"]

    def test_text_lists_reports_and_tables(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show"]) == 0
        assert "青石县水利局2031年部门预算公开报告" in capsys.readouterr().out
        assert main(["show", "青石县水利局"]) == 0
        assert "2031年支出总表" in capsys.readouterr().out

    def test_an_ambiguous_name_lists_what_it_may_mean(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["show", "青石县"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "青石县文化局2031" in said.err
        assert "青石县水利局2031" in said.err

    def test_an_ambiguous_table_lists_what_it_may_mean(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["show", "文化局", "2031年"]) == 2
        assert "公开表13" in capsys.readouterr().err

    @pytest.mark.parametrize("words", [["教育局"], ["文化局", "收入"], ["文化局", ""]])
    def test_what_is_not_there_is_named(
        self, capsys: pytest.CaptureFixture[str], words: list[str]
    ) -> None:
        assert main(["show", *words]) == 2
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", f"没有找到“{words[-1]}”\n")

    def test_a_number_that_ends_a_longer_one_is_no_doubt(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["show", "文化局", "表3", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["number"] == "公开表3"


@pytest.mark.usefixtures("store")
class TestAudit:
    def test_json_lists_findings_with_both_sides(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", "水利局", "--json"]) == 0
        [finding] = json.loads(capsys.readouterr().out)
        assert finding == {
            "id": "f1",
            "report": "青石县水利局2031年部门预算公开报告",
            "severity": "explain",
            "rule": "项目表与申报表",
            "message": "相差 0.00 万元",
            "difference": None,
            "unit": None,
            "sides": [
                {
                    "page": 9,
                    "table": None,
                    "row": "流动图书车购置",
                    "column": "资金总额",
                    "printed": "3,001,000",
                    "text": "资金",
                }
            ],
        }

    def test_text_lists_the_findings_of_all_reports(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["audit"]) == 0
        assert capsys.readouterr().out.count("相差 0.00 万元") == 2

    def test_an_unknown_report_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", "教育局"]) == 2
        assert "教育局" in capsys.readouterr().err


def test_without_a_store_the_command_that_makes_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["show"], ["audit"]):
        assert main([*words, "--store", str(tmp_path / "none")]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert "python -m index build" in said.err


def run(*words: str | Path, model: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "index", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"EMBED_MODEL": str(model)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


SHOWING = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from invented import read_invented, written_reports
from index.__main__ import main
from index.build import build

store = Path({folder!r}) / "st"
build(written_reports(store.parent / "in", "甲局"), store, read_report=read_invented)
sys.exit(main(["show", "--format", "json", "--store", str(store)]))
"""


def test_standard_output_is_utf_8_and_nothing_but_the_answer(
    tmp_path: Path, tiny_model: Path
) -> None:
    script = SHOWING.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"EMBED_MODEL": str(tiny_model), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert [r["department"] for r in json.loads(done.stdout.decode("utf-8"))] == ["甲局"]
    assert done.stderr == b""


def test_bad_arguments_end_with_status_2(tiny_model: Path) -> None:
    assert run("build", model=tiny_model).returncode == 2
    assert run("show", "--format", "pdf", model=tiny_model).returncode == 2
