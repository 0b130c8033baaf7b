"""How a store is laid out on disk: generations (代) side by side, and a pointer to the current one.

    STORE/CURRENT            name of the generation that answers
    STORE/build.lock         held while a store is built
    STORE/gen-…/facts.db, chroma-…/, originals/

A generation belongs to one program version and one embedding model; where either differs a new
one is written beside the old, and replacing `CURRENT` is one step. Within a generation a build
changes `facts.db` in one transaction. A build that is killed changes nothing, either way.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.errors import StoreError
from index.locks import in_use, take_exclusively

POINTER = "CURRENT"
LOCK = "build.lock"
FACTS = "facts.db"
READERS = "readers.lock"
"""Shared by every process that reads the folder in which it stands."""
PREFIX = "gen-"
REPLACE_ATTEMPTS = 20

WITHOUT_SAY = frozenset(
    {
        "__main__.py",
        "__pycache__",
        "build.py",
        "build_files.py",
        "build_originals.py",
        "build_reading.py",
        "changes.py",
        "corpus.py",
        "export.py",
        "locks.py",
        "offline.py",
        "progress.py",
        "settings.py",
        "sheets.py",
        "show.py",
        "training",
    }
)
"""Modules and folders of `index/` that have no say in what a store holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A report file as the build met it."""

    name: str
    sha256: str
    problem: str | None = None
    """Why it could not be read, in Chinese; None where it was."""
    indexed: str | None = None
    """When it was read (收录时间), ISO 8601 in UTC; None where it could not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was made from and by what."""

    schema: int
    code: str
    """`code_version` of the program that extracted and stored."""
    embedder: str
    """Fingerprint of the embedding model."""
    sources: tuple[SourceFile, ...]


@cache
def code_version() -> str:
    """Fingerprint of everything in `index/` that decides what a store holds."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*")):
        name = file.relative_to(package)
        if file.is_file() and not WITHOUT_SAY & {name.parts[0], name.parent.name}:
            digest.update(name.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def file_sha256(path: Path) -> str:
    """Content hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- reading --------------------------------------------------------------------------------


def pointer(store: Path) -> str | None:
    """Name of the current generation; None where the store has none."""
    try:
        name = (store / POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{store / POINTER}：无法读取（{error}）") from error
    if not name.startswith(PREFIX) or Path(name).name != name:
        raise StoreError(f"{store / POINTER}：内容损坏，应为 {PREFIX}… 一行")
    return name


# --- writing --------------------------------------------------------------------------------


@contextmanager
def build_lock(store: Path) -> Iterator[None]:
    """Keep every other build away; raises `StoreError` while one is running."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = (store / LOCK).open("ab")
    except OSError as error:
        raise StoreError(f"{store}：索引目录无法写入（{error.strerror}）") from error
    with lock:
        if not take_exclusively(lock):
            raise StoreError(f"{store}：另一个程序正在建立索引，请等它完成后再试")
        yield


def new_generation(store: Path) -> Path:
    """A new, empty folder for a generation."""
    return new_folder(store, PREFIX)


def new_folder(parent: Path, prefix: str) -> Path:
    """A new folder that readers can mark as in use."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for number in range(1000):
        folder = parent / f"{prefix}{stamp}-{number:03}"
        if not folder.exists():
            folder.mkdir()
            (folder / READERS).touch()
            return folder
    raise StoreError(f"{parent}：无法建立新的索引目录")


def publish(store: Path, generation: Path) -> None:
    """Let this finished generation answer from now on."""
    _write_durably(store / POINTER, generation.name + "\n")


def remove_other_generations(store: Path) -> None:
    """Delete every generation but the current one and those that a process still reads."""
    remove_folders(store, PREFIX, keep=pointer(store))


def remove_folders(parent: Path, prefix: str, keep: str | None) -> None:
    """Delete every folder of that prefix but one and those that a process still reads."""
    for folder in parent.glob(f"{prefix}*"):
        if folder.name != keep and not in_use(folder / READERS):
            discard(folder)


def discard(folder: Path) -> None:
    """Delete a folder whole, or, on Windows while files in it are open, leave it whole."""
    doomed = folder.with_name(folder.name + ".old")
    with suppress(OSError):
        folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def _write_durably(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _replace(beside, path)


def _replace(new: Path, old: Path) -> None:
    """Put a file in another's place; on Windows wait for whoever is just reading that one."""
    for _ in range(REPLACE_ATTEMPTS):
        with suppress(PermissionError):
            new.replace(old)
            return
        time.sleep(0.05)
    new.replace(old)


def same_sources(one: Sequence[SourceFile], other: Sequence[SourceFile]) -> bool:
    """Whether both name the same files with the same content, in any order."""
    return sorted((s.name, s.sha256) for s in one) == sorted((s.name, s.sha256) for s in other)
