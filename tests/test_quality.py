"""The linter, the formatter and the type checker are content, and no file holds a second idea."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = [
    name for name in ("index", "assistant", "prompts", "eval") if any((ROOT / name).rglob("*.py"))
]
SCRIPTS = [name for name in ("app.py", "run.py") if (ROOT / name).exists()]
FILES = [
    file.relative_to(ROOT)
    for name in [*PACKAGES, *SCRIPTS]
    for file in sorted([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


@pytest.mark.parametrize(
    "tool",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--strict", *PACKAGES, *SCRIPTS],
    ],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_the_tool_has_nothing_to_complain_of(tool: list[str]) -> None:
    if importlib.util.find_spec(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_holds_one_idea(file: Path) -> None:
    lines = len((ROOT / file).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_function_holds_one_idea(file: Path) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long
