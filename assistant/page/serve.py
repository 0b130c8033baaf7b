"""Starts the page (启动网页) on one address and keeps it up until it is stopped."""

from assistant.ask import Assistant
from assistant.page.layout import CSS, HEAD, build_page, theme
from index.errors import SettingError


def serve(assistant: Assistant, host: str, port: int) -> None:
    """Serve the page until the process is stopped; a port that is taken is a `SettingError`."""
    page = build_page(assistant)
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
            state_session_capacity=1000,
            theme=theme(),
            css_paths=CSS,
            head=HEAD,
        )
    except OSError as error:
        raise SettingError(f"端口 {port} 无法使用，请用 --port 换一个：{host}") from error
    print(f"明账已就绪：http://{host}:{port} （按 Ctrl+C 结束）", flush=True)
    page.block_thread()
