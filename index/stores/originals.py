"""The originals of the reports (原文) in a generation: one file each, named by the report's hash.

    gen-…/originals/<sha256>.pdf, <sha256>.txt

A name is made of a hash alone, so nothing outside the folder can be reached through it.
"""

import os
import re
import shutil
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from index.errors import StoreError
from index.records import Original, OriginalFormat

FOLDER = "originals"
_SUFFIXES: dict[OriginalFormat, str] = {"pdf": ".pdf", "text_dump": ".txt"}
_HASH = re.compile(r"[0-9a-f]{64}")


def save_original(generation: Path, sha256: str, original: Original) -> None:
    """Keep the original of the report with this hash."""
    if not _HASH.fullmatch(sha256):
        raise StoreError(f"{generation}：{sha256[:80]!r} 不是文件散列")
    path = generation / FOLDER / f"{sha256}{_SUFFIXES[original.format]}"
    beside = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(original.content)
        beside.replace(path)
    except OSError as error:
        raise StoreError(f"{path}：写入原文失败（{error.strerror}）") from error


def take_over_original(old: Path, generation: Path, sha256: str) -> bool:
    """Take the original over from an older generation, unchanged; False where it has none."""
    found = _file(old, sha256)
    if found is None:
        return False
    target = generation / FOLDER / found[0].name
    try:
        target.parent.mkdir(exist_ok=True)
        try:
            os.link(found[0], target)  # an original never changes, so generations may share it
        except OSError:
            shutil.copyfile(found[0], target)
    except OSError as error:
        raise StoreError(f"{target}：写入原文失败（{error.strerror}）") from error
    return True


def read_original(generation: Path, sha256: str) -> Original | None:
    """The original of the report with this hash; None where the generation keeps none."""
    found = _file(generation, sha256)
    if found is None:
        return None
    try:
        return Original(format=found[1], content=found[0].read_bytes())
    except OSError as error:
        raise StoreError(f"{found[0]}：原文无法读取（{error.strerror}）") from error


def remove_other_originals(generation: Path, kept: Set[str]) -> None:
    """Delete every original but those of the reports with these hashes."""
    for path in (generation / FOLDER).glob("*"):
        if path.stem not in kept:
            with suppress(OSError):  # a reader on Windows; the next build tries again
                path.unlink()


def _file(generation: Path, sha256: str) -> tuple[Path, OriginalFormat] | None:
    if not _HASH.fullmatch(sha256):
        return None
    for format_, suffix in _SUFFIXES.items():
        path = generation / FOLDER / f"{sha256}{suffix}"
        if path.is_file():
            return path, format_
    return None
