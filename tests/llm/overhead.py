"""What our own code adds to an answer that a language model words, which answers at once here.

python tests/llm/overhead.py [STORE]
"""

import statistics
import sys
import time
from pathlib import Path

from hostile_models import draft_of
from scripted_replies import Request, Words
from scripted_server import ScriptedServer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

QUESTIONS = (
    "行政运行预算多少",
    "水费和电费一共多少",
    "培训费",
    "办公费",
    "住房公积金",
    "电费占水费多少",
)
ROUNDS = 20


def at_once(request: Request) -> Words:
    """The draft as it is."""
    return Words(draft_of(request.messages[0].content) or '{"operation": null}')


def main() -> None:
    """Print the median of both engines, and the 95th percentile of what the model's way adds."""
    from assistant.ask import Assistant, open_assistant
    from assistant.llm.settings import configured_model

    alone = open_assistant(Path(sys.argv[1]) if sys.argv[1:] else None)
    with ScriptedServer(at_once) as server:
        names = {"LLM_BASE_URL": server.base_url, "LLM_MODEL": "scripted"}
        modelled = Assistant(alone.corpus, configured_model(names))
        added, plain = [], []
        for question in QUESTIONS * (ROUNDS + 1):
            spent = [_milliseconds(engine, question) for engine in (alone, modelled)]
            plain.append(spent[0])
            added.append(spent[1] - spent[0])
    added, plain = added[len(QUESTIONS) :], plain[len(QUESTIONS) :]  # the first round warms up
    slow = statistics.quantiles(added, n=20)[-1]
    print(f"规则 p50 {statistics.median(plain):.1f} 毫秒")
    print(f"另加（含本机 HTTP 一来一回）p50 {statistics.median(added):.1f}、p95 {slow:.1f} 毫秒")


def _milliseconds(engine: object, question: str) -> float:
    started = time.perf_counter()
    answer, _ = engine.ask(question)
    assert answer.status == "answered", answer.answer
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
