"""Serves the chat page of 明账: `python app.py [--host HOST] [--port PORT] [--store DIR]`."""

import argparse
import sys
import threading
from pathlib import Path

from index.collector import collect_rarely
from index.errors import BudgetError
from index.offline import stay_offline


def main(argv: list[str] | None = None) -> int:
    """Open the store and serve the page until stopped; 2 where that cannot be done."""
    parser = argparse.ArgumentParser(prog="app.py", description="明账网页")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认仅本机可访问")
    parser.add_argument("--port", type=int, default=7860, help="端口，默认 7860")
    parser.add_argument("--store", type=Path, default=None, help="索引目录")
    parser.add_argument("--mcp", action="store_true", help="同时提供 MCP 工具（见 docs/api.md）")
    parser.add_argument("--no-llm", action="store_true", help="不使用语言模型")
    options = parser.parse_args(argv)
    stay_offline()
    collect_rarely()
    try:
        from assistant.ask import open_assistant
        from assistant.llm.endpoint import warm_up
        from assistant.llm.settings import configured_model
        from assistant.page.feedback import FILE
        from assistant.page.serve import serve
        from index.settings import store_path

        feedback = store_path(options.store) / FILE
        model = None if options.no_llm else configured_model()
        assistant = open_assistant(options.store, model=model)
        if model:
            threading.Thread(target=warm_up, daemon=True).start()
        serve(assistant, options.host, options.port, feedback, options.mcp)
    except BudgetError as error:
        print(f"明账无法启动：{error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
