"""How building and answering grow with the number of reports (规模), measured on siblings.

Building and answering run in processes of their own, each with a time limit; a size that cannot
be measured says why, and larger ones are left out.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval import machine
from eval.bench import Measurement, Unmeasured, in_words, written
from eval.scale_questions import KINDS, SPREAD, Asked, asked_of
from eval.scoring import AnswerObject
from eval.siblings import write_siblings
from eval.spent import Spent, run_measured
from eval.summary import percentile
from index.corpus import Corpus
from index.errors import BudgetError

BUILD_LIMIT = 7200.0
"""Seconds after which a build is given up."""
ANSWER_LIMIT = 3600.0
"""Seconds after which answering is given up."""
WORST = 3
"""Questions answered wrong that are named."""


def build_measured(reports: Path, store: Path) -> Spent:
    """What a build spends."""
    return run_measured(
        "建库", ["index", "build", str(reports), "--store", str(store)], BUILD_LIMIT
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A store of siblings and how it was built."""

    reports: Path
    store: Path
    pages: int
    spent: Spent
    kept: bool
    """Whether it stood there already."""


def built(home: Path, count: int, seed: int) -> Built:
    """The store of that many siblings under `home`: built, or found there as it was left."""
    reports, store, told = home / "reports", home / "store", home / "built.json"
    kept = told.is_file()
    if not kept:
        write_siblings(reports, range(count), seed, SPREAD)
        spent = build_measured(reports, store)
        with Corpus.open(store) as corpus:
            pages = sum(report.pages for report in corpus.reports())
        figures = {"count": count, "seed": seed, "pages": pages, "spent": asdict(spent)}
        told.write_text(json.dumps(figures), encoding="utf-8")
    figures = json.loads(told.read_text(encoding="utf-8"))
    if (figures["count"], figures["seed"]) != (count, seed):
        raise Unmeasured(f"{home}：是 {figures['count']} 份报告的库，要测的是 {count} 份")
    return Built(
        reports=reports,
        store=store,
        pages=figures["pages"],
        spent=Spent(**figures["spent"]),
        kept=kept,
    )


def building(made: Built, count: int) -> list[Measurement]:
    """What building took, as it was measured when the store was built."""
    note = f"{count} 份报告，{made.pages} 页" + ("，建库时所测" if made.kept else "")
    disk = sum(path.stat().st_size for path in made.store.rglob("*") if path.is_file())
    spent, speed = made.spent, made.pages / made.spent.seconds
    largest = f"其中最大的一个进程 {spent.peak or 0:.0f} MiB"
    return [
        Measurement(name="建库", value=spent.seconds, unit="秒", note=note),
        Measurement(name="建库的处理器时间", value=spent.processor, unit="秒", note=note),
        Measurement(name="建库速度", value=speed, unit="页/秒", note=note),
        Measurement(name="建库内存峰值", value=spent.together, unit="MiB", note=largest),
        Measurement(name="占用磁盘", value=disk / machine.MIB, unit="MiB", note=note),
    ]


def adding(made: Built, count: int, seed: int) -> list[Measurement]:
    """Adding one report to a copy of the store."""
    with tempfile.TemporaryDirectory(dir=made.store.parent) as folder:
        reports, store = Path(folder) / "reports", Path(folder) / "store"
        shutil.copytree(made.store, store)
        shutil.copytree(made.reports, reports)
        write_siblings(reports, [count], seed, SPREAD)
        spent = build_measured(reports, store)
    note = f"{count} 份之外再添一份，内存峰值 {spent.together or 0:.0f} MiB"
    return [Measurement(name="添一份报告", value=spent.seconds, unit="秒", note=note)]


def warming(asked: Sequence[Asked]) -> list[Asked]:
    """Questions that come before those that count, one of each kind: they load what the first
    question needs."""
    firsts = (next((each for each in asked if each.kind == kind), None) for kind in KINDS)
    return [first for first in firsts if first]


def answering(store: Path, asked: Sequence[Asked]) -> tuple[list[AnswerObject], float | None]:
    """The answers of a process of its own, those of the questions that warm it first; and its peak
    memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        questions, out = Path(folder) / "questions.jsonl", Path(folder) / "answers.jsonl"
        lines = [
            json.dumps({"id": str(n), "category": each.kind, "turns": [each.question]})
            for n, each in enumerate([*warming(asked), *asked])
        ]
        questions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = ["eval", "answer", "--questions", str(questions), "--out", str(out)]
        spent = run_measured("回答", [*command, "--store", str(store)], ANSWER_LIMIT)
        answers = [json.loads(line)["answers"][-1] for line in out.open(encoding="utf-8")]
    return answers, spent.peak


def opening(answers: Sequence[AnswerObject]) -> list[Measurement]:
    """What the first question of each kind takes in a store that has just been opened."""
    return [
        Measurement(
            name=f"打开后的第一问（{name}）",
            value=answer["timings_ms"]["total"],
            unit="毫秒",
            note=f"处理器时间 {answer['timings_ms']['processor']:.0f} 毫秒",
        )
        for name, answer in zip(KINDS.values(), answers, strict=False)
        if "timings_ms" in answer
    ]


def figures_of(asked: Sequence[Asked], answers: Sequence[AnswerObject]) -> list[Measurement]:
    """Times, right and wrong answers of each kind of question."""
    found: list[Measurement] = []
    for kind, name in KINDS.items():
        pairs = [(q, a) for q, a in zip(asked, answers, strict=True) if q.kind == kind]
        timings = [answer["timings_ms"] for _, answer in pairs if "timings_ms" in answer]
        times = [each["total"] for each in timings]
        worked = [each["processor"] for each in timings]
        right = sum(q.is_right(answer) for q, answer in pairs)
        wrong = [q.question for q, answer in pairs if q.is_wrong(answer)]
        note = f"{len(pairs)} 问，答对 {right}，答错 {len(wrong)}"
        if wrong:
            note += f"：{'；'.join(wrong[:WORST])}"
        for percent in (50, 95, 99):
            value = percentile(times, percent) if times else None
            told = f"处理器时间 {percentile(worked, percent):.0f} 毫秒，{note}" if worked else note
            found.append(
                Measurement(name=f"{name} p{percent}", value=value, unit="毫秒", note=told)
            )
    return found


def measured_size(count: int, seed: int, home: Path | None) -> list[Measurement]:
    """Building and asking a store of that many siblings; kept under `home` where one is given."""
    with tempfile.TemporaryDirectory() as folder:
        made = built(home / str(count) if home else Path(folder), count, seed)
        asked = asked_of(count, seed)
        answers, peak = answering(made.store, asked)
        first = opening(answers[: len(warming(asked))])
        answers = answers[len(warming(asked)) :]
        memory = Measurement(
            name="回答进程内存峰值", value=peak, unit="MiB", note=f"{len(asked)} 问"
        )
        found = [*building(made, count), memory, *first, *figures_of(asked, answers)]
        return found + adding(made, count, seed)


def scale(counts: Sequence[int], out: Path | None, home: Path | None = None, seed: int = 0) -> int:
    """Measures each size, prints it with the machine's size; 0 if all could be measured.

    Under `home` the stores are kept, and measured again without being built again."""
    print(f"机器：{machine.in_words()}")
    measurements: list[Measurement] = []
    failed = False
    for count in sorted(counts):
        try:
            found = measured_size(count, seed, home)
        except (BudgetError, OSError) as error:
            failed = True
            note = f"{count} 份报告，未能测得：{error}"
            found = [Measurement(name="规模", value=None, unit="", note=note)]
        for measurement in found:
            print(in_words(measurement), flush=True)
        measurements += found
        if failed:
            break
    if out:
        written(measurements, out)
    return 1 if failed else 0
