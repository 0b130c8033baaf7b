"""The plain llama-index recipe: chunks, the product's embedding model, Chroma, the best k."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.schema import TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from eval.scoring import AnswerObject
from eval.systems.chunks import chunks_of, words_of
from eval.systems.extractive import extract_answer
from eval.systems.system import DEEPEST, Found, SearchSystem
from index.records import Extraction
from index.settings import embedding_model
from index.stores.embedders import Embedder, open_embedder


class VectorRecipe(SearchSystem):
    """What a developer writes in an afternoon with llama-index and Chroma."""

    name = "llama-index 切块"

    def __init__(self, embedder: Embedder | None = None) -> None:
        """The embedder of the settings where none is given."""
        self._embedder = embedder or open_embedder(embedding_model())
        self._chunks: tuple[Found, ...] = ()
        self._client: Any = None
        self._retriever: Any = None

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """See `System.build`."""
        self._chunks = chunks_of(extractions)
        settings = Settings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(path=str(folder), settings=settings)
        collection = self._client.create_collection("chunks", embedding_function=None)
        store = ChromaVectorStore(chroma_collection=collection)
        index = VectorStoreIndex(
            [TextNode(id_=str(n), text=words_of(chunk)) for n, chunk in enumerate(self._chunks)],
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=self._embedder.as_llama_index(),
        )
        self._retriever = index.as_retriever(similarity_top_k=DEEPEST)

    def find(self, query: str) -> Sequence[Found]:
        """See `SearchSystem.find`."""
        nodes = self._retriever.retrieve(query) if query.strip() else []
        return [self._chunks[int(node.node_id)] for node in nodes]

    def answer(self, question: str, found: Sequence[Found]) -> AnswerObject:
        """See `SearchSystem.answer`."""
        return extract_answer(question, found)

    def close(self) -> None:
        """See `System.close`."""
        if self._client:
            self._client.close()
