"""The one door to the reports: read-only, exact by address, searchable by wording.

A corpus follows its store: when a build has changed it, the next call answers from the new content
(a report that the build has removed is then unknown). Calls may come from several threads.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index.errors import StoreError
from index.generations import Manifest, SourceFile, code_version
from index.likeness import Named, Printed, Standing, Wordings
from index.records import Extraction, Fact, OriginalPage, Outline, Report
from index.settings import embedding_model
from index.spending import SpendingItem
from index.stores.homes import home_of
from index.stores.schema import SCHEMA_VERSION
from index.texts import Hit, ItemKind

if TYPE_CHECKING:
    from index.stores.embedders import Embedder
    from index.stores.reader import StoreReader

__all__ = ["Corpus", "Hit"]

REBUILD = "请运行 python -m index build 报告文件或文件夹"
OPENING_ATTEMPTS = 5


class Corpus:
    """The reports of a store. Open it with `Corpus.open`."""

    def __init__(self, store: Path, embedder: "Embedder | None") -> None:
        self._embedder = embedder
        self._lock = RLock()
        self._home = home_of(store)
        self._mark = self._home.mark()
        self._reader: StoreReader | None = self._open_current()

    @classmethod
    def open(cls, store: Path, *, embedder: "Embedder | None" = None) -> "Corpus":
        """The corpus of a store; raises `StoreError`, with the command that mends it, where the
        store is missing, damaged, or made by another program version or embedding model."""
        return cls(store, embedder)

    @property
    def fingerprint(self) -> str:
        """Changes whenever what the corpus answers from changes."""
        with self._reading() as reader:
            return reader.name

    def reports(self) -> tuple[Report, ...]:
        """All reports, in the order in which they were built."""
        with self._reading() as reader:
            return reader.reports

    def sources(self) -> tuple[SourceFile, ...]:
        """The files that the store was built from, unreadable ones too, each with its time."""
        with self._reading() as reader:
            return reader.sources

    def extraction(self, report_id: str) -> Extraction:
        """Everything taken from a report; raises `StoreError` for an id it does not hold."""
        with self._reading() as reader:
            return reader.extraction(report_id)

    def outlines(self) -> tuple[Outline, ...]:
        """What all reports hold, in outline: table names and findings, read at once."""
        with self._reading() as reader:
            return reader.outlines

    def facts(self, report_id: str) -> tuple[Fact, ...]:
        """Every figure of a report with its address."""
        with self._reading() as reader:
            return reader.facts(report_id)

    def facts_at(self, fact_ids: Sequence[str]) -> dict[str, Fact]:
        """These facts (cells and stated figures) by id, without reading the rest of their
        reports; an id that there is none of is left out."""
        with self._reading() as reader:
            return reader.facts_at(fact_ids)

    def original_page(self, report_id: str, number: int) -> OriginalPage | None:
        """A page of the file that a report was read from, as the store keeps it.

        None where the store keeps no such file or the file has no such page; raises
        `ReportUnreadable` for a page that cannot be drawn.
        """
        from index.readers.originals import page_of

        with self._reading() as reader:
            original = reader.original(report_id)
        return page_of(original, number) if original else None

    def spending_items(self, report_id: str) -> tuple[SpendingItem, ...]:
        """The amounts of a report's expenditure tables (view `spending_items`)."""
        with self._reading() as reader:
            return reader.spending_items(report_id)

    def wordings(self) -> Wordings:
        """Every name that the reports print; the same object until the store changes."""
        with self._reading() as reader:
            return reader.alike.wordings

    def standing(self, named: Named, report_ids: Collection[str]) -> tuple[Standing, ...]:
        """Where each of these reports prints what is named; those that do not are left out."""
        with self._reading() as reader:
            return reader.alike.standing(named, report_ids)

    def rare(self, labels: Collection[str], most: int) -> Mapping[str, Sequence[str]]:
        """Of these row labels those that at most so many reports print, with the reports."""
        with self._reading() as reader:
            return reader.alike.rare(labels, most)

    def printed(self, fact_ids: Sequence[str]) -> Mapping[str, Printed]:
        """The figures of these fact ids, without the rest of their reports."""
        with self._reading() as reader:
            return reader.alike.printed(fact_ids)

    def search(
        self,
        query: str,
        report_ids: Sequence[str] | None = None,
        kinds: Sequence[ItemKind] | None = None,
        k: int = 20,
    ) -> tuple[Hit, ...]:
        """The k places that the query most likely means, best first, by meaning and by words.

        `report_ids` and `kinds` narrow the search (None: all); where they hold nothing, nothing
        is found.
        """
        with self._reading() as reader:
            return reader.search(query, report_ids, kinds, k)

    def search_text(
        self, query: str, report_ids: Sequence[str] | None = None, k: int = 20
    ) -> tuple[Hit, ...]:
        """The k places that share the most telling words with the query, best first."""
        with self._reading() as reader:
            return reader.search_text(query, report_ids, k)

    def close(self) -> None:
        """Let go of the store; no call may follow."""
        with self._lock:
            if self._reader:
                self._reader.close()
            self._reader = None

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator["StoreReader"]:
        """The current content, which stays the same while the body runs."""
        with self._lock:
            if self._reader is None:
                raise StoreError(f"{self._home}：索引已关闭")
            mark = self._home.mark()
            if mark not in (None, self._mark):
                stale, self._reader = self._reader, self._open_current()
                stale.close()
                self._mark = mark
            with self._reader.snapshot():
                yield self._reader

    def _open_current(self) -> "StoreReader":
        """The generation that answers now, even where a build replaces it meanwhile."""
        from index.stores.reader import StoreReader

        for _ in range(OPENING_ATTEMPTS):
            mark, current = self._home.mark(), None
            try:
                current = self._home.current()
                if current is None:
                    raise StoreError(f"{self._home}：还没有索引")
                return StoreReader(current, self._open_embedder, self._check)
            except (StoreError, OSError) as error:
                if current is None or self._home.mark() == mark:
                    raise StoreError(f"{error}，{REBUILD}") from error
        raise StoreError(f"{self._home}：索引正在反复重建，请稍后再试")

    def _check(self, manifest: Manifest) -> None:
        """Refuse a store that this program, or this model, would misread."""
        from index.stores.embedders import embedder_name

        if manifest.schema != SCHEMA_VERSION or manifest.code != code_version():
            raise StoreError(f"{self._home}：索引由另一版本的程序建立")
        wanted = self._embedder.name if self._embedder else embedder_name(embedding_model())
        if manifest.embedder != wanted:
            raise StoreError(
                f"{self._home}：索引用的向量模型是 {manifest.embedder}，现在的是 {wanted}"
            )

    def _open_embedder(self) -> "Embedder":
        from index.stores.embedders import embedder_name

        model = embedding_model()
        return self._embedder or _opened_embedder(model, embedder_name(model))


@cache
def _opened_embedder(model: str | None, name: str) -> "Embedder":
    """The model of that name, loaded once however often the store is rebuilt."""
    from index.stores.embedders import open_embedder

    return open_embedder(model)
