"""The machine that a measurement was taken on, and the memory of processes on it."""

import os
import platform
import sys
from pathlib import Path

MIB = 1024 * 1024


def cores() -> int:
    """Processor cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory_mib() -> int | None:
    """Physical memory in MiB; None where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MIB
    except (AttributeError, OSError, ValueError):
        return None


def in_words() -> str:
    """Cores, memory, system and Python in one line."""
    memory = memory_mib()
    size = f"{memory / 1024:.1f} GiB 内存" if memory else "内存未知"
    return f"{cores()} 核，{size}，{platform.system()}，Python {platform.python_version()}"


def _status(process: int) -> dict[str, str]:
    """The fields of /proc/PID/status; empty where there is no such process or file."""
    try:
        text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return {}
    return dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)


def tree(root: int) -> tuple[int, ...]:
    """A process and all that descend from it (Linux; elsewhere the process alone)."""
    parents = {
        int(path.name): int(_status(int(path.name)).get("PPid", "0"))
        for path in Path("/proc").glob("[0-9]*")
    }
    family = [root]
    for member in family:  # grows while it is read: children are appended, then visited
        family.extend(child for child, parent in parents.items() if parent == member)
    return tuple(family)


def resident_mib(root: int) -> float | None:
    """Resident memory (RSS) of a process and its descendants; None where it is not told."""
    sizes = [_status(process).get("VmRSS") for process in tree(root)]
    told = [int(size.split()[0]) for size in sizes if size]
    return sum(told) / 1024 if told else None
