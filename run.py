#!/usr/bin/env python3
"""Sets up 明账 and starts it: `python3 run.py` serves the page, `run.py test` runs the tests.

Needs nothing but a Python of a supported version; works on Linux, macOS and Windows. What has
been installed and indexed once is not installed and indexed again, and needs no network.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 13)
PIN_FILES = ("pyproject.toml", "constraints.txt")
HELD_BY: dict[str | None, tuple[str | None, ...]] = {
    None: (None, "postgres", "test"),
    "postgres": ("postgres", "test"),
    "test": ("test",),
}
"""Installing which of these installs what the first names, too."""
OFFLINE_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "getaddrinfo failed",
    "nodename nor servname",
    "Could not fetch URL",
    "Connection refused",
    "ConnectTimeoutError",
)


class SetupFailed(Exception):
    """The set-up cannot go on; the message is one line that tells the user what to do."""


def main(arguments: list[str]) -> int:
    """Serve the page, or run the tests where the first argument is `test`; the exit status."""
    try:
        check_python(sys.version_info[:2])
        if arguments[:1] == ["test"]:
            python = installed(extra="test")
            return run([str(python), "-m", "pytest", *test_arguments(arguments[1:])])
        shared = bool(os.environ.get("FACTS_URL"))
        python = installed(extra="postgres" if shared else None)
        if not shared and not {"-h", "--help", "--store"} & {w.split("=")[0] for w in arguments}:
            build_stale_index(python)
        return become([str(python), str(ROOT / "app.py"), *arguments])
    except SetupFailed as failure:
        print(f"明账无法启动：{failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python (major, minor) that the pinned libraries do not support."""
    if not OLDEST <= version <= NEWEST:
        found = ".".join(map(str, version))
        raise SetupFailed(
            f"当前 Python 为 {found}，需要 3.11 至 3.13；请安装后用该版本重新运行，"
            "例如 python3.12 run.py"
        )


# --- the environment ------------------------------------------------------------------------


def installed(extra: str | None) -> Path:
    """The environment's Python, with everything pinned installed in it."""
    python = venv_python()
    if not is_current(extra):
        ensure_venv(python)
        install(python, extra)
        stamp(extra).write_text(pins_hash(), encoding="ascii")
    return python


def venv_python() -> Path:
    """Where the environment's Python stands on this system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp(extra: str | None) -> Path:
    """The file that remembers which pins were installed."""
    return VENV / f".installed-{extra or 'base'}"


def is_current(extra: str | None) -> bool:
    """Whether exactly these pins were installed before, alone or with more."""
    if not venv_python().exists():
        return False
    stamps = [stamp(each) for each in HELD_BY[extra]]
    return any(file.exists() and file.read_text(encoding="ascii") == pins_hash() for file in stamps)


def pins_hash() -> str:
    """A fingerprint of everything that says what is to be installed."""
    digest = hashlib.sha256()
    for name in PIN_FILES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def ensure_venv(python: Path) -> None:
    """Make the environment, or make it anew where it is half made or its Python is gone."""
    if python.exists() and run_quietly([str(python), "-m", "pip", "--version"]) == 0:
        return
    say("正在创建虚拟环境 .venv …")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise SetupFailed(
            "虚拟环境创建失败；Debian/Ubuntu 请先运行 sudo apt install python3-venv，"
            "并确认此目录可写、磁盘有余量"
        )


def install(python: Path, extra: str | None) -> None:
    """Install the pinned libraries; pip asks the network only for what is missing."""
    say("正在安装依赖（首次约 2–5 分钟，约 2 GB；以后不再重复）…")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    status, errors = run_and_listen(
        [*command, "-c", str(ROOT / "constraints.txt"), *requirements(extra)]
    )
    if status == 0:
        return
    if any(sign in errors for sign in OFFLINE_SIGNS):
        raise SetupFailed("首次运行需要联网安装依赖，现在连不上软件源；请联网后重试")
    raise SetupFailed(f"依赖安装失败（pip 退出码 {status}），原因见上方 pip 的输出")


def requirements(extra: str | None) -> list[str]:
    """The direct dependencies as pyproject.toml pins them."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    return wanted + (project["optional-dependencies"][extra] if extra else [])


# --- the index, the page, the tests ---------------------------------------------------------


def build_stale_index(python: Path) -> None:
    """Have the index of the bundled reports built; it is left alone where it is up to date."""
    if run([str(python), "-m", "index", "build", str(Path("data") / "reports")]) != 0:
        say("索引未能更新，原因见上一行；如有原来的索引则继续使用。")


def test_arguments(arguments: list[str]) -> list[str]:
    """The user's own arguments to pytest, or, without any, the whole suite on every core."""
    return arguments or ["-n", "auto", "--dist", "loadfile"]


def say(line: str) -> None:
    """One line to the user, at once."""
    print(line, flush=True)


def run(command: list[str]) -> int:
    """The exit status of a command that talks to the user, run in the project's folder."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def run_quietly(command: list[str]) -> int:
    """The exit status of a command that nobody needs to see."""
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode


def run_and_listen(command: list[str]) -> tuple[int, str]:
    """The exit status, and what went to standard error, which the user sees as it comes."""
    heard = []
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        for line in process.stderr or ():
            sys.stderr.write(line)
            heard.append(line)
    return process.returncode, "".join(heard)


def become(command: list[str]) -> int:
    """Turn into the command, so that stopping this process stops it; Windows waits for it."""
    if os.name != "nt":
        os.chdir(ROOT)
        sys.stdout.flush()
        os.execv(command[0], command)
    return run(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
