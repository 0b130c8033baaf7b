"""What programs may ask: the calls by themselves, then over real HTTP as the documentation says."""

import asyncio
import importlib.util
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from page_samples import EXTRACTION, REPORT, SHARE

from assistant.page.programs import Calls, NotPossible
from index.records import Outline, outline_of

ROOT = Path(__file__).resolve().parents[2]
HAS_MCP = importlib.util.find_spec("mcp") is not None
OTHER = replace(REPORT, id="def", title="某市水务局2031年部门预算公开报告", department="某市水务局")


class Sample:
    """An assistant that knows one answer, over two reports."""

    corpus: "Sample"

    def __init__(self) -> None:
        self.corpus = self

    def ask(self, question: str, conversation: object) -> tuple[object, object]:
        return replace(SHARE, question=question), conversation

    def reports(self) -> tuple[object, ...]:
        return (REPORT, OTHER)

    def extraction(self, report: str) -> object:
        found = next(each for each in (REPORT, OTHER) if each.id == report)
        return replace(EXTRACTION, report=found)

    def outlines(self) -> tuple[Outline, ...]:
        return tuple(outline_of(replace(EXTRACTION, report=each)) for each in (REPORT, OTHER))


CALLS = Calls(Sample())  # type: ignore[arg-type]


def test_an_answer_is_the_answer_object() -> None:
    answer = CALLS.ask(" 占多少？ ")
    assert (answer["question"], answer["value"], answer["unit"]) == ("占多少？", "40.00", "%")


def test_a_table_is_found_by_any_part_of_its_name_that_fits_one() -> None:
    table = CALLS.get_table("档案局 2031", "支出总表")
    assert table["title"] == "2031年预算支出总表"
    assert table["rows"][2]["values"] == ["634.56", "234.56", "400.00"]


@pytest.mark.parametrize(
    ("report", "table", "said"),
    [
        (
            "2031",
            "支出总表",
            "“2031”符合不止一份报告；可选：某市档案局2031年部门预算公开报告",
        ),
        ("火星局", "支出总表", "没有找到“火星局”报告"),
        ("档案局", "收入总表", "没有找到“收入总表”表；可选：预算公开表3"),
        ("长" * 500, "支出总表", "名称太长"),
    ],
)
def test_a_name_that_fits_none_or_several_is_answered_with_the_choices(
    report: str, table: str, said: str
) -> None:
    with pytest.raises(NotPossible, match=re.escape(said)):
        CALLS.get_table(report, table)


def test_reports_and_findings_are_as_the_commands_give_them() -> None:
    assert [each["report"] for each in CALLS.list_reports()] == [REPORT.title, OTHER.title]
    assert CALLS.audit("") == []


# --- over HTTP ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def url(bundled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page served by a process of its own, with MCP where that is installed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = tmp_path_factory.mktemp("served") / "log.txt"
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(bundled_store)]
    command += ["--mcp"] if HAS_MCP else []
    settings = {"BUDGET_QUESTIONS_PER_MINUTE_ADDRESS": "20"}
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=out, env=os.environ | settings
        ) as process,
    ):
        deadline = time.monotonic() + 120
        while "已就绪" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def test_the_documented_example_runs(url: str) -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    section = text.partition("## Python")[2].partition("\n## ")[0]
    (example,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    names: dict[str, object] = {}
    exec(example.replace("http://127.0.0.1:7860", url), names)
    assert names["answer"]["status"] == "answered"  # type: ignore[index]
    assert names["table"]["rows"]  # type: ignore[index]
    assert isinstance(names["findings"], list)


def test_a_call_that_cannot_be_met_says_why(url: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(url, verbose=False)
    with pytest.raises(AppError, match="没有找到“火星局”报告"):
        client.predict("火星局", "支出总表", api_name="/get_table")
    with pytest.raises(AppError, match="问题太长"):
        client.predict("长" * 501, api_name="/ask")


@pytest.mark.skipif(not HAS_MCP, reason="没有安装 mcp")
def test_the_same_calls_are_tools_for_a_model(url: str) -> None:
    with ThreadPoolExecutor(max_workers=1) as apart:  # a browser's test may hold this thread's loop
        used = apart.submit(lambda: asyncio.run(tools_used(f"{url}/gradio_api/mcp/")))
        names, answer, refused = used.result(timeout=60)
    assert set(names) == {"ask", "list_reports", "get_table", "audit"}
    assert "'status': 'answered'" in answer
    assert "没有找到" in refused


async def tools_used(address: str) -> tuple[list[str], str, str]:
    """The names of the tools, an answer, and what is said where a report is not held."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async with (
        streamablehttp_client(address) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        asked = await session.call_tool("ask", {"question": "项目支出合计是多少万元？"})
        absent = await session.call_tool("get_table", {"report": "火星局", "table": "支出"})
        texts = [
            json.loads(each.model_dump_json())["content"][0]["text"] for each in (asked, absent)
        ]
        return [tool.name for tool in tools.tools], texts[0], texts[1]


def test_too_many_calls_are_told_to_wait(url: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(url, verbose=False)

    def many() -> None:
        for _ in range(60):
            client.predict(api_name="/list_reports")

    with pytest.raises(AppError, match=r"问得太快了，请 . 秒后再问"):
        many()
