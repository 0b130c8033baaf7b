"""This assistant (明账) as one of the systems that are compared."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.runner import Ask
from eval.scoring import AnswerObject
from index.generations import Manifest
from index.records import Extraction
from index.settings import embedding_model
from index.stores.embedders import open_embedder
from index.stores.folder_home import FolderGeneration
from index.stores.schema import SCHEMA_VERSION
from index.stores.writer import StoreWriter


class Ours:
    """Asked over its own store; what it found are the rows that it cites, in their order."""

    name = "明账（规则）"

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def build(self, extractions: Sequence[Extraction], folder: Path) -> None:
        """See `System.build`: what the store holds beside the originals, only to be measured."""
        embedder = open_embedder(embedding_model())
        writer = StoreWriter(FolderGeneration(folder), embedder, new=True)
        try:
            for extraction in extractions:
                writer.add(extraction)
            writer.finish(
                Manifest(schema=SCHEMA_VERSION, code="", embedder=embedder.name, sources=())
            )
        finally:
            writer.close()

    def ask(self, question: str, conversation: Any) -> tuple[AnswerObject, Any]:
        """See `System.ask`."""
        answer, after = self._ask(question, conversation)
        return {**answer, "found": [[each] for each in answer.get("citations") or []]}, after

    def close(self) -> None:
        """See `System.close`."""
