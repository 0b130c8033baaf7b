"""The llama-index recipe with a language model that words the answer from the best chunks."""

from collections.abc import Callable, Sequence

from assistant.llm.endpoint import Endpoint, Patience, Spent
from assistant.llm.settings import configured_model
from eval.scoring import AnswerObject
from eval.systems.chunks import words_of
from eval.systems.extractive import first_figure
from eval.systems.system import Found, answer_object, cited_lines, nothing_found
from eval.systems.vector_recipe import VectorRecipe
from index.errors import SettingError
from index.stores.embedders import Embedder
from prompts import prompt

SHOWN = 5
"""How many chunks the model reads."""
NOT_THERE = "摘录里没有"
"""What the model is told to reply where the chunks do not hold the answer."""

Reply = Callable[[str], str]
"""The model's reply to a prompt; raises where it gives none."""


class WordedRecipe(VectorRecipe):
    """Its answer is the model's reply; its value, the first figure of the reply."""

    name = "llama-index 切块＋语言模型"

    def __init__(self, reply: Reply, embedder: Embedder | None = None) -> None:
        super().__init__(embedder)
        self._reply = reply

    def answer(self, question: str, found: Sequence[Found]) -> AnswerObject:
        """See `SearchSystem.answer`."""
        chunks = "\n\n".join(words_of(each) for each in found[:SHOWN])
        asked = prompt("chunks").filled(question=question, chunks=chunks, not_there=NOT_THERE)
        words = self._reply(asked).strip()
        if NOT_THERE in words:
            return nothing_found(question)
        read = [line for each in found[:SHOWN] for line in cited_lines(each)]
        return answer_object(question, "answered", words, read, first_figure(words))


def configured_reply() -> Reply:
    """Asks the endpoint that the settings name; `SettingError` where they name none."""
    settings = configured_model()
    if settings is None:
        raise SettingError("没有配置语言模型：--model 需要环境变量 LLM_BASE_URL 与 LLM_MODEL")
    endpoint, seconds = Endpoint(settings), settings.timeout
    return lambda text: endpoint.reply([("user", text)], Patience(seconds), Spent(), None)
