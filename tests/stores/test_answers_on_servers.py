"""A question set is answered on servers as it is from a folder, to the last word."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, load_cases
from eval.runner import open_ask, run_cases
from index.build import build
from index.corpus import Corpus
from index.generations import FACTS, pointer
from index.settings import FactsServer
from index.stores.homes import home_of
from index.stores.manifest import CHROMA, text
from index.stores.postgres import PostgresDatabase
from index.stores.vector_shelves import NOWHERE

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = sorted((ROOT / "eval" / "questions").glob("fenyang_*.jsonl"))
ONE_OF = 4
"""Every fourth question of each file; `python -m eval answer` answers them all."""

Answers = list[list[dict[str, Any]]]


def cases() -> list[Case]:
    return [case for path in QUESTIONS for case in load_cases(path)[::ONE_OF]]


def answers(store: Path) -> Answers:
    """What is answered, without how long it took."""
    runs = run_cases(cases(), open_ask(store))
    return [
        [{name: value for name, value in each.items() if name != "timings_ms"} for each in answer]
        for answer in (run.answers for run in runs)
    ]


@pytest.fixture(scope="module")
def from_a_folder(bundled_store: Path) -> Answers:
    with pytest.MonkeyPatch.context() as environment:
        for name in ("FACTS_URL", "CHROMA_URL"):
            environment.delenv(name, raising=False)
        return answers(bundled_store)


@pytest.fixture(params=["PostgreSQL", "Chroma", "PostgreSQL and Chroma"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A store of the bundled report with its facts, its vectors or both on servers."""
    for name, fixture in (("PostgreSQL", "on_postgres"), ("Chroma", "on_chroma")):
        if name in request.param:
            request.getfixturevalue(fixture)
    build([ROOT / "data" / "reports"], tmp_path / "st")
    assert (tmp_path / "st").exists() is ("PostgreSQL" not in request.param)
    yield tmp_path / "st"
    home_of(tmp_path / "st").erase()


def test_the_answers_are_the_same_to_the_last_word(elsewhere: Path, from_a_folder: Answers) -> None:
    assert len(from_a_folder) > 60
    assert any(each[-1]["value"] for each in from_a_folder)
    for case, there, here in zip(cases(), answers(elsewhere), from_a_folder, strict=True):
        assert there == here, case.id


def test_what_is_found_without_a_scope_is_the_same(elsewhere: Path, bundled_store: Path) -> None:
    queries = ["公务接待费", "政务服务大厅运行", "绩效目标", "采购", "一般公共预算拨款收入"]
    with Corpus.open(elsewhere) as corpus:
        there = [corpus.search(query) for query in queries]
    with pytest.MonkeyPatch.context() as environment:
        for name in ("FACTS_URL", "CHROMA_URL"):
            environment.delenv(name, raising=False)
        with Corpus.open(bundled_store) as corpus:
            assert [corpus.search(query) for query in queries] == there


def test_the_examples_of_the_page_find_the_same_in_postgresql(
    on_postgres: FactsServer, bundled_store: Path, tmp_path: Path
) -> None:
    build([ROOT / "data" / "reports"], tmp_path / "st")
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    examples = re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL)
    assert len(examples) == 3
    here = sqlite3.connect(bundled_store / (pointer(bundled_store) or "") / FACTS)
    with closing(here), closing(PostgresDatabase(on_postgres)) as there:
        for sql in examples:
            found = {comparable(row) for row in there.execute(sql.rstrip().rstrip(";")).fetchall()}
            assert found == {comparable(row) for row in here.execute(sql).fetchall()}
            assert found


def comparable(row: Iterable[object]) -> tuple[object, ...]:
    """A row with its figures rounded alike: SQLite divides in floats, PostgreSQL exactly."""
    return tuple(f"{v:.6f}" if isinstance(v, float | Decimal) else v for v in row)


def test_a_store_that_is_erased_is_gone(elsewhere: Path) -> None:
    home = home_of(elsewhere)
    current = home.current()
    assert current
    vectors = current.vectors
    with closing(current.open()) as database:
        name = text(database, CHROMA)
    assert name is not None
    assert vectors.has(name)
    home.erase()
    assert home.current() is None
    assert not elsewhere.exists()
    assert name == NOWHERE or not vectors.has(name)
