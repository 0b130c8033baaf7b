"""The assistant as the tool of a llama-index agent (智能体), whose figures stay proved.

With `LLM_BASE_URL` and `LLM_MODEL` set (and `LLM_API_KEY`), in the project's folder:
python -m docs.examples.agent "项目支出合计是多少？"
"""

import asyncio
import os
import sys

from llama_index.core.agent.workflow import AgentOutput, FunctionAgent
from llama_index.core.base.response.schema import Response
from llama_index.core.llms.function_calling import FunctionCallingLLM
from llama_index.core.tools import QueryEngineTool
from llama_index.llms.openai_like import OpenAILike

from assistant.ask import Assistant, open_assistant
from assistant.query_engine import BudgetQueryEngine
from index.offline import stay_offline

TOOL = "ask_budget_reports"
DESCRIPTION = (
    "查询政府部门预算、决算公开报告。输入一个完整的中文问题，写明部门、年度和要查的名目；"
    "不记得上一次问了什么。返回的文字中每个数字都经核对，并注明报告、表与页；"
    "报告里没有的会明说没有，不要自己补数。"
)
TASK = f"用 {TOOL} 回答关于预算、决算报告的问题：把用户的问题完整地交给它，不要自己算数。"


def budget_tool(assistant: Assistant, *, return_direct: bool = True) -> QueryEngineTool:
    """The tool. With `return_direct` the checked text is the agent's last word as it stands;
    without, the model words its own answer from it, and nothing checks those words."""
    return QueryEngineTool.from_defaults(
        BudgetQueryEngine(assistant),
        name=TOOL,
        description=DESCRIPTION,
        return_direct=return_direct,
    )


def budget_agent(assistant: Assistant, llm: FunctionCallingLLM) -> FunctionAgent:
    """An agent whose model may choose the question, never the figures of the answer."""
    return FunctionAgent(
        name="budget",
        description=DESCRIPTION,
        system_prompt=TASK,
        tools=[budget_tool(assistant)],
        llm=llm,
        initial_tool_choice=TOOL,
        allow_parallel_tool_calls=False,
    )


def readable(said: AgentOutput) -> str:
    """The agent's last words with every row or sentence that proves them, or a warning."""
    words = said.response.content or ""
    if not isinstance(said.raw, Response):  # the model spoke without the tool
        return f"{words}\n（以上是语言模型自己的话，没有经过核对。）"
    return "\n".join(
        [words, *(f"  第{s.metadata['page']}页：{s.text}" for s in said.raw.source_nodes)]
    )


async def main(question: str) -> None:
    """Put one question to the agent; print its answer and every row or sentence cited."""
    stay_offline()
    llm = OpenAILike(
        model=os.environ["LLM_MODEL"],
        api_base=os.environ["LLM_BASE_URL"],
        api_key=os.environ.get("LLM_API_KEY", "-"),
        is_chat_model=True,
        is_function_calling_model=True,
        timeout=60,
        max_retries=0,
    )
    said: AgentOutput = await budget_agent(open_assistant(), llm).run(user_msg=question)
    print(readable(said))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
