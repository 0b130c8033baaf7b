"""Starts the page (启动网页) on one address and keeps it up until it is stopped."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from assistant.page.feedback import FeedbackFile
from assistant.page.layout import CSS, HEAD, build_page, theme
from index.errors import SettingError

BUSY = "现在提问的人太多，这个问题没有排上队；请过一会儿再问。"


def serve(
    assistant: Assistant, host: str, port: int, feedback: Path | None = None, mcp: bool = False
) -> None:
    """Serve the page until the process is stopped; a port that is taken is a `SettingError`."""
    if mcp and find_spec("mcp") is None:
        raise SettingError("--mcp 需要 mcp 库：pip install -c constraints.txt mcp")
    page = build_page(assistant, FeedbackFile(feedback) if feedback else None)
    try:
        page.launch(
            server_name=host,
            server_port=port,
            share=False,
            ssr_mode=False,
            quiet=True,
            prevent_thread_lock=True,
            run_history=False,
            footer_links=[],
            pwa=False,
            enable_monitoring=False,
            mcp_server=mcp,
            state_session_capacity=1000,
            app_kwargs={"exception_handlers": {503: _busy}},
            theme=theme(),
            css_paths=CSS,
            head=HEAD,
        )
    except OSError as error:
        raise SettingError(f"端口 {port} 无法使用，请用 --port 换一个：{host}") from error
    print(f"明账已就绪：http://{host}:{port} （按 Ctrl+C 结束）", flush=True)
    page.block_thread()


async def _busy(request: Any, error: Any) -> Any:
    """The queue is full: said in words, under a status whose words the browser shows."""
    from starlette.responses import JSONResponse

    return JSONResponse({"detail": BUSY}, status_code=429)
