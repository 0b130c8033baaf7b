"""The assistant as a llama-index retriever and query engine, alone and as the tool of an agent."""

import asyncio
import json
import re
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar

import pytest
from llama_index.core.agent.workflow import AgentOutput, ReActAgent, ToolCallResult
from llama_index.core.base.llms.types import ChatMessage, MessageRole, ToolCallBlock
from llama_index.core.base.response.schema import Response
from llama_index.core.llms import CompletionResponse, MockLLM
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle

from assistant.answer import Answer
from assistant.ask import Assistant, open_assistant
from assistant.conversation import Conversation
from assistant.query_engine import BudgetQueryEngine, BudgetRetriever
from assistant.wire import as_json
from docs.examples.agent import TOOL, budget_agent, budget_tool, main, readable
from index.corpus import Corpus

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
TITLE = "汾阳市行政审批服务管理局2023年部门预算公开报告"
QUESTION = "项目支出合计是多少万元？"
ARGUMENTS = json.dumps({"input": QUESTION}, ensure_ascii=False)
SAID = "2023年项目支出预算数为958.88万元（预算公开表3 2023年预算支出总表，第5页）。"


@pytest.fixture(scope="module")
def assistant(bundled_store: Path) -> Assistant:
    return open_assistant(bundled_store)


@pytest.fixture(scope="module")
def corpus(assistant: Assistant) -> Corpus:
    return assistant.corpus


@pytest.fixture(scope="module")
def engine(assistant: Assistant) -> BudgetQueryEngine:
    return BudgetQueryEngine(assistant)


def finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What it returns; in a thread of its own, for a browser's test may hold this one's loop."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, coroutine).result(timeout=60)


def report_id(corpus: Corpus) -> str:
    return corpus.reports()[0].id


def nodes_like(corpus: Corpus, query: str, kind: str, k: int = 8) -> list[NodeWithScore]:
    found = BudgetRetriever(corpus, k=k).retrieve(query)
    return [node for node in found if node.metadata["kind"] == kind]


# --- the retriever --------------------------------------------------------------------------


def test_a_row_comes_as_printed_with_its_source_and_its_blanks(corpus: Corpus) -> None:
    found = nodes_like(corpus, "教育支出", "row", k=40)
    row = next(n for n in found if n.metadata["row"] == "五、教育支出" and n.metadata["page"] == 2)
    assert row.text == "五、教育支出"
    assert row.node.node_id.startswith(f"{report_id(corpus)}/t01/")
    assert row.metadata["report"] == TITLE
    assert row.metadata["report_id"] == report_id(corpus)
    assert row.metadata["year"] == 2023
    assert row.metadata["department"] == "汾阳市行政审批服务管理局"
    assert row.metadata["table"] == "预算公开表1 2023年预算收支总表"
    assert row.metadata["row_path"] == "五、教育支出"
    assert "支出 / 2023年合计：空白" in row.metadata["cells"]


def test_each_figure_of_a_row_stands_under_its_heading(corpus: Corpus) -> None:
    found = nodes_like(corpus, "行政运行 支出总表 项目支出", "row", k=30)
    row = next(n for n in found if n.metadata["table"] == "预算公开表3 2023年预算支出总表")
    assert row.metadata["row"] == "2010301 行政运行"
    assert row.text == "2010301 行政运行 1,182.50 246.65 935.85"
    assert "2023年预算数 / 项目支出：935.85万元" in row.metadata["cells"].split("；")
    assert row.metadata["row_path"].split(" > ")[-1] == "行政运行"
    assert len(row.metadata["row_path"].split(" > ")) == 3


def test_a_passage_comes_word_for_word_under_its_headings(corpus: Corpus) -> None:
    passage = nodes_like(corpus, "机关运行经费减少的原因", "passage")[0]
    assert "原因人员调出公用经费减少" in passage.text
    assert passage.metadata["row"] == "八、机关运行经费增减变动原因说明"
    assert passage.metadata["page"] == 18
    assert passage.metadata["table"] is None


def test_a_form_comes_whole_whichever_of_its_words_were_meant(corpus: Corpus) -> None:
    first = nodes_like(corpus, "政务大厅改造项目经费", "form")[0]
    other = next(
        node
        for node in nodes_like(corpus, "标准化政务服务大厅改造 立项依据 可行性研究报告", "form")
        if node.node.node_id == first.node.node_id
    )
    assert first.text == other.text
    assert "项目：汾阳市标准化政务服务大厅改造项目经费" in first.text
    assert "立项依据：" in first.text
    assert first.text.count("实施单位：") == 1
    assert "年度 资金总额：1,000,000元" in first.text.splitlines()
    assert "年度 其他资金：空白" in first.text.splitlines()
    assert "年度 数量指标 初步设计编制：1项" in first.text.splitlines()
    assert first.metadata["page"] == 41


def test_a_line_of_the_catalogue_has_its_code_and_sector(corpus: Corpus) -> None:
    line = nodes_like(corpus, "统计信息宣传服务", "catalogue")[0]
    entry = corpus.extraction(report_id(corpus)).catalogue[401]
    assert line.node.node_id == f"{report_id(corpus)}/catalogue401"
    assert line.text.startswith(f"统计：{entry.code} ")
    assert line.metadata["row"] == f"{entry.code} 统计信息宣传服务"
    assert line.metadata["page"] == entry.page


def test_the_best_place_comes_first_and_no_place_twice(corpus: Corpus) -> None:
    found = BudgetRetriever(corpus, k=20).retrieve("聘用临时工工资")
    scores = [node.score for node in found]
    assert len(found) == 20
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert scores[0]
    assert len({node.node.node_id for node in found}) == 20


def test_a_place_has_the_same_id_from_one_opening_to_the_next(
    corpus: Corpus, bundled_store: Path
) -> None:
    with Corpus.open(bundled_store) as again:
        first = BudgetRetriever(corpus).retrieve("机关运行经费")
        second = BudgetRetriever(again).retrieve("机关运行经费")
    assert [n.node.node_id for n in first] == [n.node.node_id for n in second]
    assert [n.node.hash for n in first] == [n.node.hash for n in second]


def test_only_the_reports_that_are_named_are_looked_in(corpus: Corpus) -> None:
    assert len(BudgetRetriever(corpus, [report_id(corpus)], k=3).retrieve("三公经费")) == 3
    assert BudgetRetriever(corpus, ["000000000000"]).retrieve("三公经费") == []
    assert BudgetRetriever(corpus, []).retrieve("三公经费") == []


def test_a_model_reads_where_a_place_stands_and_nothing_that_is_unknown(corpus: Corpus) -> None:
    passage = nodes_like(corpus, "机关运行经费减少的原因", "passage")[0]
    read = passage.node.get_content(metadata_mode=MetadataMode.LLM)
    assert TITLE in read
    assert "page: 18" in read
    assert "None" not in read
    assert report_id(corpus) not in read


def test_llama_index_builds_its_own_query_engine_on_the_retriever(corpus: Corpus) -> None:
    built = RetrieverQueryEngine.from_args(BudgetRetriever(corpus, k=3), llm=MockLLM())
    said = str(built.query("机关运行经费减少的原因"))
    assert "2023年机关运行经费44.3万元" in said
    assert TITLE in said


# --- the query engine -----------------------------------------------------------------------


def test_the_response_is_the_checked_answer_with_its_proof(
    engine: BudgetQueryEngine, corpus: Corpus
) -> None:
    response = engine.query(QUESTION)
    assert isinstance(response, Response)
    assert response.response == SAID
    [source] = response.source_nodes
    assert source.text == "合计 1,433.90 475.03 958.88"
    assert source.metadata == {
        "citation": "c1",
        "report": TITLE,
        "report_id": report_id(corpus),
        "year": 2023,
        "kind": "cell",
        "table": "预算公开表3 2023年预算支出总表",
        "page": 5,
        "row": "合计",
        "column": "2023年预算数 / 项目支出",
        "raw": "958.88",
        "unit": "万元",
        "line": 189,
    }
    assert source.node.node_id in response.get_formatted_sources()


def test_the_metadata_say_what_the_answer_object_says(
    engine: BudgetQueryEngine, assistant: Assistant
) -> None:
    metadata = engine.query("预算金额最大的三个项目").metadata or {}
    answer, _ = assistant.ask("预算金额最大的三个项目")
    wire = json.loads(json.dumps(metadata["answer"]))
    assert wire | {"timings_ms": {}} == as_json(answer) | {"timings_ms": {}}
    assert {name: metadata[name] for name in metadata if name != "answer"} == {
        name: wire[name] for name in metadata if name != "answer"
    }
    assert metadata["status"] == "answered"
    assert [item["value"] for item in metadata["items"]] == ["192.48", "148.00", "112.99"]
    assert {check["verdict"] for check in metadata["checks"]} <= {"cited", "computed", "question"}


def test_a_computed_figure_has_every_cell_that_it_rests_on(engine: BudgetQueryEngine) -> None:
    response = engine.query("行政运行的项目支出占项目支出总额的多少")
    metadata = response.metadata or {}
    assert (metadata["value"], metadata["unit"]) == ("97.60", "%")
    cited = {node.metadata["citation"]: node.metadata["raw"] for node in response.source_nodes}
    assert cited == {"c1": "935.85", "c2": "958.88"}
    share = next(check for check in metadata["checks"] if check["verdict"] == "computed")
    assert set(share["citations"]) == set(cited)
    assert len({node.node.node_id for node in response.source_nodes}) == 2


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("会议费安排了多少", "not_found"),
        ("经办人的电话是多少", "refused"),
        ("占多少", "clarify"),
        ("", "refused"),
    ],
)
def test_what_is_declined_has_no_source(
    engine: BudgetQueryEngine, assistant: Assistant, question: str, status: str
) -> None:
    response = engine.query(question)
    assert response.response == assistant.ask(question)[0].answer
    assert response.source_nodes == []
    assert (response.metadata or {})["status"] == status
    assert (response.metadata or {})["value"] is None
    assert (response.metadata or {})["suggestions"]


def test_one_question_knows_nothing_of_the_one_before(
    engine: BudgetQueryEngine, assistant: Assistant
) -> None:
    _, conversation = assistant.ask("三公经费预算多少？")
    followed, _ = assistant.ask("上年呢？", conversation)
    engine.query("三公经费预算多少？")
    alone = engine.query("上年呢？")
    assert "三公经费" in followed.answer
    assert "三公经费" not in str(alone)
    assert str(alone) == str(engine.query("上年呢？"))


def test_asynchronous_calls_say_the_same(engine: BudgetQueryEngine, corpus: Corpus) -> None:
    retriever = BudgetRetriever(corpus)

    async def both() -> tuple[Any, list[NodeWithScore]]:
        return await asyncio.gather(
            engine.aquery(QueryBundle(QUESTION)), retriever.aretrieve("机关运行经费")
        )

    response, found = finished(both())
    assert response.response == SAID
    assert [n.node.node_id for n in found] == [
        n.node.node_id for n in retriever.retrieve("机关运行经费")
    ]


class Waiting:
    """An assistant, and a corpus, that go on only once the event loop has done something else."""

    def __init__(self) -> None:
        self.free = Event()
        self.was_free = False

    def ask(self, question: str) -> tuple[Answer, Conversation]:
        self.was_free = self.free.wait(timeout=5)
        return Answer(question=question, status="refused", answer="不答"), Conversation()

    def search(self, *_: object, **__: object) -> tuple[()]:
        self.was_free = self.free.wait(timeout=5)
        return ()


@pytest.mark.parametrize("call", ["aquery", "aretrieve"])
def test_the_event_loop_goes_on_while_a_question_is_answered(call: str) -> None:
    waiting = Waiting()
    asked: Any = {
        "aquery": BudgetQueryEngine(waiting).aquery,  # type: ignore[arg-type]
        "aretrieve": BudgetRetriever(waiting).aretrieve,  # type: ignore[arg-type]
    }[call]

    async def meanwhile() -> None:
        waiting.free.set()

    async def together() -> None:
        await asyncio.gather(asked("问"), meanwhile())

    finished(together())
    assert waiting.was_free


# --- the tool of an agent -------------------------------------------------------------------


def calling(*questions: str, last: str = "") -> tuple[MockFunctionCallingLLM, list[str]]:
    """A model that asks the tool these questions one by one, then says `last`; and the texts that
    the tool gave back to it. `{0}` in `last` is what the tool answered first."""
    seen: list[str] = []

    def turn(messages: Sequence[ChatMessage], **_: object) -> ChatMessage:
        seen[:] = [m.content or "" for m in messages if m.role == MessageRole.TOOL]
        if len(seen) == len(questions):
            return ChatMessage(role="assistant", content=last.format(*seen))
        asked = {"input": questions[len(seen)]}
        call = ToolCallBlock(tool_call_id=f"t{len(seen)}", tool_name=TOOL, tool_kwargs=asked)
        return ChatMessage(role="assistant", blocks=[call])

    async def stream(messages: Sequence[ChatMessage], **_: object) -> Any:
        yield turn(messages)

    model = MockFunctionCallingLLM(is_chat_model=True, response_generator=stream)
    return model, seen


def run_agent(agent: Any, question: str) -> tuple[AgentOutput, list[ToolCallResult]]:
    """What the agent says in the end, and what its tools gave on the way."""

    async def run() -> tuple[AgentOutput, list[ToolCallResult]]:
        handler = agent.run(user_msg=question)
        events = [event async for event in handler.stream_events()]
        return await handler, [event for event in events if isinstance(event, ToolCallResult)]

    return finished(run())


def test_an_agent_asks_the_tool_and_says_what_was_checked(assistant: Assistant) -> None:
    model, _ = calling(QUESTION, last="大概一千万元吧。")
    said, [result] = run_agent(budget_agent(assistant, model), "项目支出合计？")
    assert result.tool_name == TOOL
    assert result.tool_kwargs == {"input": QUESTION}
    assert not result.tool_output.is_error
    assert result.tool_output.content == SAID
    assert result.tool_output.raw_output.metadata["value"] == "958.88"
    assert said.response.content == SAID
    assert readable(said) == f"{SAID}\n  第5页：合计 1,433.90 475.03 958.88"


def test_an_agent_passes_on_that_a_report_does_not_say(assistant: Assistant) -> None:
    model, _ = calling("会议费安排了多少", last="会议费5万元。")
    said, [result] = run_agent(budget_agent(assistant, model), "会议费？")
    assert said.response.content == result.tool_output.content
    assert "中没有「会议费」这一事项" in readable(said)
    assert result.tool_output.raw_output.source_nodes == []


def test_words_that_an_agent_says_without_the_tool_are_marked(assistant: Assistant) -> None:
    model, _ = calling(last="大概一千万元吧。")
    said, results = run_agent(budget_agent(assistant, model), "项目支出合计？")
    assert results == []
    assert readable(said) == "大概一千万元吧。\n（以上是语言模型自己的话，没有经过核对。）"


def test_a_model_that_words_its_own_answer_is_given_the_checked_ones(assistant: Assistant) -> None:
    model, seen = calling(QUESTION, "基本支出合计是多少万元？", last="先：{0}后：{1}")
    agent = budget_agent(assistant, model)
    agent.tools = [budget_tool(assistant, return_direct=False)]
    said, results = run_agent(agent, "项目支出和基本支出各多少？")
    assert len(results) == 2
    assert seen[0] == SAID
    assert "475.03万元" in seen[1]
    assert said.response.content == f"先：{seen[0]}后：{seen[1]}"


class Reasoning(MockLLM):
    """A model without function calling, which asks the tool in the words of ReAct."""

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        said = f"Thought: 要查。\nAction: {TOOL}\nAction Input: {ARGUMENTS}\n"
        return CompletionResponse(text=said)


def test_a_model_without_function_calling_uses_the_same_tool(assistant: Assistant) -> None:
    agent = ReActAgent(tools=[budget_tool(assistant)], llm=Reasoning(), streaming=False)
    said, [result] = run_agent(agent, "项目支出合计？")
    assert result.tool_kwargs == {"input": QUESTION}
    assert said.response.content == SAID


class Served(BaseHTTPRequestHandler):
    """A model behind the usual protocol, which calls the tool that it is told to call."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        function = {"name": body["tool_choice"]["function"]["name"], "arguments": ARGUMENTS}
        call = {"index": 0, "id": "t0", "type": "function", "function": function}
        delta = {"role": "assistant", "content": None, "tool_calls": [call]}
        chunk = {
            "id": "r0",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "delta": delta, "finish_reason": "tool_calls"}],
        }
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


def test_the_example_runs_with_a_model_that_is_served(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Served.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Served) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("LLM_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
        monkeypatch.setenv("LLM_MODEL", "虚构")
        monkeypatch.setenv("BUDGET_STORE", str(bundled_store))
        finished(main("项目支出合计？"))
        server.shutdown()
    [request] = Served.asked
    assert [tool["function"]["name"] for tool in request["tools"]] == [TOOL]
    assert request["messages"][-1]["content"] == "项目支出合计？"
    assert capsys.readouterr().out == f"{SAID}\n  第5页：合计 1,433.90 475.03 958.88\n"


# --- the documentation ----------------------------------------------------------------------


def test_the_example_of_the_page_says_what_the_page_says(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## llama-index")[2]
    code = section.partition("```python\n")[2].partition("```")[0]
    promised = re.findall(r"# → (.*)", code)
    monkeypatch.setenv("BUDGET_STORE", str(bundled_store))
    exec(compile(code, "docs/api.md", "exec"), {})
    assert promised
    assert capsys.readouterr().out.splitlines() == promised
