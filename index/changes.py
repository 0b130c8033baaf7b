"""What a build changes: which reports are new (新增), changed (更新), the same (未变), gone (移除).

A report is told by its file's name, a version of it by the hash of the content.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from index.generations import SourceFile

Change = Literal["added", "updated", "same"]

Version = tuple[str, str]
"""A file's name and the hash of its content."""

GONE = "文件已不在"
NO_LONGER_READABLE = "文件现在无法读取"


def version(source: SourceFile) -> Version:
    """What tells a report from every other, and from its own earlier text."""
    return source.name, source.sha256


def changes(old: Sequence[SourceFile], new: Sequence[SourceFile]) -> Mapping[Version, Change]:
    """What each file there is now is against those that the store was built from."""
    before = _versions(old)
    replaced = {name for name, _ in before - _versions(new)}

    def change(source: SourceFile) -> Change:
        if version(source) in before:
            return "same"
        return "updated" if source.name in replaced else "added"

    return {version(source): change(source) for source in new}


def removed(old: Sequence[SourceFile], new: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """Reports that the store held and holds no longer, each with the reason as its problem."""
    before, now = _versions(old), _versions(new)
    left = Counter(name for name, _ in before - now) - Counter(name for name, _ in now - before)
    unreadable = {source.name for source in new if source.problem}
    return tuple(
        SourceFile(name=name, sha256="", problem=NO_LONGER_READABLE if name in unreadable else GONE)
        for name in sorted(left.elements())
    )


def _versions(sources: Sequence[SourceFile]) -> set[Version]:
    return {version(source) for source in sources if source.problem is None}
