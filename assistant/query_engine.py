"""The assistant as a llama-index retriever and a llama-index query engine (检索器、问答引擎).

Importing this module takes llama-index's second and a half; nothing else here imports it.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.answer import Answer, Citation
from assistant.ask import Assistant
from assistant.places import Place, place_of
from assistant.wire import as_json
from index.corpus import Corpus
from index.texts import STEP

TOLD = ("status", "value", "unit", "items", "checks", "warnings", "suggestions", "engine")
"""What stands in a response's metadata by itself; `answer` holds the whole answer object."""

_FOR_PROGRAMS = ("citation", "report_id", "kind", "line")
"""Metadata that a model reading the node has no use for."""


class BudgetRetriever(BaseRetriever):
    """The rows, forms, passages and catalogue entries that a query most likely means, best first.

    Retrieval proposes and proves nothing: for a proved figure, ask `BudgetQueryEngine`.
    """

    def __init__(
        self,
        corpus: Corpus,
        reports: Sequence[str] | None = None,
        k: int = 8,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """`reports` are ids of the only reports to look in; where the corpus holds none of them,
        nothing is found."""
        super().__init__(callback_manager=callback_manager)
        self._corpus = corpus
        self._reports = reports
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._corpus.search(query_bundle.query_str, self._reports, k=self._k)
        return [
            NodeWithScore(
                node=_node_of(place_of(self._corpus.extraction(hit.report_id), hit)),
                score=hit.score,
            )
            for hit in hits
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class BudgetQueryEngine(BaseQueryEngine):
    """Answers each question by itself with the checked text, its proof as the source nodes."""

    def __init__(
        self, assistant: Assistant, callback_manager: CallbackManager | None = None
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._assistant = assistant

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer, _ = self._assistant.ask(query_bundle.query_str)
        return response_of(answer)

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def response_of(answer: Answer) -> Response:
    """An answer as a llama-index response: one source node a citation, in their order."""
    wire = as_json(answer)
    return Response(
        response=answer.answer,
        source_nodes=[NodeWithScore(node=_proof_of(citation)) for citation in answer.citations],
        metadata={name: wire[name] for name in TOLD} | {"answer": wire},
    )


def _proof_of(citation: Citation) -> TextNode:
    """The row or sentence that a citation names; it has no score, for it is no likeness."""
    told = asdict(citation)
    text = told.pop("text")
    where = (f"p{citation.page}", f"l{citation.line}", citation.row, citation.column, citation.raw)
    return _text_node(
        "/".join(part for part in (citation.report_id, *where) if part),
        text,
        {"citation": told.pop("id"), **told},
    )


def _node_of(place: Place) -> TextNode:
    report = place.report
    metadata = {
        "report": report.title,
        "report_id": report.id,
        "year": report.year,
        "department": report.department,
        "kind": place.kind,
        "table": place.table,
        "page": place.page,
        "line": place.line,
        "row": place.row,
        "row_path": STEP.join(place.path),
        "unit": place.unit,
        "cells": "；".join(place.cells) or None,
    }
    return _text_node(place.id, place.text, metadata)


def _text_node(node_id: str, text: str, metadata: Mapping[str, Any]) -> TextNode:
    """A node that shows a model only what is known and worth reading."""
    unread = [key for key, value in metadata.items() if value is None or key in _FOR_PROGRAMS]
    return TextNode(
        id_=node_id,
        text=text,
        metadata=dict(metadata),
        excluded_llm_metadata_keys=unread,
        excluded_embed_metadata_keys=unread,
    )
