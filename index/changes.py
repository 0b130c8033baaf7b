"""What a build changes: which reports are new (新增), changed (更新), the same (未变), gone (移除).

A report is told by its file's name, a version of it by the hash of the content.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from index.generations import SourceFile

Change = Literal["added", "updated", "same"]

GONE = "文件已不在"
NO_LONGER_READABLE = "文件现在无法读取"


def change_of(source: SourceFile, old: Sequence[SourceFile], new: Sequence[SourceFile]) -> Change:
    """What a file is against those that the store was built from; `new` are all there are now."""
    if _version(source) in _versions(old):
        return "same"
    replaced = {name for name, _ in _versions(old) - _versions(new)}
    return "updated" if source.name in replaced else "added"


def removed(old: Sequence[SourceFile], new: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """Reports that the store held and holds no longer, each with the reason as its problem."""
    before, now = _versions(old), _versions(new)
    left = Counter(name for name, _ in before - now) - Counter(name for name, _ in now - before)
    unreadable = {source.name for source in new if source.problem}
    return tuple(
        SourceFile(name=name, sha256="", problem=NO_LONGER_READABLE if name in unreadable else GONE)
        for name in sorted(left.elements())
    )


def _version(source: SourceFile) -> tuple[str, str]:
    return source.name, source.sha256


def _versions(sources: Sequence[SourceFile]) -> set[tuple[str, str]]:
    return {_version(source) for source in sources if source.problem is None}
