"""From report files to a store: read, extract, reconcile, write beside the old store, swap in.

Unchanged files are not read again: their extraction is taken over from the old store. A file
that cannot be read is named with its reason and the others are built.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.build_originals import keep_original
from index.changes import Change, change_of, removed
from index.errors import BudgetError, StoreError
from index.generations import (
    Manifest,
    SourceFile,
    build_lock,
    code_version,
    file_sha256,
    new_generation,
    pointer,
    publish,
    read_manifest,
    remove_other_generations,
    same_sources,
)
from index.readers.files import is_report
from index.records import Extraction
from index.settings import embedding_model
from index.stores.embedders import Embedder, embedder_name, open_embedder
from index.stores.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from index.stores.writer import OldStore

Outcome = Literal["started", "added", "updated", "reread", "kept", "unreadable"]
"""开始 / 新增 / 更新 / 未变但由新程序重读 / 未变，沿用 / 无法读取."""


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
ReadReport = Callable[[Path], Extraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did."""

    reports: int
    """How many reports the store holds; 0 if none could be read: the store is as before."""
    unreadable: tuple[SourceFile, ...]
    written: bool
    """Whether a new generation was written; False where everything was up to date."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of each file, where a new generation was written."""
    removed: tuple[SourceFile, ...] = ()
    """Reports that the store held before, each with the reason as its problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file to build from."""

    path: Path
    source: SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build works with."""

    embedder: Embedder
    read_report: ReadReport
    progress: Progress
    old: "OldStore | None"
    before: tuple[SourceFile, ...]
    """What the old generation was built from, whether or not it can be taken over."""


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    progress: Progress = lambda step: None,
    embedder: Embedder | None = None,
    read_report: ReadReport | None = None,
) -> BuildResult:
    """Make the store hold exactly the reports under these files and folders.

    Raises `StoreError` where the store cannot be written or is being built already.
    """
    with build_lock(store):
        files = report_files(paths)
        target = target_manifest(files, embedder)
        old = old_manifest(store)
        if old and is_same(old, target):
            return _result(old.sources, written=False)
        embedder = embedder or open_embedder(embedding_model())
        workshop = Workshop(
            embedder=embedder,
            read_report=read_report or read_and_extract,
            progress=progress,
            old=_old_store(store, old, target),
            before=old.sources if old else (),
        )
        try:
            return _build_generation(files, store, target, workshop)
        finally:
            if workshop.old:
                workshop.old.close()
            remove_other_generations(store)


def is_stale(store: Path, paths: Sequence[Path]) -> bool:
    """Whether a build of these paths would change the store; quick, loads no model."""
    try:
        old = old_manifest(store)
        return old is None or not is_same(old, target_manifest(report_files(paths)))
    except BudgetError:
        return True


def read_and_extract(path: Path) -> Extraction:
    """Everything that a report file holds, with the findings of its reconciliation."""
    from index.extract.assemble import extract
    from index.readers.files import read
    from index.reconcile import reconcile

    extraction = extract(read(path))
    return replace(extraction, findings=reconcile(extraction))


# --- what is there and what is wanted -------------------------------------------------------


def report_files(paths: Sequence[Path]) -> tuple[ReportFile, ...]:
    """The report files under these paths, each content once; a missing one bears its problem."""
    found: dict[str, ReportFile] = {}
    for path in paths:
        inside = sorted(file for file in path.rglob("*") if is_report(file))
        for file in inside if path.is_dir() else [path]:
            source = _source_of(file)
            found.setdefault(source.sha256 or str(file), ReportFile(path=file, source=source))
        if path.is_dir() and not inside:
            nothing = SourceFile(name=str(path), sha256="", problem="文件夹里没有报告文件")
            found[str(path)] = ReportFile(path=path, source=nothing)
    return tuple(found.values())


def _source_of(file: Path) -> SourceFile:
    try:
        return SourceFile(name=file.name, sha256=file_sha256(file))
    except FileNotFoundError:
        return SourceFile(name=str(file), sha256="", problem="文件不存在")
    except OSError as error:
        return SourceFile(name=str(file), sha256="", problem=f"无法打开（{error.strerror}）")


def target_manifest(files: Sequence[ReportFile], embedder: Embedder | None = None) -> Manifest:
    """What the store's manifest would be if it were built now."""
    return Manifest(
        schema=SCHEMA_VERSION,
        code=code_version(),
        embedder=embedder.name if embedder else embedder_name(embedding_model()),
        sources=tuple(file.source for file in files),
    )


def old_manifest(store: Path) -> Manifest | None:
    """The manifest of the generation that answers now; None where none can."""
    try:
        name = pointer(store)
        return read_manifest(store / name) if name else None
    except StoreError:
        return None


def is_same(old: Manifest, target: Manifest) -> bool:
    """Whether both stand for the same store."""
    return replace(old, sources=()) == replace(target, sources=()) and same_sources(
        old.sources, target.sources
    )


def _old_store(store: Path, old: Manifest | None, target: Manifest) -> "OldStore | None":
    """The old generation, where its extractions are still good."""
    from index.stores.writer import OldStore

    if old is None or (old.schema, old.code) != (target.schema, target.code):
        return None
    try:
        generation = store / (pointer(store) or "")
        return OldStore(generation, same_embedder=old.embedder == target.embedder)
    except StoreError:
        return None


# --- building -------------------------------------------------------------------------------


def _build_generation(
    files: Sequence[ReportFile], store: Path, target: Manifest, workshop: Workshop
) -> BuildResult:
    from index.stores.writer import StoreWriter

    generation = new_generation(store)
    writer = StoreWriter(generation, workshop.embedder)
    sources: list[SourceFile] = []
    outcomes: list[Outcome] = []
    try:
        for file, (source, extraction, outcome) in zip(
            files, _read_all(files, workshop), strict=True
        ):
            sources.append(source)
            outcomes.append(outcome)
            if extraction:
                known = workshop.old.vectors(extraction.report.id) if workshop.old else None
                writer.add(extraction, known)
                keep_original(file.path, source.sha256, writer, workshop.old)
        if all(source.problem for source in sources):
            return _result(sources, written=False)
        writer.finish()
        publish(store, generation, replace(target, sources=tuple(sources)))
    finally:
        writer.close()
    gone = removed(workshop.before, sources)
    return replace(_result(sources, written=True), outcomes=tuple(outcomes), removed=gone)


def _read_all(
    files: Sequence[ReportFile], workshop: Workshop
) -> Iterator[tuple[SourceFile, Extraction | None, Outcome]]:
    now = [file.source for file in files]
    for position, file in enumerate(files, start=1):
        step = Step(position=position, total=len(files), name=file.source.name, outcome="started")
        workshop.progress(step)
        began = time.perf_counter()
        change = change_of(file.source, workshop.before, now)
        source, extraction, outcome = _read_one(file, change, workshop)
        yield source, extraction, outcome
        done = replace(step, outcome=outcome, problem=source.problem)
        pages = extraction.report.pages if extraction else None
        workshop.progress(replace(done, pages=pages, seconds=time.perf_counter() - began))


def _read_one(
    file: ReportFile, change: Change, workshop: Workshop
) -> tuple[SourceFile, Extraction | None, Outcome]:
    source = file.source
    if source.problem:
        return source, None, "unreadable"
    kept = workshop.old.extraction(source.name, source.sha256) if workshop.old else None
    if kept:
        return replace(source, indexed=_indexed_before(source, workshop)), kept, "kept"
    try:
        extraction = workshop.read_report(file.path)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return replace(source, indexed=now), extraction, "reread" if change == "same" else change
    except BudgetError as error:
        problem = str(error)
    except Exception as error:  # noqa: BLE001 - one odd file must not keep the others out
        problem = f"程序出错（{type(error).__name__}：{error}）"
    return replace(source, problem=problem), None, "unreadable"


def _indexed_before(source: SourceFile, workshop: Workshop) -> str | None:
    """When a file that is taken over was read."""
    same = (old for old in workshop.before if same_sources([old], [source]))
    return next((old.indexed for old in same), None)


def _result(sources: Sequence[SourceFile], *, written: bool) -> BuildResult:
    return BuildResult(
        reports=sum(source.problem is None for source in sources),
        unreadable=tuple(source for source in sources if source.problem),
        written=written,
    )
