"""A Chroma server on the loopback address, for as long as tests use it."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from free_port import free_port

from index.errors import StoreError
from index.settings import ChromaServer
from index.stores.chroma_clients import check_server

STARTING_SECONDS = 60


@contextmanager
def chroma_run(folder: Path) -> Iterator[ChromaServer]:
    """`chroma run` over that folder, ready to be used; stopped in the end."""
    program = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"
    server = ChromaServer(host="127.0.0.1", port=free_port(), tls=False)
    command = [program, "run", "--path", str(folder), "--host", server.host]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "chroma.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--port", str(server.port)], cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait(server, process, folder / "chroma.log")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(server: ChromaServer, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            return check_server(server)
        except StoreError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(log.read_text(encoding="utf-8")[-2000:]) from None
        time.sleep(0.1)
