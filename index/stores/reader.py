"""Reads one generation of a store: facts at once, search only when it is first asked for."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import StoreError
from index.facts import facts_of
from index.generations import CHROMA, FACTS, MANIFEST, VECTORS, SourceFile
from index.locks import share
from index.records import Extraction, Fact, Original
from index.spending import SpendingItem
from index.stores.alike import Alike
from index.stores.facts import open_facts, read_extraction, read_reports
from index.stores.originals import read_original
from index.stores.spending import read_spending_items
from index.texts import Hit, ItemKind

if TYPE_CHECKING:
    from index.stores.embedders import Embedder
    from index.stores.search import SearchIndex

REPORTS_IN_MEMORY = 64


class StoreReader:
    """A generation, marked as in use until it is closed. For one thread at a time."""

    def __init__(
        self,
        generation: Path,
        open_embedder: "Callable[[], Embedder]",
        sources: tuple[SourceFile, ...],
    ) -> None:
        """Raises `StoreError` where the facts cannot be read."""
        self.name = generation.name
        self.sources = sources
        self._path = generation
        self._open_embedder = open_embedder
        self._search: SearchIndex | None = None
        with ExitStack() as files:
            share(files.enter_context((generation / MANIFEST).open("rb")))
            self._facts = open_facts(generation / FACTS)
            files.callback(self._facts.close)
            self.reports = read_reports(self._facts)
            self.alike = Alike(self._facts)
            self._files = files.pop_all()
        self.extraction: Callable[[str], Extraction] = lru_cache(REPORTS_IN_MEMORY)(self._read)
        self.facts: Callable[[str], tuple[Fact, ...]] = lru_cache(REPORTS_IN_MEMORY)(self._figures)

    def spending_items(self, report_id: str) -> tuple[SpendingItem, ...]:
        """See `Corpus.spending_items`."""
        return read_spending_items(self._facts, report_id)

    def original(self, report_id: str) -> Original | None:
        """The file that a report was read from, as it is kept; None where it is not."""
        report = next((each for each in self.reports if each.id == report_id), None)
        return read_original(self._path, report.sha256) if report else None

    def search(
        self,
        query: str,
        report_ids: Sequence[str] | None,
        kinds: Sequence[ItemKind] | None,
        k: int,
    ) -> tuple[Hit, ...]:
        """See `Corpus.search`."""
        return self._search_index().search(query, report_ids, kinds, k)

    def search_text(self, query: str, report_ids: Sequence[str] | None, k: int) -> tuple[Hit, ...]:
        """See `Corpus.search_text`."""
        return self._search_index().search_text(query, report_ids, k)

    def close(self) -> None:
        """Let go of every file."""
        if self._search:
            self._search.close()
        self._search = None
        self._files.close()

    def _read(self, report_id: str) -> Extraction:
        extraction = read_extraction(self._facts, report_id)
        if extraction is None:
            raise StoreError(f"索引中没有编号为 {report_id} 的报告")
        return extraction

    def _figures(self, report_id: str) -> tuple[Fact, ...]:
        return facts_of(self.extraction(report_id))

    def _search_index(self) -> "SearchIndex":
        from index.stores.search import SearchIndex

        if self._search is None:
            self._search = SearchIndex(
                self._facts,
                matrix=self._path / VECTORS,
                chroma=self._path / CHROMA,
                open_embedder=self._open_embedder,
            )
        return self._search
