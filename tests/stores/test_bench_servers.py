"""`python -m eval bench --servers` measures every place and leaves nothing behind."""

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from eval import servers
from eval.__main__ import main
from eval.scale_questions import asked_of
from index.settings import ChromaServer, FactsServer
from index.stores.chroma_clients import chroma_client
from index.stores.postgres import PostgresDatabase


def kept(facts: FactsServer, chroma: ChromaServer) -> tuple[set[str], set[str]]:
    """The schemas and the collections that there are."""
    with closing(PostgresDatabase(facts)) as database:
        schemas = database.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'"
        ).fetchall()
    with closing(chroma_client(chroma)) as client:
        return {row[0] for row in schemas}, {each.name for each in client.list_collections()}


def test_every_place_is_measured_alike_and_left_as_it_was(
    on_postgres: FactsServer,
    on_chroma: ChromaServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, environment = kept(on_postgres, on_chroma), dict(os.environ)
    monkeypatch.setattr(servers, "asked_of", lambda *_: asked_of(1, 0)[::12])
    assert main(["bench", "--servers", "1", "--json", str(tmp_path / "out.json")]) == 0
    assert kept(on_postgres, on_chroma) == before
    assert dict(os.environ) == environment
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["measurements"]
    places = {each["note"].partition("，")[0] for each in found}
    assert places == {
        "文件夹",
        "文件夹 + Chroma 服务器",
        "PostgreSQL",
        "PostgreSQL + Chroma 服务器",
    }
    searched = [each["note"] for each in found if "检索 p" in each["name"]]
    assert searched
    for note in searched:
        _, asked, alike = note.split("，")
        assert alike == f"{asked}与文件夹逐位相同"
    same = [each for each in found if each["name"] == "与文件夹逐字相同的回答"]
    assert len(same) == 4
    assert all(each["note"].endswith(f"共 {each['value']:.0f} 问") for each in same)
    assert "bench_" not in capsys.readouterr().out


def test_without_servers_the_folder_alone_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(servers, "asked_of", lambda *_: asked_of(1, 0)[::12])
    for name in ("FACTS_URL", "CHROMA_URL"):
        monkeypatch.delenv(name, raising=False)
    assert main(["bench", "--servers", "1"]) == 0
    said = capsys.readouterr().out
    assert "没有设 FACTS_URL 或 CHROMA_URL" in said
    assert "PostgreSQL" not in said
