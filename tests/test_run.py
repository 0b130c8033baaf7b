"""`run.py` sets up once, says clearly what is missing, and passes on how the tests ended."""

import ast
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]

Commands = list[list[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`run.py` as a module over a project folder of its own, with an environment in place."""
    spec = importlib.util.spec_from_file_location("run_under_test", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in module.PIN_FILES:
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    python = module.venv_python()
    python.parent.mkdir(parents=True)
    python.touch()
    return module


@pytest.fixture
def commands(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Every command that `run.py` would start; all of them end well."""
    monkeypatch.delenv("FACTS_URL", raising=False)
    seen: Commands = []

    def record(result: object) -> Callable[[list[str]], object]:
        def start(command: list[str]) -> object:
            seen.append(command)
            return result

        return start

    monkeypatch.setattr(run, "run", record(0))
    monkeypatch.setattr(run, "run_quietly", record(0))
    monkeypatch.setattr(run, "become", record(0))
    monkeypatch.setattr(run, "run_and_listen", record((0, "")))
    return seen


def pip_calls(commands: Commands) -> Commands:
    return [command for command in commands if "install" in command]


def test_the_second_start_installs_nothing(run: ModuleType, commands: Commands) -> None:
    assert run.main([]) == 0
    assert len(pip_calls(commands)) == 1
    assert run.main([]) == 0
    assert len(pip_calls(commands)) == 1


def test_a_changed_pin_is_installed(run: ModuleType, commands: Commands) -> None:
    run.main([])
    with (run.ROOT / "constraints.txt").open("a", encoding="utf-8") as pins:
        pins.write("another==1.0\n")
    run.main([])
    assert len(pip_calls(commands)) == 2


def test_what_tests_need_includes_what_the_page_needs(run: ModuleType, commands: Commands) -> None:
    run.main(["test"])
    run.main([])
    assert len(pip_calls(commands)) == 1
    assert any(word.startswith("pytest==") for word in pip_calls(commands)[0])


def test_what_the_page_needs_does_not_include_what_tests_need(
    run: ModuleType, commands: Commands
) -> None:
    run.main([])
    run.main(["test"])
    assert len(pip_calls(commands)) == 2


def test_installing_is_bound_by_the_constraints(run: ModuleType, commands: Commands) -> None:
    run.main([])
    (install,) = pip_calls(commands)
    assert install[install.index("-c") + 1] == str(run.ROOT / "constraints.txt")
    assert all("==" in word for word in run.requirements("test"))


def test_the_page_gets_the_arguments_that_are_meant_for_it(
    run: ModuleType, commands: Commands
) -> None:
    run.main(["--port", "7999"])
    assert commands[-1][1:] == [str(run.ROOT / "app.py"), "--port", "7999"]


def test_the_exit_status_of_the_tests_is_passed_on(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "run", lambda command: 5 if "pytest" in command else 0)
    assert run.main(["test", "-k", "nothing"]) == 5


def test_arguments_after_test_go_to_pytest(run: ModuleType, commands: Commands) -> None:
    run.main(["test", "tests/test_run.py", "-q"])
    assert commands[-1][1:] == ["-m", "pytest", "tests/test_run.py", "-q"]


def test_the_bundled_reports_are_indexed_before_the_page_is_served(
    run: ModuleType, commands: Commands
) -> None:
    run.main([])
    assert commands[-2][1:] == ["-m", "index", "build", str(Path("data") / "reports")]
    assert commands[-1][1:] == [str(run.ROOT / "app.py")]


@pytest.mark.parametrize("arguments", [["--store", "elsewhere"], ["--store=elsewhere"], ["--help"]])
def test_a_store_of_ones_own_is_not_replaced_by_the_bundled_reports(
    run: ModuleType, commands: Commands, arguments: list[str]
) -> None:
    run.main(arguments)
    assert not any("build" in command for command in commands)


def test_a_corpus_that_many_servers_share_is_not_replaced_by_the_bundled_reports(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTS_URL", "postgresql://db.lan/budgets")
    run.main([])
    assert not any("build" in command for command in commands)
    assert commands[-1][1:] == [str(run.ROOT / "app.py")]


def test_the_driver_of_a_shared_database_is_installed_once_it_is_needed(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.main([])
    assert not any(word.startswith("psycopg") for word in pip_calls(commands)[0])
    monkeypatch.setenv("FACTS_URL", "postgresql://db.lan/budgets")
    run.main([])
    run.main([])
    assert len(pip_calls(commands)) == 2
    assert any(word.startswith("psycopg==") for word in pip_calls(commands)[1])
    monkeypatch.delenv("FACTS_URL")
    run.main([])
    assert len(pip_calls(commands)) == 2


def test_reports_that_cannot_be_indexed_leave_the_old_index_in_use(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "run", lambda command: 2 if "build" in command else 0)
    assert run.main([]) == 0
    assert commands[-1][1:] == [str(run.ROOT / "app.py")]


def test_no_network_on_the_first_start_is_said_in_one_line(
    run: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failure = (1, "WARNING: Retrying ... NameResolutionError: failed to resolve")
    monkeypatch.setattr(run, "run_and_listen", lambda command: failure)
    assert run.main([]) == 2
    message = capsys.readouterr().err
    assert "联网" in message
    assert message.count("\n") == 1


def test_a_failed_install_is_tried_again_the_next_time(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "run_and_listen", lambda command: (1, "disk full"))
    assert run.main([]) == 2
    assert not run.is_current(None)


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14), (4, 0)])
def test_a_python_that_the_libraries_do_not_support_is_named(
    run: ModuleType, version: tuple[int, int]
) -> None:
    with pytest.raises(run.SetupFailed, match=f"{version[0]}.{version[1]}"):
        run.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_supported_python_is_accepted(run: ModuleType, version: tuple[int, int]) -> None:
    run.check_python(version)


def test_an_old_python_can_still_read_the_script_and_say_so() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_supported_versions_are_those_of_the_project(run: ModuleType) -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, newest = run.OLDEST, run.NEWEST
    above = f"{newest[0]}.{newest[1] + 1}"
    assert project["requires-python"] == f">={oldest[0]}.{oldest[1]},<{above}"


def test_every_direct_dependency_stands_in_the_constraints(run: ModuleType) -> None:
    pinned = set((ROOT / "constraints.txt").read_text(encoding="utf-8").split())
    assert set(run.requirements("test")) <= pinned


def test_what_a_command_says_on_standard_error_is_heard(run: ModuleType) -> None:
    script = "import sys; print('为什么', file=sys.stderr); sys.exit(3)"
    assert run.run_and_listen([sys.executable, "-X", "utf8", "-c", script]) == (3, "为什么\n")


@pytest.mark.skipif(os.name == "nt", reason="bash")
def test_the_ci_script_runs_the_same_tests() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert "packages+=(postgresql)" in script
    assert script.rstrip().endswith("python3 run.py test")
