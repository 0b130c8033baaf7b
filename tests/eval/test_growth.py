"""Measuring what a store of many reports costs: every figure is there, and a failure says so."""

import json
from pathlib import Path

import pytest

from eval import growth


def test_building_adding_and_searching_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "found.json"
    folder = str(tmp_path / "kept")
    assert growth.main(["--reports", "2", "--folder", folder, "--json", str(out)]) == 0
    found = {m["name"]: m["value"] for m in json.loads(out.read_text("utf-8"))["measurements"]}
    assert {"建库", "增加一份", "占用磁盘", "指明报告的检索 p95", "不指明报告的检索 p95"} <= set(
        found
    )
    assert all(found.values())
    assert "增加一份" in capsys.readouterr().out
    assert len(list((tmp_path / "kept" / "reports").iterdir())) == 3


def test_a_store_that_cannot_be_built_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store").write_text("no folder")
    assert growth.main(["--reports", "1", "--folder", str(tmp_path)]) == 1
    assert "退出状态为 2" in capsys.readouterr().err
