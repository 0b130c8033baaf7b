"""`python -m eval`: answer and score questions, make sibling reports, measure search and times."""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from eval import comparison, comparison_report, report, side_by_side, summary
from eval.cases import Case, load_cases
from eval.engines import RULES, beside, engine_names, open_configured, open_engines
from eval.runner import Ask, Run, askable, report_names, run_cases
from eval.saved_runs import load_run
from eval.siblings import MOST, Spread, write_siblings
from eval.summary import Summary
from index.collector import collect_rarely
from index.errors import BudgetError, SettingError
from index.offline import stay_offline

QUESTIONS = Path(__file__).parent / "questions"

SIZE = 20_000
"""Sibling reports that a store is measured with at most."""

ByFile = Mapping[str, Sequence[Run]]
"""The runs of one engine, under the names of their question files."""

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


def _show(runs: Mapping[str, ByFile], results: Mapping[str, Summary], show: bool) -> None:
    """Prints one engine's report, or several side by side."""
    for engine, by_file in runs.items():
        if show and (amiss := report.failures(report.listed(by_file))):
            print(amiss + "\n" if len(runs) == 1 else f"［{engine}］\n{amiss}\n")
    only = next(iter(results.values()))
    print(report.as_text(only) if len(results) == 1 else side_by_side.as_text(results))


def _write(
    runs: Mapping[str, ByFile], results: Mapping[str, Summary], options: argparse.Namespace
) -> None:
    """Writes what was asked for: one page for all engines, a JSON file for each."""
    several = len(results) > 1
    for engine, result in results.items():
        if options.json:
            saved = report.as_object(result, runs[engine], engine)
            whole = json.dumps(saved, ensure_ascii=False, indent=1)
            out = beside(options.json, engine) if several else options.json
            out.write_text(whole + "\n", encoding="utf-8")
        if options.html and not several:
            options.html.write_text(report.as_page(result, runs[engine]), encoding="utf-8")
    if options.html and several:
        options.html.write_text(side_by_side.as_page(results, runs), encoding="utf-8")


def _to_ask(
    paths: Sequence[Path], held: Collection[str]
) -> tuple[dict[str, list[Case]], dict[str, int]]:
    """By question file: the cases to ask, and how many are skipped."""
    files: dict[str, tuple[Case, ...]] = {}
    for path in paths:
        files[str(path) if path.stem in files else path.stem] = load_cases(path)
    asked = {name: [c for c in cases if askable(c, held)] for name, cases in files.items()}
    return asked, {name: len(cases) - len(asked[name]) for name, cases in files.items()}


def run(options: argparse.Namespace, engines: Mapping[str, Ask], held: Collection[str] = ()) -> int:
    """Answers and scores question files; `BELOW` where the rules did worse than recorded.

    `held` names the reports of the store; a case that names another report is skipped.
    """
    if options.record and RULES not in engines:
        raise SettingError("基线只记规则的结果：--record 应与 --engine rules 同用")
    asked, skipped = _to_ask(options.questions or open_questions(), held)
    recorded = summary.load_baseline()
    runs = {
        engine: {name: list(run_cases(cases, ask)) for name, cases in asked.items()}
        for engine, ask in engines.items()
    }
    results = {engine: summary.summarise(each, skipped) for engine, each in runs.items()}
    _show(runs, results, options.show)
    _write(runs, results, options)
    if RULES not in results:
        return OK
    if options.record:
        summary.record_baseline(results[RULES])
        print(f"已记为基线：{summary.BASELINE}")
        return OK
    complaints = summary.below_baseline(results[RULES], recorded)
    for each in complaints:
        print(f"低于基线：{each}", file=sys.stderr)
    return BELOW if complaints else OK


def compare(before: Path, after: Path, out: Path | None) -> int:
    """Prints which answers changed between two saved runs, and whether that may be chance."""
    runs = load_run(before), load_run(after)
    found = comparison.compare(*runs)
    print(f"前一次：{before}\n后一次：{after}\n")
    print(comparison_report.as_text(found, *runs))
    if out:
        whole = comparison_report.as_object(found, *runs)
        out.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return OK


def _add_run(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    running = commands.add_parser("run", help="回答题集并评分")
    running.add_argument("--questions", type=Path, nargs="+", help="默认为随附题集（不含留出题）")
    running.add_argument(
        "--engine",
        type=engine_names,
        default=(RULES,),
        metavar="rules,llm",
        help="由谁回答，几个则并列；默认 rules，llm 需配置语言模型",
    )
    running.add_argument("--html", type=Path, help="另存为网页")
    running.add_argument("--json", type=Path, help="另存为 JSON，几个引擎各一个文件")
    running.add_argument("--show", action="store_true", help="列出没答对的题（留出题除外）")
    running.add_argument("--record", action="store_true", help="把规则的结果记为基线")
    _add_store(running)


def _add_retrieval(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    finding = commands.add_parser("retrieval", help="只量检索：问句能否找到它问的行或段落")
    finding.add_argument(
        "--half", choices=("choosing", "testing"), help="只量择定用或检验用的一半（默认两半）"
    )
    finding.add_argument("--ablations", action="store_true", help="另量行文字各部分的作用")
    finding.add_argument("--guesses", action="store_true", help="另量猜测的门槛")
    finding.add_argument("--json", type=Path, help="另存为 JSON")
    finding.add_argument(
        "--store", type=Path, help="另有所问的报告的库（随附与虚构的报告总是自己建）"
    )


def _add_store(command: argparse.ArgumentParser) -> None:
    command.add_argument("--store", type=Path, help="库的位置（默认 BUDGET_STORE，其次 .store/）")


def parser() -> argparse.ArgumentParser:
    """The command line, in Chinese."""
    top = argparse.ArgumentParser(prog="python -m eval", description="用题集评测问答")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    answering = commands.add_parser("answer", help="回答题集，不评分")
    answering.add_argument("--questions", type=Path, required=True, help="题集（JSON 行）")
    answering.add_argument("--out", type=Path, required=True, help="答案写到哪里")
    answering.add_argument("--no-llm", action="store_true", help="配有语言模型也不用")
    _add_run(commands)
    comparing = commands.add_parser("compare", help="对比两次存下的结果：哪些答案变了")
    comparing.add_argument("before", type=Path, help="前一次（run --json 所存）")
    comparing.add_argument("after", type=Path, help="后一次")
    comparing.add_argument("--json", type=Path, help="另存为 JSON")
    beside_others = commands.add_parser("compare-systems", help="同样的题，与几种常见做法对照")
    beside_others.add_argument("--questions", type=Path, nargs="+", help="默认为随附题集")
    beside_others.add_argument("--json", type=Path, help="另存为 JSON")
    beside_others.add_argument(
        "--model", action="store_true", help="另加一列：切块检索，由所配置的语言模型成文"
    )
    _add_retrieval(commands)
    making = commands.add_parser("siblings", help="生成虚构的同类报告（文本）")
    making.add_argument(
        "--count", type=_up_to(SIZE), required=True, help=f"份数，各在一地时至多 {MOST}"
    )
    making.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    making.add_argument("--departments", type=_up_to(8), default=1, help="一地几个部门，默认 1")
    making.add_argument("--years", type=_up_to(6), default=1, help="一个部门几个年度，默认 1")
    making.add_argument("--seed", type=int, default=0, help="同一种子，同样的报告")
    measuring = _add_bench(commands)
    loading = commands.add_parser("load", help="许多人同时提问时的用时（只在本机）")
    loading.add_argument("--clients", type=_up_to(200), default=30, help="同时几人，默认 30")
    loading.add_argument("--questions", type=_up_to(200), default=10, help="各问几问，默认 10")
    for each in (answering, measuring, loading, beside_others):
        _add_store(each)
    return top


def _add_bench(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    measuring = commands.add_parser("bench", help="测量用时与内存")
    measuring.add_argument("--json", type=Path, help="另存为 JSON")
    measuring.add_argument(
        "--reports", type=_counts, metavar="5,100,500", help="改测规模：用这么多份虚构的同类报告"
    )
    measuring.add_argument(
        "--servers",
        type=_up_to(SIZE),
        metavar="份数",
        help="改测服务器：用这么多份虚构报告，比较文件夹、FACTS_URL、CHROMA_URL 上的用时",
    )
    return measuring


def _up_to(most: int) -> Callable[[str], int]:
    """A reader of whole numbers from 1 to the most."""

    def number(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"应为 1 到 {most}")
        return int(text)

    return number


def _counts(text: str) -> list[int]:
    return [_up_to(SIZE)(each) for each in text.split(",")]


def _measure(options: argparse.Namespace) -> int:
    """Runs a command that takes times; what it needs is imported only for it."""
    if options.command == "load":
        from eval.load import load

        return load(options.store, options.clients, options.questions)
    if options.command == "retrieval":
        from eval.retrieval.command import measure_retrieval
        from eval.retrieval.questions import HALVES

        halves = (options.half,) if options.half else HALVES
        return measure_retrieval(
            options.store,
            halves,
            options.json,
            with_ablations=options.ablations,
            with_guesses=options.guesses,
        )
    if options.command == "compare-systems":
        from eval.systems.command import compare_over_store

        asked = _to_ask(options.questions or open_questions(), report_names(options.store))
        return compare_over_store(options.store, *asked, options.json, options.model)
    if options.servers:
        from eval.servers import bench_servers

        return bench_servers(options.servers, options.json)
    from eval.bench import bench
    from eval.scale import scale

    if options.reports:
        return scale(options.reports, options.json, options.store)
    return bench(options.store, options.json)


def _siblings(options: argparse.Namespace) -> tuple[Path, ...]:
    """Writes sibling reports, where there are as many with names of their own."""
    spread = Spread(departments=options.departments, years=options.years)
    if options.count > spread.most:
        parser().error(f"argument --count: 这样至多 {spread.most} 份")
    return write_siblings(options.out, range(options.count), options.seed, spread)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    stay_offline()
    collect_rarely()
    options = parser().parse_args(arguments)
    try:
        if options.command in ("bench", "load", "compare-systems", "retrieval"):
            return _measure(options)
        if options.command == "compare":
            return compare(options.before, options.after, options.json)
        if options.command == "siblings":
            paths = _siblings(options)
            print(f"已生成 {len(paths)} 份报告：{options.out}")
            return OK
        if options.command == "answer":
            ask = open_configured(options.store, alone=options.no_llm)
            return answer(options.questions, options.out, ask)
        engines = open_engines(options.engine, options.store)
        return run(options, engines, report_names(options.store))
    except BudgetError as error:
        print(f"错误：{error}", file=sys.stderr)
        return BROKEN
    except OSError as error:
        print(f"错误：{error.filename}：{error.strerror}", file=sys.stderr)
        return BROKEN


if __name__ == "__main__":
    sys.exit(main())
