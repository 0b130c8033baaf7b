"""Keeps the file of each report in the store that is being built (留存原文)."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.stores.writer import OldStore, StoreWriter


def keep_original(path: Path, sha256: str, writer: "StoreWriter", old: "OldStore | None") -> None:
    """Keep what a reader may want to look at: taken over from the old store, or from the file."""
    from index.readers.originals import original_of

    if old and writer.take_over_original(sha256, old):
        return
    original = original_of(path, sha256)
    if original:
        writer.keep_original(sha256, original)
