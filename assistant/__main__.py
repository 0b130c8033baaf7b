"""`python -m assistant ask "问题"`: one answer on the command line (命令行问答)."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Answer
from index.collector import collect_rarely
from index.errors import BudgetError
from index.offline import stay_offline

ANSWERED, NOT_ANSWERED, BROKEN = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 answered, 1 not answered, 2 broken (no store, bad arguments)."""
    stay_offline()
    collect_rarely()
    options = _parser().parse_args(argv)
    try:
        from assistant.ask import open_assistant
        from assistant.llm.settings import configured_model

        model = None if options.no_llm else configured_model()
        answer, _ = open_assistant(options.store, model=model).ask(options.question)
    except BudgetError as error:
        print(error, file=sys.stderr)
        return BROKEN
    if options.json:
        from assistant.wire import as_json

        print(json.dumps(as_json(answer), ensure_ascii=False))
    else:
        print(_readable(answer))
    return ANSWERED if answer.status == "answered" else NOT_ANSWERED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description="向预算报告提问")
    commands = parser.add_subparsers(required=True, metavar="命令")
    ask = commands.add_parser("ask", help="问一个问题")
    ask.add_argument("question", help="问题")
    ask.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    ask.add_argument("--store", type=Path, help="索引所在文件夹")
    ask.add_argument("--no-llm", action="store_true", help="不使用语言模型")
    return parser


def _readable(answer: Answer) -> str:
    lines = [answer.answer]
    lines += [f"提示：{warning}" for warning in answer.warnings]
    if answer.checks:
        proved = sum(check.verdict != "unsupported" for check in answer.checks)
        lines.append(f"数字核对 {proved}/{len(answer.checks)}")
    lines += [f"可以问：{suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
