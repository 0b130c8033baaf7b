"""Which room of the house may import which: the rooms table of the design, enforced.

A module belongs to the room with the longest name that its own name starts with. It may import
its own room, the rooms listed beside it, and the standard library. A new module that fits no
room falls into `index` (base) or `assistant` (the order of the stages): to put it elsewhere,
say so here.
"""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

BASE = "index"
STAGES = ("question", "planner", "retrieve", "execute", "compose", "check", "english")
VALUES = (
    "assistant.answer",
    "assistant.conditions",
    "assistant.cues",
    "assistant.department_names",
    "assistant.evidence",
    "assistant.material",
    "assistant.amount_wordings",
    "assistant.proposal",
    "assistant.query_plan",
    "assistant.result",
    "assistant.steps",
    "assistant.wire",
)
"""What the stages hand to one another; a module of theirs that holds only types may be, too."""

ALL_STAGES = tuple(f"assistant.{stage}" for stage in STAGES)
WHOLE_ASSISTANT = ("assistant", *ALL_STAGES, *VALUES, "index.corpus", BASE)

ROOMS: dict[str, tuple[str, ...]] = {
    # room               may import
    BASE: (),
    "index.readers": (BASE,),
    "index.extract": (BASE,),
    "index.reconcile": (BASE,),
    "index.stores": (BASE,),
    "index.build": (
        *(BASE, "index.readers", "index.extract", "index.reconcile", "index.stores"),
        *("index.build_files", "index.build_originals", "index.build_reading"),
    ),
    "index.build_files": (BASE, "index.readers"),
    "index.build_originals": (BASE, "index.readers", "index.stores"),
    "index.build_reading": (BASE, "index.readers", "index.extract", "index.reconcile"),
    "index.corpus": (BASE, "index.readers", "index.extract", "index.reconcile", "index.stores"),
    "index.training": (BASE, "index.build", "index.corpus", "index.stores"),
    "index.progress": (BASE, "index.build"),
    "index.__main__": (BASE, "index.build", "index.corpus", "index.progress", "index.training"),
    **dict.fromkeys(VALUES, (BASE, *VALUES)),
    **dict.fromkeys(ALL_STAGES, (BASE, "index.corpus", *VALUES)),
    "assistant": (BASE, "index.corpus", *VALUES, *ALL_STAGES, "assistant.llm"),
    "assistant.__main__": (*WHOLE_ASSISTANT, "assistant.llm"),
    "assistant.llm": (BASE, "index.corpus", *VALUES, "prompts"),
    "assistant.page": WHOLE_ASSISTANT,
    "assistant.query_engine": WHOLE_ASSISTANT,
    "prompts": (),
    "eval": (
        *(*WHOLE_ASSISTANT, "assistant.llm", "index.build", "prompts"),
        *("eval.servers", "eval.siblings", "eval.systems", "eval.retrieval"),
    ),
    "eval.retrieval": (
        *(*WHOLE_ASSISTANT, "eval", "eval.siblings", "index.build", "index.stores"),
        "index.training",
    ),
    "eval.servers": (*WHOLE_ASSISTANT, "eval", "eval.siblings", "index.stores"),
    "eval.siblings": (BASE,),
    "eval.systems": (*WHOLE_ASSISTANT, "assistant.llm", "eval", "index.stores", "prompts"),
    "app": (BASE, "assistant", "assistant.llm", "assistant.page"),
    "run": (),
}

HOMES: dict[str, tuple[str, ...]] = {
    # library                its home
    # (eval.systems holds other systems, which have a home of their own)
    "chromadb": ("index.stores", "eval.systems"),
    "dotenv": ("assistant.llm",),
    "gradio": ("assistant.page",),
    "llama_index": (*("index.stores", "assistant.llm", "assistant.query_engine", "eval.systems"),),
    "httpx": ("assistant.llm", "index.stores"),  # in stores: what Chroma's client raises
    "numpy": ("index.stores", "index.training", "eval.systems"),
    "openai": ("assistant.llm",),
    "opencc": ("assistant.question",),
    "openpyxl": ("index.export",),
    "pypdfium2": ("index.readers",),
    "pypinyin": ("assistant.planner",),
    "pdfplumber": ("index.readers",),
    "psycopg": ("index.stores.postgres",),
    "pydantic": ("assistant.settings", "assistant.llm", "eval", "eval.retrieval"),
    "sentence_transformers": ("index.stores", "index.training"),
    "starlette": ("assistant.page",),  # comes with gradio
    "sqlite3": ("index.stores", "eval.systems"),
    "tokenizers": ("index.stores", "index.training"),
    "torch": ("index.stores", "index.training"),
}

HEAVY = {
    *("chromadb", "gradio", "llama_index", "psycopg", "sentence_transformers", "torch"),
    "transformers",
}
"""Libraries that take from half a second to seven to import."""

ENTRANCES = ("index.__main__", "assistant.__main__", "app")
"""What the command line starts; nothing heavy may be imported on the way in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import statement's target, and whether it runs as soon as the module is imported."""

    target: str
    line: int
    on_load: bool


def source_files() -> list[Path]:
    """Every product module in the tree."""
    packages = [p for name in ("index", "assistant", "prompts", "eval") for p in [ROOT / name]]
    found = [file for package in packages for file in sorted(package.rglob("*.py"))]
    return found + [file for file in (ROOT / "app.py", ROOT / "run.py") if file.exists()]


def module_name(file: Path) -> str:
    """Dotted name of a module: index.stores.facts."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: dict[str, Path] = {module_name(file): file for file in source_files()}


def room_of(module: str) -> str:
    """The room with the longest name that the module's name starts with."""
    return max((room for room in ROOMS if within(module, room)), key=len)


def within(module: str, package: str) -> bool:
    """Whether the module is the package or stands in it."""
    return module == package or module.startswith(package + ".")


def imports_of(module: str) -> Iterator[Import]:
    """All imports of a module, those inside functions too; relative ones spelt out."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    inside = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types(node)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for target in targets(node, module):
                yield Import(target=target, line=node.lineno, on_load=id(node) not in inside)


def is_for_types(node: ast.AST) -> bool:
    """Whether the node is an `if TYPE_CHECKING:` block."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def targets(node: ast.Import | ast.ImportFrom, module: str) -> list[str]:
    """The modules that a statement names; `from index import corpus` names index.corpus."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    start = node.module or ""
    if node.level:
        is_package = MODULES[module].name == "__init__.py"
        parts = module.split(".")
        parts = parts[: len(parts) - node.level + is_package]
        start = ".".join([*parts, *([node.module] if node.module else [])])
    joined = [f"{start}.{alias.name}" for alias in node.names]
    return sorted({name if name in MODULES else start for name in joined})


def holds_only_values(module: str) -> bool:
    """Whether a module, not a package's face, defines types or constants and no function."""
    body = ast.parse(MODULES[module].read_text(encoding="utf-8")).body
    kinds = {type(node) for node in body}
    holds_values = bool(kinds & {ast.ClassDef, ast.Assign, ast.AnnAssign})
    is_face = MODULES[module].name == "__init__.py"
    return holds_values and not is_face and not kinds & {ast.FunctionDef, ast.AsyncFunctionDef}


def is_ours(target: str) -> bool:
    """Whether the import is of a module in this tree."""
    return target.split(".")[0] in {name.split(".")[0] for name in MODULES}


def allowed(module: str, target: str) -> bool:
    """Whether the rooms table lets the module import the target."""
    here, there = room_of(module), room_of(target)
    of_stages = here in ALL_STAGES and there in ("assistant", *ALL_STAGES)
    shared_value = of_stages and target in MODULES and holds_only_values(target)
    return there == here or there in ROOMS[here] or shared_value


def loaded_by(entrance: str) -> set[str]:
    """Our modules that are imported as soon as the entrance is, packages on the way included."""
    seen: set[str] = set()
    waiting = [entrance]
    while waiting:
        module = waiting.pop()
        if module in seen or module not in MODULES:
            continue
        seen.add(module)
        if "." in module:
            waiting.append(module.rpartition(".")[0])
        waiting += [found.target for found in imports_of(module) if found.on_load]
    return seen


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_the_rooms_that_its_own_room_may(module: str) -> None:
    breaches = [
        f"{module}:{found.line} imports {found.target}: {room_of(module)} may not"
        for found in imports_of(module)
        if is_ours(found.target) and not allowed(module, found.target)
    ]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_library_is_met_only_in_its_home(module: str) -> None:
    breaches = [
        f"{module}:{found.line} imports {library}; its home: {HOMES.get(library, 'none yet')}"
        for found in imports_of(module)
        for library in [found.target.split(".")[0]]
        if not is_ours(found.target)
        and (library in HOMES or library not in sys.stdlib_module_names)
        and not any(within(module, home) for home in HOMES.get(library, ()))
    ]
    assert not breaches, "\n".join(breaches)


def test_every_library_that_is_installed_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    imported = {
        found.target.split(".")[0]
        for module in MODULES
        for found in imports_of(module)
        if not is_ours(found.target)
    }
    names = [
        line.partition("==")[0].lower().replace("-", "_").removeprefix("python_")
        for line in project["dependencies"]
    ]
    unused = [name for name in names if not any(name.startswith(known) for known in imported)]
    assert not unused


@pytest.mark.parametrize("entrance", [name for name in ENTRANCES if name in MODULES])
def test_nothing_heavy_is_imported_on_the_way_in(entrance: str) -> None:
    breaches = [
        f"{module}:{found.line} imports {found.target} when {entrance} is loaded"
        for module in sorted(loaded_by(entrance))
        for found in imports_of(module)
        if found.on_load and found.target.split(".")[0] in HEAVY
    ]
    assert not breaches, "\n".join(breaches)


def test_every_room_of_the_table_stands_in_a_tree_of_this_project() -> None:
    assert {room.split(".")[0] for room in ROOMS} == {
        "index", "assistant", "prompts", "eval", "app", "run"
    }  # fmt: skip


def test_a_stage_that_imported_another_would_be_caught() -> None:
    assert not allowed("assistant.planner", "assistant.execute")
    assert not allowed("index.amounts", "index.stores.facts")
    assert allowed("assistant.ask", "assistant.planner")


def test_asking_on_the_command_line_never_loads_torch(bundled_store: Path) -> None:
    if "assistant.__main__" not in MODULES:
        pytest.skip("python -m assistant 尚未写成")
    script = (
        "import runpy, sys\n"
        f"sys.argv = ['assistant', 'ask', '合计多少？', '--store', {str(bundled_store)!r}]\n"
        "try:\n    runpy.run_module('assistant', run_name='__main__')\n"
        "except SystemExit as end:\n    print('exit', end.code)\n"
        "print('loaded', sorted({'torch', 'sentence_transformers', 'gradio'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert "loaded []" in done.stdout, done.stdout + done.stderr
