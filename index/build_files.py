"""The files that a build is asked to read: found under the paths, told apart by their content."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.generations import SourceFile, file_sha256
from index.readers.files import is_report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file to build from."""

    path: Path
    source: SourceFile


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
