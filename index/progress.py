"""How a build is told to the person who started it: file by file, and in the end."""

import sys

from index.build import BuildResult, Outcome, Step

BAR_WIDTH = 24
OUTCOME_NAMES: dict[Outcome, str] = {
    "added": "新增",
    "updated": "更新",
    "reread": "未变，由新程序重读",
    "kept": "未变",
}


def show_progress(step: Step) -> None:
    """A bar with the file's name on a terminal, and a line for each file that is done.

    What could not be read is told with its reason when the build ends.
    """
    place = f"{step.position}/{step.total}"
    if sys.stderr.isatty():
        done = step.position - (step.outcome == "started")
        bar = "█" * (BAR_WIDTH * done // step.total)
        shown = f"{bar:░<{BAR_WIDTH}} {place} {step.name}" if step.outcome == "started" else ""
        print(f"\r\033[K{shown}", end="", file=sys.stderr, flush=True)
    if step.outcome in OUTCOME_NAMES:
        word, spent = OUTCOME_NAMES[step.outcome], f"{step.seconds:.1f} 秒"
        if step.pages and step.outcome != "kept":
            spent = f"{step.pages} 页，{spent}，每页 {step.seconds / step.pages * 1000:.0f} 毫秒"
        print(f"[{place}] {word} {step.name}（{spent}）", file=sys.stderr, flush=True)


def in_words(result: BuildResult, store: str) -> str:
    """What a build did, in one line."""
    if not result.written:
        return f"索引已是最新：{result.reports} 份报告，全部未变，{store}"
    failed = f"，{len(result.unreadable)} 个文件未能读取" if result.unreadable else ""
    counts = {name: result.outcomes.count(outcome) for outcome, name in OUTCOME_NAMES.items()}
    counts["移除"] = len(result.removed)
    changes = "，".join(f"{name} {count}" for name, count in counts.items() if count)
    return f"索引已建立：{result.reports} 份报告{failed}（{changes}），{store}"


def named(name: str, problem: str) -> str:
    """A problem with the file that has it, named once."""
    return problem if problem.startswith(name) else f"{name}：{problem}"
