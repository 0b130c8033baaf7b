"""Serves the page over the invented report: `python fake_page.py PORT`.

The assistant here answers by a few fixed words, so that the page is tested on answers that a
real report would not give: scripts in a table, a choice with markup in it, a broken store.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "page")]

from page_samples import (  # noqa: E402
    ABSENT,
    EXTRACTION,
    FINDINGS,
    HOSTILE,
    RANKING,
    REPORT,
    SHARE,
    SOURCES,
    UNCLEAR,
    quoting,
)

from assistant.answer import Answer  # noqa: E402
from index.errors import StoreError  # noqa: E402
from index.generations import SourceFile  # noqa: E402
from index.offline import stay_offline  # noqa: E402
from index.records import Extraction, Outline, Report, outline_of  # noqa: E402


class SampleCorpus:
    """The invented report, a hostile title beside it."""

    fingerprint = "1"

    def reports(self) -> tuple[Report, ...]:
        return (REPORT, replace(REPORT, id="bad" * 4, sha256="bad" * 21 + "0", title=HOSTILE))

    def sources(self) -> tuple[SourceFile, ...]:
        return SOURCES

    def outlines(self) -> tuple[Outline, ...]:
        return tuple(outline_of(self.extraction(each.id)) for each in self.reports())

    def extraction(self, report_id: str) -> Extraction:
        report = next(each for each in self.reports() if each.id == report_id)
        tables = EXTRACTION.tables if report_id == REPORT.id else ()
        findings = FINDINGS if report_id == REPORT.id else ()
        return replace(EXTRACTION, report=report, tables=tables, passages=(), findings=findings)


@dataclass(frozen=True)
class SampleAssistant:
    """Answers by keyword; the conversation is passed on as it came."""

    corpus: SampleCorpus
    model: None = None

    def ask(self, question: str, conversation: object = None, **_: object) -> tuple[Answer, object]:
        if "坏" in question:
            raise StoreError("索引损坏：<b>facts.db</b>")
        fixed = {"占": SHARE, "最多": RANKING, "2019": ABSENT, "支出是多少": UNCLEAR}
        for word, answer in fixed.items():
            if word in question:
                return replace(answer, question=question), conversation
        return quoting(question), conversation


if __name__ == "__main__":
    stay_offline()
    from assistant.page.serve import serve

    serve(SampleAssistant(corpus=SampleCorpus()), "127.0.0.1", int(sys.argv[1]))  # type: ignore[arg-type]
