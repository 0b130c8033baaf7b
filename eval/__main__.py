"""`python -m eval`: answer a question file, score it, make sibling reports, measure times."""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from eval import report, summary
from eval.cases import Case, load_cases
from eval.runner import Ask, Run, askable, open_ask, report_names, run_cases
from eval.siblings import MOST, write_siblings
from index.errors import BudgetError
from index.offline import stay_offline

QUESTIONS = Path(__file__).parent / "questions"

OK, BELOW, BROKEN = 0, 1, 2
"""Exit statuses: done, below the recorded baseline, broken."""


def open_questions() -> list[Path]:
    """The bundled question files, without the held-out ones."""
    files = sorted(QUESTIONS.glob("*.jsonl"))
    return [path for path in files if not path.name.startswith(report.HELD_OUT)]


def answer(questions: Path, out: Path, ask: Ask) -> int:
    """Answers a question file, one JSON line each, written as they come."""
    cases = load_cases(questions, scored=False)
    with out.open("w", encoding="utf-8") as lines:
        for run in run_cases(cases, ask):
            line = {"id": run.case.id, "answers": run.answers}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"已回答 {len(cases)} 题，写入 {out}")
    return OK


def _show(
    by_file: Mapping[str, Sequence[Run]],
    skipped: Mapping[str, int],
    options: argparse.Namespace,
) -> summary.Summary:
    """Prints and writes the run as asked."""
    result = summary.summarise(by_file, skipped)
    if options.show and (amiss := report.failures(report.listed(by_file))):
        print(amiss + "\n")
    print(report.as_text(result))
    if options.html:
        options.html.write_text(report.as_page(result, by_file), encoding="utf-8")
    if options.json:
        whole = json.dumps(report.as_object(result, by_file), ensure_ascii=False, indent=1)
        options.json.write_text(whole + "\n", encoding="utf-8")
    return result


def run(options: argparse.Namespace, ask: Ask, held: Collection[str] = ()) -> int:
    """Answers and scores question files; `BELOW` where one did worse than recorded.

    `held` names the reports of the store; a case that names another report is skipped.
    """
    files: dict[str, tuple[Case, ...]] = {}
    for path in options.questions or open_questions():
        files[str(path) if path.stem in files else path.stem] = load_cases(path)
    recorded = summary.load_baseline()
    asked = {name: [c for c in cases if askable(c, held)] for name, cases in files.items()}
    skipped = {name: len(cases) - len(asked[name]) for name, cases in files.items()}
    runs = {name: list(run_cases(cases, ask)) for name, cases in asked.items()}
    result = _show(runs, skipped, options)
    if options.record:
        summary.record_baseline(result)
        print(f"已记为基线：{summary.BASELINE}")
        return OK
    complaints = summary.below_baseline(result, recorded)
    for each in complaints:
        print(f"低于基线：{each}", file=sys.stderr)
    return BELOW if complaints else OK


def parser() -> argparse.ArgumentParser:
    """The command line, in Chinese."""
    top = argparse.ArgumentParser(prog="python -m eval", description="用题集评测问答")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    answering = commands.add_parser("answer", help="回答题集，不评分")
    answering.add_argument("--questions", type=Path, required=True, help="题集（JSON 行）")
    answering.add_argument("--out", type=Path, required=True, help="答案写到哪里")
    running = commands.add_parser("run", help="回答题集并评分")
    running.add_argument("--questions", type=Path, nargs="+", help="默认为随附题集（不含留出题）")
    running.add_argument("--html", type=Path, help="另存为网页")
    running.add_argument("--json", type=Path, help="另存为 JSON")
    running.add_argument("--show", action="store_true", help="列出没答对的题（留出题除外）")
    running.add_argument("--record", action="store_true", help="把本次结果记为基线")
    making = commands.add_parser("siblings", help="生成虚构的同类报告（文本）")
    making.add_argument("--count", type=_count, required=True, help=f"份数，至多 {MOST}")
    making.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    making.add_argument("--seed", type=int, default=0, help="同一种子，同样的报告")
    measuring = commands.add_parser("bench", help="测量用时与内存")
    measuring.add_argument("--json", type=Path, help="另存为 JSON")
    measuring.add_argument(
        "--reports", type=_counts, metavar="5,100,500", help="改测规模：用这么多份虚构的同类报告"
    )
    loading = commands.add_parser("load", help="许多人同时提问时的用时（只在本机）")
    loading.add_argument("--clients", type=_up_to(200), default=30, help="同时几人，默认 30")
    loading.add_argument("--questions", type=_up_to(200), default=10, help="各问几问，默认 10")
    for each in (answering, running, measuring, loading):
        each.add_argument("--store", type=Path, help="库的位置（默认 BUDGET_STORE，其次 .store/）")
    return top


def _up_to(most: int) -> Callable[[str], int]:
    """A reader of whole numbers from 1 to the most."""

    def number(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"应为 1 到 {most}")
        return int(text)

    return number


def _counts(text: str) -> list[int]:
    return [_count(each) for each in text.split(",")]


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"应为 1 到 {MOST}")
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    stay_offline()
    options = parser().parse_args(arguments)
    try:
        if options.command == "bench":
            from eval.bench import bench
            from eval.scale import scale

            if options.reports:
                return scale(options.reports, options.json)
            return bench(options.store, options.json)
        if options.command == "load":
            from eval.load import load

            return load(options.store, options.clients, options.questions)
        if options.command == "siblings":
            paths = write_siblings(options.out, range(options.count), options.seed)
            print(f"已生成 {len(paths)} 份报告：{options.out}")
            return OK
        ask = open_ask(options.store)
        if options.command == "answer":
            return answer(options.questions, options.out, ask)
        return run(options, ask, report_names(options.store))
    except BudgetError as error:
        print(f"错误：{error}", file=sys.stderr)
        return BROKEN
    except OSError as error:
        print(f"错误：{error.filename}：{error.strerror}", file=sys.stderr)
        return BROKEN


if __name__ == "__main__":
    sys.exit(main())
