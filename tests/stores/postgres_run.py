"""A PostgreSQL server on the loopback address, for as long as tests use it.

Debian keeps its programs in /usr/lib/postgresql/N/bin and refuses to run as root, so that a test
running as root starts it as the user `postgres`, whom Debian's package has made.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from free_port import free_port

PASSWORD = "只有测试用的密码/@:?#%"
USER = "mingzhang"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def url_of(port: int, database: str = "postgres", user: str = USER) -> str:
    """The URL of a database on our server, with the password in it."""
    return f"postgresql://{user}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/{database}"


def programs() -> Path | None:
    """Where `initdb` and `pg_ctl` stand, the newest version first; None where they do not."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@contextmanager
def postgres_run() -> Iterator[int]:
    """A new, empty server; gives its port. The test is skipped where there is no PostgreSQL."""
    where = programs()
    if where is None:
        pytest.skip("没有 PostgreSQL（apt install postgresql）")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="mingzhang-pg-") as made:
        folder, log = Path(made), Path(made) / "log"
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres")
        data, secret = str(folder / "data"), str(folder / "password")
        making = ["-D", data, "-U", USER, "-E", "UTF8", "--locale=C", "-N"]
        run([str(where / "initdb"), *making, "-A", "scram-sha-256", f"--pwfile={secret}"])
        settings = " ".join(f"-c {each}" for each in QUICK)
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {settings}"
        )
        control = [str(where / "pg_ctl"), "-D", data, "-w"]
        run([*control, "-l", str(log), "-o", options, "start"])
        try:
            yield port
        finally:
            run([*control, "-m", "immediate", "stop"])


def run(command: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs, never as root."""
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_other, *command], cwd="/", check=False, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
