"""Fills a new generation, or changes the one that answers; all of it, or nothing."""

import sqlite3
from collections.abc import Iterator, Set
from contextlib import contextmanager

from index.errors import StoreError
from index.generations import Manifest, SourceFile
from index.records import Extraction, Original
from index.stores.embedders import Embedder
from index.stores.extractions import (
    read_extraction,
    read_reports,
    remove_extraction,
    write_extraction,
)
from index.stores.fulltext import TextWriter
from index.stores.homes import Generation
from index.stores.manifest import write_manifest
from index.stores.patterns import remove_patterns, write_patterns
from index.stores.proposals import bring_up_to_date
from index.stores.wordings import remove_items, write_items
from index.texts import search_items


class OldStore:
    """The generation that answered so far, as far as its content can be taken over."""

    def __init__(self, generation: Generation) -> None:
        """Raises `StoreError` where it cannot be read after all."""
        self.originals = generation.originals
        self._connection = generation.open()
        self._reports = {(r.source, r.sha256): r.id for r in read_reports(self._connection)}
        self.versions = frozenset(self._reports)
        """The files (name, hash) that it has the reports of."""

    def extraction(self, source: SourceFile) -> Extraction | None:
        """What was taken from this very file, or None."""
        report_id = self._reports.get((source.name, source.sha256))
        return read_extraction(self._connection, report_id) if report_id else None

    def close(self) -> None:
        """Let go of its files."""
        self._connection.close()


class StoreWriter:
    """Adds and removes reports in a generation; nobody sees it before `finish`."""

    def __init__(self, generation: Generation, embedder: Embedder, *, new: bool) -> None:
        """Raises `StoreError` where the generation cannot be written."""
        self._generation = generation
        self._embedder = embedder
        self._new = new
        with self._writing():
            self._facts = generation.create() if new else generation.change()
            self._hashes = {r.id: r.sha256 for r in read_reports(self._facts)}
        self._words = TextWriter(self._facts)

    def add(self, extraction: Extraction) -> None:
        """Add a report."""
        with self._writing():
            write_extraction(self._facts, extraction)
            write_patterns(self._facts, extraction)
            write_items(
                self._facts,
                self._words,
                extraction.report,
                search_items(extraction),
                self._embedder.encode,
            )
        self._hashes[extraction.report.id] = extraction.report.sha256

    def keep(self, versions: Set[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Remove every report but those of these files (name, hash); the files that it has."""
        with self._writing():
            held: set[tuple[str, str]] = set()
            for report in read_reports(self._facts):
                if (report.source, report.sha256) in versions:
                    held.add((report.source, report.sha256))
                    continue
                remove_items(self._facts, self._words, report.id)
                remove_patterns(self._facts, report.id)
                remove_extraction(self._facts, report.id)
                del self._hashes[report.id]
        return frozenset(held)

    def keep_original(self, sha256: str, original: Original) -> None:
        """Keep the file that the report was read from, to be looked at."""
        self._generation.originals.save(sha256, original)

    def take_over_original(self, sha256: str, old: OldStore) -> bool:
        """Keep the file of a report that has not changed; False where the old store has none."""
        return self._generation.originals.take_over(old.originals, sha256)

    def finish(self, manifest: Manifest) -> None:
        """Write everything to disk and let readers see it (a new generation once published)."""
        with self._writing():
            self._words.flush()
            write_manifest(self._facts, manifest)
            if self._new:
                self._generation.finish(self._facts)
            else:
                self._generation.commit(self._facts)
            self._generation.originals.remove_others(set(self._hashes.values()))
            bring_up_to_date(self._generation)

    def close(self) -> None:
        """Close everything; what is not finished is as if it had never been."""
        self._facts.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Say where writing failed."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{self._generation}：写入索引失败（{error}）") from error
