"""Reads one generation of a store, revision after revision; search only when it is first asked."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.errors import StoreError
from index.facts import facts_of
from index.generations import Manifest, SourceFile
from index.records import Extraction, Fact, Original, Outline, Report
from index.spending import SpendingItem
from index.stores.alike import Alike
from index.stores.extractions import read_extraction, read_printed_parts, read_reports
from index.stores.homes import Generation
from index.stores.manifest import read_manifest, read_revision, read_sources
from index.stores.outlines import read_outlines
from index.stores.spending import read_spending_items
from index.texts import Hit, ItemKind

if TYPE_CHECKING:
    from index.stores.embedders import Embedder
    from index.stores.proposals import Proposals
    from index.stores.search import SearchIndex

REPORTS_IN_MEMORY = 64


class StoreReader:
    """A generation, marked as in use until it is closed. For one thread at a time."""

    def __init__(
        self,
        generation: Generation,
        open_embedder: "Callable[[], Embedder]",
        check: Callable[[Manifest], None],
    ) -> None:
        """Raises `StoreError` where the facts cannot be read, and what `check` raises of what
        they say of themselves."""
        self._generation = generation
        self._open_embedder = cache(open_embedder)  # the name alone costs a look at every weight
        self._check = check
        self._proposals: Proposals | None = None
        with ExitStack() as files:
            files.enter_context(generation.held())
            self._facts = generation.open()
            files.callback(self._facts.close)
            self._revision = -1
            with self.snapshot():
                pass
            self._files = files.pop_all()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """While the body runs, everything is read from one revision, the newest at its start."""
        with self._facts.reading():
            revision = read_revision(self._facts)
            if revision != self._revision:
                self._check(read_manifest(self._facts))
                self._forget()
                self._revision = revision
            yield

    @property
    def name(self) -> str:
        """Changes with the content."""
        return f"{self._generation.name}/{self._revision}"

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """See `Corpus.sources`."""
        return read_sources(self._facts)

    def spending_items(self, report_id: str) -> tuple[SpendingItem, ...]:
        """See `Corpus.spending_items`."""
        return read_spending_items(self._facts, report_id)

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """See `Corpus.outlines`."""
        return read_outlines(self._facts, self.reports)

    def facts_at(self, fact_ids: Sequence[str]) -> dict[str, Fact]:
        """See `Corpus.facts_at`."""
        wanted = set(fact_ids)
        tables: dict[str, set[str]] = {}
        for id_ in fact_ids:
            report, ref, *_ = id_.split("/")
            tables.setdefault(report, set()).add(ref)
        parts = (read_printed_parts(self._facts, report, refs) for report, refs in tables.items())
        return {f.id: f for part in parts if part for f in facts_of(part) if f.id in wanted}

    def original(self, report_id: str) -> Original | None:
        """The file that a report was read from, as it is kept; None where it is not."""
        report = next((each for each in self.reports if each.id == report_id), None)
        return self._generation.originals.read(report.sha256) if report else None

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
        if self._proposals:
            self._proposals.close()
        self._proposals = None
        self._files.close()

    def _forget(self) -> None:
        """Drop everything that was kept in memory of another revision."""
        self.reports: tuple[Report, ...] = read_reports(self._facts)
        self.alike = Alike(self._facts)
        self.extraction: Callable[[str], Extraction] = lru_cache(REPORTS_IN_MEMORY)(self._read)
        self.facts: Callable[[str], tuple[Fact, ...]] = lru_cache(REPORTS_IN_MEMORY)(self._figures)
        self._search: SearchIndex | None = None
        if self._proposals:
            self._proposals.changed()

    def _read(self, report_id: str) -> Extraction:
        extraction = read_extraction(self._facts, report_id)
        if extraction is None:
            raise StoreError(f"索引中没有编号为 {report_id} 的报告")
        return extraction

    def _figures(self, report_id: str) -> tuple[Fact, ...]:
        return facts_of(self.extraction(report_id))

    def _search_index(self) -> "SearchIndex":
        from index.stores.proposals import Proposals
        from index.stores.search import SearchIndex

        if self._proposals is None:
            self._proposals = Proposals(self._generation.vectors)
        if self._search is None:
            self._search = SearchIndex(
                self._facts,
                self.reports,
                proposals=self._proposals,
                open_embedder=self._open_embedder,
            )
        return self._search
