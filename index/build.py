"""From report files to a store: read, extract, reconcile, change the store or write another.

A store of this program and this model is changed in place, in one transaction: only new and changed
files are read. Any other store is written anew beside the old one and swapped in. A file that
cannot be read is named with its reason and the others are built.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.build_files import ReportFile, report_files
from index.build_originals import keep_original
from index.build_reading import Reading, ReadReport, cores, read_all, read_and_extract
from index.changes import Change, Version, changes, removed, version
from index.errors import BudgetError, StoreError
from index.generations import Manifest, SourceFile, code_version, same_sources
from index.records import Extraction
from index.settings import embedding_model
from index.stores.embedders import Embedder, embedder_name, open_embedder
from index.stores.homes import Home, home_of
from index.stores.manifest import is_whole, read_manifest
from index.stores.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from index.stores.writer import OldStore, StoreWriter

__all__ = ["BuildResult", "Step", "build", "cores", "is_stale", "read_and_extract"]

Outcome = Literal["started", "added", "updated", "reread", "kept", "unreadable"]
"""开始 / 新增 / 更新 / 未变但由新程序重读 / 未变，沿用 / 无法读取."""


OUTCOMES: dict[Change, Outcome] = {"added": "added", "updated": "updated", "same": "reread"}
"""What is said of a file that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a build is: what became of one file."""

    position: int
    """1-based."""
    total: int
    name: str
    outcome: Outcome
    seconds: float = 0.0
    pages: int | None = None
    """How many pages the report has; None before it is read, or where it cannot be."""
    problem: str | None = None


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did."""

    reports: int
    """How many reports the store holds; 0 if none could be read: the store is as before."""
    unreadable: tuple[SourceFile, ...]
    written: bool
    """Whether the store was changed; False where everything was up to date."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of each file, where the store was changed."""
    removed: tuple[SourceFile, ...] = ()
    """Reports that the store held before, each with the reason as its problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build works with."""

    embedder: Embedder
    read_report: ReadReport | None
    processes: int
    progress: Progress
    old: "OldStore | None"
    """The old generation, where its extractions are still good and a new one is written."""
    before: tuple[SourceFile, ...]
    """What the old generation was built from, whether or not it can be taken over."""


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    progress: Progress = lambda step: None,
    embedder: Embedder | None = None,
    read_report: ReadReport | None = None,
    processes: int = 1,
) -> BuildResult:
    """Make the store hold exactly the reports under these files and folders.

    With more than one of `processes` files are read side by side; the calling script then has to
    stand behind `if __name__ == "__main__"`. Raises `StoreError` where the store cannot be written
    or is being built already.
    """
    home = home_of(store)
    with home.lock():
        files = report_files(paths)
        target = target_manifest(files, embedder)
        old = old_manifest(home)
        if old and _stands(home, old, target):
            return _result(old.sources, written=False)
        in_place = old is not None and _same_makers(old, target)
        workshop = Workshop(
            embedder=embedder or open_embedder(embedding_model()),
            read_report=read_report,
            processes=processes,
            progress=progress,
            old=None if in_place else _old_store(home, old, target),
            before=old.sources if old else (),
        )
        try:
            if in_place:
                return _change_generation(files, home, target, workshop)
            return _write_generation(files, home, target, workshop)
        finally:
            if workshop.old:
                workshop.old.close()
            home.remove_others()


def is_stale(store: Path, paths: Sequence[Path]) -> bool:
    """Whether a build of these paths would change the store; quick, loads no model."""
    try:
        home = home_of(store)
        old = old_manifest(home)
        return old is None or not _stands(home, old, target_manifest(report_files(paths)))
    except BudgetError:
        return True


# --- what is there and what is wanted -------------------------------------------------------


def target_manifest(files: Sequence[ReportFile], embedder: Embedder | None = None) -> Manifest:
    """What the store's manifest would be if it were built now."""
    return Manifest(
        schema=SCHEMA_VERSION,
        code=code_version(),
        embedder=embedder.name if embedder else embedder_name(embedding_model()),
        sources=tuple(file.source for file in files),
    )


def old_manifest(home: Home) -> Manifest | None:
    """The manifest of the generation that answers now; None where none can."""
    try:
        current = home.current()
        if current is None:
            return None
        with closing(current.open()) as database:
            return read_manifest(database)
    except StoreError:
        return None


def _stands(home: Home, old: Manifest, target: Manifest) -> bool:
    """Whether the store is whole and what it would be if it were built now."""
    current = home.current()
    same = _same_makers(old, target) and same_sources(old.sources, target.sources)
    return same and current is not None and is_whole(current)


def _same_makers(old: Manifest, target: Manifest) -> bool:
    """Whether both stores are made by the same program and model."""
    return replace(old, sources=()) == replace(target, sources=())


def _old_store(home: Home, old: Manifest | None, target: Manifest) -> "OldStore | None":
    """The old generation, where its extractions are still good."""
    from index.stores.writer import OldStore

    if old is None or (old.schema, old.code) != (target.schema, target.code):
        return None
    try:
        current = home.current()
        return OldStore(current) if current else None
    except StoreError:
        return None


# --- building -------------------------------------------------------------------------------


def _change_generation(
    files: Sequence[ReportFile], home: Home, target: Manifest, workshop: Workshop
) -> BuildResult:
    from index.stores.writer import StoreWriter

    current = home.current()
    if current is None:
        raise StoreError(f"{home}：索引不见了")
    writer = StoreWriter(current, workshop.embedder, new=False)
    try:
        return _filled(writer, files, target, workshop)
    finally:
        writer.close()


def _write_generation(
    files: Sequence[ReportFile], home: Home, target: Manifest, workshop: Workshop
) -> BuildResult:
    from index.stores.writer import StoreWriter

    generation = home.new()
    writer = StoreWriter(generation, workshop.embedder, new=True)
    try:
        result = _filled(writer, files, target, workshop)
    finally:
        writer.close()
    if result.written:
        home.publish(generation)
    else:
        home.discard(generation)
    return result


def _filled(
    writer: "StoreWriter", files: Sequence[ReportFile], target: Manifest, workshop: Workshop
) -> BuildResult:
    """Make what is being written hold exactly these files; as it was where none can be read."""
    kept = writer.keep({version(file.source) for file in files if not file.source.problem})
    steps: list[Step] = []
    sources: list[SourceFile] = []
    for file, (step, source, extraction) in zip(files, _steps(files, kept, workshop), strict=True):
        sources.append(source)
        if extraction:
            writer.add(extraction)
            keep_original(file.path, source.sha256, writer, workshop.old)
        steps.append(step)
        workshop.progress(step)
    if all(source.problem for source in sources):
        return _result(sources, written=False)
    writer.finish(replace(target, sources=tuple(sources)))
    outcomes, gone = tuple(step.outcome for step in steps), removed(workshop.before, sources)
    return replace(_result(sources, written=True), outcomes=outcomes, removed=gone)


def _steps(
    files: Sequence[ReportFile], kept: Set[Version], workshop: Workshop
) -> Iterator[tuple[Step, SourceFile, Extraction | None]]:
    """What becomes of each file, with what is to be added to the store."""
    known = kept | (workshop.old.versions if workshop.old else frozenset())
    unread = [f.path for f in files if not f.source.problem and version(f.source) not in known]
    readings = read_all(unread, workshop.read_report, workshop.processes)
    change = changes(workshop.before, [file.source for file in files])
    indexed = {version(source): source.indexed for source in workshop.before}
    for position, file in enumerate(files, start=1):
        source, extraction = file.source, None
        step = Step(position=position, total=len(files), name=source.name, outcome="started")
        workshop.progress(step)
        if source.problem:
            step = replace(step, outcome="unreadable", problem=source.problem)
        elif version(source) in known:
            source = replace(source, indexed=indexed.get(version(source)))
            extraction = workshop.old.extraction(source) if workshop.old else None
            step = replace(step, outcome="kept")
        else:
            reading = next(readings)
            step = _read_step(step, reading, OUTCOMES[change[version(source)]])
            source, extraction = _read_source(source, reading), reading.extraction
        yield step, source, extraction


def _read_step(step: Step, reading: Reading, outcome: Outcome) -> Step:
    pages = reading.extraction.report.pages if reading.extraction else None
    return replace(
        step,
        outcome="unreadable" if reading.problem else outcome,
        problem=reading.problem,
        seconds=reading.seconds,
        pages=pages,
    )


def _read_source(source: SourceFile, reading: Reading) -> SourceFile:
    if reading.problem:
        return replace(source, problem=reading.problem)
    return replace(source, indexed=datetime.now(UTC).isoformat(timespec="seconds"))


def _result(sources: Sequence[SourceFile], *, written: bool) -> BuildResult:
    return BuildResult(
        reports=sum(source.problem is None for source in sources),
        unreadable=tuple(source for source in sources if source.problem),
        written=written,
    )
