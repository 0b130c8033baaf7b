"""A corpus of extractions held in memory, for asking without a store."""

from collections.abc import Sequence
from pathlib import Path

from index.extract.assemble import extract
from index.facts import facts_of
from index.readers.files import read
from index.records import Extraction, Fact, Report
from index.texts import Hit

BUNDLED = sorted((Path(__file__).resolve().parents[2] / "data" / "reports").glob("*.txt"))


class CorpusInMemory:
    """What the assistant needs of a corpus; nothing is similar to anything."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self._extractions = {e.report.id: e for e in extractions}
        self._facts = {e.report.id: facts_of(e) for e in extractions}

    def reports(self) -> tuple[Report, ...]:
        return tuple(e.report for e in self._extractions.values())

    def extraction(self, report_id: str) -> Extraction:
        return self._extractions[report_id]

    def facts(self, report_id: str) -> tuple[Fact, ...]:
        return self._facts[report_id]

    def search(self, *_: object, **__: object) -> tuple[Hit, ...]:
        return ()


def extraction_of(path: Path) -> Extraction:
    return extract(read(path))
